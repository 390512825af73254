"""The nearest patient for whom a rule is raised: no nearer one exists, says z3's Optimize.

Held: for patients of the pack and for random rules with random invariants, the distance that `nearest` finds (first
how many facts differ, then how many steps lie between their numbers) is the least that there is, over the facts that a
rule reads and those that an invariant ties to them; the patient found is raised and can be; where `nearest` finds
nobody there is nobody. What a record tells is never forgotten: z3 has no such change, and what the search says of each
fact is an answer.

Not held: which of several equally near patients is named, and how few of the open facts it names.
"""

from collections import Counter
from datetime import date
from random import Random

import pytest

from osteon import load_rulebook
from osteon.basics.quantity import exactly
from osteon.basics.records import replace
from osteon.basics.truth import NO
from osteon.knowledge.models import Invariant
from osteon.language.syntax import AllOf, AnyOf, Compare, Holds, Known
from osteon.patient.vocabulary import NUMBER, YES_NO, Fact, Kind, Vocabulary
from osteon.reasoning import nearest as search
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.answers import Column
from osteon.reasoning.case_diagrams import AnswerDiagrams, draw
from osteon.reasoning.cases import Cases
from osteon.reasoning.edition import edition_on
from osteon.reasoning.possible import invariants_of, tied_to
from tests.differential.random_profiles import random_document
from tests.differential.random_rulebooks import DAY, random_condition, random_rulebook, random_values

pytest.importorskip("z3", reason="z3 is not installed: pip install 'osteon[verify]'")

from tests.differential.optimum import Somebody, least, satisfiable  # it needs z3

NOBODY = None
ADVISOR = advisor_for(load_rulebook(), date.fromisoformat(DAY))


class Subject:
    """A rule of an edition beside the invariants that bear on it."""

    def __init__(self, edition, rule, invariants):
        self.edition, self.rule = edition, rule
        self.cases = Cases(draw(edition, rule, invariants))
        self.invariants = tied_to(edition.facts_of_rule(rule), invariants, edition)

    def distances(self, values):
        """Return how near the search comes to a patient for whom the rule is raised, and how near z3 does.

        None if the record is nobody's, because it breaks an invariant.
        """
        answers = self.cases.answers
        somebody = Somebody(self.edition, answers.columns, values)
        possible = [*somebody.sane(), *map(somebody.can_be, self.invariants)]
        cost = somebody.cost()
        if not satisfiable([*possible, *map(somebody.same, somebody.variables)]):
            return None
        raised = [*possible, somebody.raised(self.rule)]
        best = least(cost, raised)
        steps = search.nearest(self.cases, answers.left_open(values))
        if steps is None:
            return NOBODY, somebody.told(best)
        # What an invariant ties to the rule is not among the steps: z3 looks for the best that goes with them.
        named = {step.column.fact.name for step in steps}
        others = [somebody.same(name) for name in self.cases.diagram.own if name not in named]
        ours = least(cost, [*raised, *map(somebody.as_told, steps), *others])
        return "nobody at all" if ours is None else somebody.told(ours), somebody.told(best)


def of_the_pack(documents):
    edition = ADVISOR.edition
    invariants = invariants_of(edition)
    subjects = [Subject(edition, rule, invariants) for rule in edition.rules]
    for seed in range(documents):
        random = Random(f"nearest-{seed}")
        facts = ADVISOR.plan.derive(random_document(random), date.fromisoformat(DAY))
        for subject in random.sample(subjects, 8):
            yield subject.rule.id, subject.distances(facts.values)


def of_random_rules(books):
    for seed in range(books):
        random = Random(f"nearest-rules-{seed}")
        book = random_rulebook(random, rules=6)
        book = replace(book, invariants=random_invariants(random, book))
        edition = edition_on(book, DAY)
        invariants = invariants_of(edition)
        for rule in edition.rules:
            values = random_values(random, book, list(edition.parameters.values()))
            yield (seed, rule.id), Subject(edition, rule, invariants).distances(values)


