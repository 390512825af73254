"""From rows to facts: contents read and joined, then one row of facts for each patient."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from osteon.basics.records import dataclass
from osteon.doors.screen import sets
from osteon.doors.screen.aspects import ASPECTS, Aspects, Row, by_name
from osteon.doors.screen.dictionary import Cell, Dictionary
from osteon.doors.screen.engines import TEXT, WHOLE, Engine, Noticed, Share
from osteon.doors.screen.form import DIET
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.person_sql import PersonSql
from osteon.doors.screen.refusals import Refusal, unread
from osteon.doors.screen.results_sql import ResultsSql
from osteon.doors.screen.rows import PartRows
from osteon.doors.screen.sql import CEILING
from osteon.doors.screen.taken_contents import TakenContents
from osteon.doors.screen.taken_entries import courses, doubled, entries
from osteon.doors.screen.taken_facts import TakenFacts
from osteon.doors.screen.taken_together import TakenTogether
from osteon.patient.facts import FactPlan
from osteon.patient.vocabulary import NUMBER, Kind
from osteon.reasoning.edition import Edition
from osteon.reasoning.fact_columns import columns_of, quoted
from osteon.reasoning.situations import Situations

MOST_KEPT = 150_000
"""So many distinct contents are remembered from one partition to the next."""

Rows = list[tuple[Cell, ...]]
"""Rows of a dictionary."""


@dataclass(frozen=True, slots=True)
class ContentsRead:
    """How many distinct contents a partition has, whose could not be read, and what was noticed of rows."""

    size: int
    refused: list[Refusal]
    noticed: Noticed | None


class FactQueries:
    """Puts the facts of an edition together. `read` comes first, then `derive`."""

    def __init__(
        self, edition: Edition, layout: Layout, plan: FactPlan, situations: Situations, as_of: date
    ) -> None:
        self._edition = edition
        self._layout = layout
        self._situations = situations
        self._plan = plan
        self._as_of = as_of
        self._rows: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._taken = TakenContents(self._layout, self._plan, self._as_of)
        self._person = PersonContents(self._edition, self._layout, self._plan, self._as_of)
        self._together = TakenTogether(self._layout, self._taken, self._as_of)
        self._taken_facts = TakenFacts(self._layout, self._taken)
        self._results = ResultsSql(self._layout, self._person, self._as_of)
        self._person_sql = PersonSql(self._layout, self._person, self._as_of)
        self._row = self._side_by_side()
        self._strays = (self._taken_facts.strays(), "diet_odd = 1", "tests_odd = 1")
        aspects = (*ASPECTS, *self._results.aspects())
        self._aspects = Aspects(self._row, self._situations, self._strays, aspects)
        self._sets = (
            *self._together.queries("entries", "twice"),
            *self._person_sql.together(),
            *self._results.queries(),
        )

    def _dictionaries(self) -> list[Dictionary]:
        return [*self._entries(), *self._person.dictionaries.values()]

    def _entries(self) -> list[Dictionary]:
        return [*self._taken.of_lists.values(), self._taken.statements]

    def read(self, engine: Engine, sources: Mapping[str, Sequence[str]]) -> ContentsRead:
        """Read every distinct content of the partition and load the dictionaries."""
        if sum(each.size for each in self._dictionaries()) > MOST_KEPT:
            self._begin()
        engine.begin(self._taken)
        self._rows, noticed = PartRows(self._taken, self._person).keep(engine, sources)
        refused: list[Refusal] = []
        size = 0
        for name, columns, rows in self._loaded():
            size += len(rows)
            engine.load(name, [("key", WHOLE), ("problem", TEXT), *((each, WHOLE) for each in columns)], rows)
            if any(row[1] is not None for row in rows):
                refused += unread(engine, name)
        fields = [f"field{at}" for at in range(len(self._layout.of_kind[Kind.FIELD]))]
        people = ["person", *self._person.beside.columns("now"), "person_clash", *fields]
        engine.load("people", [(each, WHOLE) for each in people], self._person.people)
        engine.load("courses", [(each, WHOLE) for each in ("code", "status", "clash")], courses())
        return ContentsRead(size, refused, noticed)

    def _loaded(self) -> Iterator[tuple[str, Sequence[str], Rows]]:
        yield "taken", self._taken.columns, [row for each in self._entries() for row in each.rows()]
        for name, each in self._person.dictionaries.items():
            yield name, each.columns, each.rows()

    def derive(self, engine: Engine) -> None:
        """Keep `all_situations`: a row for every patient who is not set aside, with `alone` and `dead`."""
        today = self._as_of.toordinal()
        engine.keep("entries", entries("taken_rows", today))
        engine.keep("twice", doubled("entries", today))
        engine.keep("results", self._results.rows())
        for each in self._sets:
            engine.sets(each)
        self._clashes(engine)
        # Rows take more room than all that comes of them.
        engine.forget(*self._rows, "entries", "twice", "results")
        self._total(engine, "all_situations", ("patient", "dead"), self._aspects.shares)

    def _total(self, engine: Engine, name: str, kept: Sequence[str], shares: Sequence[Share]) -> None:
        places = [each.place for each in self._sources()]
        engine.total(name, sets.of_patients(), places, kept, shares)

    def _sources(self) -> tuple[sets.Source, ...]:
        return (*sets.SOURCES, *self._results.sources())

    def define_all(self, engine: Engine) -> None:
        """Call facts of all patients `all_facts`, `alone` and `dead`, until something is forgotten.

        Days that no rule can tell apart may be those of another patient.
        """
        self._total(engine, sets.SETS, ("patient", "dead", *self._aspects.keys, *sets.TOLD), ())
        columns = [column for fact in self._layout.facts for column in columns_of(fact)]
        rows = self._row.query((*columns, *self._strays), sets.SETS, ("patient", "dead"))
        alone = f"CASE WHEN {' OR '.join(self._strays)} THEN 1 ELSE 0 END AS alone"
        chosen = ", ".join(("patient", "dead", *columns, alone))
        engine.define("all_facts", f"SELECT {chosen} FROM ({rows}) AS facts")

    def forget(self, engine: Engine) -> None:
        """Give back the room of everything that `all_situations` was made of."""
        of_sets = [name for each in self._sets for name in (each.name, each.of)]
        engine.forget(*of_sets, sets.CLASHING, "taken", "people", *self._person.dictionaries)

    def _clashes(self, engine: Engine) -> None:
        """Find who states not to take what an entry holds, and whose dates contradict something."""
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
        engine.keep(
            sets.CLASHING,
            "SELECT patient FROM entries WHERE clash = 1 UNION "
            "SELECT r.patient FROM rows_surgeries AS r JOIN surgeries AS d ON d.key = r.key "
            "WHERE d.clash = 1 UNION "
            "SELECT e.patient FROM entries AS e JOIN (SELECT s.patient, c.content FROM entries AS s "
            "JOIN clashing AS c ON c.negated = s.negated) AS s "
            "ON s.patient = e.patient AND s.content = e.content WHERE e.taken = 1 AND e.status <= 1",
        )

    def _side_by_side(self) -> Row:
        """Return everything about a patient, as layers of columns with nothing missing."""
        closing = (*self._taken_facts.closing(), *self._results.closing())
        lists = (*self._person_sql.lists(), *self._person_sql.beside(self._person.stated()[1]))
        fields = (f"field{at}" for at in range(len(self._layout.of_kind[Kind.FIELD])))
        people = {name: f"who.{name}" for name in ("person_clash", *fields)}
        now = "".join(f" AND who.{column} = l.{column}" for column in self._person.beside.columns("now"))
        return Row(
            by_name(self._known()),
            [by_name(lists), by_name(closing) | people],
            dict(self._facts()),
            self._joins(),
            f"JOIN people AS who ON who.person = l.person{now}",
        )

    def _known(self) -> Iterator[str]:
        """Yield the columns of the joined tables and of `sets`."""
        yield from (f"p.{name}" for name in (*sets.TOLD, "record_clash", "dead"))
        yield from ("w.person", "w.osteoporosis_said", "a.age_low", "a.age_high")
        empties = dict(self._together.empty())
        yield from (f"COALESCE(t.{name}, {value}) AS {name}" for name, value in empties.items())
        amounts, seldom = self._together.rest()
        yield from (*(f"m.{name}" for name in amounts), *(f"f.{name}" for name in seldom))
        for at, field in enumerate(DIET.values()):
            yield f"COALESCE(diet{at}.low, 0) AS diet_{field}_low"
            yield f"COALESCE(diet{at}.high, {CEILING}) AS diet_{field}_high"
            yield f"COALESCE(diet{at}.steady, 1) AS diet_{field}_steady"
        odd = ", ".join(f"COALESCE(diet{at}.odd, 0)" for at in range(len(DIET)))
        yield f"GREATEST({odd}) AS diet_odd"
        yield "COALESCE(r.tests_odd, 0) AS tests_odd"
        yield from (*self._person_sql.columns(), *self._results.columns())

    def _joins(self) -> dict[str, str]:
        """Return what joins each table of which `_known` reads to `sets`, which is `p`."""
        joins = {"w": "JOIN who AS w ON w.key = p.who_key", "a": "JOIN age AS a ON a.key = p.age_key"}
        for at, key in enumerate(sets.DIETS):
            joins[f"diet{at}"] = f"LEFT JOIN diet AS diet{at} ON diet{at}.key = p.{key}"
        return joins | {each.alias: each.join for each in self._sources()}

    def _facts(self) -> Iterator[tuple[str, str]]:
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
