"""What a stratum of the network stated before, for the part of a row that it depends on.

A conclusion is a function of the few columns that its paths look at, and most
patients are alike in most of these. What the network stated of one patient it
would state of every other who is alike there, so it is asked again only where a
part of the row is new. Nothing but an answer that the network gave is ever kept,
and the reference evaluator is compared with it for every patient all the same.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter

from osteon.reasoning.dependence import Part
from osteon.reasoning.engines.rete import Network
from osteon.reasoning.network import Activation

_Row = Sequence[int]
_Kept = dict[object, tuple[Activation, ...]]


class Remembering:
    """One stratum, with what it stated before. At most `most` answers are kept for each part.

    Thread-safe. After a fork the child keeps what it knows: it is plain data.
    """

    def __init__(self, network: Network, parts: Sequence[Part], most: int) -> None:
        self._network = network
        self._most = most
        self._parts: list[tuple[Callable[[_Row], object], _Kept]] = [
            (_picker(part.columns), {}) for part in parts
        ]
        self._of = [frozenset(part.places) for part in parts]

    def evaluate(self, row: _Row) -> list[Activation]:
        """Return what the network states about one row.

        Raises EngineError as the network does; then nothing is kept.
        """
        stated: list[Activation] = []
        for pick, kept in self._parts:
            known = kept.get(pick(row))
            if known is None:
                return self._ask(row)
            stated += known
        return stated

    def _ask(self, row: _Row) -> list[Activation]:
        stated = self._network.evaluate(row)
        for (pick, kept), places in zip(self._parts, self._of, strict=True):
            if len(kept) >= self._most:
                kept.clear()
            kept[pick(row)] = tuple([each for each in stated if each[0] in places])
        return stated

    def forget(self) -> None:
        """Drop every answer, so that the network is asked again."""
        for _, kept in self._parts:
            kept.clear()

    def close(self) -> None:
        """Drop every answer and free the C network."""
        self.forget()
        self._network.close()


def _picker(columns: tuple[int, ...]) -> Callable[[_Row], object]:
    return itemgetter(*columns) if columns else lambda _: ()
