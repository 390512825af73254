"""What is said to be impossible is true of no patient, and the diagrams say what the evaluator says."""

from random import Random

import pytest

from osteon import load_rulebook
from osteon.patient.facts import FactPlan
from osteon.reasoning.engines.reference import Reference
from osteon.verification.cases import features_day
from osteon.verification.questions import questions_on
from osteon.verification.search import NO, SUPPRESSED, UNDECIDED, YES, Goal
from tests.differential.random_profiles import random_document

BOOK = load_rulebook()
DAY = features_day()
ASKED = questions_on(BOOK, DAY, widely=True)
PLAN = FactPlan(BOOK.vocabulary, BOOK.terminology, ASKED.edition.parameters, list(ASKED.space.regions.cuts))
PATIENTS = 2_000
ENDS = {"not raised": NO, "undecided": UNDECIDED, "raised": YES, "withheld": SUPPRESSED}


def people():
    random = Random(20261124)
    yield from (random_document(random) for _ in range(PATIENTS))
    yield from (example.given for rule in BOOK.rules.values() for example in rule.examples)


def test_no_patient_is_impossible_and_every_outcome_is_that_of_the_evaluator():
    reference, space = Reference(ASKED.edition), ASKED.space
    nodes = [ASKED.view.nodes[rule.id] for rule in ASKED.edition.rules]
    for document in people():
        values = PLAN.derive(document, DAY).values
        row = space.regions.row(values)
        broken = [names for names, node in space.bounds if space.diagrams.outcome(node, row) == 2]
        assert broken == [], document
        assert [space.diagrams.outcome(node, row) for node in nodes] == reference.outcomes(values), document


@pytest.mark.parametrize("end", ENDS)
def test_whatever_a_rule_can_come_to_a_patient_can_be_made_for_it(end):
    for id, node in ASKED.view.nodes.items():
        goals = [Goal(node, ENDS[end])]
        if ASKED.space.first(goals) is not None:
            patient = ASKED.witnesses.first(goals)
            assert patient is not None, id
            assert 1 << ASKED.space.diagrams.outcome(node, ASKED.witnesses.row_of(patient)) == ENDS[end]
