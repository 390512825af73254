"""Results of tests, put together in SQL: the latest of each, its targets, and how long ago it was done."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from osteon.basics.quantity import NOTHING_KNOWN, Interval, exactly
from osteon.doors.screen.aspects import Aspect
from osteon.doors.screen.engines import Sets
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.sets import TESTS, Source
from osteon.doors.screen.sql import CEILING, grouped, times
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.columns import steps
from osteon.reasoning.fact_columns import high, low, quoted

_ENDS = ("low", "high")


_DATED = ("key", "first", "last")

UNDATED = -1
"""The class of a result of which no day is told."""


class ResultsSql:
    """The queries over results, and what facts they give."""

    def __init__(self, layout: Layout, contents: PersonContents, as_of: date) -> None:
        self._layout = layout
        self._contents = contents
        self._today = as_of.toordinal()

    def rows(self) -> str:
        """Return the query for all results, each with its day, and whether it lies ahead."""
        measured = ", ".join(f"d.{column}" for column in self._contents.tests.columns("measured"))
        return (
            "SELECT r.patient, r.key, day.first, day.last, d.recognised, d.odd, "
            f"COALESCE(day.result_class, {UNDATED}) AS class, {measured}, "
            f"CASE WHEN day.first > {self._today} THEN 1 ELSE 0 END AS ahead "
            "FROM rows_tests AS r JOIN tests AS d ON d.key = r.key LEFT JOIN days AS day ON day.key = r.date"
        )

    def together(self) -> Sets:
        """Return the query for what all results of a patient come to, who may have none but those ahead."""
        now = "CASE WHEN ahead = 0 THEN {} END"
        return Sets(
            TESTS.table,
            "SELECT patient, recognised, odd, ahead FROM results",
            ("recognised", "odd", "ahead"),
            f"SELECT patient, 1 AS any_tests, MIN({now.format('recognised')}) AS understood, "
            f"MAX({now.format('odd')}) AS tests_odd FROM some_{TESTS.table} GROUP BY patient",
        )

    def queries(self) -> Iterator[Sets]:
        """Yield the queries for what results come to: all of a patient, and the latest of each test."""
        yield self.together()
        yield from (self.latest(at, test) for at, test in enumerate(self._contents.tests.places))
        yield from (self._correction(at, *each) for at, each in enumerate(self.corrected()))

    def sources(self) -> list[Source]:
        """Return the sources of the latest result of each test, and of those that others correct."""
        return [
            *(Source(f"v{at}", f"result{at}") for at in range(len(self._contents.tests.places))),
            *(Source(f"y{at}", f"corrected{at}") for at, _ in enumerate(self.corrected())),
        ]

    def aspects(self) -> list[Aspect]:
        """Return what questions about results depend on, test by test."""
        told = (TESTS.key, "tests_told")
        found = [Aspect("tests", told)]
        for at, test in enumerate(self._contents.tests.places):
            beside = [f"y{nth}_set" for nth, (fact, _) in enumerate(self.corrected()) if fact.of == test]
            found.append(Aspect(f"latest{at}", (f"v{at}_set", *beside, *told)))
        return found

    def _done(self, test: str) -> str:
        """Return the query for the results of a test that do not lie ahead."""
        done = self._contents.tests.has("measured", test)
        return f"SELECT patient, key, first, last, class FROM results WHERE ahead = 0 AND {done}"

    def _last_ones(self, test: str) -> str:
        """Return the query for those that may be the latest: no other is later for certain."""
        done = self._done(test)
        return (
            f"SELECT r.patient, r.key, r.first, r.last, r.class FROM ({done}) AS r "
            f"JOIN (SELECT patient, MAX(first) AS latest FROM ({done}) AS e GROUP BY patient) AS l "
            "ON l.patient = r.patient WHERE r.first IS NULL OR r.last >= l.latest"
        )

    def latest(self, at: int, test: str) -> Sets:
        """Return the query for the latest result of a test, and how long ago any was done."""
        latest = "r.first IS NULL OR r.last >= l.last"
        columns = [
            f"{which}(CASE WHEN {latest} THEN d.{what}_{end} END) AS {what}_{end}"
            for what in ("value", "target", "ceiling")
            for which, end in (("MIN", "low"), ("MAX", "high"))
        ]
        ahead = f"r.first IS NULL OR r.last > {self._today}"
        columns.append(f"MIN(CASE WHEN {ahead} THEN 0 ELSE {self._today} - r.last END) AS ago_low")
        columns.append(f"MIN(COALESCE({self._today} - r.first, {CEILING})) AS ago_high")
        some = f"some_result{at}"
        last = f"SELECT patient, MAX(first) AS last FROM {some} GROUP BY patient"
        return Sets(
            f"result{at}",
            self._last_ones(test),
            _DATED,
            f"SELECT r.patient, {', '.join(columns)} FROM {some} AS r JOIN tests AS d ON d.key = r.key "
            f"JOIN ({last}) AS l ON l.patient = r.patient GROUP BY r.patient",
            ("key", "class"),
        )

    def corrected(self) -> Iterator[tuple[Fact, list[str]]]:
        """Yield each fact whose test is corrected by another of the same day, with what results come to.

        That is the ends of the corrected results, times the denominator of the slope.
        """
        for fact in self._of(Kind.TEST_ABOVE_TARGET):
            if not self._corrects(fact):
                continue
            slope, usual = self._slope(fact)
            ends = []
            # The more albumin there may be, the less the result has to be raised.
            for which, other in (("low", "high"), ("high", "low")):
                lacking = (
                    f"CASE WHEN o.value_{other} >= {CEILING} THEN 0 "
                    f"ELSE {slope.numerator} * ({usual} - o.value_{other}) END"
                )
                value = f"d.value_{which} * {slope.denominator} + {lacking}"
                ends.append(
                    f"MAX(CASE WHEN d.value_{which} >= {CEILING} THEN {CEILING} ELSE {value} END) "
                    f"AS {quoted(f'{fact.name}.corrected_{which}')}"
                )
            yield fact, ends

    def _correction(self, at: int, fact: Fact, ends: Sequence[str]) -> Sets:
        """Return the query for the latest results, each with one of the same day that corrects it."""
        of, by = (self._done(test) for test in (fact.of, str(fact.corrected_by)))
        rows = (
            f"SELECT r.patient, r.key, o.key AS other FROM ({of}) AS r "
            f"JOIN ({by}) AS o ON o.patient = r.patient AND o.first = r.first AND o.last = r.last "
            f"JOIN (SELECT patient, MAX(first) AS last FROM ({of}) AS e GROUP BY patient) AS l "
            "ON l.patient = r.patient WHERE r.last >= l.last"
        )
        some = f"some_corrected{at} AS r JOIN tests AS d ON d.key = r.key JOIN tests AS o ON o.key = r.other"
        return Sets(f"corrected{at}", rows, ("key", "other"), grouped("r.patient", ends, some))

    def _corrects(self, fact: Fact) -> bool:
        known = self._layout.parameters
        return (
            bool(fact.corrected_by)
            and len(fact.limits) > 2
            and all(each in known for each in fact.limits[1:])
        )

    def _slope(self, fact: Fact) -> tuple[Fraction, int]:
        slope, usual = (self._layout.parameters[name] for name in fact.limits[1:3])
        return Fraction(slope), steps(exactly(usual), self._layout.test_scale)[0]

    def columns(self) -> Iterator[str]:
        """Yield the columns of the joined tables that the facts read."""
        yield from ("r.any_tests", "r.understood")
        for at in range(len(self._contents.tests.places)):
            yield from (
                f"v{at}.{what}_{end} AS {what}{at}_{end}"
                for what in ("value", "target", "ceiling", "ago")
                for end in _ENDS
            )
        for at, (fact, _) in enumerate(self.corrected()):
            yield from (f"y{at}.{quoted(f'{fact.name}.corrected_{end}')}" for end in _ENDS)

    def _of(self, kind: Kind) -> list[Fact]:
        return self._layout.of_kind[kind]

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every column of these facts, with its expression over the row of a patient."""
        tests = list(self._contents.tests.places)
        for fact in self._of(Kind.TEST_RESULT):
            at = tests.index(fact.of)
            yield low(fact.name), f"COALESCE(value{at}_low, 0)"
            yield high(fact.name), f"COALESCE(value{at}_high, {CEILING})"
        for fact in self._of(Kind.TEST_BELOW_TARGET):
            at = tests.index(fact.of)
            lowest, highest = self._limit(fact, f"target{at}")
            yield (
                quoted(fact.name),
                (
                    f"CASE WHEN value{at}_low IS NULL THEN 1 WHEN value{at}_high < {lowest} THEN 2 "
                    f"WHEN value{at}_low >= {highest} THEN 0 ELSE 1 END"
                ),
            )
        for fact in self._of(Kind.TEST_ABOVE_TARGET):
            yield quoted(fact.name), self._above(fact, tests.index(fact.of))
        for fact in self._of(Kind.DAYS_SINCE_TEST):
            yield from self._since_test(fact, tests.index(fact.of))

    def _limit(self, fact: Fact, name: str) -> tuple[str, str]:
        limit = self._layout.parameters.get(fact.limits[0]) if fact.limits else None
        default: Interval = NOTHING_KNOWN if limit is None else exactly(limit)
        ends = steps(default, self._layout.test_scale)
        return f"COALESCE({name}_low, {ends[0]})", f"COALESCE({name}_high, {ends[1]})"

    def _above(self, fact: Fact, at: int) -> str:
        lowest, highest = self._limit(fact, f"ceiling{at}")
        over, perhaps = [f"value{at}_low > {highest}"], [f"value{at}_high > {lowest}"]
        if self._corrects(fact):
            several = self._slope(fact)[0].denominator
            corrected_low, corrected_high = (quoted(f"{fact.name}.corrected_{end}") for end in _ENDS)
            over.append(f"{corrected_low} > {times(highest, several)}")
            perhaps.append(f"{corrected_high} > {times(lowest, several)}")
        return (
            f"CASE WHEN value{at}_low IS NULL THEN 1 WHEN {' OR '.join(over)} THEN 2 "
            f"WHEN {' OR '.join(perhaps)} THEN 1 ELSE 0 END"
        )

    def closing(self) -> Iterator[str]:
        """Yield `untested`: the least time since a test of which nothing is told."""
        understood = "tests_given = 1 AND tests_open = 0 AND COALESCE(understood, 1) = 1"
        yield f"CASE WHEN {understood} THEN {CEILING} ELSE 0 END AS untested"

    def _since_test(self, fact: Fact, at: int) -> Iterator[tuple[str, str]]:
        scale = 4 * self._layout.scales[fact.name]
        for end, untold in (("low", "untested"), ("high", str(CEILING))):
            ago = f"ago{at}_{end}"
            cases = f"WHEN {ago} IS NULL THEN {untold} WHEN {ago} >= {CEILING} THEN {CEILING}"
            yield quoted(f"{fact.name}.{end}"), f"CASE {cases} ELSE {ago} * {scale} END"
