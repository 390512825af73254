"""What all entries of a patient come to, as the number of a set that other patients have too.

Patients take thousands of different things and come to few different sums of them.
Whatever follows from such a set is worked out once for the set.
"""

from collections.abc import Iterator

from osteon.basics.records import dataclass
from osteon.doors.screen.engines import Place
from osteon.doors.screen.form import DIET, LISTS
from osteon.doors.screen.refusals import REFUSED

SETS = "sets"
"""The table with a row for every patient who is not set aside: names, numbers of sets, and what was told."""

CLASHING = "clashing_patients"
"""The table of patients of whom anything dated or stated contradicts something else."""

TOLD = tuple(f"{name}_told" for name in LISTS)
DIETS = tuple(f"{column}_key" for column in DIET)


@dataclass(frozen=True, slots=True)
class Source:
    """A table with a row for each distinct set. `key` is the column of `sets` with a patient's number."""

    alias: str
    table: str

    @property
    def key(self) -> str:
        """Return the column of `sets` that says which row is the patient's."""
        return f"{self.alias}_set"

    @property
    def join(self) -> str:
        """Return the text that joins it to a table `p` with the key."""
        return f"LEFT JOIN {self.table} AS {self.alias} ON {self.alias}.number = p.{self.key}"

    @property
    def place(self) -> Place:
        """Return what says which set is a patient's."""
        return Place(self.key, f"{self.table}_of")


TAKEN, AMOUNTS, SELDOM, CONDITIONS, ALLERGIES, SURGERIES, APART, COUNSELLED, TESTS = (
    Source(alias, table)
    for alias, table in (
        ("t", "together"), ("m", "amounts_together"), ("f", "seldom_together"),
        ("c", "conditions_together"), ("g", "allergies_together"), ("o", "surgeries_together"),
        ("k", "apart_from_calcium_together"), ("n", "counselled_together"), ("r", "tests_together"),
    )
)  # fmt: skip
SOURCES = (TAKEN, AMOUNTS, SELDOM, CONDITIONS, ALLERGIES, SURGERIES, APART, COUNSELLED, TESTS)


def of_patients() -> str:
    """Return the query for what `sets` has of a patient besides the keys of sources."""
    clash = "CASE WHEN a.age_clash = 1 OR x.patient IS NOT NULL THEN 1 ELSE 0 END"
    chosen = ["p.number", "p.patient", *(f"p.{name}" for name in TOLD)]
    chosen += [
        f"CAST({text} AS TINYINT) AS {name}" for name, text in (("dead", "w.dead"), ("record_clash", clash))
    ]
    chosen += [f"p.{key}" for key in ("who_key", "age_key", *DIETS)]
    return (
        f"SELECT {', '.join(chosen)} FROM rows_patients AS p {' '.join(_joins())} "
        "WHERE z.patient IS NULL AND p.patient IS NOT NULL"
    )


def _joins() -> Iterator[str]:
    yield "JOIN who AS w ON w.key = p.who_key"
    yield "JOIN age AS a ON a.key = p.age_key"
    yield f"LEFT JOIN {CLASHING} AS x ON x.patient = p.number"
    yield f"LEFT JOIN {REFUSED} AS z ON z.patient = p.patient"
