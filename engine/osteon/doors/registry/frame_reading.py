"""Samples of frames that are new, read by the careful reader: what each says, and whether it is plain."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from osteon.doors.registry.bad_lines import is_field, read_strictly, spelling
from osteon.doors.registry.frames import Sample
from osteon.doors.registry.known_frames import UNFIT
from osteon.doors.registry.spread_sql import PRODUCT, READ, Layout, said_as_json

if TYPE_CHECKING:
    import duckdb

_LINES = 256 * 1024
"""Room for lines."""

Dates = Mapping[int, str | None]
"""What is read of dates, by their place in DATES."""

Numbering = Callable[[str, str, str], int]
"""Returns the number of what a resource says: its type, its content and the classes of its dates.

Raises ValueError if the content is no strict JSON."""


class FrameReader:
    """Reads samples of the lines of one file. `fields` are the outermost fields of what it has read."""

    def __init__(
        self, connection: "duckdb.DuckDBPyConnection", path: str, as_of: str, numbering: Numbering
    ) -> None:
        self._connection = connection
        self._path = path
        self._as_of = as_of
        self._numbering = numbering
        self._spelling = spelling()
        self.fields: set[str] = set()

    def read(self, samples: Sequence[Sample]) -> list[int]:
        """Return the number of what each sample says; UNFIT where the careful reader sees it otherwise."""
        numbers = self._numbered([each for each in samples if self._is_foreseen(each)])
        return [numbers.get(each.id, UNFIT) for each in samples]

    def _numbered(self, samples: Sequence[Sample]) -> dict[str, int]:
        """Return the numbers by the ids of the samples, without those that DuckDB cannot read."""
        import duckdb

        if not samples:
            return {}
        try:
            return dict(self._numbers(samples))
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error:
            half = len(samples) // 2
            return {**self._numbered(samples[:half]), **self._numbered(samples[half:])} if half else {}

    def _is_foreseen(self, sample: Sample) -> bool:
        """Say whether no field of a line is called as none of FHIR is, or as another but for its case."""
        fields = read_strictly(sample.line.decode()).keys()
        spelling = self._spelling
        if not all(is_field(each) and spelling.setdefault(each.lower(), each) == each for each in fields):
            return False
        self.fields |= fields
        return True

    def _numbers(self, samples: Sequence[Sample]) -> Iterator[tuple[str, int]]:
        with open(self._path, "wb") as file:
            file.writelines(each.line + b"\n" for each in samples)
        # DuckDB takes room for the longest line more than once, and looks through it.
        longest = max(_LINES, *(len(each.line) + 1 for each in samples))
        layout = Layout(self._path, sorted(self.fields), is_whole=True, longest=longest)
        told = self._connection.cursor().execute(layout.each(self._as_of)).fetchall()
        os.remove(self._path)
        by_id = {each.id: each for each in samples}
        kinds = 2 + len(layout.dates)
        for row in told:
            sample = by_id.get(row[0])
            days = dict(zip(layout.dates, row[2:kinds], strict=True))
            kind, said = row[kinds], row[kinds + 1 :]
            letters, fields = said[: len(layout.dates)], said[len(layout.dates) :]
            classes = dict(zip(layout.dates, letters, strict=True))
            if sample is not None and kind != PRODUCT and _is_plain(sample, row[1], days, classes):
                content = (said_as_json(layout.said, fields), layout.classes(letters))
                yield sample.id, self._number(kind, *(content if kind in READ else ("", "")))

    def _number(self, kind: str, content: str, classes: str) -> int:
        try:
            return self._numbering(kind, content, classes)
        except ValueError:
            return UNFIT


def _is_plain(sample: Sample, patient: str | None, days: Dates, classes: Dates) -> bool:
    """Say whether what was cut out of a line is what is read of it."""
    told = {at: day for at, day in days.items() if day is not None}
    letters = {at: letter for at, letter in classes.items() if letter != "-"}
    return (patient, told, letters) == (sample.patient, sample.days, sample.classes)
