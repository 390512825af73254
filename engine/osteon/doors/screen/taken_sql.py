"""Everything a patient takes, put together in SQL: what is so, what may be so, how much, since when.

The dictionary says what each entry holds. Here stands only what concerns several
entries at once, or a date: is it taken on the day, is it listed twice, is a list
closed, sums, maxima, and how long ago it was stopped or changed.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from osteon.doors.screen.layout import Bits, Layout
from osteon.doors.screen.sql import CEILING, add_ends, either, in_steps, is_open, times, total
from osteon.doors.screen.taken_contents import DATES, DAYS_SCALE, SAID, TakenContents
from osteon.patient.status import read_course
from osteon.patient.troubles import Troubles
from osteon.patient.vocabulary import Fact, Kind
from osteon.patient.words import INTAKE_STATUSES
from osteon.reasoning.engines.columns import high, low, quoted

ACTIVE, PLANNED, STOPPED, UNKNOWN, IN_ERROR = range(len(INTAKE_STATUSES))
_CURRENT = f"status <= {PLANNED}"
_DOUBTED = f"status = {UNKNOWN}"
_SIDES = 3


def courses() -> list[tuple[int, int, int]]:
    """Return the state of an entry for every combination of what it says and where its dates lie.

    A row is the code of the combination, the place of the state in INTAKE_STATUSES, and whether status and
    dates contradict each other. It is read from `read_course` itself, by one example of each combination.
    """
    found = []
    for word, said in SAID.items():
        for started, stopped, before in product(range(_SIDES), range(_SIDES), range(2)):
            entry = {"status": word} | _EXAMPLES.get((started, stopped, before), {})
            troubles: Troubles = []
            status = read_course(
                {key: text for key, text in entry.items() if text}, _EXAMPLE_DAY, troubles
            ).status
            code = ((said * _SIDES + started) * _SIDES + stopped) * 2 + before
            found.append((code, INTAKE_STATUSES.index(status), int(any(each.clash for each in troubles))))
    return found


_EXAMPLE_DAY = date(2026, 6, 15).toordinal()
_NONE, _PAST, _AHEAD = range(_SIDES)
_EXAMPLES = {
    (_PAST, _NONE, 0): {"started": "2026-05-01"},
    (_AHEAD, _NONE, 0): {"started": "2026-07-01"},
    (_NONE, _PAST, 0): {"stopped": "2026-05-01"},
    (_NONE, _AHEAD, 0): {"stopped": "2026-07-01"},
    (_PAST, _PAST, 0): {"started": "2026-04-01", "stopped": "2026-05-01"},
    (_PAST, _PAST, 1): {"started": "2026-05-01", "stopped": "2026-04-01"},
    (_PAST, _AHEAD, 0): {"started": "2026-05-01", "stopped": "2026-07-01"},
    # Some time in this year it was stopped, and that may still be to come.
    (_AHEAD, _PAST, 0): {"started": "2026-07-01", "stopped": "2026"},
    (_AHEAD, _PAST, 1): {"started": "2026-07-01", "stopped": "2026-05-01"},
    (_AHEAD, _AHEAD, 0): {"started": "2026-07-01", "stopped": "2026-08-01"},
    (_AHEAD, _AHEAD, 1): {"started": "2026-08-01", "stopped": "2026-07-01"},
}
"""Every way in which the dates of an entry can lie: where the start is, where the stop is, and whether the
whole of the stop lies before the whole of the start. What is missing here cannot be, or has no dates."""


class TakenSql:
    """The queries over `taken_rows` (a row for each entry and statement) and what facts they give."""

    def __init__(self, layout: Layout, contents: TakenContents, as_of: date) -> None:
        self._layout = layout
        self._contents = contents
        self._today = as_of.toordinal()
        self._both = layout.subjects.packed(layout.for_both)
        self._all = layout.subjects.packed(list(layout.subjects.places))

    def entries(self, rows: str) -> str:
        """Return the query for the entries of a table of rows: contents, state on the day, and past dates."""
        dictionary = ", ".join(f"d.{column}" for column in self._contents.columns)
        days = ", ".join(
            f"CASE WHEN {each}.first <= {self._today} THEN {each}.{end} END AS {each}_{end}"
            for each in DATES
            for end in ("first", "last")
        )
        joins = " ".join(f"LEFT JOIN days AS {each} ON {each}.key = r.{each}" for each in DATES)
        sides = [
            f"CASE WHEN {each}.first IS NULL THEN 0 WHEN {each}.first <= {self._today} THEN 1 ELSE 2 END"
            for each in DATES[:2]
        ]
        before = "CASE WHEN stopped.last < started.first THEN 1 ELSE 0 END"
        code = f"((d.said * {_SIDES} + {sides[0]}) * {_SIDES} + {sides[1]}) * 2 + {before}"
        return (
            f"SELECT e.*, c.status, c.clash FROM (SELECT r.patient, r.place, r.position, {dictionary}, {days}, "
            f"{code} AS course FROM {rows} AS r JOIN taken AS d ON d.key = r.key {joins}) AS e "
            "JOIN courses AS c ON c.code = e.course"
        )

    def doubled(self, entries: str) -> str:
        """Return the query for the entries that stand a second time, word for word, with the same dates."""
        dates = " || ',' || ".join(
            f"COALESCE(CAST({each}_{end} AS VARCHAR), '')" for each in DATES for end in ("first", "last")
        )
        listed = f"{_CURRENT} AND same IS NOT NULL"
        return (
            f"SELECT patient, place, position FROM (SELECT *, FIRST_VALUE(dates) OVER twice AS at_first, "
            f"ROW_NUMBER() OVER twice AS nth FROM (SELECT e.patient, e.place, e.position, e.same, {dates} AS dates "
            f"FROM {entries} AS e JOIN (SELECT patient, same FROM {entries} WHERE {listed} "
            "GROUP BY patient, same HAVING COUNT(*) > 1) AS m ON m.patient = e.patient AND m.same = e.same "
            f"WHERE {_CURRENT} AND e.same IS NOT NULL) WINDOW twice AS (PARTITION BY patient, same ORDER BY place, position)) AS n "
            "WHERE nth > 1 AND dates = at_first"
        )

    def together(self, entries: str, doubled: str) -> str:
        """Return the query for what all entries of a patient come to, one row a patient."""
        marked = (
            f"SELECT e.*, CASE WHEN t.patient IS NULL THEN 0 ELSE 1 END AS doubled FROM {entries} AS e LEFT JOIN "
            f"{doubled} AS t ON t.patient = e.patient AND t.place = e.place AND t.position = e.position"
        )
        return f"SELECT patient, {', '.join(self._aggregates())} FROM ({marked}) AS m GROUP BY patient"

    def _aggregates(self) -> Iterator[str]:
        layout = self._layout
        for at, name in enumerate(("medications", "supplements", "takes")):
            yield f"{total(f'place = {at}')} AS count_{name}"
        yield f"MAX(CASE WHEN unrecognised = 1 AND ({_CURRENT} OR {_DOUBTED}) THEN 1 ELSE 0 END) AS unrecognised"
        yield "MAX(clash) AS clash"
        yield "MAX(odd) AS odd"
        for name, cases in (
            ("held", f"CASE WHEN {_CURRENT} THEN {{held}} ELSE 0 END"),
            ("doubt", f"CASE WHEN {_CURRENT} THEN {{may}} WHEN {_DOUBTED} THEN {{held}} | {{may}} ELSE 0 END"),
            ("closes", "{closes}"),
            ("without", "{without}"),
        ):
            yield from _masks(layout.subjects, name, cases, ("held", "may", "closes", "without"))
        for name in ("yes", "maybe"):
            cases = f"CASE WHEN {_CURRENT} THEN {{{name}}} WHEN {_DOUBTED} THEN {{{name}_doubted}} ELSE 0 END"
            yield from _masks(layout.entry_facts, name, cases, (name, f"{name}_doubted"))
        for name, whose in (("adds_stated", 1), ("adds_listed", 0)):
            cases = f"CASE WHEN {_CURRENT} AND stated = {whose} THEN {{adds}} ELSE 0 END"
            yield from _masks(layout.amounts, name, cases, ("adds",))
        adding = " OR ".join(f"{word} <> 0" for word in layout.amounts.columns("adds"))
        yield f"{total(f'stated = 1 AND {_CURRENT} AND ({adding})')} AS statements"
        yield from self._amounts()
        for fact in layout.of_kind[Kind.COUNT]:
            held = f"{_CURRENT} AND {layout.subjects.has('held', fact.of)}"
            yield f"{total(f'stated = 0 AND {held}')} AS {quoted(fact.name + '.listed')}"
            yield f"{total(f'stated = 0 AND doubled = 1 AND {held}')} AS {quoted(fact.name + '.twice')}"
            yield f"{total(f'stated = 1 AND {held}')} AS {quoted(fact.name + '.stated')}"
        for kind, event in ((Kind.DAYS_SINCE_STOPPED, self._stop()), (Kind.DAYS_SINCE_CHANGED, self._change())):
            for fact in layout.of_kind[kind]:
                yield from self._event(fact, event)

    def _amounts(self) -> Iterator[str]:
        contents, has = self._contents, self._layout.subjects.has
        for at, _ in enumerate(contents.amounts):
            yield (
                f"SUM(CASE WHEN {_CURRENT} AND doubled = 0 THEN amount{at}_low ELSE 0 END) AS amount{at}_low"
            )
            endless = f"amount{at}_high >= {CEILING}"
            yield f"SUM(CASE WHEN {_CURRENT} AND NOT {endless} THEN amount{at}_high ELSE 0 END) AS amount{at}_high"
            yield f"MAX(CASE WHEN {_CURRENT} AND {endless} THEN 1 ELSE 0 END) AS amount{at}_endless"
        for at, of in enumerate(contents.largest):
            yield from _extremes("MAX", f"single{at}", f"{_CURRENT} AND {has('held', of)}")
        for at, of in enumerate(contents.often):
            yield from _extremes("MIN", f"often{at}", f"{_CURRENT} AND {has('held', of)}")
        for fact in self._layout.of_kind[Kind.DAYS_TAKEN]:
            for end, passed in (("low", "started_last"), ("high", "started_first")):
                since = f"({self._today} - {passed}) * {4 * DAYS_SCALE}"
                nothing = 0 if end == "low" else CEILING
                lasting = (
                    f"CASE WHEN started_first IS NULL THEN COALESCE(planned_{end}, {nothing}) "
                    f"ELSE GREATEST({since}, COALESCE(planned_{end}, 0), 0) END"
                )
                held = f"{_CURRENT} AND {has('held', fact.of)}"
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
        return (
            f"CASE WHEN {idle} THEN 0 WHEN {dated} THEN LEAST({lows}) WHEN status = {ACTIVE} THEN 0 END",
            f"CASE WHEN {idle} THEN {self._since_start()} WHEN {dated} THEN LEAST({highs}) "
            f"WHEN status = {ACTIVE} THEN {CEILING} END",
        )

    def _ago(self, what: str) -> tuple[str, str]:
        last = f"CASE WHEN {what}_last > {self._today} THEN 0 ELSE {self._today} - {what}_last END"
        return f"CASE WHEN {what}_first IS NOT NULL THEN {last} END", f"({self._today} - {what}_first)"

    def _since_start(self) -> str:
        return f"COALESCE({self._today} - started_first, {CEILING})"

    def _event(self, fact: Fact, event: tuple[str, str]) -> Iterator[str]:
        has = self._layout.subjects.has
        counts = f"status <> {IN_ERROR} AND ({has('held', fact.of)} OR {has('may', fact.of)} OR unrecognised = 1)"
        sure = f"status NOT IN ({UNKNOWN}, {IN_ERROR}) AND {has('held', fact.of)}"
        for end, text, whose in (("low", event[0], counts), ("high", event[1], sure)):
            yield f"COALESCE(MIN(CASE WHEN {whose} THEN {text} END), {CEILING}) AS {quoted(f'{fact.name}.{end}')}"

    def strays(self) -> str:
        """Return the question whether a patient has to be evaluated alone.

        So is whoever has an amount that the scale does not hold, and whoever states a total of something
        that also stands in a list: how the two overlap depends on every entry that holds it.
        """
        words = len(self._layout.amounts.columns(""))
        overlap = " OR ".join(f"(adds_stated{at} & adds_listed{at}) <> 0" for at in range(words))
        return f"odd = 1 OR statements > 1 OR {overlap}"

    def closing(self) -> Iterator[str]:
        """Yield the masks of the concepts whose absence is not known: `open0` and so on."""
        for at, (both, every) in enumerate(zip(self._both, self._all, strict=True)):
            lists = (
                f"CASE WHEN medications_open = 1 OR unrecognised = 1 THEN {every} "
                f"WHEN supplements_open = 1 THEN {both} ELSE 0 END"
            )
            confirmed = f"(closes{at} | (without{at} & ~held{at}))"
            yield f"(({lists}) | doubt{at}) & ~{confirmed} AS open{at}"

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every column of the facts of what is taken, with its expression over the row of a patient."""
        has = self._layout.subjects.has
        for fact in self._layout.of_kind[Kind.TAKING]:
            yield (
                quoted(fact.name),
                f"CASE WHEN {has('held', fact.of)} THEN 2 WHEN {has('open', fact.of)} THEN 1 ELSE 0 END",
            )
        yield from self._entry_facts()
        yield from self._totals()
        for fact in self._layout.of_kind[Kind.COUNT]:
            yield from self._count(fact)
        for kind in (Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED):
            for fact in self._layout.of_kind[kind]:
                scale = self._layout.scales[fact.name]
                latest = in_steps(f"COALESCE({low(fact.name)}, {CEILING})", scale)
                yield low(fact.name), f"CASE WHEN {self._lists_open(fact.of)} THEN 0 ELSE {latest} END"
                yield high(fact.name), in_steps(f"COALESCE({high(fact.name)}, {CEILING})", scale)

    def _lists_open(self, of: str) -> str:
        return is_open("medications", "supplements") if of in self._layout.for_both else is_open("medications")

    def _entry_facts(self) -> Iterator[tuple[str, str]]:
        has, layout = self._layout.entry_facts.has, self._layout
        for kind in (Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE):
            for fact in layout.of_kind[kind]:
                wanting = f"{has('maybe', fact.name)} OR {layout.subjects.has('open', fact.of)}"
                yield quoted(fact.name), either(has("yes", fact.name), wanting)
        for kind in (Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT):
            for fact in layout.of_kind[kind]:
                yield quoted(fact.name), either(has("yes", fact.name), is_open("medications", "supplements"))
        for fact in layout.of_kind[Kind.TAKING_UNLABELLED]:
            wanting = f"{has('maybe', fact.name)} OR {self._lists_open(fact.of)}"
            yield quoted(fact.name), either(has("yes", fact.name), wanting)

    def _totals(self) -> Iterator[tuple[str, str]]:
        layout, contents = self._layout, self._contents
        for fact in layout.of_kind[Kind.DAILY_AMOUNT]:
            at = contents.amounts.index(fact.of)
            endless = f"{layout.subjects.has('open', fact.of)} OR COALESCE(amount{at}_endless, 0) = 1"
            lowest = f"COALESCE(amount{at}_low, 0)"
            highest = f"CASE WHEN {endless} THEN {CEILING} ELSE COALESCE(amount{at}_high, 0) END"
            yield from add_ends(fact, (lowest, highest), f"diet_{fact.plus}" if fact.plus else "")
        for what, kind, concepts in (
            ("single", Kind.LARGEST_AMOUNT, contents.largest),
            ("often", Kind.TIMES_A_DAY, list(contents.often)),
        ):
            for fact in layout.of_kind[kind]:
                at = concepts.index(fact.of)
                yield from self._held(fact, (f"{what}{at}_low", f"{what}{at}_high"), finished=what == "single")
        for fact in layout.of_kind[Kind.DAYS_TAKEN]:
            yield from self._held(fact, (low(fact.name), high(fact.name)), finished=False, scale=DAYS_SCALE)

    def _held(self, fact: Fact, ends: tuple[str, str], *, finished: bool, scale: int = 0) -> Iterator[tuple[str, str]]:
        """Yield a number of the entries that hold a concept; `finished`: what may be elsewhere adds to it."""
        held, open_ = (self._layout.subjects.has(each, fact.of) for each in ("held", "open"))
        several = self._layout.scales[fact.name] // scale if scale else 1
        lowest, highest = (times(end, several) for end in ends)
        yield low(fact.name), f"CASE WHEN {held} THEN {lowest} ELSE 0 END"
        order = (open_, held) if finished else (held, open_)
        values = {held: highest, open_: str(CEILING)}
        whens = " ".join(f"WHEN {each} THEN {values[each]}" for each in order)
        yield high(fact.name), f"CASE {whens} ELSE 0 END"

    def _count(self, fact: Fact) -> Iterator[tuple[str, str]]:
        listed, twice, stated = (
            f"COALESCE({quoted(f'{fact.name}.{each}')}, 0)" for each in ("listed", "twice", "stated")
        )
        scale = 4 * self._layout.scales[fact.name]
        sure = f"({listed} - {twice})"
        yield low(fact.name), f"CASE WHEN {stated} > 0 THEN GREATEST({sure}, 1) ELSE {sure} END * {scale}"
        open_ = self._layout.subjects.has("open", fact.of)
        yield high(fact.name), f"CASE WHEN {open_} OR {stated} > 0 THEN {CEILING} ELSE {listed} * {scale} END"

    def rest(self) -> list[str]:
        """Return the columns of `together` that are NULL for who takes nothing."""
        filled = {name for name, _ in self.empty()}
        return [name for name in map(named, self._aggregates()) if name not in filled and name != "count_takes"]

    def empty(self) -> Iterator[tuple[str, str]]:
        """Yield every column of `together` that has to be there for who takes nothing, with its value."""
        for name in ("held", "doubt", "closes", "without"):
            yield from ((column, "0") for column in self._layout.subjects.columns(name))
        for name in ("yes", "maybe"):
            yield from ((column, "0") for column in self._layout.entry_facts.columns(name))
        for name in ("adds_stated", "adds_listed"):
            yield from ((column, "0") for column in self._layout.amounts.columns(name))
        for name in ("unrecognised", "odd", "clash", "statements", "count_medications", "count_supplements"):
            yield name, "0"


def named(column: str) -> str:
    """Return the name behind the last AS of a column."""
    return column.rpartition(" AS ")[2]


def _masks(bits: Bits, name: str, cases: str, reads: tuple[str, ...]) -> Iterator[str]:
    for at, column in enumerate(bits.columns(name)):
        words = {each: f"{each}{at}" for each in reads}
        yield f"BIT_OR({cases.format(**words)}) AS {column}"


def _extremes(which: str, name: str, whose: str) -> Iterator[str]:
    for end in ("low", "high"):
        yield f"{which}(CASE WHEN {whose} THEN {name}_{end} END) AS {name}_{end}"
