"""Which osteon this is, and which durable-rules it was verified with."""

VERSION = "0.1.0"
DURABLE_RULES = "2.0.28"
