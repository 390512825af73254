"""A dose beside the thresholds that the rules hold it against, drawn to scale, with the same said in words.

All places are in the units of the drawing, which is 340 wide; its letters are 12 high.
"""

from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, Interval, Number
from osteon.basics.records import dataclass
from osteon.doors.rendering.order import SEVERITIES
from osteon.language.syntax import Compare
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Outcome, Verdict
from osteon.reasoning.reporting import Report
from osteon.reasoning.values import said_number, said_value

WIDTH, LEFT, RIGHT = 340, 8, 332
_ROW, _TOP, _NEAR = 17, 14, 18
_DOSES = (Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT)
_OPS = {">=": "at least", ">": "more than", "<": "less than", "<=": "at most"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold: its number in the drawing, where it stands, and what is said of it.

    `x` and `y` are its place; `where` says on which side of it the dose lies.
    """

    number: int
    x: float
    y: float
    amount: str
    reads: str
    since: str
    source: str
    where: str
    rules: tuple[tuple[Verdict, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One dose. The bar is solid up to `sure` and open up to `possible`; `endless`: it may be any more."""

    id: str
    title: str
    dose: str
    height: float
    bar: float
    sure: float
    possible: float
    endless: bool
    end: str
    marks: tuple[Mark, ...]

    @property
    def said(self) -> str:
        """Return the drawing in one sentence, for whoever does not see it."""
        sides = "; ".join(f"{each.where} {each.amount} ({each.reads})" for each in self.marks)
        return f"{self.title}: {self.dose}. {sides}."


def charts_of(report: Report) -> tuple[Chart, ...]:
    """Return a chart for every dose of the patient of which something is known and which a rule reads."""
    edition = report.edition
    found = [(fact, _comparisons(edition, fact)) for fact in edition.facts if fact.kind in _DOSES]
    return tuple([_chart(fact, rules, report) for fact, rules in found if rules and _matters(fact, report)])


def _matters(fact: Fact, report: Report) -> bool:
    value = report.facts.values[fact.name]
    return isinstance(value, Interval) and value.low != BOUNDLESS and value.low > 0


def _comparisons(edition: Edition, fact: Fact) -> dict[str, list[tuple[str, str]]]:
    """Return the rules that compare a fact, with the operator, by the parameter they compare it with."""
    found: dict[str, list[tuple[str, str]]] = {}
    for rule in edition.rules:
        for condition in (rule.when, *(unless.where for unless in rule.unless)):
            for leaf in edition.leaves_of(condition):
                if isinstance(leaf, Compare) and leaf.fact == fact.name:
                    pair = (rule.id, _OPS[leaf.op])
                    rules = found.setdefault(leaf.parameter, [])
                    if pair not in rules:
                        rules.append(pair)
    return found


def _chart(fact: Fact, rules: dict[str, list[tuple[str, str]]], report: Report) -> Chart:
    edition, value = report.edition, report.facts.values[fact.name]
    if not isinstance(value, Interval):
        raise TypeError(value)
    names = sorted(rules, key=lambda name: (edition.parameters[name], name))
    endless = value.high == BOUNDLESS
    top = Fraction(max(edition.parameters[names[-1]], value.low if endless else value.high)) * Fraction(
        11, 10
    )
    verdicts = {each.rule_id: each for each in report.verdicts}
    places = list(_places([edition.parameters[name] for name in names], top))
    marks = [
        _mark(at, place, name, fact, value, edition, [(verdicts[rule], op) for rule, op in rules[name]])
        for at, (name, place) in enumerate(zip(names, places, strict=True), 1)
    ]
    bar = max(y for _, y in places) + _ROW
    return Chart(
        fact.name.replace(".", "-"), fact.reads, said_value(fact, report.facts), bar + 40, bar,
        _x(value.low, top), RIGHT if endless else _x(value.high, top), endless,
        said_number(_rounded(top), fact.unit), tuple(marks),
    )  # fmt: skip


def _x(number: Number | float, top: Fraction) -> float:
    return round(LEFT + float(Fraction(number) / top) * (RIGHT - LEFT), 1)


def _rounded(top: Fraction) -> Number:
    return int(top) if top >= 10 else top


def _places(limits: list[Number], top: Fraction) -> Iterator[tuple[float, float]]:
    """Yield where each threshold stands; one that is near another is put a row higher up or lower down."""
    rows: list[float] = []
    for limit in limits:
        x = _x(limit, top)
        row = next((at for at, last in enumerate(rows) if x - last >= _NEAR), len(rows))
        rows[row : row + 1] = [x]
        yield x, _TOP + row * _ROW


def _mark(
    number: int,
    place: tuple[float, float],
    name: str,
    fact: Fact,
    value: Interval,
    edition: Edition,
    rules: list[tuple[Verdict, str]],
) -> Mark:
    limit, parameter = edition.values[name], edition.rulebook.parameters[name]
    rules.sort(key=lambda each: (each[0].verdict != Outcome.RAISED, SEVERITIES.index(each[0].severity)))
    return Mark(
        number, *place, said_number(edition.parameters[name], fact.unit), parameter.reads,
        limit.since, limit.source, _where(value, edition.parameters[name]), tuple(rules),
    )  # fmt: skip


def _where(value: Interval, limit: Number) -> str:
    if value.low == value.high == limit:
        return "exactly"
    if value.low > limit:
        return "above"
    if value.high < limit:
        return "below"
    return "at or above" if value.low == limit else "not known whether above or below"
