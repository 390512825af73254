"""Many conditions written as one Python function, for callers who ask them of patient after patient.

What a condition means is said in judge.py. Here the same is spelt out without a
call for every part: a patient costs a few comparisons for each condition. Names
and numbers of a pack never become program text: a fact's name is written as a
quoted text, and numbers are handed over as values.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import count
from types import CodeType

from osteon.basics.quantity import Interval, Number
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import assert_never, cast
from osteon.language.judge import Judge, Values
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not, leaves

DEEPEST = 40
"""Conditions nested deeper than this are asked part by part: Python refuses text nested too deep."""

_SMALL = 10**15
"""A denominator below this can be multiplied with the float that stands for "without limit"."""

Pair = tuple[Condition, Condition | None]
"""A condition, and perhaps one that is asked only where the first is not answered with no."""

All = Callable[[Values], list[int]]
"""Asks every pair of one patient's facts, in order."""


def write_all(
    pairs: Sequence[Pair],
    combine: Callable[[Truth, Truth], int],
    parameters: Mapping[str, Number],
    definitions: Mapping[str, Condition],
) -> All:
    """Turn conditions into one function. Where both of a pair are asked, `combine` gives the answer.

    Raises KeyError for a name that nothing defines.
    """
    return _Writer(parameters, definitions).all_of(pairs, combine)


def compile_text(text: str) -> CodeType:
    """Compile the text of the function."""
    return compile(text, "<conditions>", "exec")


class _Writer:
    """Writes the text of the function. What is mentioned more than once is asked first, and once."""

    def __init__(self, parameters: Mapping[str, Number], definitions: Mapping[str, Condition]) -> None:
        self._parameters = parameters
        self._definitions = definitions
        self._judge = Judge(parameters, definitions)
        self._given: dict[str, object] = {
            "NO": NO, "UNKNOWN": UNKNOWN, "YES": YES, "OPPOSITE": (YES, UNKNOWN, NO), "Interval": Interval,
        }  # fmt: skip
        self._mentions: Counter[str] = Counter()
        self._phrases: dict[str, str] = {}
        self._lines: list[str] = []
        self._numbers = count()

    def all_of(self, pairs: Sequence[Pair], combine: Callable[[Truth, Truth], int]) -> All:
        self._count(condition for pair in pairs for condition in pair if condition is not None)
        self._given["combine"] = combine
        asked = ",\n".join([self._pair(*pair) for pair in pairs])
        phrases = "".join(self._lines)
        text = f"def ask_all(values):\n{phrases} return [{asked}]\n"
        exec(compile_text(text), self._given)  # noqa: S102  # templates of ours; names stand in it quoted
        return cast(All, self._given["ask_all"])

    def _count(self, conditions: Iterable[Condition]) -> None:
        for condition in conditions:
            for leaf in leaves(condition):
                if isinstance(leaf, Defined):
                    self._mentions[leaf.name] += 1
                    if self._mentions[leaf.name] == 1:
                        self._count((self._definitions[leaf.name],))

    def _pair(self, first: Condition, second: Condition | None) -> str:
        text = self._text(first)
        if second is None:
            return text
        it = self._name()
        return f"(NO if ({it} := {text}) is NO else combine({it}, {self._text(second)}))"

    def _text(self, condition: Condition, depth: int = 0) -> str:
        if depth > DEEPEST:
            return f"{self._give(self._judge.question(condition))}(values)"
        match condition:
            case Holds(fact):
                return f"values[{fact!r}]"
            case Known(fact):
                return self._known(fact)
            case Among(fact, choices):
                it, some = self._name(), self._give(choices)
                return f"(UNKNOWN if ({it} := values[{fact!r}]) is None else YES if {it} in {some} else NO)"
            case Compare(fact, op, parameter):
                return self._comparison(fact, op, self._parameters[parameter])
            case Defined(name):
                return self._mention(name, depth)
            case Not(inner):
                return f"OPPOSITE[{self._text(inner, depth + 1)}]"
            case AllOf(parts):
                return self._joined([self._text(part, depth + 1) for part in parts], "NO", "YES")
            case AnyOf(parts):
                return self._joined([self._text(part, depth + 1) for part in parts], "YES", "NO")
        assert_never(condition)

    def _joined(self, parts: list[str], settles: str, otherwise: str) -> str:
        """Write "all" or "any": one part may settle it; else all must say the opposite, or it is open."""
        if len(parts) < 2:
            return parts[0] if parts else otherwise
        names = [self._name() for _ in parts]
        asked = " or ".join(
            [f"({name} := {part}) is {settles}" for name, part in zip(names, parts, strict=True)]
        )
        return f"({settles} if {asked} else {otherwise} if {' is '.join(names)} is {otherwise} else UNKNOWN)"

    def _known(self, fact: str) -> str:
        it = self._name()
        known = f"{it}[0] == {it}[1] if {it}.__class__ is Interval else {it} is not UNKNOWN"
        return f"(YES if ({it} := values[{fact!r}]) is not None and ({known}) else NO)"

    def _comparison(self, fact: str, op: str, limit: Number) -> str:
        holds, fails = ("YES", "NO") if op in (">=", ">") else ("NO", "YES")
        up, down = (">=", "<") if op in (">=", "<") else (">", "<=")
        it, times = self._name(), ""
        if isinstance(limit, Fraction) and limit.denominator < _SMALL:
            # Both sides times the denominator: whole numbers compare many times quicker than fractions.
            limit, times = limit.numerator, f" * {limit.denominator}"
        number = self._give(limit)
        low = f"({it} := values[{fact!r}])[0]{times} {up} {number}"
        return f"({holds} if {low} else {fails} if {it}[1]{times} {down} {number} else UNKNOWN)"

    def _mention(self, name: str, depth: int) -> str:
        if self._mentions[name] == 1:
            return self._text(self._definitions[name], depth + 1)
        if name not in self._phrases:
            text = self._text(self._definitions[name])
            answer = self._phrases[name] = self._name()
            self._lines.append(f" {answer} = {text}\n")
        return self._phrases[name]

    def _name(self) -> str:
        return f"x{next(self._numbers)}"

    def _give(self, value: object) -> str:
        name = self._name()
        self._given[name] = value
        return name
