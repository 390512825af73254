"""Where the undecided rules stand: decided by all completions of the record, or open for want of facts.

The evaluators leave a rule open as soon as three-valued logic does, and the
verdict says so. Where every possible completion of the record gives the same
outcome, that is said beside the verdict and kept apart from it. A record that
contradicts itself has no completion, so nothing is concluded from its completions.
"""

from collections.abc import Collection, Sequence

from osteon.basics.records import dataclass
from osteon.patient.facts import Facts
from osteon.reasoning.background import Background
from osteon.reasoning.cases import Outlook
from osteon.reasoning.diagram import IMPOSSIBLE
from osteon.reasoning.engines.reference import OUTCOME_UNDECIDED


@dataclass(frozen=True, slots=True)
class Standing:
    """The undecided rules of one patient, by their place in the edition.

    `settled` has those that all completions decide, with the outcome; `open` what the others hang on.
    """

    settled: dict[int, int]
    open: dict[int, Outlook]


def standing(
    background: Background, facts: Facts, outcomes: Sequence[int], among: Collection[int] | None = None
) -> Standing:
    """Return where the rules stand that both evaluators left open; with `among`, those of these places."""
    settled, left = {}, {}
    consistent = not any(each.clash for each in facts.not_assessed)
    for at, outcome in enumerate(outcomes):
        if outcome != OUTCOME_UNDECIDED or (among is not None and at not in among):
            continue
        outlook = background.cases.of(at).outlook(facts.values) if consistent else None
        if outlook is None or outlook.outcome == IMPOSSIBLE:
            left[at] = _by_logic(background, at, facts)
        elif outlook.outcome is None:
            left[at] = outlook
        else:
            settled[at] = outlook.outcome
    return Standing(settled, left)


def _by_logic(background: Background, at: int, facts: Facts) -> Outlook:
    """Return what a rule hangs on as far as three-valued logic can tell."""
    names = background.explainer.wanting(background.edition.rules[at], facts)
    alone = len(names) == 1
    return Outlook(None, names, names, (alone,) * len(names), (float(alone),) * len(names))
