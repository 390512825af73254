"""The sentences in which the features speak, one module for each topic.

Every sentence has one meaning; `docs/sentences.md` lists them all, and
`tests/features/test_language.py` proves that no two of them overlap.
"""
