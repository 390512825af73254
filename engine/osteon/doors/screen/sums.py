"""What is told of rows that are alike, put in order and added up row by row."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from osteon.basics.errors import EngineError
from osteon.doors.screen.alike import Alike, put_in_order


class Sums:
    """Columns of whole numbers, added up row by row from what is told of rows that are alike."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self.columns: dict[str, Any] = {}

    def add(self, found: Alike, names: Sequence[str], told: Sequence[Any]) -> None:
        """Add to each row what is told of its number, column by column."""
        for name, values in zip(names, told, strict=True):
            if name not in self.columns:
                self.columns[name] = np.zeros(self._rows, np.int32)
            self.columns[name] += values[found.numbers]


def in_order(told: Any, place: str, names: Sequence[str], rows: int) -> list[Any]:
    """Return columns of a table as arrays, each row at its place; of so many rows each has to be there.

    Raises EngineError where something is missing.
    """
    places = told.column(place).to_numpy()
    if len(places) != rows:
        raise EngineError(f"{len(places)} answers to {rows} questions")
    for name in names:
        if told.column(name).null_count:
            raise EngineError(f"{name}: a question has no answer")
    return [put_in_order(places, told.column(name).to_numpy().astype(np.int32)) for name in names]
