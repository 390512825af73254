"""Results of tests, put together in SQL: the latest of each, its targets, and how long ago it was done."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from osteon.basics.quantity import NOTHING_KNOWN, Interval, exactly
from osteon.doors.screen.aspects import Aspect
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.sets import TESTS, Source
from osteon.doors.screen.sql import CEILING, times
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.columns import steps
from osteon.reasoning.fact_columns import high, low, quoted

_ENDS = ("low", "high")


def _source(alias: str, table: str) -> Source:
    return Source(alias, table, f"{alias}_set", shared=True)


class ResultsSql:
    """The queries over results, and what facts they give."""

    def __init__(self, layout: Layout, contents: PersonContents, as_of: date) -> None:
        self._layout = layout
        self._contents = contents
        self._today = as_of.toordinal()

    def rows(self) -> str:
        """Return the query for the results that do not lie ahead, each with its day."""
        columns = self._contents.dictionaries["tests"].columns
        held = ", ".join(f"d.{column}" for column in columns)
        return (
            f"SELECT r.patient, day.first, day.last, {held} FROM rows_tests AS r "
            "JOIN tests AS d ON d.key = r.key "
            f"LEFT JOIN days AS day ON day.key = r.date WHERE day.first IS NULL OR day.first <= {self._today}"
        )

    def together(self) -> str:
        """Return the query for what all results of a patient come to, who may have none but those ahead."""
        whole = "SELECT patient, MIN(recognised) AS understood, MAX(odd) AS tests_odd FROM results"
        return (
            "SELECT p.patient, 1 AS any_tests, r.understood, r.tests_odd "
            "FROM (SELECT DISTINCT patient FROM rows_tests) AS p "
            f"LEFT JOIN ({whole} GROUP BY patient) AS r ON r.patient = p.patient"
        )

    def sources(self) -> dict[Source, str]:
        """Return the queries for what results come to: all of a patient, and the latest of each test."""
        tests, corrected = self._contents.tests.places, self.corrected()
        return (
            {TESTS: self.together()}
            | {_source(f"v{at}", f"result{at}"): self.latest(test) for at, test in enumerate(tests)}
            | {_source(f"y{at}", f"corrected{at}"): sql for at, (_, sql) in enumerate(corrected)}
        )

    def aspects(self) -> list[Aspect]:
        """Return what questions about results depend on, test by test."""
        told = (TESTS.key, "tests_told")
        found = [Aspect("tests", told)]
        for at, test in enumerate(self._contents.tests.places):
            beside = [f"y{nth}_set" for nth, (fact, _) in enumerate(self.corrected()) if fact.of == test]
            found.append(Aspect(f"result{at}", (f"v{at}_set", *beside, *told)))
        return found

    def latest(self, test: str) -> str:
        """Return the query for the latest result of a test, and how long ago any was done."""
        done = self._contents.tests.has("measured", test)
        latest = "first IS NULL OR r.last >= l.last"
        columns = [
            f"{which}(CASE WHEN {latest} THEN {what}_{end} END) AS {what}_{end}"
            for what in ("value", "target", "ceiling")
            for which, end in (("MIN", "low"), ("MAX", "high"))
        ]
        ahead = f"first IS NULL OR r.last > {self._today}"
        columns.append(f"MIN(CASE WHEN {ahead} THEN 0 ELSE {self._today} - r.last END) AS ago_low")
        columns.append(f"MIN(COALESCE({self._today} - first, {CEILING})) AS ago_high")
        last = f"SELECT patient, MAX(first) AS last FROM results WHERE {done} GROUP BY patient"
        return (
            f"SELECT r.patient, {', '.join(columns)} FROM results AS r "
            f"JOIN ({last}) AS l ON l.patient = r.patient WHERE {done} GROUP BY r.patient"
        )

    def last(self) -> str:
        """Return the query for the day of the last result of each test: `last0` and so on."""
        has = self._contents.tests.has
        columns = [
            f"MAX(CASE WHEN {has('measured', test)} THEN first END) AS last{at}"
            for at, test in enumerate(self._contents.tests.places)
        ]
        return f"SELECT {', '.join(['patient', *columns])} FROM results GROUP BY patient"

    def corrected(self) -> Iterator[tuple[Fact, str]]:
        """Yield each fact whose test is corrected by another of the same day, with the query over `results`.

        The query gives the ends of the corrected results, times the denominator of the slope.
        """
        has = self._contents.tests.has
        tests = list(self._contents.tests.places)
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
                value = f"r.value_{which} * {slope.denominator} + {lacking}"
                ends.append(
                    f"MAX(CASE WHEN r.value_{which} >= {CEILING} THEN {CEILING} ELSE {value} END) "
                    f"AS {quoted(f'{fact.name}.corrected_{which}')}"
                )
            at = tests.index(fact.of)
            both = f"{has('r.measured', fact.of)} AND {has('o.measured', fact.corrected_by)}"
            query = (
                f"SELECT r.patient, {', '.join(ends)} FROM results AS r JOIN last_results AS l "
                f"ON l.patient = r.patient JOIN results AS o ON o.patient = r.patient AND o.first = r.first "
                f"AND o.last = r.last WHERE {both} AND r.last >= l.last{at} GROUP BY r.patient"
            )
            yield fact, query

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
