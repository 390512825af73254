"""What the network stated before, for the parts of a row that its conclusions depend on.

A conclusion is a function of the few columns that its paths look at, and most
patients are alike in most of these. What the network stated of one patient it
would state of every other who is alike there, so it is asked again only where a
part of the row is new. Nothing but an answer that the network gave is ever kept,
and the reference evaluator is compared with it for every patient all the same.
"""

from collections.abc import Callable, Sequence
from itertools import chain, pairwise

from osteon.reasoning.dependence import Part
from osteon.reasoning.network import Activation
from osteon.reasoning.regions import PAGE, Row, picker

_Keys = Sequence[object]

_item = dict.__getitem__


def page(row: Row, more: int = 0) -> bytearray | list[int]:
    """Return a row with `more` places at its end, as a page of bytes if it fits into one.

    The columns of a page are picked by `bytes.translate`, many times as quickly as one by one.
    """
    if isinstance(row, bytes) and len(row) + more <= PAGE:
        return bytearray(row.ljust(PAGE, b"\0"))
    return [*row, *[0] * more]


class Remembering:
    """What one stratum stated before. At most `most` answers are kept for each part.

    Thread-safe. After a fork the child keeps what it knows: it is plain data.
    """

    def __init__(self, parts: Sequence[Part], most: int) -> None:
        self._most = most
        self._kept: list[dict[object, tuple[Activation, ...]]] = [{} for _ in parts]
        self._places = [frozenset(part.places) for part in parts]
        columns = [column for part in parts for column in part.columns]
        self._of_page = bytes(columns) if max(columns, default=0) < PAGE else b""
        self._of_row = picker(columns)
        ends = [0]
        for part in parts:
            ends.append(ends[-1] + len(part.columns))
        self._cut: Callable[[Row], _Keys] = picker([slice(*each) for each in pairwise(ends)])

    def _keys(self, row: Row) -> _Keys:
        """Return what each part reads of a row."""
        return self._cut(self._of_page.translate(row) if isinstance(row, bytearray) else self._of_row(row))

    def recall(self, row: Row, places: list[int] | bytearray) -> bool:
        """Enter what is remembered of a row in `places`; return whether all of it was.

        `places` may be the row itself: a stratum of phrases never reads what it concludes.
        """
        try:
            known = [*map(_item, self._kept, self._keys(row))]
        except KeyError:
            return False
        for place, outcome in chain.from_iterable(known):
            places[place] = outcome
        return True

    def keep(self, row: Row, stated: Sequence[Activation]) -> None:
        """Keep what the network stated of a row."""
        for kept, key, places in zip(self._kept, self._keys(row), self._places, strict=True):
            if len(kept) >= self._most:
                kept.clear()
            kept[key] = tuple([each for each in stated if each[0] in places])

    def forget(self) -> None:
        """Drop every answer, so that the network is asked again."""
        for kept in self._kept:
            kept.clear()
