"""Which rules give way to which: said in the rules, acyclic, and only to rules that apply.

A rule that is merely undecided silences nobody. A rule that applies silences
what it supersedes even when it gives way itself, so that a lesser advisory
cannot come back because a greater one was overruled by a greater one still.
"""

from collections.abc import Sequence

from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_YES


def superiors(edition: Edition) -> list[tuple[int, tuple[int, ...]]]:
    """Return, for each rule that can give way, its index and those of the rules above it, in order."""
    places = {rule.id: at for at, rule in enumerate(edition.rules)}
    above: dict[int, list[int]] = {}
    for at, rule in enumerate(edition.rules):
        for lesser in rule.supersedes:
            if lesser.rule in places:
                above.setdefault(places[lesser.rule], []).append(at)
    return [(rule, tuple(sorted(over))) for rule, over in sorted(above.items())]


def give_way(outcomes: Sequence[int], above: Sequence[tuple[int, tuple[int, ...]]]) -> set[int]:
    """Return the rules that apply and are superseded by one that applies too."""
    return {
        rule
        for rule, over in above
        if outcomes[rule] == OUTCOME_YES and OUTCOME_YES in [outcomes[superior] for superior in over]
    }
