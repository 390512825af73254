"""The rules of an edition as one SQL query: many patients at a time, a column for each rule.

Truth is a small number (0 no, 1 not known, 2 yes), so "all" is LEAST, "any" is
GREATEST and "not" is 2 - x, and no NULL ever meets an operator. A number is two
whole ones, its lowest and its highest possible value, counted in `steps` so
that every threshold is whole. Each rule gives a code: its verdict, and which of
its facts decided it. The text is for DuckDB; other dialects are translated.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from osteon.basics.errors import RuleTooComplex
from osteon.basics.quantity import BOUNDLESS, Interval, Number, exactly
from osteon.basics.records import dataclass
from osteon.basics.typed import assert_never
from osteon.knowledge.models import Rule
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.patient.vocabulary import NUMBER
from osteon.reasoning.edition import Edition
from osteon.reasoning.fact_columns import high, low, quoted
from osteon.reasoning.precedence import superiors

VERDICTS = ("not raised", "unknown", "raised", "withheld")
"""What the last two bits of a code say."""

ENDLESS = 1 << 62
"""The step that stands for BOUNDLESS."""

LARGEST = 1 << 60
"""No threshold may be as large."""

MAXIMUM_DEPTH = 64
MAXIMUM_FACTS = 60

_PARTS = 4


def steps(value: Interval, scale: int) -> tuple[int, int]:
    """Return both ends of an interval in steps of a quarter of 1 / scale.

    A number that falls between two whole parts of the scale stands between their steps, so that comparisons
    with whole ones stay exact, and so does the question whether both ends are the same. What is beyond every
    threshold that can be counted stands at LARGEST.
    """
    low, high = _step(value.low, scale, 1), _step(value.high, scale, 2)
    return (low, low) if value.is_exact else (low, high)


def _step(number: Number | float, scale: int, within: int) -> int:
    if number == BOUNDLESS:
        return ENDLESS
    whole, rest = divmod(Fraction(number) * scale, 1)
    step = _PARTS * whole + (within if rest else 0)
    return step if step < LARGEST else LARGEST + within - 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule in the query: its place in the edition and the facts that the bits of its code stand for."""

    rule: Rule
    column: str
    facts: tuple[str, ...]

    def deciding(self, code: int) -> tuple[str, ...]:
        """Return the facts that decided a verdict, in the order in which the rule reads them."""
        return tuple(name for bit, name in enumerate(self.facts) if code >> 2 >> bit & 1)


