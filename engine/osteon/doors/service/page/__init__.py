"""The page of `osteon serve`: a patient entered, pasted or uploaded, the report, its questions, the rules.

Every page is written by the server and works without JavaScript. What was
entered travels in the form: nothing about a patient is kept here or stands in an
address.
"""
