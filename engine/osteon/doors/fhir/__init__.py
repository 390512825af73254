"""FHIR in and out: raw JSON, as records really hold it, to a profile and an account of every entry.

Nothing here decides anything clinical. Names and codes go to the terminology of
the pack, doses to the patient room; what cannot be understood is said, never dropped.
"""
