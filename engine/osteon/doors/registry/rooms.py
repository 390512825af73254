"""Room for the blocks of a file and for rows in groups, which threads use again for file after file."""

from osteon.doors.registry.blocks import new_buffer
from osteon.doors.registry.grouped_rows import GroupedRows, Writing


class Rooms:
    """Rooms of so many groups and about so many rows. Any thread may take one, until all are given back."""

    def __init__(self, groups: int, rows: int) -> None:
        self._groups = groups
        self._rows = rows
        self._buffers: list[bytearray] = []
        self._grouped: list[GroupedRows] = []
        self._free: tuple[list[bytearray], list[GroupedRows]] = ([], [])

    def buffer(self) -> bytearray:
        """Return room for a block."""
        try:
            return self._free[0].pop()
        except IndexError:
            self._buffers.append(new_buffer())
            return self._buffers[-1]

    def grouped(self, writing: Writing) -> GroupedRows:
        """Return rows that are written in this way."""
        try:
            rows = self._free[1].pop()
        except IndexError:
            rows = GroupedRows(self._groups, self._rows)
            self._grouped.append(rows)
        rows.begin(writing)
        return rows

    def give_back(self) -> None:
        """Take all rooms back; nobody may be in one."""
        self._free = (list(self._buffers), list(self._grouped))