class RuleColumns:
    """Writes the query of an edition.

    `scales` gives the scale of each number. Raises RuleTooComplex, naming the rule, for one that cannot be
    compiled within the limits.
    """

    def __init__(self, edition: Edition, scales: Mapping[str, int]) -> None:
        self._edition = edition
        self._scales = scales
        self._definitions = edition.definitions()
        self._facts = {fact.name: fact for fact in edition.facts}
        self._layers: list[dict[str, str]] = []
        self.rulings = [self._ruling(at, rule) for at, rule in enumerate(edition.rules)]

    def _ruling(self, at: int, rule: Rule) -> Ruling:
        facts = self._edition.facts_of_rule(rule)
        if len(facts) > MAXIMUM_FACTS:
            raise RuleTooComplex(f"rule {rule.id}: it reads more than {MAXIMUM_FACTS} facts; split it")
        try:
            for condition in (rule.when, *(unless.where for unless in rule.unless)):
                self._check(condition, MAXIMUM_DEPTH)
        except RuleTooComplex as problem:
            raise RuleTooComplex(f"rule {rule.id}: {problem}") from problem
        return Ruling(rule, f"rule_{at}", facts)

    def _check(self, condition: Condition, depth: int) -> None:
        if not depth:
            raise RuleTooComplex(f"its conditions are nested more than {MAXIMUM_DEPTH} deep; split it")
        match condition:
            case Not(inner):
                self._check(inner, depth - 1)
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    self._check(part, depth - 1)
            case Defined(name):
                self._check(self._definitions[name], depth - 1)
            case Compare(fact, _, parameter):
                self._step(fact, self._edition.parameters[parameter])

    def _step(self, fact: str, limit: Number) -> int:
        step = steps(exactly(limit), self._scales[fact])[0]
        if step >= LARGEST:
            raise RuleTooComplex(f"its threshold {limit} for {fact} is too large to be counted")
        return step

    def questions(self, ruling: Ruling) -> tuple[str, ...]:
        """Return the questions, in SQL over the facts, that a rule and those above it come down to."""
        conditions = [
            condition
            for each in (ruling, *self._superiors(ruling))
            for condition in (each.rule.when, *(unless.where for unless in each.rule.unless))
        ]
        leaves = (leaf for condition in conditions for leaf in self._edition.leaves_of(condition))
        return tuple(dict.fromkeys(self._asked(leaf) for leaf in leaves))

    def query(
        self,
        rows: str,
        whose: Sequence[str] = ("patient",),
        rulings: Sequence[Ruling] | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> str:
        """Return the query over a table for the columns `whose` and the code of each rule, by default of all.

        A code is the place of its verdict in VERDICTS and, from the third bit on, its deciding facts.
        `answers` says, of each of the `questions`, how the table answers it; else it is a table of facts.
        """
        rulings = self.rulings if rulings is None else rulings
        self._layers = []
        above = (over for each in rulings for over in self._superiors(each))
        needed = {each.column: each for each in (*rulings, *above)}
        outcomes = ", ".join(self._outcome(ruling) for ruling in needed.values())
        codes = [f"{self._code(ruling)} AS {ruling.column}" for ruling in rulings]
        told = answers or {}
        layers = [
            ", ".join(f"{told.get(text, text)} AS {name}" for text, name in layer.items())
            for layer in self._layers
        ]
        for layer in (*layers, outcomes):
            rows = f"(SELECT *, {layer} FROM {rows})"
        return f"SELECT {', '.join((*whose, *codes))} FROM {rows}"

    def value(self, condition: Condition) -> str:
        """Return the truth of a condition: a column of one of the layers, or 2 minus one."""
        return self._placed(condition)[0]

    def _placed(self, condition: Condition) -> tuple[str, int]:
        """Return a condition's truth and how many layers have to come before whoever reads it."""
        match condition:
            case Not(inner):
                text, layer = self._placed(inner)
                return f"CAST(2 - {text} AS TINYINT)", layer
            case Defined(name):
                return self._placed(self._definitions[name])
            case AllOf(parts) | AnyOf(parts):
                found = [self._placed(part) for part in parts]
                joined = _call(
                    "LEAST" if isinstance(condition, AllOf) else "GREATEST", [text for text, _ in found]
                )
                if len(found) == 1:
                    return found[0]
                return self._column(joined, max(layer for _, layer in found))
        return self._column(self._asked(condition), 0)

    def _column(self, text: str, layer: int) -> tuple[str, int]:
        """Give an expression a column of its own in a layer: each is worked out once, whoever reads it."""
        while len(self._layers) <= layer:
            self._layers.append({})
        name = self._layers[layer].setdefault(text, f"truth_{layer}_{len(self._layers[layer])}")
        return name, layer + 1

    def _asked(self, condition: Condition) -> str:
        match condition:
            case Holds(fact):
                return _small(quoted(fact))
            case Known(fact):
                return _small(self._known(fact))
            case Among(fact, choices):
                places = [at for at, each in enumerate(self._facts[fact].choices, 1) if each in choices]
                among = " OR ".join(f"{quoted(fact)} = {place}" for place in places) or "1 = 0"
                return _small(f"CASE WHEN {quoted(fact)} = 0 THEN 1 WHEN {among} THEN 2 ELSE 0 END")
            case Compare(fact, op, parameter):
                return _small(_compared(fact, op, self._step(fact, self._edition.parameters[parameter])))
            case Not() | AllOf() | AnyOf() | Defined():
                raise TypeError(f"{condition!r} is no leaf")
        assert_never(condition)

    def _known(self, fact: str) -> str:
        declared = self._facts[fact]
        if declared.type == NUMBER:
            return f"CASE WHEN {low(fact)} = {high(fact)} THEN 2 ELSE 0 END"
        unknown = 0 if declared.choices else 1
        return f"CASE WHEN {quoted(fact)} = {unknown} THEN 0 ELSE 2 END"

    def _outcome(self, ruling: Ruling) -> str:
        """Return the outcome of a rule: 0 no, 1 undecided, 2 yes, 3 suppressed by an exception."""
        when, unless = self.value(ruling.rule.when), self._unless(ruling.rule)
        if not unless:
            return f"{when} AS {_outcome(ruling)}"
        excepted = _call("GREATEST", unless)
        return (
            f"CASE WHEN {when} = 0 THEN 0 WHEN {excepted} = 2 THEN CASE WHEN {when} = 2 THEN 3 ELSE 0 END "
            f"WHEN {excepted} = 1 THEN 1 ELSE {when} END AS {_outcome(ruling)}"
        )

    def _unless(self, rule: Rule) -> list[str]:
        return [self.value(unless.where) for unless in rule.unless]

    def _code(self, ruling: Ruling) -> str:
        outcome = _outcome(ruling)
        cases = [f"WHEN {outcome} = 0 THEN 0", f"WHEN {outcome} = 1 THEN 1 + {self._wanting(ruling)}"]
        when = self._because(ruling, ruling.rule.when)
        if over := self._superiors(ruling):
            beaten = " OR ".join(f"{_outcome(superior)} = 2" for superior in over)
            cases.append(f"WHEN {outcome} = 2 AND ({beaten}) THEN 3 + {when}")
        cases.append(f"WHEN {outcome} = 2 THEN 2 + {when}")
        if ruling.rule.unless:
            cases.append(f"WHEN {outcome} = 3 THEN 3 + ({when} | {self._excepting(ruling, 2)})")
        return f"CASE {' '.join(cases)} END"

    def _superiors(self, ruling: Ruling) -> list[Ruling]:
        place = self.rulings.index(ruling)
        return [self.rulings[over] for at, above in superiors(self._edition) if at == place for over in above]

    def _wanting(self, ruling: Ruling) -> str:
        """Return the bits of the facts for want of which a rule is undecided."""
        when = self._where_it_is(ruling, ruling.rule.when, 1)
        return f"({when} | {self._excepting(ruling, 1)})" if ruling.rule.unless else when

    def _excepting(self, ruling: Ruling, truth: int) -> str:
        return " | ".join(self._where_it_is(ruling, each.where, truth) for each in ruling.rule.unless)

    def _where_it_is(self, ruling: Ruling, condition: Condition, truth: int) -> str:
        return (
            f"CASE WHEN {self.value(condition)} = {truth} THEN {self._because(ruling, condition)} ELSE 0 END"
        )

    def _because(self, ruling: Ruling, condition: Condition) -> str:
        """Return the bits of the facts that make a condition what it is, three places up: the code's own."""
        match condition:
            case Not(inner):
                return self._because(ruling, inner)
            case Defined(name):
                return self._because(ruling, self._definitions[name])
            case AllOf(parts) | AnyOf(parts):
                if len(parts) == 1:
                    return self._because(ruling, parts[0])
                whole = self.value(condition)
                found = (
                    f"CASE WHEN {self.value(part)} = {whole} THEN {self._because(ruling, part)} ELSE 0 END"
                    for part in parts
                )
                return f"({' | '.join(found)})"
        return str(1 << 2 + ruling.facts.index(condition.fact))


def _compared(fact: str, op: str, limit: int) -> str:
    # Each comparison holds if it holds over the whole interval, and fails if it holds nowhere.
    match op:
        case ">=":
            return f"CASE WHEN {low(fact)} >= {limit} THEN 2 WHEN {high(fact)} < {limit} THEN 0 ELSE 1 END"
        case ">":
            return f"CASE WHEN {low(fact)} > {limit} THEN 2 WHEN {high(fact)} <= {limit} THEN 0 ELSE 1 END"
        case "<":
            return f"CASE WHEN {high(fact)} < {limit} THEN 2 WHEN {low(fact)} >= {limit} THEN 0 ELSE 1 END"
        case "<=":
            return f"CASE WHEN {high(fact)} <= {limit} THEN 2 WHEN {low(fact)} > {limit} THEN 0 ELSE 1 END"
    raise ValueError(f"{op!r} is no comparison")


def _small(truth: str) -> str:
    # The smaller the numbers, the more of them are worked on at a time.
    return f"CAST({truth} AS TINYINT)"


def _call(function: str, parts: list[str]) -> str:
    # Spark refuses LEAST and GREATEST of one.
    return parts[0] if len(parts) == 1 else f"{function}({', '.join(parts)})"


def _outcome(ruling: Ruling) -> str:
    return f"outcome_{ruling.column}"
