"""The layers of an edition on top of each other: phrases, rules, and which rules give way."""

from collections.abc import Sequence

from osteon.basics.errors import EngineError
from osteon.reasoning.engines.reference import OUTCOME_YES
from osteon.reasoning.engines.remembering import Remembering
from osteon.reasoning.engines.rete import Network
from osteon.reasoning.network import Activation, Plan, Stratum


class Rete:
    """The strata of an edition, in order: phrases, rules, and which rules give way.

    `remember` is how many answers of the network are kept for each part of a stratum; 0 asks it every time.
    """

    name = "durable-rules"

    def __init__(self, plan: Plan, remember: int = 0) -> None:
        self._rules = plan.rules
        self._concluded = [0] * plan.phrases_concluded
        self._phrases = [_stratum(stratum, remember) for stratum in plan.phrases]
        self._conclusions = _stratum(plan.conclusions, remember)
        self._precedence = _stratum(plan.precedence, remember) if plan.precedence.shards else None
        self._rivals = sorted({column for shard in plan.precedence.shards for column in shard.columns})

    def outcomes(self, row: list[int]) -> list[int]:
        """Return each rule's outcome: 0 no, 1 undecided, 2 yes, 3 suppressed.

        Raises EngineError if a phrase or a rule is stated twice: paths never overlap.
        """
        if self._phrases:
            row = row + self._concluded
            for stratum in self._phrases:
                _enter(row, stratum.evaluate(row), "phrase")
        outcomes = [0] * self._rules
        _enter(outcomes, self._conclusions.evaluate(row), "rule")
        return outcomes

    def give_way(self, outcomes: Sequence[int]) -> set[int]:
        """Return the rules that apply and are superseded by one that applies too."""
        # It takes two to supersede: the network is not asked where fewer of the rules it reads apply.
        if self._precedence is None or [outcomes[rule] for rule in self._rivals].count(OUTCOME_YES) < 2:
            return set()
        row = [outcome if outcome <= OUTCOME_YES else 0 for outcome in outcomes]
        return {rule for rule, _ in self._precedence.evaluate(row)}

    def forget(self) -> None:
        """Drop every answer that is kept."""
        for stratum in (*self._phrases, self._conclusions, self._precedence):
            if isinstance(stratum, Remembering):
                stratum.forget()

    def close(self) -> None:
        """Drop every answer that is kept and free the C networks."""
        for stratum in (*self._phrases, self._conclusions, self._precedence):
            if stratum is not None:
                stratum.close()


def _stratum(stratum: Stratum, remember: int) -> Network | Remembering:
    network = Network(stratum.shards)
    return Remembering(network, stratum.parts, remember) if remember else network


def _enter(places: list[int], stated: list[Activation], what: str) -> None:
    for place, outcome in stated:
        if places[place]:
            raise EngineError(f"the network stated {what} {place} twice")
        places[place] = outcome
