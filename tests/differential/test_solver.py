"""What the diagrams prove z3 proves as well, and both reckon as the evaluator does."""

from itertools import permutations
from random import Random

import pytest

from osteon import load_rulebook
from osteon.reasoning.edition import edition_on
from osteon.verification.search import Goal
from osteon.verification.space import Space
from tests.differential.random_rulebooks import DAY, random_rulebook

z3 = pytest.importorskip("z3", reason="z3 is not installed: pip install 'osteon[verify]'")

from tests.differential.agreement import run  # noqa: E402  # it needs z3
from tests.differential.solver import NO, SUPPRESSED, UNDECIDED, YES, Solver  # noqa: E402  # it needs z3

ENDS = (NO, UNDECIDED, YES, SUPPRESSED)
PAIRS = 100


def questions(edition, pairs, random):
    """Yield what can be asked of single rules and of pairs, with the answers of the diagrams and of z3."""
    space = Space([edition])
    solver = Solver(edition, edition.facts)
    nodes = space.views[0].nodes
    formulas = {rule.id: solver.outcomes(rule) for rule in edition.rules}
    for id, node in nodes.items():
        for end in ENDS:
            yield (id, end), space.could_be([Goal(node, 1 << end)]), solver.possible(formulas[id][end])
    every = list(permutations(nodes, 2))
    for one, other in random.sample(every, min(pairs, len(every))):
        both = [Goal(nodes[one], 1 << YES), Goal(nodes[other], 1 << YES)]
        together = solver.possible(formulas[one][YES], formulas[other][YES])
        yield ("contradict", one, other), space.could_be(both), together
        only = [Goal(nodes[one], 1 << YES), Goal(nodes[other], 15 & ~(1 << YES))]
        alone = solver.possible(formulas[one][YES], z3.Not(formulas[other][YES]))
        yield ("imply", one, other), space.could_be(only), alone


def test_z3_agrees_on_what_the_rules_of_the_pack_can_come_to():
    answers = [(asked, ours, theirs) for asked, ours, theirs in questions(PACK, PAIRS, Random("pack"))]
    assert [asked for asked, ours, theirs in answers if ours != theirs] == []
    assert {ours for _, ours, _ in answers} == {True, False}


PACK = edition_on(load_rulebook(), DAY)


@pytest.mark.parametrize("seed", range(10))
def test_z3_agrees_on_what_random_rules_can_come_to(seed):
    random = Random(f"solver-{seed}")
    edition = edition_on(random_rulebook(random), DAY)
    assert [asked for asked, ours, theirs in questions(edition, 40, random) if ours != theirs] == []


def test_random_rules_are_unreachable_imply_and_exclude_each_other_often_enough():
    found = set()
    for seed in range(10):
        random = Random(f"solver-{seed}")
        for asked, ours, _ in questions(edition_on(random_rulebook(random), DAY), 40, random):
            found.add((asked[0] if asked[0] in ("contradict", "imply") else asked[1], ours))
    assert {(what, ours) for what in ("contradict", "imply", YES) for ours in (True, False)} <= found


def test_evaluator_diagram_and_z3_agree():
    counts, differences = run(100_000)
    assert differences == []
    assert sum(counts) >= 100_000
    assert min(counts) > 20
