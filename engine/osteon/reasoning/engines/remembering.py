"""What the network stated before, for the parts of a row that its conclusions depend on.

A conclusion is a function of the few columns that its paths look at, and most
patients are alike in most of these. What the network stated of one patient it
would state of every other who is alike there, so it is asked again only where a
part of the row is new. Nothing but an answer that the network gave is ever kept,
and the reference evaluator is compared with it for every patient all the same.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter

from osteon.reasoning.dependence import Part
from osteon.reasoning.network import Activation

_Row = Sequence[int]
_Kept = dict[object, tuple[Activation, ...]]
_Memory = list[tuple[Callable[[_Row], object], _Kept, frozenset[int]]]


class Remembering:
    """What one stratum stated before. At most `most` answers are kept for each part.

    Thread-safe. After a fork the child keeps what it knows: it is plain data.
    """

    def __init__(self, parts: Sequence[Part], most: int) -> None:
        self._most = most
        self._memory: _Memory = [(_picker(part.columns), {}, frozenset(part.places)) for part in parts]
        self._look_up = [(pick, kept.get) for pick, kept, _ in self._memory]

    def recall(self, row: _Row, places: list[int]) -> bool:
        """Enter what is remembered of a row in `places`; return whether all of it was.

        `places` may be the row itself: a stratum of phrases never reads what it concludes.
        """
        for pick, look_up in self._look_up:
            known = look_up(pick(row))
            if known:
                for place, outcome in known:
                    places[place] = outcome
            elif known is None:
                return False
        return True

    def keep(self, row: _Row, stated: Sequence[Activation]) -> None:
        """Keep what the network stated of a row."""
        for pick, kept, places in self._memory:
            if len(kept) >= self._most:
                kept.clear()
            kept[pick(row)] = tuple([each for each in stated if each[0] in places])

    def forget(self) -> None:
        """Drop every answer, so that the network is asked again."""
        for _, kept, _ in self._memory:
            kept.clear()


def _picker(columns: tuple[int, ...]) -> Callable[[_Row], object]:
    return itemgetter(*columns) if columns else lambda _: ()