def random_invariants(random, book):
    facts, found = book.vocabulary.facts, {}
    numbers = [name for name, fact in facts.items() if fact.type == NUMBER]
    truths = [name for name, fact in facts.items() if fact.type == YES_NO]
    for at in range(random.randint(0, 4)):
        shape = random.choice(("never", "zero", "least"))
        name = f"invariant-{at}"
        if shape == "zero" and numbers and truths:
            number, taken = random.choice(numbers), random.choice(truths)
            found[name] = Invariant(name, "why", number=number, zero_without=taken)
        elif shape == "least" and len(numbers) > 1:
            more, less = random.sample(numbers, 2)
            found[name] = Invariant(name, "why", number=more, at_least=less)
        else:
            both = [random_condition(random, facts, list(book.parameters), [], 0) for _ in range(2)]
            if not any(isinstance(each, Known) for each in both):
                found[name] = Invariant(name, "why", never=AllOf(tuple(both)))
    return found


def differing(cases):
    """Return what the search and z3 differ in, and how many cases came to how many changes."""
    counts, differences = Counter(), []
    for what, found in cases:
        if found is not None:
            ours, best = found
            counts[best and best[0]] += 1
            if ours != best:
                differences.append((what, ours, best))
    return counts, differences


def test_no_patient_of_the_pack_is_nearer():
    counts, differences = differing(of_the_pack(28))
    assert differences == []
    assert counts.total() >= 200
    assert min(counts[changes] for changes in (0, 1, 2, 3)) >= 2


def test_no_patient_of_random_rules_is_nearer():
    counts, differences = differing(of_random_rules(60))
    assert differences == []
    assert counts.total() >= 300
    assert min(counts[changes] for changes in (NOBODY, 0, 1, 2, 3)) >= 2


def rule_over(when, facts):
    """Return a subject whose only rule is raised when this is so."""
    book = random_rulebook(Random("one"), rules=1)
    (rule,) = book.rules.values()
    rule = replace(rule, when=when, unless=(), supersedes=())
    vocabulary = Vocabulary({fact.name: fact for fact in facts})
    book = replace(book, vocabulary=vocabulary, rules={rule.id: rule}, definitions={})
    return Subject(edition_on(book, DAY), rule, ())


def declared(name, type_):
    return Fact(name, Kind.FIELD, type_, "reads", "denies", "ask?", unit="IU")


LIMITS = sorted(
    random_rulebook(Random("one"), rules=1).parameters.items(), key=lambda each: each[1].values[0].number
)


def test_three_numbers_however_far_are_nearer_than_four_facts():
    numbers = [declared(f"number_{at}", NUMBER) for at in range(3)]
    truths = [declared(f"truth_{at}", YES_NO) for at in range(4)]
    far = AllOf(tuple(Compare(fact.name, ">", limit) for fact in numbers for limit, _ in LIMITS))
    many = AllOf(tuple(Holds(fact.name) for fact in truths))
    subject = rule_over(AnyOf((far, many)), [*numbers, *truths])
    ours, best = subject.distances(
        {fact.name: exactly(0) if fact.type == NUMBER else NO for fact in (*numbers, *truths)}
    )
    assert ours == best
    assert best[0] == 3


def test_nobody_is_below_zero():
    number = declared("number", NUMBER)
    zero = next(limit for limit, each in LIMITS if each.values[0].number == 0)
    subject = rule_over(Compare(number.name, "<", zero), [number])
    assert subject.distances({number.name: exactly(5)}) == (NOBODY, NOBODY)
    cases = subject.cases
    # That the rule is not raised rests on nothing that a record could tell.
    assert cases.enough(cases.answers.left_open({number.name: exactly(5)}), ()) == ()


def facts_count_for_nothing(monkeypatch):
    monkeypatch.setattr(search, "_ANOTHER_FACT", 1)


def nearer_numbers_are_as_far(monkeypatch):
    monkeypatch.setattr(search, "_ONE_STEP", 0)


def somebody_is_below_zero(monkeypatch):
    monkeypatch.setattr(Column, "least", 0)


def anybody_can_be(monkeypatch):
    monkeypatch.setattr(AnswerDiagrams, "possible", lambda self, node, invariants: node)


FAULTS = {
    "facts count for nothing": facts_count_for_nothing,
    "numbers count for nothing": nearer_numbers_are_as_far,
    "somebody is below zero": somebody_is_below_zero,
    "invariants forgotten": anybody_can_be,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(fault, monkeypatch):
    FAULTS[fault](monkeypatch)
    assert any(differing([case])[1] for case in of_random_rules(60))
