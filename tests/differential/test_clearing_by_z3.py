"""What would clear a flag: no fewer and no easier changes do, says z3's Optimize.

Held: among the changes of the facts that a rule reads which the vocabulary calls open to the patient, each alone and
every two of them together, z3 finds the fewest, and of these the least effort, after which the rule is not raised.
`ways_to_clear` names the same number and the same effort first, and names nothing where there is nothing. A way leaves
alone what is locked, and rests on nothing that was forgotten.

What a change does to the facts is reckoned by writing it into the profile and deriving them again, on both sides: z3
decides what the rule then comes to and which change is best, not what stopping a product means. Not held: that a set of
three or more changes is the smallest (none was ever needed for the shipped pack), and that no change which the
vocabulary does not declare would do with less.
"""

from collections import Counter
from datetime import date
from itertools import combinations
from random import Random

import pytest

from osteon import load_rulebook
from osteon.language.judge import is_known
from osteon.language.syntax import Compare
from osteon.patient.sketch import Sketch
from osteon.patient.vocabulary import EFFORTS, Kind
from osteon.reasoning import clearing
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.clearing import changes_on, ways_to_clear
from osteon.reasoning.engines.reference import OUTCOME_UNDECIDED
from osteon.reasoning.moves import Moves
from osteon.reasoning.report import Outcome
from tests.differential.random_profiles import random_document
from tests.differential.random_rulebooks import DAY

z3 = pytest.importorskip("z3", reason="z3 is not installed: pip install 'osteon[verify]'")

from tests.differential.solver import NO, Solver  # noqa: E402  # it needs z3

TODAY = date.fromisoformat(DAY)
BOOK = load_rulebook()
ADVISOR = advisor_for(BOOK, TODAY)
EDITION = ADVISOR.edition
CHANGES = changes_on(ADVISOR, TODAY)
MOST_TOGETHER = 400

LOCKED = {
    Kind.CONDITION, Kind.ALLERGY, Kind.FIELD, Kind.AGE, Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET,
    Kind.TEST_ABOVE_TARGET, Kind.DAYS_SINCE_TEST, Kind.DAYS_SINCE_SURGERY, Kind.DAYS_UNTIL_SURGERY,
}  # fmt: skip
PRESCRIBED = ("drug", "class")


def derived(document):
    return ADVISOR.plan.derive(document, TODAY).values


def flags(documents):
    """Yield random patients with each flag of theirs."""
    for seed in range(documents):
        document = random_document(Random(f"clearing-{seed}"))
        for verdict in ADVISOR.advise(document, TODAY, "reference").verdicts:
            if verdict.verdict == Outcome.RAISED:
                yield document, next(rule for rule in EDITION.rules if rule.id == verdict.rule_id)


def open_moves(document, rule):
    """Return all that is open to a patient of what a rule reads."""
    limits = {}
    for condition in (rule.when, *(unless.where for unless in rule.unless)):
        for leaf in EDITION.leaves_of(condition):
            if isinstance(leaf, Compare):
                limits.setdefault(leaf.fact, set()).add(EDITION.parameters[leaf.parameter])
    every = Moves(CHANGES, document)
    names = EDITION.facts_of_rule(rule)
    return [move for name in names for move in every.of(BOOK.vocabulary[name], list(limits.get(name, ())))]


def taken_together(document, moves):
    """Yield each move, and every two moves of different facts, with the facts after them."""
    pairs = [pair for pair in combinations(moves, 2) if pair[0].fact != pair[1].fact]
    assert len(pairs) <= MOST_TOGETHER, "the search does not try so many"
    for together in (*((move,) for move in moves), *pairs):
        sketch = Sketch(document)
        for move in together:
            move.write(sketch)
        yield together, derived(sketch.finished())


