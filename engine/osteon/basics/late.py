"""Records that are opened when somebody asks for them, and kept then.

A patient's record touches a dozen of the hundreds of concepts in a terminology,
and nobody reads a rule's examples while it is evaluated.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping

from osteon.basics.typed import Any


def sealed(plain: Any) -> bytes:
    """Pack plain data into bytes, which cost nothing until they are unsealed."""
    return marshal.dumps(plain)


def unsealed(plain: Any) -> Any:
    """Return plain data, whether it was sealed or not."""
    return marshal.loads(plain) if isinstance(plain, bytes) else plain  # noqa: S302  # the cache has checked it


class Late(Mapping[str, Any]):
    """A read-only mapping from names to records. `opening` makes a record of its row, which is plain data.

    The rows may be sealed, each of them or all together.
    """

    def __init__(self, rows: dict[str, Any] | bytes, opening: Callable[[Any], Any]) -> None:
        self._rows = rows
        self._opening = opening
        self._opened: dict[str, Any] = {}

    def _named(self) -> dict[str, Any]:
        if isinstance(self._rows, bytes):
            self._rows = unsealed(self._rows)
        return self._rows  # type: ignore[return-value]  # just unsealed

    def __getitem__(self, name: str) -> Any:
        opened = self._opened.get(name)
        if opened is None:
            opened = self._opened[name] = self._opening(unsealed(self._named()[name]))
        return opened

    def __contains__(self, name: object) -> bool:
        return name in self._named()

    def __iter__(self) -> Iterator[str]:
        return iter(self._named())

    def __len__(self) -> int:
        return len(self._named())


class LateRow:
    """Records in order, like a tuple of them, all opened together. `opening` makes a record of its row."""

    def __init__(self, rows: list[Any] | bytes, opening: Callable[[Any], Any]) -> None:
        self._rows = rows
        self._opening = opening
        self._opened: tuple[Any, ...] | None = None

    def _all(self) -> tuple[Any, ...]:
        if self._opened is None:
            self._opened = tuple(map(self._opening, unsealed(self._rows)))
        return self._opened

    def __getitem__(self, at: Any) -> Any:
        return self._all()[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, LateRow) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())
