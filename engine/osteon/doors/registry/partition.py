"""A part of the input that is screened in one piece, and what a reader makes of it: patients and bad rows."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, runtime_checkable

from osteon.basics.records import dataclass

Document = Mapping[str, object]

USED = "used"
DIED = "deceased"
SET_ASIDE = "quarantined"
"""What became of a row or a patient; those who have died are not advised."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Where a part of the input stands: from byte, row group or patient `first` up to `end` of its files.

    `patients` says how many are expected, for the progress that is shown; `line` is the line at which a part
    of a text file begins.
    """

    number: int
    files: tuple[str, ...]
    first: int | str
    end: int | str
    patients: int
    line: int = 1


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient of the input: the key, the place, and the profile as it was told."""

    key: str
    place: str
    document: Document


@dataclass(frozen=True, slots=True)
class Bad:
    """A row or a resource that was set aside: where it stands, and why it could not be used."""

    place: str
    why: str
    what: str = "row"


Found = Patient | Bad


class Input(Protocol):
    """A registry of patients in one of the forms that are read."""

    kind: str

    @property
    def digest(self) -> str:
        """Return a digest of everything that the input holds."""

    def partitions(self, patients: int) -> list[Partition]:
        """Return the parts of the input, of about so many patients each: the same for the same input."""

    def read(self, partition: Partition) -> Iterator[Found]:
        """Yield every patient of a part, and every row that could not be read, in the order of the input."""

    def find(self, key: str) -> Found | None:
        """Return the patient of a key; None if there is none."""


@runtime_checkable
class InTables(Protocol):
    """An input that holds the relational form, or can make it of a part."""

    def tables(self, partition: Partition) -> Mapping[str, Any]:
        """Return the rows of a part in each table that there is, in SQL or as a table of Arrow."""

    def set_aside(self, partition: Partition) -> Iterator[Bad]:
        """Yield what was set aside when a part was made."""

    def forget(self, partition: Partition) -> None:
        """Remove what was made of a part, when it is finished."""

    def account(self, partition: Partition) -> Mapping[str, Mapping[str, int]]:
        """Return what became of the rows or resources of a part beside its patients, by kind."""


def found_in(source: Input, key: str) -> Found | None:
    """Look through a whole input for the patient of a key."""
    for partition in source.partitions(1_000_000):
        for found in source.read(partition):
            if (
                isinstance(found, Patient)
                and found.key == key
                or isinstance(found, Bad)
                and found.place == key
            ):
                return found
    return None
