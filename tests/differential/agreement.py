"""Hold the evaluator, the diagrams and z3 against each other on random facts.

`python -m tests.differential.agreement 100000` compares so many verdicts, near the numbers that rules compare
with; z3 reckons every one of them.
"""

import sys
from random import Random

from osteon import load_rulebook
from osteon.basics.quantity import Interval
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.reference import Reference
from osteon.verification.space import Space
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values
from tests.differential.solver import WHOLE, Solver

ROWS = 20


def rounded(facts, values):
    """Values in which what is counted is whole."""
    return {
        fact.name: Interval(whole(values[fact.name].low), whole(values[fact.name].high))
        if fact.kind in WHOLE
        else values[fact.name]
        for fact in facts
    }


def whole(number):
    return number if isinstance(number, float) else int(number)


def compared(edition, rows, random):
    """Yield for each rule and some random facts what each of the three comes to."""
    space, reference = Space([edition]), Reference(edition)
    facts = list(edition.facts)
    solver = Solver(edition, facts)
    formulas = [solver.outcomes(rule) for rule in edition.rules]
    limits = list(edition.parameters.values())
    for _ in range(rows):
        values = rounded(facts, random_values(random, edition.rulebook, limits))
        row = space.regions.row(values)
        drawn = [int(space.diagrams.outcome(space.views[0].nodes[rule.id], row)) for rule in edition.rules]
        solved = list(solver.all_outcomes(formulas, values))
        yield from zip(map(int, reference.outcomes(values)), drawn, solved, strict=True)


def run(wanted, seed=1):
    """Compare so many verdicts, of random rulebooks and of the pack in turn.

    Return how many came to each outcome, and each difference with the turn in which it was found.
    """
    counts, turn, differences = [0, 0, 0, 0], 0, []
    pack = edition_on(load_rulebook(), DAY)
    while sum(counts) < wanted:
        random = Random(f"agreement-{seed}-{turn}")
        edition = pack if turn % 4 == 0 else edition_on(random_rulebook(random), DAY)
        for ours, drawn, solved in compared(edition, ROWS, random):
            if not ours == drawn == solved:
                differences.append((turn, ours, drawn, solved))
            counts[ours] += 1
        turn += 1
    return counts, differences


if __name__ == "__main__":
    verdicts, differing = run(int(sys.argv[1]))
    print(f"{sum(verdicts):,} verdicts: not raised, undecided, raised, withheld: {verdicts}")
    for each in differing:
        print("they differ (turn, evaluator, diagrams, z3):", *each)
    print(f"{len(differing)} differences")
    sys.exit(bool(differing))
