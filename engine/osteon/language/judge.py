"""A condition put before a patient's facts: yes, no, or not known.

This is the reference reading of the language. Each kind of condition is turned
once into a small question that is then asked of every patient; the questions
read the facts themselves, never the regions of the compiled form.
"""

from collections.abc import Callable, Mapping

from osteon.basics.quantity import Interval, Number
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import assert_never, cast
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not

Value = Truth | Interval | str | None
"""A fact's value: a Truth for yes/no, an Interval for a number, a choice or None (not known)."""

Values = Mapping[str, Value]
_Answers = Mapping[str, Truth]
_Numbers = Mapping[str, Interval]
Question = Callable[[Values], Truth]

_OPPOSITE = (YES, UNKNOWN, NO)


class Judge:
    """Asks conditions of facts, with the parameters and definitions of one day.

    A definition that several conditions share is turned into a question once.
    """

    def __init__(self, parameters: Mapping[str, Number], definitions: Mapping[str, Condition]) -> None:
        self._parameters = parameters
        self._definitions = definitions
        self._phrases: dict[str, Question] = {}

    def question(self, condition: Condition) -> Question:
        """Turn a condition into a question. Raises KeyError for a name that nothing defines."""
        match condition:
            case Holds(fact):
                return _holds(fact)
            case Known(fact):
                return _known(fact)
            case Among(fact, choices):
                return _among(fact, choices)
            case Compare(fact, op, parameter):
                return _compare(fact, op, self._parameters[parameter])
            case Defined(name):
                return self._phrase(name)
            case Not(inner):
                return _opposite(self.question(inner))
            case AllOf(parts):
                return _every([self.question(part) for part in parts])
            case AnyOf(parts):
                return _some([self.question(part) for part in parts])
        assert_never(condition)

    def judge(self, condition: Condition, values: Values) -> Truth:
        """Ask one condition of one patient's facts."""
        return self.question(condition)(values)

    def _phrase(self, name: str) -> Question:
        if name not in self._phrases:
            self._phrases[name] = self.question(self._definitions[name])
        return self._phrases[name]


# The parser lets only yes/no facts into Holds and only numbers into Compare, which is
# what the casts below rely on.


def _holds(fact: str) -> Question:
    def ask(values: _Answers) -> Truth:
        return values[fact]

    return cast(Question, ask)


def _known(fact: str) -> Question:
    def ask(values: Values) -> Truth:
        return YES if is_known(values[fact]) else NO

    return ask


def is_known(value: Value) -> bool:
    """Say whether a fact's value is known: a plain yes or no, a choice, or exactly one number."""
    if isinstance(value, Interval):
        return value.low == value.high
    return value is not None and value is not UNKNOWN


def _among(fact: str, choices: tuple[str, ...]) -> Question:
    def ask(values: Values) -> Truth:
        value = values[fact]
        if value is None:
            return UNKNOWN
        return YES if value in choices else NO

    return ask


def _compare(fact: str, op: str, limit: Number) -> Question:
    # Each comparison holds if it holds over the whole interval, fails if it holds nowhere.
    def at_least(values: _Numbers) -> Truth:
        low, high = values[fact]
        return YES if low >= limit else NO if high < limit else UNKNOWN

    def above(values: _Numbers) -> Truth:
        low, high = values[fact]
        return YES if low > limit else NO if high <= limit else UNKNOWN

    question = cast(Question, at_least if op in (">=", "<") else above)
    return question if op in (">=", ">") else _opposite(question)


def _opposite(question: Question) -> Question:
    def ask(values: Values) -> Truth:
        return _OPPOSITE[question(values)]

    return ask


def _every(questions: list[Question]) -> Question:
    if len(questions) == 2:
        return _both(*questions)

    def ask(values: Values) -> Truth:
        answer = YES
        for question in questions:
            part = question(values)
            if part is NO:
                return NO
            if part is UNKNOWN:
                answer = UNKNOWN
        return answer

    return ask


def _both(first: Question, second: Question) -> Question:
    def ask(values: Values) -> Truth:
        answer = first(values)
        if answer is NO:
            return NO
        other = second(values)
        return UNKNOWN if answer is UNKNOWN and other is YES else other

    return ask


def _some(questions: list[Question]) -> Question:
    if len(questions) == 2:
        return _either(*questions)

    def ask(values: Values) -> Truth:
        answer = NO
        for question in questions:
            part = question(values)
            if part is YES:
                return YES
            if part is UNKNOWN:
                answer = UNKNOWN
        return answer

    return ask


def _either(first: Question, second: Question) -> Question:
    def ask(values: Values) -> Truth:
        answer = first(values)
        if answer is YES:
            return YES
        other = second(values)
        return UNKNOWN if answer is UNKNOWN and other is NO else other

    return ask
