"""From rows to facts: contents read and joined, then one row of facts for each patient."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from osteon.basics.records import dataclass
from osteon.doors.screen.dictionary import Cell, Dictionary
from osteon.doors.screen.engines import TEXT, WHOLE, Engine
from osteon.doors.screen.form import DIET, LISTS
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.person_sql import PersonSql
from osteon.doors.screen.refusals import REFUSED, Refusal, unread
from osteon.doors.screen.results_sql import ResultsSql
from osteon.doors.screen.rows import PartRows
from osteon.doors.screen.sql import CEILING
from osteon.doors.screen.taken_contents import ENTRIES, TakenContents
from osteon.doors.screen.taken_entries import courses, doubled, entries
from osteon.doors.screen.taken_facts import TakenFacts
from osteon.doors.screen.taken_together import TakenTogether
from osteon.patient.facts import FactPlan
from osteon.patient.vocabulary import NUMBER, Kind
from osteon.reasoning.fact_columns import columns_of, quoted

MOST_KEPT = 150_000
"""So many distinct contents are remembered from one partition to the next."""

_ENTRY_ROWS = (*(f"rows_{name}" for name in ENTRIES), f"taken_rows WHERE place >= {len(ENTRIES)}")
"""Where the rows of each dictionary of entries stand."""

Rows = list[tuple[Cell, ...]]
"""Rows of a dictionary."""


@dataclass(frozen=True, slots=True)
class ContentsRead:
    """How many distinct contents a partition has, and whose could not be read."""

    size: int
    refused: list[Refusal]


class FactQueries:
    """Puts the facts of an edition together. `read` comes first, then `derive`."""

    def __init__(self, layout: Layout, plan: FactPlan, as_of: date) -> None:
        self._layout = layout
        self._plan = plan
        self._as_of = as_of
        self._kept: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._taken = TakenContents(self._layout, self._plan, self._as_of)
        self._person = PersonContents(self._layout, self._plan, self._as_of)
        self._together = TakenTogether(self._layout, self._taken, self._as_of)
        self._taken_facts = TakenFacts(self._layout, self._taken)
        self._results = ResultsSql(self._layout, self._person, self._as_of)
        self._person_sql = PersonSql(self._layout, self._person, self._as_of)

    def _dictionaries(self) -> list[Dictionary]:
        return [*self._entries(), *self._person.dictionaries.values()]

    def _entries(self) -> list[Dictionary]:
        return [*self._taken.of_lists.values(), self._taken.statements]

    def read(self, engine: Engine, sources: Mapping[str, Sequence[str]]) -> ContentsRead:
        """Read every distinct content of the partition and load the dictionaries."""
        if sum(each.size for each in self._dictionaries()) > MOST_KEPT:
            self._begin()
        self._kept = PartRows(self._taken, self._person, self._as_of).keep(engine, sources)
        refused: list[Refusal] = []
        size = 0
        taken = [
            row
            for each, rows in zip(self._entries(), _ENTRY_ROWS, strict=True)
            for row in each.rows(_keys(engine, f"SELECT DISTINCT key FROM {rows}"))
        ]
        for name, columns, rows in self._loaded(engine, taken):
            size += len(rows)
            engine.load(name, [("key", TEXT), ("problem", TEXT), *((each, WHOLE) for each in columns)], rows)
            if any(row[1] is not None for row in rows):
                refused += unread(engine, name)
        fields = [f"field{at}" for at in range(len(self._layout.of_kind[Kind.FIELD]))]
        people = ["person", *self._person.beside.columns("now"), "person_clash", *fields]
        engine.load("people", [(each, WHOLE) for each in people], self._person.people)
        engine.load("courses", [(each, WHOLE) for each in ("code", "status", "clash")], courses())
        return ContentsRead(size, refused)

    def _loaded(self, engine: Engine, taken: Rows) -> Iterator[tuple[str, Sequence[str], Rows]]:
        yield "taken", self._taken.columns, taken
        for name, each in self._person.dictionaries.items():
            yield name, each.columns, each.rows(_keys(engine, f"SELECT DISTINCT key FROM keys_{name}"))

    def derive(self, engine: Engine) -> None:
        """Call the query for the facts `all_facts`.

        It has a row for every patient who is not set aside, with `alone` and `dead`.
        """
        person, results = self._person_sql, self._results
        columns = [each for each in self._taken.columns if each not in self._taken.numbers]
        engine.keep("entries", entries("taken_rows", columns, self._as_of.toordinal()))
        engine.keep("twice", doubled("entries"))
        for name, sql in self._together.queries("entries", "twice").items():
            engine.define(name, sql)
        for name, sql in person.together().items():
            engine.define(f"{name}_together", sql)
        engine.keep("results", results.rows())
        engine.define("last_results", results.last())
        engine.define(
            "tests_counted", "SELECT patient, COUNT(*) AS count_tests FROM rows_tests GROUP BY patient"
        )
        engine.define("tests_together", results.together())
        corrected = list(results.corrected())
        for at, (_, sql) in enumerate(corrected):
            engine.define(f"corrected{at}", sql)
        self._clashes(engine)
        engine.define("known", self._known(len(corrected)))
        engine.define("lists", f"SELECT *, {', '.join(self._lists())} FROM known")
        closing = ", ".join((*self._taken_facts.closing(), *self._results.closing(), *self._people()))
        engine.define(
            "closed",
            f"SELECT l.*, {closing} FROM lists AS l "
            f"JOIN people AS who ON who.person = l.person {self._now()}",
        )
        facts = ", ".join(f"{text} AS {column}" for column, text in self._columns())
        odd = f"{self._taken_facts.strays()} OR diet_odd = 1 OR tests_odd = 1"
        alone = f"CASE WHEN {odd} THEN 1 ELSE 0 END AS alone"
        engine.define("all_facts", f"SELECT patient, {facts}, {alone}, dead FROM closed")

    def forget(self, engine: Engine) -> None:
        """Give back the room of everything that `all_facts` is made of."""
        engine.forget(*self._kept, "entries", "twice", "results", "taken", "people")
        engine.forget(*self._person.dictionaries)

    def _clashes(self, engine: Engine) -> None:
        """Find who states not to take what an entry holds."""
        clashing: list[tuple[int, int]] = []
        if self._taken.negated and self._layout.of_kind[Kind.CONTRADICTION]:
            concepts = {number: concept for concept, number in self._taken.negated.items()}
            pairs = engine.query(
                "SELECT DISTINCT s.negated, e.content FROM entries AS e "
                "JOIN entries AS s ON s.patient = e.patient "
                "WHERE s.negated IS NOT NULL AND e.taken = 1 AND e.status <= 1"
            )
            clashing = [pair for pair in pairs if concepts[pair[0]] in self._taken.everything[pair[1]]]
        engine.load("clashing", [("negated", WHOLE), ("content", WHOLE)], clashing)
        engine.define(
            "stated_clash",
            "SELECT DISTINCT e.patient FROM entries AS e JOIN (SELECT s.patient, c.content FROM entries AS s "
            "JOIN clashing AS c ON c.negated = s.negated) AS s "
            "ON s.patient = e.patient AND s.content = e.content WHERE e.taken = 1 AND e.status <= 1",
        )

    def _known(self, corrected: int) -> str:
        """Return the query that lays everything about a patient side by side, with nothing missing."""
        columns = ["p.patient", *(f"p.{name}_told" for name in LISTS)]
        columns += ["w.person", "w.dead", "w.osteoporosis_said", "a.age_low", "a.age_high"]
        columns.append(
            "GREATEST(COALESCE(t.clash, 0), COALESCE(a.age_clash, 0), COALESCE(o.surgery_clash, 0), "
            "CASE WHEN x.patient IS NULL THEN 0 ELSE 1 END) AS record_clash"
        )
        empties = dict(self._together.empty())
        columns += [f"COALESCE(t.{name}, {value}) AS {name}" for name, value in empties.items()]
        amounts, seldom = self._together.rest()
        columns += [*(f"m.{name}" for name in amounts), *(f"f.{name}" for name in seldom)]
        for at, field in enumerate(DIET.values()):
            columns += [
                f"COALESCE(diet{at}.low, 0) AS diet_{field}_low",
                f"COALESCE(diet{at}.high, {CEILING}) AS diet_{field}_high",
                f"COALESCE(diet{at}.steady, 1) AS diet_{field}_steady",
            ]
        odd = ", ".join(f"COALESCE(diet{at}.odd, 0)" for at in range(len(DIET)))
        columns += [f"GREATEST({odd}) AS diet_odd", "COALESCE(r.tests_odd, 0) AS tests_odd"]
        columns += [*self._person_sql.columns(), *self._results.columns()]
        joins = " ".join(self._joins(corrected))
        whose = "z.patient IS NULL AND p.patient IS NOT NULL"
        return f"SELECT {', '.join(columns)} FROM rows_patients AS p {joins} WHERE {whose}"

    @staticmethod
    def _joins(corrected: int) -> list[str]:
        return [
            "JOIN who AS w ON w.key = p.who_key",
            "JOIN age AS a ON a.key = p.age_key",
            *(
                f"LEFT JOIN diet AS diet{at} ON diet{at}.key = p.{column}_key"
                for at, column in enumerate(DIET)
            ),
            "LEFT JOIN together AS t ON t.patient = p.number",
            "LEFT JOIN amounts_together AS m ON m.patient = p.number",
            "LEFT JOIN seldom_together AS f ON f.patient = p.number",
            "LEFT JOIN conditions_together AS c ON c.patient = p.number",
            "LEFT JOIN allergies_together AS g ON g.patient = p.number",
            "LEFT JOIN surgeries_together AS o ON o.patient = p.number",
            "LEFT JOIN apart_from_calcium_together AS k ON k.patient = p.number",
            "LEFT JOIN counselled_together AS n ON n.patient = p.number",
            "LEFT JOIN tests_together AS r ON r.patient = p.number",
            "LEFT JOIN tests_counted AS rt ON rt.patient = p.number",
            *(f"LEFT JOIN corrected{at} AS y{at} ON y{at}.patient = p.number" for at in range(corrected)),
            "LEFT JOIN stated_clash AS x ON x.patient = p.number",
            f"LEFT JOIN {REFUSED} AS z ON z.patient = p.patient",
        ]

    def _lists(self) -> Iterator[str]:
        yield from self._person_sql.lists()
        yield from self._person_sql.beside(self._person.stated()[1])

    def _people(self) -> Iterator[str]:
        yield "who.person_clash"
        for at in range(len(self._layout.of_kind[Kind.FIELD])):
            yield f"who.field{at}"

    def _now(self) -> str:
        return " ".join(f"AND who.{column} = l.{column}" for column in self._person.beside.columns("now"))

    def _columns(self) -> Iterator[tuple[str, str]]:
        """Yield the columns of the facts, in the layout's order."""
        found = dict(
            (
                *self._taken_facts.facts(),
                *self._person_sql.facts(self._person.stated()),
                *self._results.facts(),
            )
        )
        for fact in self._layout.of_kind[Kind.CONTRADICTION]:
            found[quoted(fact.name)] = "CASE WHEN record_clash = 1 OR person_clash = 1 THEN 2 ELSE 0 END"
        for fact in self._layout.facts:
            type_ = "BIGINT" if fact.type == NUMBER else "TINYINT"
            for column in columns_of(fact):
                yield column, f"CAST({found[column]} AS {type_})"


def _keys(engine: Engine, sql: str) -> list[str]:
    return [key for (key,) in engine.query(sql)]
