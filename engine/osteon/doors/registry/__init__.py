"""A whole registry of patients before the same rules: reading it, in partitions, each of them exactly once.

`doors/screen` evaluates one partition. This room reads what a registry holds,
parts it, keeps the journal of a run, and says at the end what was found.
"""
