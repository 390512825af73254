"""Who may ask: the tokens of CDS Hooks clients, checked before anything else is read.

`Gate` in `gate.py` is the way in; `read_issuers` in `reading.py` reads who is trusted. Nothing here
imports a web framework or a database.
"""
