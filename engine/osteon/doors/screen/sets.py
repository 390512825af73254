"""What all entries of a patient come to, as the number of a set that other patients have too.

Patients take thousands of different things and come to few different sums of them.
Whatever follows from such a set is worked out once for the set.
"""

from collections.abc import Iterator

from osteon.basics.records import dataclass
from osteon.doors.screen.engines import Engine, Place
from osteon.doors.screen.form import DIET, LISTS
from osteon.doors.screen.refusals import REFUSED

SETS = "sets"
"""The table with a row for every patient who is not set aside: names, numbers of sets, and what was told."""

CLASHING = "clashing_patients"
"""The table of patients of whom anything dated or stated contradicts something else."""

TOLD = tuple(f"{name}_told" for name in LISTS)
DIETS = tuple(f"{column}_row" for column in DIET)


@dataclass(frozen=True, slots=True)
class Source:
    """A table that says something of a patient.

    `key` is the column of `sets` that says which row is the patient's. A `shared` one has a row for each
    distinct set, else for each patient.
    """

    alias: str
    table: str
    key: str
    shared: bool

    @property
    def join(self) -> str:
        """Return the text that joins it to a table `p` with the key."""
        of = "number" if self.shared else "patient"
        return f"LEFT JOIN {self.table} AS {self.alias} ON {self.alias}.{of} = p.{self.key}"

    @property
    def place(self) -> Place:
        """Return what says by which key a patient stands in it."""
        if self.shared:
            return Place(self.key, f"{self.table}_of", "number")
        return Place(self.key, self.table, "patient")


TAKEN, AMOUNTS, SELDOM, CONDITIONS, ALLERGIES = (
    Source(alias, table, f"{alias}_set", shared=True)
    for alias, table in (
        ("t", "together"), ("m", "amounts_together"), ("f", "seldom_together"),
        ("c", "conditions_together"), ("g", "allergies_together"),
    )
)  # fmt: skip
SURGERIES, APART, COUNSELLED = (
    Source(alias, table, f"{alias}_row", shared=False)
    for alias, table in (
        ("o", "surgeries_together"), ("k", "apart_from_calcium_together"), ("n", "counselled_together"),
    )
)  # fmt: skip
TESTS = Source("r", "tests_together", "r_set", shared=True)
SOURCES = (TAKEN, AMOUNTS, SELDOM, CONDITIONS, ALLERGIES, SURGERIES, APART, COUNSELLED)


def keep(engine: Engine, source: Source, sql: str) -> list[str]:
    """Keep what the entries of each patient come to. Returns the names of what was kept."""
    if source.shared:
        engine.sets(source.table, sql)
        return [source.table, f"{source.table}_of"]
    engine.keep(source.table, sql)
    return [source.table]


def of_patients() -> str:
    """Return the query for what `sets` has of a patient besides the keys of sources."""
    rows = {"who_row": "w", "age_row": "a"} | {key: f"diet{at}" for at, key in enumerate(DIETS)}
    clash = "CASE WHEN a.age_clash = 1 OR x.patient IS NOT NULL THEN 1 ELSE 0 END"
    chosen = ["p.number", "p.patient", *(f"p.{name}" for name in TOLD)]
    chosen += [
        f"CAST({text} AS TINYINT) AS {name}" for name, text in (("dead", "w.dead"), ("record_clash", clash))
    ]
    chosen += [f"CAST({alias}.number AS INTEGER) AS {key}" for key, alias in rows.items()]
    return (
        f"SELECT {', '.join(chosen)} FROM rows_patients AS p {' '.join(_joins())} "
        "WHERE z.patient IS NULL AND p.patient IS NOT NULL"
    )


def _joins() -> Iterator[str]:
    yield "JOIN who AS w ON w.key = p.who_key"
    yield "JOIN age AS a ON a.key = p.age_key"
    yield from (f"LEFT JOIN diet AS diet{at} ON diet{at}.key = p.{key}_key" for at, key in enumerate(DIET))
    yield f"LEFT JOIN {CLASHING} AS x ON x.patient = p.number"
    yield f"LEFT JOIN {REFUSED} AS z ON z.patient = p.patient"
