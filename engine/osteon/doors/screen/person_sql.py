"""Conditions, allergies, operations and what was told beside them, put together in SQL."""

from collections.abc import Iterable, Iterator
from datetime import date

from osteon.doors.screen.engines import Sets
from osteon.doors.screen.form import INCOMPLETE, LISTED, LISTS, TOLD, UNKNOWN
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.sql import CEILING, either, grouped, is_open, named, times
from osteon.patient.conditions import OSTEOPOROSIS
from osteon.patient.diet import CONSISTENT
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.fact_columns import high, low, quoted

_NO, _UNKNOWN, _YES = range(3)
_PLACES = {word: place for place, word in enumerate(TOLD)}


class PersonSql:
    """The queries over the rows of the lists that hold no medicine, and what facts they give."""

    def __init__(self, layout: Layout, contents: PersonContents, as_of: date) -> None:
        self._layout = layout
        self._contents = contents
        self._today = as_of.toordinal()

    def together(self) -> Iterator[Sets]:
        """Yield, for every list, the query for what all its rows come to.

        Each reads `rows_LIST`, the rows with the numbers of contents, and the dictionary of the same name.
        """
        yield self._conditions()
        yield self._come_to("allergies", self._allergies())
        yield self._come_to("surgeries", self._surgeries())
        yield self._come_to("apart_from_calcium", self._apart())
        yield self._come_to("counselled", self._counselled())

    @staticmethod
    def _come_to(name: str, columns: Iterable[str], also: tuple[str, ...] = (), joins: str = "") -> Sets:
        table = f"{name}_together"
        said = ", ".join(("r.patient", "r.key", *also))
        rows = f"some_{table} AS r JOIN {name} AS d ON d.key = r.key"
        return Sets(
            table,
            f"SELECT {said} FROM rows_{name} AS r {joins} WHERE r.key IS NOT NULL",
            ("key", *map(named, also)),
            grouped("r.patient", (f"1 AS any_{name}", *columns), rows),
        )

    def _conditions(self) -> Sets:
        contents = self._contents
        ahead = f"CASE WHEN day.first > {self._today} THEN 1 ELSE 0 END AS ahead"
        masks = (
            f"BIT_OR(CASE WHEN ahead = 1 THEN d.{column}_ahead ELSE d.{column} END) AS condition_{column}"
            for bits, name in (
                (contents.conditions, "yes"), (contents.conditions, "maybe"), (contents.beside, "now"),
            )
            for column in bits.columns(name)
        )  # fmt: skip
        days = "LEFT JOIN days AS day ON day.key = r.since"
        return self._come_to("conditions", masks, (ahead,), days)

    def _allergies(self) -> list[str]:
        return [
            f"BIT_OR(d.{column}) AS allergy_{column}"
            for name in ("yes", "maybe")
            for column in self._contents.allergies.columns(name)
        ]

    @staticmethod
    def _surgeries() -> list[str]:
        ends = ("since_low", "since_high", "until_low", "until_high")
        return [f"MIN(d.{end}) AS {end}" for end in ends]

    def _apart(self) -> list[str]:
        columns = []
        for fact in self._of(Kind.SEPARATION):
            of = self._contents.apart.has("of", fact.name)
            columns += [
                f"MIN(CASE WHEN {of} THEN d.{end} END) AS {quoted(f'{fact.name}.{end}')}" for end in _ENDS
            ]
        for fact in self._of(Kind.SEPARATION_CONFIRMED):
            of = self._contents.apart.has("of", fact.name)
            columns.append(f"MIN(CASE WHEN {of} THEN d.confirmed END) AS {quoted(fact.name)}")
        return columns

    def _counselled(self) -> list[str]:
        has = self._contents.topics.has
        return [
            f"MIN(CASE WHEN {has('of', fact.of)} THEN d.{end} END) AS {quoted(f'{fact.name}.{end}')}"
            for fact in self._of(Kind.DAYS_SINCE_COUNSELLED)
            for end in _ENDS
        ]

    def _of(self, kind: Kind) -> list[Fact]:
        return self._layout.of_kind[kind]

    def columns(self) -> Iterator[str]:
        """Yield the columns of the joined tables that the facts read; no mask is NULL."""
        contents = self._contents
        for table, name, bits in (
            ("c", "condition_yes", contents.conditions), ("c", "condition_maybe", contents.conditions),
            ("c", "condition_now", contents.beside),
            ("g", "allergy_yes", contents.allergies), ("g", "allergy_maybe", contents.allergies),
        ):  # fmt: skip
            yield from (f"COALESCE({table}.{each}, 0) AS {each}" for each in bits.columns(name))
        yield from ("c.any_conditions", "g.any_allergies", "o.any_surgeries")
        yield from (f"o.{which}_{end}" for which in ("since", "until") for end in _ENDS)
        for kind, table in ((Kind.SEPARATION, "k"), (Kind.DAYS_SINCE_COUNSELLED, "n")):
            yield from (f"{table}.{quoted(f'{fact.name}.{end}')}" for fact in self._of(kind) for end in _ENDS)
        yield from (f"k.{quoted(fact.name)}" for fact in self._of(Kind.SEPARATION_CONFIRMED))

    def lists(self) -> Iterator[str]:
        """Yield, for every list, whether it leaves open what it does not hold, and whether it was told."""
        for name in LISTS:
            shown = f"CASE WHEN any_{name} = 1 THEN {_PLACES[LISTED]} ELSE {_PLACES[UNKNOWN]} END"
            told = f"COALESCE({name}_told, {shown})"
            open_ = f"{told} IN ({_PLACES[UNKNOWN]}, {_PLACES[INCOMPLETE]})"
            yield f"CASE WHEN {open_} THEN 1 ELSE 0 END AS {name}_open"
            yield f"CASE WHEN {told} = {_PLACES[UNKNOWN]} THEN 0 ELSE 1 END AS {name}_given"

    def facts(self, stated: tuple[tuple[int, ...], tuple[int, ...]]) -> Iterator[tuple[str, str]]:
        """Yield every column of these facts, with its expression over the row of a patient."""
        yield from self._diagnosed(stated[0])
        for fact in self._of(Kind.ALLERGY):
            has = self._contents.allergies.has
            maybe = f"{has('allergy_maybe', fact.name)} OR {is_open('allergies')}"
            yield quoted(fact.name), either(has("allergy_yes", fact.name), maybe)
        for at, fact in enumerate(self._of(Kind.FIELD)):
            yield quoted(fact.name), f"field{at}"
        for fact in self._of(Kind.AGE):
            yield low(fact.name), "COALESCE(age_low, 0)"
            yield high(fact.name), f"COALESCE(age_high, {CEILING})"
        for fact in self._of(Kind.LIST_GIVEN):
            yield quoted(fact.name), f"{fact.of}_given * 2"
        yield from self._operations()
        yield from self._told()

    def _diagnosed(self, stated: tuple[int, ...]) -> Iterator[tuple[str, str]]:
        bits = self._contents.conditions
        said = "osteoporosis_said"
        for fact in self._of(Kind.CONDITION):
            word, bit = bits.places[fact.name]
            present = bits.has("condition_yes", fact.name)
            if stated[word] >> bit & 1:
                present = f"({present} OR {said} = {_YES})"
            maybe = f"{bits.has('condition_maybe', fact.name)} OR {is_open('conditions')}"
            if OSTEOPOROSIS in self._layout.terminology.ancestors(fact.of):
                cases = f"WHEN {said} = {_NO} THEN 0 WHEN {said} = {_UNKNOWN} THEN 1 "
            else:
                cases = ""
            yield quoted(fact.name), f"CASE WHEN {present} THEN 2 {cases}WHEN {maybe} THEN 1 ELSE 0 END"

    def beside(self, stated: tuple[int, ...]) -> Iterator[str]:
        """Yield the masks of the conditions that stand beside a field of the same name."""
        for at, word in enumerate(stated):
            said = f"CASE WHEN osteoporosis_said = {_YES} THEN {word} ELSE 0 END"
            yield f"condition_now{at} | {said} AS now{at}"

    def _operations(self) -> Iterator[tuple[str, str]]:
        for kind, which in ((Kind.DAYS_SINCE_SURGERY, "since"), (Kind.DAYS_UNTIL_SURGERY, "until")):
            for fact in self._of(kind):
                scale = self._layout.scales[fact.name]
                ends = (times(f"COALESCE({which}_{end}, {CEILING})", scale) for end in _ENDS)
                lowest, highest = ends
                yield low(fact.name), f"CASE WHEN {is_open('surgeries')} THEN 0 ELSE {lowest} END"
                yield high(fact.name), highest

    def _told(self) -> Iterator[tuple[str, str]]:
        for fact in self._of(Kind.DIET):
            if fact.of == CONSISTENT:
                yield quoted(fact.name), f"diet_{fact.of}_steady"
            else:
                yield low(fact.name), f"diet_{fact.of}_low"
                yield high(fact.name), f"diet_{fact.of}_high"
        for fact in self._of(Kind.SEPARATION):
            yield low(fact.name), f"COALESCE({low(fact.name)}, 0)"
            yield high(fact.name), f"COALESCE({high(fact.name)}, {CEILING})"
        for fact in self._of(Kind.SEPARATION_CONFIRMED):
            yield quoted(fact.name), f"COALESCE({quoted(fact.name)}, {_UNKNOWN})"
        for fact in self._of(Kind.DAYS_SINCE_COUNSELLED):
            scale = self._layout.scales[fact.name]
            for column in (low(fact.name), high(fact.name)):
                yield column, times(f"COALESCE({column}, {CEILING})", scale)


_ENDS = ("low", "high")
