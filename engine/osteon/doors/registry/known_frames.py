"""The frames of a shape that are known, and what lines of them say."""

from collections.abc import Sequence
from itertools import islice
from threading import local

import numpy as np
import pyarrow as pa

from osteon.doors.registry.blocks import WIDTH, Array

UNFIT, UNKNOWN = -1, -2
"""Instead of the number of what lines say: they are all read carefully, or nobody has read one yet."""

_WORDS_AT_ONCE = 32 * 1024
_MOST_HELD = 1_000
"""So many frames of a shape are compared with lines all at once."""


class Numbers:
    """The numbers of what lines say, from the place of each frame on: one for each class of its days.

    `version` is another one whenever something was learned.
    """

    def __init__(self) -> None:
        self._numbers: Array = np.zeros(0, np.int64)
        self._size = 0
        self.version = 0

    def room(self, ways: int, number: int) -> int:
        """Return the place of a frame with so many classes of days."""
        at = self._size
        self._size += ways
        if self._size > len(self._numbers):
            more: Array = np.full(2 * self._size, UNKNOWN, np.int64)
            more[:at] = self._numbers[:at]
            self._numbers = more
        self._numbers[at : self._size] = number
        self.version += 1
        return at

    def at(self, places: Array) -> Array:
        """Return the numbers at some places."""
        found: Array = self._numbers[places]
        return found

    def remember(self, place: int, number: int) -> None:
        """Keep what lines of a frame and of a class of days say."""
        self._numbers[place] = number
        self.version += 1

    def every(self) -> Array:
        """Return all numbers, by their places."""
        return self._numbers


class KnownFrames:
    """Frames and their places. `none` is the place of those that are too many, or are cut elsewhere."""

    def __init__(self, numbers: Numbers, ways: int) -> None:
        self._numbers = numbers
        self._ways = ways
        self.none = numbers.room(ways, UNFIT)
        self._places: dict[bytes, int] = {}
        self._held: _Held | None = None

    def found(self, frames: Array) -> tuple[Array, Array]:
        """Return the places of frames, a row of words for each, and which of them are not known at once."""
        held = self._held
        if held is None:
            return np.full(len(frames), self.none), np.ones(len(frames), bool)
        sums: Array = np.add.reduce(frames, axis=1)
        at: Array = held.sums.searchsorted(sums)
        odd: Array = np.zeros(len(frames), bool)
        seem, some = _seeming(frames.shape[1])
        for begin in range(0, len(frames), some):
            part = frames[begin : begin + some]
            held.frames.take(at[begin : begin + some], axis=0, out=seem[: len(part)], mode="clip")
            differ = seem[: len(part)] != part
            if differ.any():
                odd[begin : begin + some] = differ.any(axis=1)
        places: Array = held.places[at]
        return places, odd

    def places(self, distinct: Sequence[bytes]) -> list[int | None]:
        """Return the places of frames as far as they are known."""
        return [self._places.get(each) for each in distinct]

    def is_full(self, most: int) -> bool:
        """Say whether there are so many."""
        return len(self._places) >= most

    def add(self, frame: bytes, *, is_fit: bool) -> int:
        """Take a new frame and return its place."""
        self._places[frame] = self._numbers.room(self._ways, UNKNOWN) if is_fit else self.none
        return self._places[frame]

    def every(self) -> list[tuple[bytes, int]]:
        """Return the frames that have a place of their own, and their places, as far as they are held."""
        held = islice(self._places.items(), _MOST_HELD)
        return [(frame, place) for frame, place in held if place != self.none]

    def hold(self) -> None:
        """Make those that there are known at once."""
        if self._held is None or len(self._held.places) <= _MOST_HELD:
            self._held = _Held(list(self._places.items())[:_MOST_HELD], self.none)


_own = local()


def _seeming(words: int) -> tuple[Array, int]:
    """Return room for the frames that some lines seem to have, and how many there may be; used again."""
    if not hasattr(_own, "room"):
        _own.room = np.empty(_WORDS_AT_ONCE, np.uint64)
    some = _WORDS_AT_ONCE // words
    if not some:
        return np.empty((1, words), np.uint64), 1
    return _own.room[: some * words].reshape(some, words), some


class _Held:
    """Frames in the order of the sums of their words, by which one is found that may be the same."""

    def __init__(self, known: Sequence[tuple[bytes, int]], none: int) -> None:
        frames = np.frombuffer(b"".join(each for each, _ in known), np.uint64).reshape(len(known), -1)
        sums = np.add.reduce(frames, axis=1)
        order = np.argsort(sums)
        # Behind the last stands one that is like no line.
        self.sums: Array = sums[order]
        self.frames: Array = np.concatenate([frames[order], np.zeros((1, frames.shape[1]), np.uint64)])
        self.places: Array = np.append(np.array([at for _, at in known], np.int64)[order], none)


def distinct(frames: Array) -> tuple[list[bytes], Array]:
    """Return the distinct ones of rows of words, and for each row its place among them."""
    held = [None, pa.py_buffer(frames)]
    found = pa.Array.from_buffers(pa.binary(frames.shape[1] * WIDTH), len(frames), held).dictionary_encode()
    return found.dictionary.to_pylist(), found.indices.to_numpy()
