"""Lines of one length cut in the same places, all at once, and the frames that are left of them.

Nothing is assumed of a line that is cut like another: all that is outside the cuts is
compared with frames that the careful reader has read, and a line that is like none of
them does not fit.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import Array, Block
from osteon.doors.registry.cuts import DAY, ID, WHOSE, Cut, strict_cuts
from osteon.doors.registry.plain_days import CLASSES, DAY_BYTES, UNSURE, classes_of
from osteon.doors.registry.spread_sql import dated

UNFIT, UNKNOWN = -1, -2
"""Instead of the number of what lines say: they are all read carefully, or nobody has read one yet."""

_BEHIND_A_DAY = tuple(b"T ")
_QUOTE, _SLASH, _BACKSLASH, _SPACE = b'"/\\ '


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of a frame that nobody has read, and what is read of it if its cuts mean what they seem to.

    `days` and the letters of `classes` are by their place in DATES.
    """

    line: bytes
    id: str
    patient: str
    days: Mapping[int, str]
    classes: Mapping[int, str]


class Shape:
    """A length and cuts that lines have in common, and what such lines say.

    `frames` has a place for each frame, and `lines` counts those that fitted. The place 0 is that of frames
    that are too many to be remembered.
    """

    def __init__(self, length: int, cuts: Sequence[Cut]) -> None:
        self.length = length
        self.cuts = cuts
        self.lines = 0
        self.frames: dict[bytes, int] = {}
        self._ways = len(CLASSES) ** sum(each.what == DAY for each in cuts)
        self._numbers: Array = np.full((1, self._ways), UNFIT, np.int64)

    def numbers(self, frames: Array, ways: Array) -> Array:
        """Return what lines say, by the places of their frames and the classes of their days."""
        numbers: Array = self._numbers[frames, ways]
        return numbers

    def remember(self, frame: int, way: int, number: int) -> None:
        """Keep what lines of a frame and of classes say."""
        self._numbers[frame, way] = number

    def places(self, frames: Sequence[bytes], most: int) -> Array:
        """Return the places of frames; as long as there are no more than `most`, new ones get one."""
        for each in frames:
            if each not in self.frames and len(self.frames) < most:
                place = len(self.frames) + 1
                if place >= len(self._numbers):
                    more = np.full((place, self._ways), UNKNOWN, np.int64)
                    self._numbers = np.concatenate([self._numbers, more])
                self.frames[each] = place
        return np.array([self.frames.get(each, 0) for each in frames])

    def fit(self, block: Block, lines: Array, as_of: date) -> "Fitted | None":
        """Cut those lines that have this shape and nothing odd in their cuts; None if there are none."""
        matrix = block.matrix(lines, self.length)
        fits: Array = np.ones(len(lines), bool)
        for cut in self.cuts:
            fits &= matrix[:, cut.end] == _QUOTE
        if not fits.any():
            return None
        texts = [matrix[:, cut.begin : cut.end].copy() for cut in self.cuts]
        for cut, text in zip(self.cuts, texts, strict=True):
            fits &= _is_plain(cut, text)
        if not fits.all():
            lines, matrix, texts = lines[fits], matrix[fits], [each[fits] for each in texts]
        return Fitted(self, block, lines, matrix, texts, as_of) if len(lines) else None


def _is_plain(cut: Cut, text: Array) -> Array | bool:
    """Say, for each row or for all of them, whether a text stands for itself and is what the cut is about."""
    odd = [text.view(np.int8) < _SPACE, text == _QUOTE, text == _BACKSLASH]
    if cut.what == WHOSE:
        odd.append(text == _SLASH)
    plain: Array | bool = True
    for each in odd:
        if each.any():
            plain = plain & ~each.any(axis=1)
    if cut.what == DAY and text.shape[1] > DAY_BYTES:
        plain = plain & np.isin(text[:, DAY_BYTES], _BEHIND_A_DAY)
    return plain


class Fitted:
    """Lines of one shape cut in pieces: a row of `matrix` for each, with a text for each cut."""

    def __init__(
        self, shape: Shape, block: Block, lines: Array, matrix: Array, texts: Sequence[Array], as_of: date
    ) -> None:
        self.shape = shape
        self.lines = lines
        self._block = block
        self._texts = texts
        self._as_of = as_of
        for cut in shape.cuts:
            matrix[:, cut.begin : cut.end] = _SPACE
        self._frames = _distinct(matrix)
        self._days = {
            cut.day: text[:, :DAY_BYTES].copy()
            for cut, text in zip(shape.cuts, texts, strict=True)
            if cut.what == DAY
        }

    def frames(self, most: int) -> Array:
        """Return the place of each line's frame in its shape, which remembers no more than `most`."""
        places = self.shape.places(self._frames.dictionary.to_pylist(), most)
        found: Array = places[self._frames.indices.to_numpy()]
        return found

    def ways(self) -> Array:
        """Return the classes of each line's days, as one number."""
        way: Array = np.zeros(len(self.lines), np.int64)
        for day in self._days.values():
            way = way * len(CLASSES) + classes_of(day, self._as_of)
        return way

    def can_be_read(self, at: int, way: int) -> bool:
        """Say whether a line is strict JSON that is cut where its shape says, and its days are days."""
        is_cut_so = strict_cuts(self._block.line(self.lines[at])) == self.shape.cuts
        return is_cut_so and UNSURE not in self._letters(way)

    def sample(self, at: int, way: int, number: int) -> Sample:
        """Return a line as a sample of its frame, with another id; `way` is that of its days."""
        line, id = self._block.line(self.lines[at]), f"osteon-{number}"
        (own,) = (cut for cut in self.shape.cuts if cut.what == ID)
        whose = [line[cut.begin : cut.end].decode() for cut in self.shape.cuts if cut.what == WHOSE]
        return Sample(
            line=line[: own.begin] + id.encode() + line[own.end :],
            id=id,
            patient=whose[0] if whose else id,
            days={day: texts[at].tobytes().decode() for day, texts in self._days.items()},
            classes=dict(zip(self._days, self._letters(way), strict=True)),
        )

    def _letters(self, way: int) -> str:
        letters = ""
        for _ in self._days:
            way, letter = divmod(way, len(CLASSES))
            letters = CLASSES[letter] + letters
        return letters

    def rows(self, numbers: Array, which: Array) -> pa.Table:
        """Return a table of `nth`, which is given, and of the ids, patients and days of some of the lines."""
        cells = {
            cut.what: _texts(text)
            for cut, text in zip(self.shape.cuts, self._texts, strict=True)
            if cut.what in (ID, WHOSE)
        }
        days = {dated(at): _texts(each) for at, each in self._days.items()}
        table = pa.table({"nth": numbers, "id": cells[ID], "patient": cells.get(WHOSE, cells[ID]), **days})
        return table if which.all() else table.filter(pa.array(which))


def _distinct(rows: Array) -> pa.DictionaryArray:
    """Return rows of bytes as places in a list of the distinct ones."""
    held = [None, pa.py_buffer(rows)]
    return pa.Array.from_buffers(pa.binary(rows.shape[1]), len(rows), held).dictionary_encode()


def _texts(rows: Array) -> pa.Array:
    """Return rows of bytes as texts."""
    ends = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
    return pa.Array.from_buffers(pa.utf8(), len(rows), [None, pa.py_buffer(ends), pa.py_buffer(rows)])
