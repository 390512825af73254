"""The floor of the house: truth, exact numbers, errors with a place.

Nothing here knows about patients, rules or screens.
"""
