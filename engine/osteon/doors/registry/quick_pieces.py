"""Lines of a block that fit, of many shapes together, on their way to rows: their days and patients."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import Array
from osteon.doors.registry.coded_days import coded_days
from osteon.doors.registry.frames import Fitted, Sample
from osteon.doors.registry.hashes import hashes_of
from osteon.doors.registry.plain_days import (
    CLASSES,
    UNSURE,
    as_texts,
    classes_of,
    numbers_of_words,
    rows_at,
    words_of,
)
from osteon.doors.registry.spread_sql import dated


@dataclass(frozen=True, slots=True)
class Rows:
    """Resources of a block, in the order of its lines.

    `nth` is the number of what each says; `ids` are texts, and `marks` their hashes; `patients` are
    the patients of one or more resources that follow each other, texts as well, and `whose` says which of
    them is the resource's; `days` are numbers as `coded_days.py` has them.
    """

    nth: Array
    ids: pa.Array
    marks: Array
    whose: Array
    patients: pa.Array
    days: dict[str, Array]


def pieces_of(fitting: Sequence[Fitted], as_of: date) -> "list[Piece]":
    """Return lines that fit in pieces. In each, all ids have one length, and all patients have one."""
    alike: dict[tuple[int, ...], list[Fitted]] = {}
    for each in fitting:
        widths = [each.texts[at].shape[1] for at in (each.shape.own, each.shape.whose)]
        alike.setdefault(tuple(widths), []).append(each)
    return [Piece(each, as_of) for each in alike.values()]


class Piece:
    """Lines of a block. `places` are those of the numbers of what they say, `lines` those of the lines."""

    def __init__(self, fitting: Sequence[Fitted], as_of: date) -> None:
        self._fitting = fitting
        self.lines: Array = np.concatenate([each.lines for each in fitting])
        self._ends: Array = np.cumsum([len(each.lines) for each in fitting])
        self._ways: Array = np.zeros(len(self.lines), np.int64)
        self._days: dict[str, Array] = {}
        if any(each.shape.days for each in fitting):
            self._take_days(as_of)
        self.places: Array = np.concatenate([each.places for each in fitting]) + self._ways

    def _take_days(self, as_of: date) -> None:
        # All at once: there are few lines of each shape.
        cuts = [(nth, each, at) for nth, each in enumerate(self._fitting) for at in each.shape.days]
        parts = zip(*(words_of(each.texts[at]) for _, each, at in cuts), strict=True)
        numbers = numbers_of_words(*(np.concatenate(each) for each in parts))
        classes, codes = classes_of(numbers, as_of), coded_days(numbers)
        begin = 0
        for nth, each, at in cuts:
            end = begin + len(each.lines)
            own = slice(self._ends[nth] - len(each.lines), self._ends[nth])
            self._ways[own] *= len(CLASSES)
            self._ways[own] += classes[begin:end]
            name = dated(each.shape.cuts[at].day)
            if name not in self._days:
                self._days[name] = np.zeros(len(self.lines), np.int32)
            self._days[name][own] = codes[begin:end]
            begin = end

    def new(self, which: Array) -> Iterator[int]:
        """Yield of lines one for each place."""
        at = np.flatnonzero(which)
        if len(at):
            _, first = np.unique(self.places[at], return_index=True)
            yield from at[first].tolist()

    def place(self, at: int) -> int:
        """Return the place of a line."""
        return int(self.places[at])

    def has_days(self, at: int) -> bool:
        """Say whether all days of a line are some."""
        return UNSURE not in self._classes(at, self._of(at))

    def sample(self, at: int, number: int) -> Sample:
        """Return a line as a sample of its frame."""
        nth = self._of(at)
        fitted = self._fitting[nth]
        line = fitted.line(at - int(self._ends[nth]) + len(fitted.lines))
        return fitted.shape.sample(line, self._classes(at, nth), number)

    def _of(self, at: int) -> int:
        return int(np.searchsorted(self._ends, at, "right"))

    def _classes(self, at: int, nth: int) -> str:
        way, classes = int(self._ways[at]), ""
        for _ in self._fitting[nth].shape.days:
            way, letter = divmod(way, len(CLASSES))
            classes = CLASSES[letter] + classes
        return classes

    def rows(self, numbers: Array) -> Rows:
        """Return the rows of the lines that say something; `numbers` are those of what they say."""
        at: Array = np.full(int(self.lines.max()) + 1, -1, np.int64)
        at[self.lines] = np.arange(len(self.lines))
        at = at[at >= 0]
        found = numbers[at]
        if found.min() < 0:
            at = at[found >= 0]
            found = numbers[at]
        ids = _taken([each.texts[each.shape.own] for each in self._fitting], at)
        patients = _taken([each.texts[each.shape.whose] for each in self._fitting], at)
        begins = np.append(True, _differ(patients))
        return Rows(
            nth=found.astype(np.int32),
            ids=as_texts(ids),
            marks=hashes_of(ids),
            whose=(np.cumsum(begins) - 1).astype(np.int32),
            patients=as_texts(patients[begins]),
            days={name: each[at] for name, each in self._days.items()},
        )


def _taken(texts: Sequence[Array], at: Array) -> Array:
    """Return some rows of bytes of several arrays."""
    return rows_at(np.concatenate(texts), at)


def _differ(rows: Array) -> Array:
    """Say of each row of bytes but the first whether it differs from the one before."""
    if not rows.shape[1]:
        return np.zeros(len(rows) - 1, bool)
    # None of them holds a nought, which would be no part of such a text.
    texts = rows.view(f"S{rows.shape[1]}")[:, 0]
    differ: Array = texts[1:] != texts[:-1]
    return differ
