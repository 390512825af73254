"""What all entries of a patient come to, one row a patient: masks, sums, maxima, and how long ago."""

from collections.abc import Iterable, Iterator
from datetime import date

from osteon.doors.screen import sets
from osteon.doors.screen.engines import Sets
from osteon.doors.screen.layout import Bits, Layout
from osteon.doors.screen.sql import CEILING, added, grouped, named, total
from osteon.doors.screen.taken_contents import DATES, DAYS_SCALE, ENTRIES, TakenContents
from osteon.doors.screen.taken_entries import (
    ACTIVE,
    CURRENT,
    DAY_CLASSES,
    DOUBTED,
    IN_ERROR,
    STOPPED,
    UNKNOWN,
    with_day_classes,
    with_past_days,
)
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.fact_columns import quoted


class TakenTogether:
    """The query over the entries of all lists."""

    def __init__(self, layout: Layout, contents: TakenContents, as_of: date) -> None:
        self._layout = layout
        self._contents = contents
        self._today = as_of.toordinal()

    def queries(self, entries: str, doubled: str) -> Iterator[Sets]:
        """Yield the queries for what all entries of a patient come to.

        What few entries have anything to do with has a query of its own, over these few.
        """
        rows = f"SELECT patient, place, kind, status, key FROM {entries}"
        yield _come_to(sets.TAKEN, rows, ("place", "kind", "status"), self._aggregates())
        beside = ("key", "status", "doubled")
        some = (
            f"SELECT e.*, CASE WHEN t.patient IS NULL THEN 0 ELSE 1 END AS doubled FROM {entries} AS e "
            f"LEFT JOIN {doubled} AS t "
            "ON t.patient = e.patient AND t.place = e.place AND t.position = e.position"
        )
        rows = f"SELECT patient, {', '.join(beside)} FROM ({some}) AS m"
        yield _come_to(
            sets.AMOUNTS,
            f"{rows} WHERE {CURRENT} AND adding = 1",
            beside,
            ("1 AS anything", *self._amounts()),
        )
        said = ", ".join((*beside, *DATES, *DAY_CLASSES))
        concerned = with_day_classes(f"(SELECT * FROM ({some}) AS s WHERE concerned = 1)")
        table = f"some_{sets.SELDOM.table}"
        yield _come_to(
            sets.SELDOM, f"SELECT patient, {said} FROM ({concerned}) AS m", (*beside, *DAY_CLASSES),
            ("1 AS anything", *self._seldom()), f"({with_past_days(table, self._today)})",
        )  # fmt: skip

    def _aggregates(self) -> Iterator[str]:
        layout = self._layout
        for at, name in enumerate(ENTRIES):
            yield f"MAX(CASE WHEN place = {at} THEN 1 ELSE 0 END) AS any_{name}"
        anything = f"unrecognised = 1 AND ({CURRENT} OR {DOUBTED})"
        yield f"MAX(CASE WHEN {anything} THEN 1 ELSE 0 END) AS unrecognised"
        yield "MAX(odd) AS odd"
        for name, cases in (
            ("held", f"CASE WHEN {CURRENT} THEN {{held}} ELSE 0 END"),
            (
                "doubt",
                f"CASE WHEN {CURRENT} THEN {{may}} WHEN {DOUBTED} THEN {{held}} | {{may}} ELSE 0 END",
            ),
            ("closes", "{closes}"),
            ("without", "{without}"),
        ):
            yield from _masks(layout.subjects, name, cases, ("held", "may", "closes", "without"))
        for name in ("yes", "maybe"):
            cases = f"CASE WHEN {CURRENT} THEN {{{name}}} WHEN {DOUBTED} THEN {{{name}_doubted}} ELSE 0 END"
            yield from _masks(layout.entry_facts, name, cases, (name, f"{name}_doubted"))
        for name, whose in (("adds_stated", 1), ("adds_listed", 0)):
            cases = f"CASE WHEN {CURRENT} AND stated = {whose} THEN {{adds}} ELSE 0 END"
            yield from _masks(layout.amounts, name, cases, ("adds",))
        yield f"{total(f'stated = 1 AND {CURRENT} AND adding = 1')} AS statements"

    def _seldom(self) -> Iterator[str]:
        contents, layout, has = self._contents, self._layout, self._layout.subjects.has
        for at, of in enumerate(contents.largest):
            yield from _extremes("MAX", f"single{at}", f"{CURRENT} AND {has('held', of)}")
        for at, of in enumerate(contents.often):
            yield from _extremes("MIN", f"often{at}", f"{CURRENT} AND {has('held', of)}")
        yield from self._lasting()
        for fact in layout.of_kind[Kind.COUNT]:
            held = f"{CURRENT} AND {layout.subjects.has('held', fact.of)}"
            yield f"{total(f'stated = 0 AND {held}')} AS {quoted(fact.name + '.listed')}"
            yield f"{total(f'stated = 0 AND doubled = 1 AND {held}')} AS {quoted(fact.name + '.twice')}"
            yield f"{total(f'stated = 1 AND {held}')} AS {quoted(fact.name + '.stated')}"
        for kind, event in (
            (Kind.DAYS_SINCE_STOPPED, self._stop()),
            (Kind.DAYS_SINCE_CHANGED, self._change()),
        ):
            for fact in layout.of_kind[kind]:
                yield from self._event(fact, event)

    def _amounts(self) -> Iterator[str]:
        for at, _ in enumerate(self._contents.amounts):
            once = f"{CURRENT} AND doubled = 0"
            yield f"{added(f'CASE WHEN {once} THEN amount{at}_low ELSE 0 END')} AS amount{at}_low"
            endless = f"amount{at}_high >= {CEILING}"
            finite = f"{CURRENT} AND NOT {endless}"
            yield f"{added(f'CASE WHEN {finite} THEN amount{at}_high ELSE 0 END')} AS amount{at}_high"
            yield f"MAX(CASE WHEN {CURRENT} AND {endless} THEN 1 ELSE 0 END) AS amount{at}_endless"

    def _lasting(self) -> Iterator[str]:
        has = self._layout.subjects.has
        for fact in self._layout.of_kind[Kind.DAYS_TAKEN]:
            for end, passed in (("low", "started_last"), ("high", "started_first")):
                since = f"({self._today} - {passed}) * {4 * DAYS_SCALE}"
                nothing = 0 if end == "low" else CEILING
                lasting = (
                    f"CASE WHEN started_first IS NULL THEN COALESCE(planned_{end}, {nothing}) "
                    f"ELSE GREATEST({since}, COALESCE(planned_{end}, 0), 0) END"
                )
                held = f"{CURRENT} AND {has('held', fact.of)}"
                yield f"MAX(CASE WHEN {held} THEN {lasting} END) AS {quoted(f'{fact.name}.{end}')}"

    def _stop(self) -> tuple[str, str]:
        idle = f"status IN ({STOPPED}, {UNKNOWN})"
        ago = self._ago("stopped")
        return (
            f"CASE WHEN stopped_first IS NOT NULL THEN {ago[0]} WHEN {idle} THEN 0 END",
            f"CASE WHEN stopped_first IS NOT NULL THEN {ago[1]} WHEN {idle} THEN {self._since_start()} END",
        )

    def _change(self) -> tuple[str, str]:
        idle = f"stopped_first IS NULL AND status IN ({STOPPED}, {UNKNOWN})"
        dated = " OR ".join(f"{each}_first IS NOT NULL" for each in DATES)
        lows, highs = (
            ", ".join(f"COALESCE({self._ago(each)[end]}, {CEILING})" for each in DATES) for end in (0, 1)
        )
        cases = "CASE WHEN {} THEN {} WHEN {} THEN LEAST({}) WHEN status = {} THEN {} END"
        return (
            cases.format(idle, 0, dated, lows, ACTIVE, 0),
            cases.format(idle, self._since_start(), dated, highs, ACTIVE, CEILING),
        )

    def _ago(self, what: str) -> tuple[str, str]:
        last = f"CASE WHEN {what}_last > {self._today} THEN 0 ELSE {self._today} - {what}_last END"
        return f"CASE WHEN {what}_first IS NOT NULL THEN {last} END", f"({self._today} - {what}_first)"

    def _since_start(self) -> str:
        return f"COALESCE({self._today} - started_first, {CEILING})"

    def _event(self, fact: Fact, event: tuple[str, str]) -> Iterator[str]:
        has = self._layout.subjects.has
        counts = (
            f"status <> {IN_ERROR} AND ({has('held', fact.of)} OR {has('may', fact.of)} OR unrecognised = 1)"
        )
        sure = f"status NOT IN ({UNKNOWN}, {IN_ERROR}) AND {has('held', fact.of)}"
        for end, text, whose in (("low", event[0], counts), ("high", event[1], sure)):
            nearest = f"COALESCE(MIN(CASE WHEN {whose} THEN {text} END), {CEILING})"
            yield f"{nearest} AS {quoted(f'{fact.name}.{end}')}"

    def rest(self) -> tuple[list[str], list[str]]:
        """Return the columns of `amounts_together` and of `seldom_together`; they may be NULL."""
        return list(map(named, self._amounts())), list(map(named, self._seldom()))

    def empty(self) -> Iterator[tuple[str, str]]:
        """Yield every column of `together` that has to be there for who takes nothing, with its value."""
        for name in ("held", "doubt", "closes", "without"):
            yield from ((column, "0") for column in self._layout.subjects.columns(name))
        for name in ("yes", "maybe"):
            yield from ((column, "0") for column in self._layout.entry_facts.columns(name))
        for name in ("adds_stated", "adds_listed"):
            yield from ((column, "0") for column in self._layout.amounts.columns(name))
        for name in ("unrecognised", "odd", "statements", "any_medications", "any_supplements"):
            yield name, "0"


def _come_to(
    source: sets.Source, rows: str, columns: tuple[str, ...], what: Iterable[str], some: str = ""
) -> Sets:
    joined = f"{some or f'some_{source.table}'} AS e JOIN taken AS d ON d.key = e.key"
    return Sets(source.table, rows, columns, grouped("e.patient", what, joined))


def _masks(bits: Bits, name: str, cases: str, reads: tuple[str, ...]) -> Iterator[str]:
    for at, column in enumerate(bits.columns(name)):
        words = {each: f"{each}{at}" for each in reads}
        yield f"BIT_OR({cases.format(**words)}) AS {column}"


def _extremes(which: str, name: str, whose: str) -> Iterator[str]:
    for end in ("low", "high"):
        yield f"{which}(CASE WHEN {whose} THEN {name}_{end} END) AS {name}_{end}"
