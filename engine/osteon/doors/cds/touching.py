"""Which rules an order bears on: those that read a fact which is another one without it."""

from collections.abc import Callable, Mapping

from osteon.reasoning.reporting import Report

Bears = Callable[[str], bool]
"""Says of a rule, by its id, whether the orders in hand bear on it."""


def bears_on_all(_: str) -> bool:
    """Say so of every rule: where there is no order, or nothing to compare with."""
    return True


def touched_by(report: Report, without: Report | None, reads: Mapping[str, frozenset[str]]) -> Bears:
    """Return whether a rule reads a fact that the selected drafts changed."""
    if without is None:
        return bears_on_all
    before, after = without.facts.values, report.facts.values
    changed = {name for name, value in after.items() if before.get(name) != value}

    return lambda rule_id: not changed.isdisjoint(reads[rule_id])
