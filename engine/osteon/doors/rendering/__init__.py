"""A report as a person or a program wants it: terminal, JSON, NDJSON, Markdown, HTML.

Every form is made by one function from answers to pieces of text, and tells the
same things in the same order.
"""
