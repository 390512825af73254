"""The rulebook: what it is made of, how it is read, and what a reviewer would object to.

Third parties at home here: pydantic and the YAML reader.
"""
