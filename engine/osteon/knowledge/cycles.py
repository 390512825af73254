"""Circles: a definition that means itself, a rule that gives way to itself."""

from collections.abc import Callable, Iterable


def cycle_through(start: str, followers: Callable[[str], Iterable[str]]) -> list[str]:
    """Return a shortest way from a name back to itself, both ends included; empty if there is none.

    A circle is told once, from the first of its names in the alphabet; the others give an empty list.
    """
    circle = _way_back(start, followers)
    return circle if circle and min(circle) == start else []


def _way_back(start: str, followers: Callable[[str], Iterable[str]]) -> list[str]:
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for name in followers(way[-1]):
            if name == start:
                return [*way, name]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
