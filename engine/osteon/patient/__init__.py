"""What we were told about a patient, and what can be derived from it.

Profile in, facts out. This room knows vocabulary and terminology as data; it
knows nothing of rules, and it never reads the clock: the day is an argument.
"""
