"""Hold the behaviour of every variant of the pack against that of its rule.

`python -m tests.properties.variants` does so for all of them; it takes some minutes.
"""

import sys
from itertools import islice

from osteon import load_rulebook
from osteon.reasoning.canonical import Canonical
from osteon.verification.cases import features_day
from osteon.verification.demands import as_few_questions
from osteon.verification.mutants import mutants
from osteon.verification.questions import questions_on


def held_against(step=1, offset=0):
    """Return how many variants behave otherwise and how many do the same, and the texts of those that are wrong.

    A variant that does the same though some possible patient tells it apart is wrong. Every `step`-th is looked at.
    """
    asked = questions_on(load_rulebook(), features_day(), widely=True)
    canonical = Canonical(asked.view.diagrams)
    changed, same, wrong = 0, 0, []
    for demand in islice(mutants(asked), offset, None, step):
        for before, after in {(way.goals[0].node, way.goals[1].node) for way in demand.ways if way.changes}:
            if canonical.form(before)[0] != canonical.form(after)[0]:
                changed += 1
                continue
            same += 1
            ways = [way for way in demand.ways if way.changes and way.goals[1].node == after]
            if any(asked.space.is_possible(goals) for goals in as_few_questions(asked, ways)):
                wrong.append(demand.text)
    return changed, same, wrong


if __name__ == "__main__":
    counts = held_against()
    print(f"{counts[0]} behave otherwise, {counts[1]} do the same, {len(counts[2])} of those are told apart")
    sys.exit(1 if counts[2] else 0)
