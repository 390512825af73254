"""The file of verdicts of one partition: Parquet, one row for each patient and rule.

| column | holds |
|---|---|
| `patient` | the patient's key in the input |
| `rule` | the id of a rule |
| `verdict` | "raised", "not raised", "unknown" or "withheld" |
| `deciding` | the facts that decided it, with commas between; empty where it is not raised |
"""

from osteon.doors.registry.sheets import TEXT, WORD, Sheet

Row = tuple[str, str, str, str]
"""A patient, a rule, its verdict, and the facts that decided it."""

AND = ","
_AT_ONCE = 131_072


_COLUMNS = (("patient", TEXT), ("rule", WORD), ("verdict", WORD), ("deciding", WORD))


def verdict_file(path: str) -> Sheet:
    """Return a file of verdicts being written: `add_all` takes the rows of one patient."""
    return Sheet(path, _COLUMNS, _AT_ONCE)
