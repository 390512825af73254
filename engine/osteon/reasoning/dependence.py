"""What each conclusion of a stratum depends on: the columns that its paths look at, and no others.

Two patients who are alike in these columns get the same conclusion, whatever else
is different. The strata of a rulebook are laid out by it: conclusions that look at
nearly the same columns stand together.
"""

from collections.abc import Iterable

from osteon.basics.records import dataclass
from osteon.reasoning.diagram import Step

Path = tuple[int, int, tuple[Step, ...]]
"""What is concluded (a rule's index, or a phrase's column), the outcome, and the steps that lead to it."""

_TOGETHER = 10
"""So many columns at most are joined for the sake of fewer parts. With more, patients are seldom alike."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some conclusions of a stratum (`places`), and every column of the row that they depend on."""

    columns: tuple[int, ...]
    places: tuple[int, ...]


def parts_of(paths: Iterable[Path]) -> list[Part]:
    """Divide a stratum's conclusions into parts. Each conclusion that has a path is in exactly one part."""
    read: dict[int, set[int]] = {}
    for place, _, steps in paths:
        read.setdefault(place, set()).update(column for column, _, _ in steps)
    parts: list[tuple[set[int], list[int]]] = []
    for place, columns in sorted(read.items(), key=lambda item: -len(item[1])):
        near = min(
            (part for part in parts if _fits(part[0], columns)),
            key=lambda part: len(columns - part[0]),
            default=None,
        )
        if near is None:
            parts.append((set(columns), [place]))
        else:
            near[0].update(columns)
            near[1].append(place)
    return [Part(tuple(sorted(columns)), tuple(sorted(places))) for columns, places in parts]


def _fits(columns: set[int], more: set[int]) -> bool:
    return more <= columns or len(columns | more) <= _TOGETHER
