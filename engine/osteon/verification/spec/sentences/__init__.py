"""The sentences in which the features speak, one module for each topic.

Every sentence has one meaning; `docs/sentences.md` lists them all, and
`osteon spec lint` refuses a line that two of them could mean.
"""
