"""Small numbers of patients, kept from whoever reads a summary, and not to be had by subtraction either.

A number from 1 to just below the bound is not shown. Numbers that add up to a
known total need a second one that is not shown: else the first is the rest.
"""

from collections.abc import Mapping

SMALL = 10
"""Fewer patients than this are not shown, unless it is asked otherwise."""

Shown = dict[str, int | None]
"""Numbers of patients; None is one that is not shown."""


def hidden(counts: Mapping[str, int], below: int) -> Shown:
    """Return numbers that add up to a known total, without those that are small or would give one away."""
    small = {name for name, patients in counts.items() if 0 < patients < below}
    others = [name for name, patients in counts.items() if patients and name not in small]
    if small and sum(counts[name] for name in small) < below and others:
        # What is hidden adds up to the rest of the total. The rest must not be a small number itself.
        small.add(min(others, key=lambda name: (counts[name], name)))
    return {name: None if name in small else patients for name, patients in counts.items()}


def is_whole(shown: Shown) -> bool:
    """Say whether every number is shown."""
    return None not in shown.values()