def best_by_z3(document, rule):
    """Return the fewest moves that clear a flag, and of these the least effort; None if one or two never do."""
    moves = open_moves(document, rule)
    solver = Solver(EDITION, [BOOK.vocabulary[name] for name in EDITION.facts_of_rule(rule)])
    made = [z3.Bool(f"move {at}") for at in range(len(moves))]
    after = [
        z3.And(
            *(is_made == (move in together) for is_made, move in zip(made, moves, strict=True)),
            *(variable == value for variable, value in solver.patient.values(values)),
        )
        for together, values in taken_together(document, moves)
    ]
    effort = z3.Int("effort")
    optimize = z3.Optimize()
    optimize.add(solver.outcomes(rule)[NO], z3.Or(after), effort >= 0)
    optimize.add(
        *(z3.Implies(is_made, effort >= move.effort) for is_made, move in zip(made, moves, strict=True))
    )
    count = z3.Sum([z3.IntVal(0), *(z3.If(is_made, 1, 0) for is_made in made)])
    optimize.minimize(len(EFFORTS) * count + effort)
    if optimize.check() == z3.unsat:
        return None
    return optimize.model().eval(count).as_long(), optimize.model().eval(effort).as_long()


def best_of_ours(found):
    return min(((len(way.changes), EFFORTS.index(way.effort)) for way in found.ways), default=None)


def differences(documents):
    """Yield for each flag what the search and z3 find best."""
    for document, rule in flags(documents):
        found = ways_to_clear(ADVISOR, CHANGES, document, rule, "reference")
        yield document, rule, found, best_of_ours(found), best_by_z3(document, rule)


def prescribed(document):
    """Return the entries that a prescriber decides on."""
    supplements = document.get("supplements")
    entries = supplements if isinstance(supplements, list) else []
    ours = [entry for entry in entries if isinstance(entry, dict) and entry.get("prescribed") is True]
    return ours, document.get("medications")


def is_locked(fact):
    concept = fact.of in BOOK.terminology and BOOK.terminology[fact.of]
    return fact.kind in LOCKED or (
        fact.kind is Kind.TAKING and bool(concept) and concept.kind in PRESCRIBED and not fact.may_become
    )


def test_no_fewer_and_no_easier_changes_clear_a_flag():
    counts, locked = Counter(), [fact.name for fact in EDITION.facts if is_locked(fact)]
    assert len(locked) > 20
    for document, rule, found, ours, best in differences(220):
        assert ours == best, (rule.id, document)
        counts[best] += 1
        before = derived(document)
        for way in found.ways:
            # The first is the easiest of those that are shown, and none of them asks for more changes than needed.
            assert (len(way.changes), EFFORTS.index(found.ways[0].effort)) == best
            assert prescribed(way.profile) == prescribed(document)
            after = derived(way.profile)
            known = [name for name in before if is_known(before[name])]
            assert [name for name in known if name in locked and after[name] != before[name]] == []
            lost = [
                name for name in EDITION.facts_of_rule(rule) if name in known and not is_known(after[name])
            ]
            # A product of which nobody knows what it was may have been anything; that it is stopped is told.
            assert {BOOK.vocabulary[name].kind for name in lost} <= {Kind.DAYS_SINCE_STOPPED}
    assert counts.total() >= 300
    assert min(counts[best] for best in (None, (1, 1), (1, 2), (2, 2))) >= 5


def nothing_is_tried_alone(monkeypatch):
    monkeypatch.setattr(clearing._Search, "_first_of_each", lambda self, moves: iter(()))


def undecided_is_enough(monkeypatch):
    monkeypatch.setattr(clearing, "OUTCOME_NO", OUTCOME_UNDECIDED)


def nothing_is_tried_together(monkeypatch):
    monkeypatch.setattr(clearing._Search, "_pairs", lambda self, moves: [])
    monkeypatch.setattr(clearing._Search, "_pruned", lambda self, moves: [])


FAULTS = {
    "nothing is tried alone": nothing_is_tried_alone,
    "nothing is tried together": nothing_is_tried_together,
    "undecided is enough": undecided_is_enough,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(fault, monkeypatch):
    FAULTS[fault](monkeypatch)
    assert any(ours != best for _, _, _, ours, best in differences(60))
