"""Screening one partition of a population: rows of the relational form in, verdicts out.

First facts, one row a patient; then rules, one column each. What is asked of an
entry alone is read once for each distinct entry and joined; everything that
concerns several entries is SQL. What SQL cannot hold exactly is evaluated for
that patient alone. The verdicts are those of `osteon.evaluate`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from osteon.basics.errors import ProfileError
from osteon.basics.records import dataclass, field
from osteon.basics.typed import Any
from osteon.basics.version import VERSION
from osteon.doors.library import read_document
from osteon.doors.screen.engines import TEXT, WHOLE, Counted, Engine
from osteon.doors.screen.facts import FactQueries
from osteon.doors.screen.form import BY_NAME, PATIENT, document_of
from osteon.doors.screen.judging import Judging
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.refusals import REFUSED, refusals
from osteon.doors.screen.sources import read_sources
from osteon.knowledge.models import Rulebook
from osteon.patient.facts import FactPlan
from osteon.reasoning.columns import RuleColumns, Ruling
from osteon.reasoning.edition import edition_on

COMPILER = 3
"""Counts up whenever the same rules and rows could give other columns than before."""


@dataclass(frozen=True, slots=True)
class PartitionResult:
    """What became of one partition.

    `patients` is the number of rows of `patients`; `screened` have verdicts. `refused` has (patient, place,
    reason) for every patient without verdicts whose rows cannot be read, `dead` the number of those who are
    not advised because they have died. `alone` is the number of patients whose facts were derived one by one,
    `contents` that of distinct entries. `counts` are those of what was written, if somebody counted.
    """

    patients: int
    screened: int
    dead: int
    alone: int
    contents: int
    refused: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    counts: Counted | None = None


class Screen:
    """The rules of a rulebook on a day, compiled for many patients.

    `rules` are the ids of the rules in force, in order; `not_in_force` those that are not yet; `facts` the
    names of the facts that they read. `digest` changes with the pack, the day and the compiler.
    Raises PackError if no rule is in force on the day, RuleTooComplex, naming the rule, for one that cannot
    be compiled.
    """

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.edition = edition_on(rulebook, as_of.isoformat())
        self.as_of = as_of
        wanted = [fact.name for fact in self.edition.facts]
        self._plan = FactPlan(rulebook.vocabulary, rulebook.terminology, self.edition.parameters, wanted)
        self.layout = Layout(self.edition, self._plan.formulary.wanted)
        self._rules = RuleColumns(self.edition, self.layout.scales)
        self._judging = Judging(self._rules)
        self._alone_query = self._judging.situations.of_patients("facts_alone")
        self._facts = FactQueries(self.edition, self.layout, self._plan, self._judging.situations, as_of)
        self.rules = tuple(rule.id for rule in self.edition.rules)
        self.not_in_force = tuple(rule.id for rule in self.edition.not_yet)
        self.facts = tuple(wanted)
        told = f"{rulebook.hash} {as_of.isoformat()} {VERSION} {COMPILER}"
        self.digest = sha256(told.encode()).hexdigest()

    @property
    def rulings(self) -> Sequence[Ruling]:
        """Return what the codes of each rule mean."""
        return self._rules.rulings

    def run(self, engine: Engine, tables: Mapping[str, Any], out_path: str) -> PartitionResult:
        """Screen one partition and write a row for each patient and rule as Parquet to `out_path`.

        `tables` gives for each table of the form that is there the paths of its Parquet files, or whatever
        else the engine reads. The columns written are `patient`, `rule`, `verdict` (one of VERDICTS) and
        `deciding`: the names of the facts that decided it, with a comma between them; empty where the rule
        is not raised. Raises ProfileError for tables or columns that the form does not know.
        """
        try:
            return self._run(engine, tables, out_path)
        finally:
            engine.drop()

    def _run(self, engine: Engine, tables: Mapping[str, Any], out_path: str) -> PartitionResult:
        sources = read_sources(engine, tables)
        contents = self._facts.read(engine, sources)
        refused = [*refusals(engine, sources, contents.noticed), *contents.refused]
        self._set_aside(engine, refused)
        self._facts.derive(engine)
        self._facts.forget(engine)
        alone, unread = self._alone(engine, sources)
        refused += unread
        keys = self._judging.situations.keys
        # What is loaded is wide, and would make the rows of all others as wide.
        narrow = ", ".join(f"CAST({key} AS INTEGER) AS {key}" for key in keys)
        engine.define(
            "situations",
            f"SELECT {', '.join(('patient', *keys))} FROM all_situations WHERE alone = 0 AND dead = 0 "
            f"UNION ALL SELECT patient, {narrow} FROM alone_situations",
        )
        ((patients,),) = engine.query("SELECT COUNT(*) FROM rows_patients")
        ((dead,),) = engine.query("SELECT COALESCE(SUM(dead), 0) FROM all_situations")
        ((screened,),) = engine.query("SELECT COUNT(*) FROM situations")
        counts = self._judging.judge(engine, "situations", out_path)
        return PartitionResult(
            patients, screened, int(dead), alone, contents.size, tuple(_by_patient(refused)), counts
        )

    @staticmethod
    def _set_aside(engine: Engine, refused: Iterable[tuple[Any, str, str]]) -> None:
        # A row without a patient has nobody to be set aside by; such rows are left out as they are.
        patients = dict.fromkeys(each[0] for each in refused if each[0] != "")
        engine.load(REFUSED, [("patient", _type(patients))], [(each,) for each in patients])

    def _alone(
        self, engine: Engine, sources: Mapping[str, list[str]]
    ) -> tuple[int, list[tuple[Any, str, str]]]:
        """Derive the facts of the patients whose rows SQL cannot hold exactly, one by one.

        Keeps their situations, `alone_situations`. Returns how many they are, and whose rows cannot be read.
        """
        found = engine.query("SELECT patient FROM all_situations WHERE alone > 0 AND dead = 0")
        patients = [each for (each,) in found]
        derived: list[Any] = []
        facts: list[tuple[int, ...]] = []
        refused: list[tuple[Any, str, str]] = []
        engine.load("strays", [("patient", _type(patients))], [(each,) for each in patients])
        for patient, rows in _rows_of(engine, sources, patients):
            try:
                document = read_document(document_of(rows), {})
            except ProfileError as trouble:
                refused.append((patient, "patients", str(trouble)))
                continue
            values = self._plan.derive(document, self.as_of).values
            facts.append((len(derived), *self.layout.row(values)))
            derived.append(patient)
        asked = self._situations(engine, facts)
        keys = [(name, WHOLE) for name in self._judging.situations.keys]
        engine.load(
            "alone_situations",
            [("patient", _type(derived)), *keys],
            [(derived[at], *situation) for at, *situation in asked],
        )
        return len(facts), refused

    def _situations(self, engine: Engine, facts: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
        from osteon.doors.screen.alike import columns_of

        if facts:
            names = ["patient", *self.layout.columns()]
            told = engine.ask("facts_alone", names, columns_of(facts, len(names)), self._alone_query)
            yield from zip(*(each.tolist() for each in told), strict=True)


def _type(patients: Iterable[Any]) -> str:
    return WHOLE if all(isinstance(each, int) for each in patients) and list(patients) else TEXT


def _by_patient(refused: Iterable[tuple[Any, str, str]]) -> Iterator[tuple[str, str, str]]:
    for patient, place, reason in sorted(dict.fromkeys(refused), key=str):
        yield str(patient), place, reason


def _rows_of(
    engine: Engine, sources: Mapping[str, list[str]], patients: Sequence[Any]
) -> Iterator[tuple[Any, dict[str, list[dict[str, object]]]]]:
    """Yield the rows of some patients, by table."""
    found: dict[Any, dict[str, list[dict[str, object]]]] = {each: {} for each in patients}
    for table, there in sources.items() if patients else ():
        names = [column.name for column in BY_NAME[table].columns if column.name in there]
        chosen = ", ".join(f't."{name}"' for name in names)
        sql = f"SELECT {chosen} FROM src_{table} AS t JOIN strays AS s ON s.patient = t.patient"
        for row in engine.query(sql):
            cells = dict(zip(names, row, strict=True))
            found[cells[PATIENT]].setdefault(table, []).append(cells)
    yield from found.items()
