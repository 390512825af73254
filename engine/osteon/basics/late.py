"""Records that are opened when somebody asks for them, and kept then.

A patient's record touches a dozen of the hundreds of concepts in a terminology.
"""

from collections.abc import Callable, Iterator, Mapping

from osteon.basics.typed import Any


class Late(Mapping[str, Any]):
    """A read-only mapping from names to records. `opening` makes a record of its row, which is plain data."""

    def __init__(self, rows: dict[str, Any], opening: Callable[[Any], Any]) -> None:
        self._rows = rows
        self._opening = opening
        self._opened: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        opened = self._opened.get(name)
        if opened is None:
            opened = self._opened[name] = self._opening(self._rows[name])
        return opened

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
