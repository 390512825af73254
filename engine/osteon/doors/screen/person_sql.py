"""Conditions, allergies, operations, results and what was told beside them, put together in SQL for each patient."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from osteon.basics.quantity import NOTHING_KNOWN, Interval, exactly
from osteon.doors.screen.layout import Layout
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.sql import CEILING, either, in_steps, is_open, times
from osteon.patient.conditions import OSTEOPOROSIS
from osteon.patient.diet import CONSISTENT
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.engines.columns import high, low, quoted, steps

_NO, _UNKNOWN, _YES = range(3)


class PersonSql:
    """The queries over the rows of the lists that hold no medicine, and what facts they give."""

    def __init__(self, layout: Layout, contents: PersonContents, as_of: date) -> None:
        self._layout = layout
        self._contents = contents
        self._today = as_of.toordinal()

    def together(self) -> dict[str, str]:
        """Return, by list, the query for what all its rows come to, one row a patient.

        Each reads `rows_LIST`, the rows with the key of their content, and the dictionary of the same name.
        """
        return {
            "conditions": self._conditions(),
            "allergies": self._allergies(),
            "surgeries": self._surgeries(),
            "apart_from_calcium": self._apart(),
            "counselled": self._counselled(),
        }

    def _grouped(self, name: str, columns: Iterator[str], joins: str = "") -> str:
        counts = f"COUNT(*) AS count_{name}"
        return (
            f"SELECT r.patient, {', '.join((counts, *columns))} FROM rows_{name} AS r "
            f"JOIN {name} AS d ON d.key = r.key {joins} GROUP BY r.patient"
        )

    def _conditions(self) -> str:
        contents = self._contents
        ahead = f"day.first > {self._today}"
        masks = (
            f"BIT_OR(CASE WHEN {ahead} THEN d.{column}_ahead ELSE d.{column} END) AS condition_{column}"
            for bits, name in (
                (contents.conditions, "yes"), (contents.conditions, "maybe"), (contents.beside, "now"),
            )
            for column in bits.columns(name)
        )  # fmt: skip
        return self._grouped("conditions", masks, "LEFT JOIN days AS day ON day.key = r.since")

    def _allergies(self) -> str:
        columns = [
            f"BIT_OR(d.{column}) AS allergy_{column}"
            for name in ("yes", "maybe")
            for column in self._contents.allergies.columns(name)
        ]
        return self._grouped("allergies", iter(columns))

    def _surgeries(self) -> str:
        ends = ("since_low", "since_high", "until_low", "until_high")
        columns = [*(f"MIN(d.{end}) AS {end}" for end in ends), "MAX(d.clash) AS surgery_clash"]
        return self._grouped("surgeries", iter(columns))

    def _apart(self) -> str:
        columns = []
        for fact in self._of(Kind.SEPARATION):
            of = self._contents.apart.has("of", fact.name)
            columns += [f"MIN(CASE WHEN {of} THEN d.{end} END) AS {quoted(f'{fact.name}.{end}')}" for end in _ENDS]
        for fact in self._of(Kind.SEPARATION_CONFIRMED):
            of = self._contents.apart.has("of", fact.name)
            columns.append(f"MIN(CASE WHEN {of} THEN d.confirmed END) AS {quoted(fact.name)}")
        return self._grouped("apart_from_calcium", iter(columns))

    def _counselled(self) -> str:
        columns = [
            f"MIN(CASE WHEN {self._contents.topics.has('of', fact.of)} THEN d.{end} END) AS {quoted(f'{fact.name}.{end}')}"
            for fact in self._of(Kind.DAYS_SINCE_COUNSELLED)
            for end in _ENDS
        ]
        return self._grouped("counselled", iter(columns))

    def results(self) -> str:
        """Return the query for the results that do not lie ahead, each with its day."""
        columns = self._contents.dictionaries["tests"].columns
        held = ", ".join(f"d.{column}" for column in columns)
        return (
            f"SELECT r.patient, day.first, day.last, {held} FROM rows_tests AS r JOIN tests AS d ON d.key = r.key "
            f"LEFT JOIN days AS day ON day.key = r.date WHERE day.first IS NULL OR day.first <= {self._today}"
        )

    def results_together(self) -> str:
        """Return the query over `results` and `last_results` for the latest of each test, and how long ago any was done."""
        tests, has = list(self._contents.tests.places), self._contents.tests.has
        columns = ["MIN(recognised) AS understood", "MAX(odd) AS tests_odd"]
        for at, test in enumerate(tests):
            latest = f"{has('measured', test)} AND (first IS NULL OR r.last >= last{at})"
            columns.append(f"MAX(CASE WHEN {has('measured', test)} THEN 1 ELSE 0 END) AS tested{at}")
            for what in ("value", "target", "ceiling"):
                for which, end in (("MIN", "low"), ("MAX", "high")):
                    columns.append(f"{which}(CASE WHEN {latest} THEN {what}_{end} END) AS {what}{at}_{end}")
            ago = f"CASE WHEN first IS NULL THEN 0 WHEN r.last > {self._today} THEN 0 ELSE {self._today} - r.last END"
            columns.append(f"MIN(CASE WHEN {has('measured', test)} THEN {ago} END) AS ago{at}_low")
            ago = f"COALESCE({self._today} - first, {CEILING})"
            columns.append(f"MIN(CASE WHEN {has('measured', test)} THEN {ago} END) AS ago{at}_high")
        return (
            f"SELECT r.patient, {', '.join(columns)} FROM results AS r "
            "JOIN last_results AS l ON l.patient = r.patient GROUP BY r.patient"
        )

    def last_results(self) -> str:
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
            for which in _ENDS:
                lacking = (
                    f"CASE WHEN o.value_{which} >= {CEILING} THEN 0 "
                    f"ELSE {slope.numerator} * ({usual} - o.value_{which}) END"
                )
                value = f"r.value_{which} * {slope.denominator} + {lacking}"
                ends.append(
                    f"MAX(CASE WHEN r.value_{which} >= {CEILING} THEN {CEILING} ELSE {value} END) "
                    f"AS {quoted(f'{fact.name}.corrected_{which}')}"
                )
            at = tests.index(fact.of)
            yield (
                fact,
                f"SELECT r.patient, {', '.join(ends)} FROM results AS r JOIN last_results AS l "
                f"ON l.patient = r.patient JOIN results AS o ON o.patient = r.patient AND o.first = r.first "
                f"AND o.last = r.last WHERE {has('r.measured', fact.of)} AND {has('o.measured', fact.corrected_by)} "
                f"AND r.last >= l.last{at} GROUP BY r.patient",
            )

    def _corrects(self, fact: Fact) -> bool:
        known = self._layout.parameters
        return bool(fact.corrected_by) and len(fact.limits) > 2 and all(each in known for each in fact.limits[1:])

    def _slope(self, fact: Fact) -> tuple[Fraction, int]:
        slope, usual = (self._layout.parameters[name] for name in fact.limits[1:3])
        return Fraction(slope), steps(exactly(usual), self._layout.test_scale)[0]

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
        yield from ("c.count_conditions", "g.count_allergies", "o.count_surgeries", "rt.count_tests")
        yield from (f"o.{which}_{end}" for which in ("since", "until") for end in _ENDS)
        for kind, table in ((Kind.SEPARATION, "k"), (Kind.DAYS_SINCE_COUNSELLED, "n")):
            yield from (f"{table}.{quoted(f'{fact.name}.{end}')}" for fact in self._of(kind) for end in _ENDS)
        yield from (f"k.{quoted(fact.name)}" for fact in self._of(Kind.SEPARATION_CONFIRMED))
        yield "r.understood"
        for at in range(len(contents.tests.places)):
            yield f"r.tested{at}"
            yield from (f"r.{what}{at}_{end}" for what in ("value", "target", "ceiling", "ago") for end in _ENDS)
        for at, (fact, _) in enumerate(self.corrected()):
            yield from (f"y{at}.{quoted(f'{fact.name}.corrected_{end}')}" for end in _ENDS)

    def lists(self) -> Iterator[str]:
        """Yield, for every list, whether it leaves open what it does not hold, and whether it was told."""
        for name in ("medications", "supplements", "conditions", "surgeries", "allergies", "tests"):
            told = f"COALESCE({name}_told, CASE WHEN COALESCE(count_{name}, 0) > 0 THEN 'listed' ELSE 'unknown' END)"
            yield f"CASE WHEN {told} IN ('unknown', 'incomplete') THEN 1 ELSE 0 END AS {name}_open"
            yield f"CASE WHEN {told} = 'unknown' THEN 0 ELSE 1 END AS {name}_given"

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
        yield from self._results()

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
            yield f"condition_now{at} | CASE WHEN osteoporosis_said = {_YES} THEN {word} ELSE 0 END AS now{at}"

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

    def _results(self) -> Iterator[tuple[str, str]]:
        tests = list(self._contents.tests.places)
        for fact in self._of(Kind.TEST_RESULT):
            at = tests.index(fact.of)
            yield low(fact.name), f"COALESCE(value{at}_low, 0)"
            yield high(fact.name), f"COALESCE(value{at}_high, {CEILING})"
        for fact in self._of(Kind.TEST_BELOW_TARGET):
            at = tests.index(fact.of)
            lowest, highest = self._limit(fact, f"target{at}")
            yield quoted(fact.name), (
                f"CASE WHEN value{at}_low IS NULL THEN 1 WHEN value{at}_high < {lowest} THEN 2 "
                f"WHEN value{at}_low >= {highest} THEN 0 ELSE 1 END"
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

    def _since_test(self, fact: Fact, at: int) -> Iterator[tuple[str, str]]:
        understood = "tests_given = 1 AND tests_open = 0 AND COALESCE(understood, 1) = 1"
        scale = self._layout.scales[fact.name]
        for end, untold in (("low", 0), ("high", CEILING)):
            never = f"CASE WHEN {understood} THEN {CEILING} ELSE {untold} END"
            ago = f"CASE WHEN COALESCE(tested{at}, 0) = 1 THEN ago{at}_{end} ELSE {never} END"
            yield quoted(f"{fact.name}.{end}"), in_steps(ago, scale)


_ENDS = ("low", "high")


