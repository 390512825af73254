"""What it takes to read a registry."""

from collections.abc import Callable
from datetime import date

from osteon.basics.records import dataclass
from osteon.doors.registry.connecting import MEMORY_MIB
from osteon.doors.tables import ColumnMap
from osteon.knowledge.models import Rulebook

Waiting = Callable[[str, int], None]
"""Is told the digest of an export, and how many patients it holds, as soon as it has been taken apart."""


def nobody(digest: str, patients: int) -> None:
    """Wait for nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What it takes to read an input: day and names for a record in FHIR, columns for a flat table.

    `kept` is a folder for what is made on the way and kept for the next part; `memory_mib` bounds DuckDB,
    and `jobs` is how many processes share it. `digest` is that of the input, if another process found it.
    `waiting` may begin what can be done while the contents of an export are read.
    """

    rulebook: Rulebook
    as_of: date
    columns: ColumnMap
    kept: str
    memory_mib: int = MEMORY_MIB
    jobs: int = 1
    digest: str = ""
    waiting: Waiting = nobody
