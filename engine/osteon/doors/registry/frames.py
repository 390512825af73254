"""Lines of one length cut in the same places, all at once, and the frames that are left of them.

Nothing is assumed of a line that is cut like another: all that is outside the cuts is
compared with frames that the careful reader has read, and a line that is like none of
them does not fit.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import WIDTH, Array, Block
from osteon.doors.registry.cuts import DAY, ID, WHOSE, Cut, strict_cuts
from osteon.doors.registry.known_frames import KnownFrames, Numbers, distinct
from osteon.doors.registry.plain_days import CLASSES, DAY_BYTES, rows_at

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
    """A length and cuts that lines have in common, and the frames of such lines. `lines` counts them.

    `kept` has the bits of all bytes outside the cuts. Of the cuts, `own` is that of the id, `whose` that of
    the patient, and `days` are those of days.
    """

    def __init__(self, length: int, cuts: Sequence[Cut], numbers: Numbers) -> None:
        self.length = length
        self.cuts = cuts
        self.lines = 0
        named = {each.what: at for at, each in enumerate(cuts)}
        self.own = named[ID]
        self.whose = named.get(WHOSE, self.own)
        self.days = [at for at, each in enumerate(cuts) if each.what == DAY]
        self.frames = KnownFrames(numbers, len(CLASSES) ** len(self.days))
        kept: Array = np.zeros(-(-length // WIDTH) * WIDTH, np.uint8)
        kept[:length] = 0xFF
        for each in cuts:
            kept[each.begin : each.end] = 0
        self.kept = kept.view(np.uint64)

    @property
    def signs(self) -> Array:
        """Return the bits of all bytes within the cuts."""
        signs: Array = np.zeros(len(self.kept) * WIDTH, np.uint8)
        for each in self.cuts:
            signs[each.begin : each.end] = 0xFF
        return signs.view(np.uint64)

    def fit(self, block: Block, lines: Array) -> "Fitted | None":
        """Cut those lines that have this shape and nothing odd in their cuts; None if there are none."""
        words = block.words(lines, self.length)
        signs = words.view(np.uint8).reshape(len(lines), -1)
        texts = Texts(self.cuts, [signs[:, each.begin : each.end] for each in self.cuts])
        words &= self.kept
        places, odd = self.frames.found(words)
        frames = words[odd]
        # Where the frame is known, quotes stand behind the cuts: they are part of it.
        if len(frames) and not (ends := self._ends_in_quotes(frames)).all():
            fits = ~odd
            fits[odd] = ends
            lines, places, odd, frames = lines[fits], places[fits], odd[fits], frames[ends]
            texts = texts.only(fits)
        if not texts.are_plain():
            fits = texts.plain_ones()
            lines, places, odd, frames = lines[fits], places[fits], odd[fits], frames[fits[odd]]
            texts = texts.only(fits)
        return Fitted(self, block, lines, texts.of_cuts, places, odd, frames) if len(lines) else None

    def _ends_in_quotes(self, words: Array) -> Array:
        signs = words.view(np.uint8).reshape(len(words), -1)
        ends: Array = (signs[:, [each.end for each in self.cuts]] == _QUOTE).all(axis=1)
        return ends

    def sample(self, line: bytes, classes: str, number: int) -> Sample:
        """Return a line as a sample of its frame, with another id; `classes` are those of its days."""
        id = f"osteon-{number}"
        own = self.cuts[self.own]
        whose = self.cuts[self.whose]
        days = [self.cuts[at] for at in self.days]
        return Sample(
            line=line[: own.begin] + id.encode() + line[own.end :],
            id=id,
            patient=id if whose is own else line[whose.begin : whose.end].decode(),
            days={each.day: line[each.begin : each.begin + DAY_BYTES].decode() for each in days},
            classes=dict(zip((each.day for each in days), classes, strict=True)),
        )


class Texts:
    """What stands in the cuts of some lines: a row of bytes for each line, one array for each cut."""

    def __init__(self, cuts: Sequence[Cut], of_cuts: Sequence[Array]) -> None:
        lines = len(of_cuts[0])
        self._cuts = cuts
        self._bytes = bytearray(sum(each.size for each in of_cuts))
        self._places: list[int] = []
        self.of_cuts: list[Array] = []
        at = 0
        for each in of_cuts:
            text = np.ndarray((lines, each.shape[1]), np.uint8, self._bytes, at)
            text[:] = each
            self.of_cuts.append(text)
            self._places.append(at)
            at += each.size

    def only(self, which: Array) -> "Texts":
        """Return those of some lines."""
        return Texts(self._cuts, [rows_at(each, np.flatnonzero(which)) for each in self.of_cuts])

    def are_plain(self) -> bool:
        """Say whether every text stands for itself and is what its cut is about."""
        held = self._bytes
        if b'"' in held or b"\\" in held or np.frombuffer(held, np.int8).min(initial=_SPACE) < _SPACE:
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
    """Lines of one shape cut in pieces: a text for each cut of each line.

    The lines are at `lines` of a block. `places` are those of their frames; those of the `odd`
    ones, of which the frames are `frames`, are to be found.
    """

    def __init__(
        self, shape: Shape, block: Block, lines: Array, texts: list[Array], places: Array, odd: Array,
        frames: Array,
    ) -> None:  # fmt: skip
        self.shape = shape
        self.lines = lines
        self.texts = texts
        self.places = places
        self._block = block
        self._odd: Array = np.flatnonzero(odd)
        self._frames = frames

    @property
    def is_known(self) -> bool:
        """Say whether all frames are known."""
        return not len(self._odd)

    def learn_frames(self, most: int) -> None:
        """Find the places of the other frames; new ones get one as long as there are no more than `most`."""
        every, which = distinct(self._frames)
        known = self.shape.frames
        places = known.places(every)
        is_new = False
        for at, place in enumerate(places):
            if place is None:
                if known.is_full(most):
                    places[at] = known.none
                    continue
                line = self.line(int(self._odd[np.argmax(which == at)]))
                places[at] = known.add(every[at], is_fit=strict_cuts(line) == self.shape.cuts)
                is_new = True
        if is_new:
            known.hold()
        self.places[self._odd] = np.array(places, np.int64)[which]
        self._odd, self._frames = self._odd[:0], self._frames[:0]

    def only(self, which: Array) -> None:
        """Forget the other lines."""
        self.lines, self.places = self.lines[which], self.places[which]
        self.texts = [each[which] for each in self.texts]

    def line(self, at: int) -> bytes:
        """Return a line."""
        return self._block.line(self.lines[at])
