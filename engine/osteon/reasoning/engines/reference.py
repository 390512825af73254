"""The reference evaluator: every rule's condition, asked of the facts themselves.

It is written to be checked by eye. It knows nothing of regions, diagrams or the
network, so that an error in those cannot also be an error here.
"""

from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.language.judge import Judge, Question, Values
from osteon.language.syntax import AnyOf
from osteon.language.written import All, Pair, write_all
from osteon.reasoning.edition import Edition

OUTCOME_NO, OUTCOME_UNDECIDED, OUTCOME_YES, OUTCOME_SUPPRESSED = range(4)


_ASKED_SINGLY = 16
"""So many patients are asked condition by condition; for more it pays to write one function of all."""


class Reference:
    """Judges every rule of an edition, in order. Thread-safe."""

    name = "reference"

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._pairs: list[Pair] = [
            (rule.when, AnyOf(tuple(unless.where for unless in rule.unless)) if rule.unless else None)
            for rule in edition.rules
        ]
        judge = Judge(edition.parameters, edition.definitions())
        self._questions = [
            (judge.question(when), judge.question(where) if where else None) for when, where in self._pairs
        ]
        self._asked = 0
        self._all: All = self._one_by_one

    def outcome(self, at: int, values: Values) -> int:
        """Return one rule's outcome, by its place in the edition."""
        return _outcome(*self._questions[at], values)

    def outcomes(self, values: Values) -> list[int]:
        """Return each rule's outcome: 0 no, 1 undecided, 2 yes, 3 suppressed by an exception."""
        return self._all(values)

    def prepare(self) -> None:
        """Write one function of all conditions now, instead of after some patients."""
        edition = self._edition
        types = {fact.name: fact.type for fact in edition.facts}
        self._all = write_all(self._pairs, _excepted, edition.parameters, edition.definitions(), types)

    def _one_by_one(self, values: Values) -> list[int]:
        self._asked += 1
        if self._asked == _ASKED_SINGLY:
            self.prepare()
        found: list[int] = []
        for when, unless in self._questions:
            answer = when(values)
            # Most rules end here, without another call.
            found.append(answer if unless is None or answer is NO else _excepted(answer, unless(values)))
        return found


def _outcome(when: Question, unless: Question | None, values: Values) -> int:
    answer = when(values)
    return answer if unless is None or answer is NO else _excepted(answer, unless(values))


def _excepted(answer: Truth, exception: Truth) -> int:
    if exception is YES:
        return OUTCOME_SUPPRESSED if answer is YES else OUTCOME_NO
    return OUTCOME_UNDECIDED if exception is UNKNOWN else answer
