"""Which facts decided a verdict: those without which the condition could have come out otherwise.

Of an "all" that holds every part counts, of one that fails those parts that
fail, of one that is not known those that are not known; of an "any" the other
way round. A fact is named once, in the order of the rule.
"""

from collections.abc import Iterator, Mapping

from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import assert_never
from osteon.knowledge.models import Rule
from osteon.language.judge import Judge, Question, Value
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_NO, OUTCOME_SUPPRESSED, OUTCOME_UNDECIDED

Values = Mapping[str, Value]


class Decisive:
    """Names the deciding facts of the rules of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._judge = Judge(edition.parameters, edition.definitions())
        self._definitions = edition.definitions()
        # By identity: to compare conditions would be to walk through them. The edition keeps them alive.
        self._facts = {rule.id: edition.facts_of_rule(rule) for rule in edition.rules}
        self._asked: dict[int, Question] = {}

    def facts(self, rule: Rule, outcome: int, values: Values) -> tuple[str, ...]:
        """Return the facts that decided a rule's outcome, as the reference evaluator gives it.

        There are none for a rule that does not apply: nearly all do not, and their facts fill the files.
        """
        exceptions = [unless.where for unless in rule.unless]
        if outcome == OUTCOME_NO:
            return ()
        if outcome == OUTCOME_UNDECIDED:
            decisive = [each for each in (rule.when, *exceptions) if self._truth(each, values) is UNKNOWN]
        else:
            held = exceptions if outcome == OUTCOME_SUPPRESSED else []
            decisive = [rule.when, *(each for each in held if self._truth(each, values) is YES)]
        found = {name for each in decisive for name in self._of(each, values)}
        return tuple(name for name in self._facts[rule.id] if name in found)

    def _truth(self, condition: Condition, values: Values) -> Truth:
        question = self._asked.get(id(condition))
        if question is None:
            question = self._asked[id(condition)] = self._judge.question(condition)
        return question(values)

    def _of(self, condition: Condition, values: Values) -> Iterator[str]:
        match condition:
            case Holds(fact) | Known(fact) | Among(fact) | Compare(fact):
                yield fact
            case Defined(name):
                yield from self._of(self._definitions[name], values)
            case Not(inner):
                yield from self._of(inner, values)
            case AllOf(parts):
                yield from self._of_several(parts, self._truth(condition, values), YES, values)
            case AnyOf(parts):
                yield from self._of_several(parts, self._truth(condition, values), NO, values)
            case _:
                assert_never(condition)

    def _of_several(
        self, parts: tuple[Condition, ...], truth: Truth, everyone: Truth, values: Values
    ) -> Iterator[str]:
        for part in parts:
            if truth is everyone or self._truth(part, values) is truth:
                yield from self._of(part, values)
