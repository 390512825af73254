"""Many conditions written as one Python function, for callers who ask them of patient after patient.

What a condition means is said in judge.py. Here the same is spelt out without a
call for every part: the facts are fetched once, and a patient costs a few
comparisons for each condition. Names and numbers of a pack never become program
text: names of facts and numbers are handed over as values.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import count
from operator import itemgetter
from types import CodeType

from osteon.basics.quantity import Number
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import assert_never, cast
from osteon.language.judge import Judge, Values
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not, leaves
from osteon.patient import vocabulary

DEEPEST = 40
"""Conditions nested deeper than this are asked part by part: Python refuses text nested too deep."""

_SMALL = 10**15
"""A denominator below this can be multiplied with the float that stands for "without limit"."""

_CONTRARY = {">=": "<", ">": "<=", "<": ">=", "<=": ">"}

Pair = tuple[Condition, Condition | None]
"""A condition, and perhaps one that is asked only where the first is not answered with no."""

All = Callable[[Values], list[int]]
"""Asks every pair of one patient's facts, in order."""


def write_all(
    pairs: Sequence[Pair],
    combine: Callable[[Truth, Truth], int],
    parameters: Mapping[str, Number],
    definitions: Mapping[str, Condition],
    types: Mapping[str, str],
) -> All:
    """Turn conditions into one function. Where both of a pair are asked, `combine` gives the answer.

    `types` says of every fact what its values are: YES_NO, NUMBER or CHOICE. Raises KeyError for a name that
    nothing defines.
    """
    return _Writer(parameters, definitions, types).all_of(pairs, combine)


def compile_text(text: str) -> CodeType:
    """Compile the text of the function."""
    return compile(text, "<conditions>", "exec")


class _Writer:
    """Writes the text of the function. What is mentioned more than once is asked first, and once."""

    def __init__(
        self,
        parameters: Mapping[str, Number],
        definitions: Mapping[str, Condition],
        types: Mapping[str, str],
    ) -> None:
        self._parameters = parameters
        self._definitions = definitions
        self._types = types
        self._judge = Judge(parameters, definitions)
        self._given: dict[str, object] = {"NO": NO, "UNKNOWN": UNKNOWN, "YES": YES}
        self._mentions: Counter[str] = Counter()
        self._facts: dict[str, str] = {}
        self._phrases: dict[str, str] = {}
        self._lines: list[str] = []
        self._numbers = count()

    def all_of(self, pairs: Sequence[Pair], combine: Callable[[Truth, Truth], int]) -> All:
        self._count(condition for pair in pairs for condition in pair if condition is not None)
        self._given["combine"] = combine
        asked = ",\n".join([self._pair(*pair) for pair in pairs])
        # As parameters, what was given is found as quickly as what was fetched.
        given = "".join([f", {name}={name}" for name in self._given])
        phrases = "".join(self._lines)
        text = f"def ask_all(values{given}):\n{self._fetched()}{phrases} return [{asked}]\n"
        exec(compile_text(text), self._given)  # noqa: S102  # templates of ours; no name of a pack stands in it
        return cast(All, self._given["ask_all"])

    def _count(self, conditions: Iterable[Condition]) -> None:
        for condition in conditions:
            for leaf in leaves(condition):
                if isinstance(leaf, Defined):
                    self._mentions[leaf.name] += 1
                    if self._mentions[leaf.name] == 1:
                        self._count((self._definitions[leaf.name],))

    def _fetched(self) -> str:
        """Write how the facts are fetched: all of them in one go."""
        if not self._facts:
            return ""
        pick, names = self._give(itemgetter(*self._facts)), ", ".join(self._facts.values())
        return f" {names} = {pick}(values)\n"

    def _pair(self, first: Condition, second: Condition | None) -> str:
        if second is None:
            return self._answer(first)
        it = self._name()
        return f"(NO if ({it} := {self._answer(first)}) is NO else combine({it}, {self._answer(second)}))"

    def _answer(self, condition: Condition) -> str:
        """Write an expression for the answer to a condition."""
        match condition:
            case Holds(fact):
                return self._fact(fact)
            case Defined(name) if self._mentions[name] > 1:
                return self._phrase(name)
        no, yes = self._text(condition, "NO"), self._text(condition, "YES")
        return f"(NO if {no} else YES if {yes} else UNKNOWN)"

    def _text(self, condition: Condition, answer: str, depth: int = 0) -> str:
        """Write a test, true or false: is a condition answered with NO, or is it with YES?"""
        if depth > DEEPEST:
            return f"{self._give(self._judge.question(condition))}(values) is {answer}"
        match condition:
            case Holds(fact):
                return f"{self._fact(fact)} is {answer}"
            case Known(fact):
                return self._known(fact, answer)
            case Among(fact, choices):
                it, among = self._fact(fact), "in" if answer == "YES" else "not in"
                return f"({it} is not None and {it} {among} {self._give(choices)})"
            case Compare(fact, op, parameter):
                return self._comparison(fact, op, self._parameters[parameter], answer)
            case Defined(name):
                return self._defined(name, answer, depth)
            case Not(inner):
                return self._text(inner, "YES" if answer == "NO" else "NO", depth + 1)
            case AllOf(parts):
                return self._joined(parts, answer, answer == "YES", depth)
            case AnyOf(parts):
                return self._joined(parts, answer, answer == "NO", depth)
        assert_never(condition)

    def _joined(self, parts: Sequence[Condition], answer: str, must_all: bool, depth: int) -> str:
        """Write "all" or "any": all parts are answered so, or one of them is."""
        if not parts:
            return str(must_all)
        texts = [self._text(part, answer, depth + 1) for part in parts]
        return f"({(' and ' if must_all else ' or ').join(texts)})"

    def _known(self, fact: str, answer: str) -> str:
        it, is_so = self._fact(fact), answer == "YES"
        match self._types[fact]:
            case vocabulary.NUMBER:
                return f"{it}[0] {'==' if is_so else '!='} {it}[1]"
            case vocabulary.CHOICE:
                return f"{it} {'is not' if is_so else 'is'} None"
        return f"{it} {'is not' if is_so else 'is'} UNKNOWN"

    def _comparison(self, fact: str, op: str, limit: Number, answer: str) -> str:
        # It holds for every number of an interval if it does at one end, and for none if not at the other.
        upwards = op in (">=", ">")
        end = 0 if upwards == (answer == "YES") else 1
        it, times = self._fact(fact), ""
        if isinstance(limit, Fraction) and limit.denominator < _SMALL:
            # Both sides times the denominator: whole numbers compare many times quicker than fractions.
            limit, times = limit.numerator, f" * {limit.denominator}"
        op = op if answer == "YES" else _CONTRARY[op]
        return f"{it}[{end}]{times} {op} {self._give(limit)}"

    def _defined(self, name: str, answer: str, depth: int) -> str:
        if self._mentions[name] > 1:
            return f"{self._phrase(name)} is {answer}"
        return self._text(self._definitions[name], answer, depth + 1)

    def _phrase(self, name: str) -> str:
        if name not in self._phrases:
            text = self._answer(self._definitions[name])
            answer = self._phrases[name] = self._name()
            self._lines.append(f" {answer} = {text}\n")
        return self._phrases[name]

    def _fact(self, fact: str) -> str:
        return self._facts.setdefault(fact, f"f{len(self._facts)}")

    def _name(self) -> str:
        return f"x{next(self._numbers)}"

    def _give(self, value: object) -> str:
        name = self._name()
        self._given[name] = value
        return name
