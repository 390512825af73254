"""The closed condition language: its nodes, its parser, its types, its truth, its English.

Conditions are data. Nothing here runs a rule author's text as code.
"""
