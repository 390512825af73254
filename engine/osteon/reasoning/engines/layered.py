"""The layers of an edition on top of each other: phrases, rules, and which rules give way."""

from collections.abc import Callable, Sequence
from operator import itemgetter

from osteon.basics.errors import EngineError
from osteon.reasoning.engines.reference import OUTCOME_YES
from osteon.reasoning.engines.remembering import Remembering, page
from osteon.reasoning.engines.rete import Network
from osteon.reasoning.network import Plan, Stratum
from osteon.reasoning.regions import Row

_AS_IN_FORCE = (0, 1, 2, 0).__getitem__
"""A rule that is suppressed does not apply."""


class Rete:
    """The strata of an edition, in order: phrases, rules, and which rules give way.

    `remember` is how many answers of the network are kept for each part of a stratum; 0 asks it every time.
    With `begin_small` the first row is asked of networks without the paths that it cannot reach.
    """

    name = "durable-rules"

    def __init__(self, plan: Plan, remember: int = 0, *, begin_small: bool = False) -> None:
        self._rules = plan.rules
        self._concluded = plan.phrases_concluded
        self._phrases = [_Layer(stratum, remember, begin_small=begin_small) for stratum in plan.phrases]
        self._conclusions = _Layer(plan.conclusions, remember, begin_small=begin_small)
        precedence = plan.precedence
        self._precedence = (
            _Layer(precedence, remember, begin_small=begin_small) if precedence.shards else None
        )
        self._rivals = _rivals(plan.precedence)
        self._yielding = [place for part in plan.precedence.parts for place in part.places]

    def outcomes(self, row: Row) -> list[int]:
        """Return each rule's outcome: 0 no, 1 undecided, 2 yes, 3 suppressed.

        Raises EngineError if a phrase or a rule is stated twice: paths never overlap.
        """
        whole = page(row, self._concluded)
        for layer in self._phrases:
            layer.conclude(whole, whole, "phrase")
        outcomes = [0] * self._rules
        self._conclusions.conclude(whole, outcomes, "rule")
        return outcomes

    def give_way(self, outcomes: Sequence[int]) -> set[int]:
        """Return the rules that apply and are superseded by one that applies too."""
        # It takes two to supersede: the network is not asked where fewer of the rules it reads apply.
        if self._precedence is None or self._rivals(outcomes).count(OUTCOME_YES) < 2:
            return set()
        yields = [0] * self._rules
        in_force = page(bytes(map(_AS_IN_FORCE, outcomes)))
        self._precedence.conclude(in_force, yields, "rule that gives way")
        return {rule for rule in self._yielding if yields[rule]}

    def prepare(self) -> None:
        """Build the whole networks now, instead of when they are first asked."""
        for layer in self._layers():
            layer.network.prepare()

    def forget(self) -> None:
        """Drop every answer that is kept."""
        for layer in self._layers():
            layer.forget()

    def close(self) -> None:
        """Drop every answer that is kept and free the C networks."""
        for layer in self._layers():
            layer.forget()
            layer.network.close()

    def _layers(self) -> "list[_Layer]":
        return [*self._phrases, self._conclusions, *([self._precedence] if self._precedence else ())]


class _Layer:
    """A stratum: its network and what it stated before."""

    def __init__(self, stratum: Stratum, remember: int, *, begin_small: bool = False) -> None:
        self.network = Network(stratum.shards, begin_small=begin_small)
        self._memory = Remembering(stratum.parts, remember) if remember else None

    def conclude(self, row: Row, places: list[int] | bytearray, what: str) -> None:
        """Enter what the network states about a row in `places`, which are 0 where it may state something.

        Raises EngineError if anything is stated twice.
        """
        memory = self._memory
        if memory is not None and memory.recall(row, places):
            return
        stated = self.network.evaluate(row)
        if len(dict(stated)) < len(stated):
            raise EngineError(f"the network stated a {what} twice")
        if memory is not None:
            memory.keep(row, stated)
        for place, outcome in stated:
            places[place] = outcome

    def forget(self) -> None:
        if self._memory is not None:
            self._memory.forget()


def _rivals(precedence: Stratum) -> Callable[[Sequence[int]], tuple[int, ...]]:
    columns = sorted({column for shard in precedence.shards for column in shard.columns})
    # Two places at least, so that they come as a tuple; nobody gives way to themselves.
    return itemgetter(*columns) if len(columns) > 1 else lambda _: ()
