"""What the service keeps: which rules were evaluated and shown, and what clinicians did with the cards.

`Records` in `records.py` is the way in. Nothing here imports a web framework, and
no profile of a patient is kept unless somebody switched that on.
"""
