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
from osteon.doors.registry.coded_days import coded_days
from osteon.doors.registry.cuts import DAY, ID, WHOSE, Cut, strict_cuts
from osteon.doors.registry.hashes import hashes_of
from osteon.doors.registry.plain_days import CLASSES, DAY_BYTES, UNSURE, as_texts, classes_of, numbers_of
from osteon.doors.registry.spread_sql import dated

UNFIT, UNKNOWN, READABLE = -1, -2, -3
"""Instead of the number of what lines say: they are all read carefully, nobody has looked at one yet, or
somebody has, and it can be read as a sample."""

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
        for cut in self.cuts:
            fits = matrix[:, cut.end] == _QUOTE
            if not fits.all():
                lines, matrix = lines[fits], matrix[fits]
                if not len(lines):
                    return None
        texts = self._texts(matrix)
        if not texts.are_plain():
            fits = texts.plain_ones()
            lines, matrix = lines[fits], matrix[fits]
            if not len(lines):
                return None
            texts = self._texts(matrix)
        return Fitted(self, block, lines, matrix, texts, as_of)

    def _texts(self, matrix: Array) -> "Texts":
        return Texts(self.cuts, matrix)


class Texts:
    """What stands in the cuts of some lines: a row of bytes for each line, one array for each cut."""

    def __init__(self, cuts: Sequence[Cut], matrix: Array) -> None:
        lines = len(matrix)
        self._cuts = cuts
        self._bytes = bytearray(lines * sum(each.end - each.begin for each in cuts))
        self._places: list[int] = []
        self.of_cuts: list[Array] = []
        at = 0
        for cut in cuts:
            length = cut.end - cut.begin
            text = np.ndarray((lines, length), np.uint8, self._bytes, at)
            text[:] = matrix[:, cut.begin : cut.end]
            self.of_cuts.append(text)
            self._places.append(at)
            at += lines * length

    def are_plain(self) -> bool:
        """Say whether every text stands for itself and is what its cut is about."""
        held = self._bytes
        if b'"' in held or b"\\" in held or np.frombuffer(held, np.int8).min() < _SPACE:
            return False
        for cut, text, at in zip(self._cuts, self.of_cuts, self._places, strict=True):
            if cut.what == WHOSE and held.find(b"/", at, at + text.size) >= 0:
                return False
            if cut.what == DAY and not _ends_well(text).all():
                return False
        return True

    def plain_ones(self) -> Array:
        """Say it of each line."""
        plain: Array = np.ones(len(self.of_cuts[0]), bool)
        for cut, text in zip(self._cuts, self.of_cuts, strict=True):
            odd = (text.view(np.int8) < _SPACE) | (text == _QUOTE) | (text == _BACKSLASH)
            if cut.what == WHOSE:
                odd |= text == _SLASH
            plain &= ~odd.any(axis=1)
            if cut.what == DAY:
                plain &= _ends_well(text)
        return plain


def _ends_well(day: Array) -> Array:
    """Say of each text whether no more than a time stands behind the ten bytes of its day."""
    if day.shape[1] == DAY_BYTES:
        return np.ones(len(day), bool)
    behind = day[:, DAY_BYTES]
    ends: Array = (behind == _BEHIND_A_DAY[0]) | (behind == _BEHIND_A_DAY[1])
    return ends


class Fitted:
    """Lines of one shape cut in pieces: a row of `matrix` for each, with a text for each cut."""

    def __init__(
        self, shape: Shape, block: Block, lines: Array, matrix: Array, texts: Texts, as_of: date
    ) -> None:
        self.shape = shape
        self.lines = lines
        self._block = block
        self._texts = texts.of_cuts
        self._as_of = as_of
        for cut in shape.cuts:
            matrix[:, cut.begin : cut.end] = _SPACE
        self._frames = _distinct(matrix)
        self._days = {
            cut.day: numbers_of(text)
            for cut, text in zip(shape.cuts, self._texts, strict=True)
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
            way *= len(CLASSES)
            way += classes_of(day, self._as_of)
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
            days={
                cut.day: line[cut.begin : cut.begin + DAY_BYTES].decode()
                for cut in self.shape.cuts
                if cut.what == DAY
            },
            classes=dict(zip(self._days, self._letters(way), strict=True)),
        )

    def _letters(self, way: int) -> str:
        letters = ""
        for _ in self._days:
            way, letter = divmod(way, len(CLASSES))
            letters = CLASSES[letter] + letters
        return letters

    def rows(self, numbers: Array) -> pa.Table:
        """Return a table of the lines: `nth`, which is given, id, patient, and the numbers of days."""
        cells = {
            cut.what: as_texts(text)
            for cut, text in zip(self.shape.cuts, self._texts, strict=True)
            if cut.what in (ID, WHOSE)
        }
        days = {dated(at): coded_days(each) for at, each in self._days.items()}
        own = next(text for cut, text in zip(self.shape.cuts, self._texts, strict=True) if cut.what == ID)
        told = {
            "nth": numbers,
            "id": cells[ID],
            "mark": hashes_of(own),
            "patient": cells.get(WHOSE, cells[ID]),
        }
        return pa.table(told | days)


def _distinct(rows: Array) -> pa.DictionaryArray:
    """Return rows of bytes as places in a list of the distinct ones."""
    held = [None, pa.py_buffer(rows)]
    return pa.Array.from_buffers(pa.binary(rows.shape[1]), len(rows), held).dictionary_encode()
