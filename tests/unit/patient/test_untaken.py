"""What is worked out once for whatever a patient does not take or have is what asking one by one would say."""

from datetime import date
from random import Random

from benchmarks.documents import to_document
from benchmarks.profiles import make_profiles
from osteon import load_rulebook
from osteon.patient.case import Case
from osteon.patient.conditions import read_conditions
from osteon.patient.planning import Planner
from osteon.patient.untaken import grouped
from osteon.reasoning.advise import advisor_for
from tests.differential.random_profiles import random_document

DAY = date(2026, 11, 24)
ADVISOR = advisor_for(load_rulebook(), DAY)


def documents():
    random = Random(20_261)
    yield from (to_document(profile) for profile in make_profiles(400))
    for _ in range(2_000):
        document = random_document(random)
        yield document
        # The same patient with entries that somebody recognises, and lists closed in every way.
        yield {
            **document,
            "medications": random.sample(
                ["warfarin", "apixaban", "calcitriol", "digoxin"], random.randrange(3)
            ),
            "supplements": random.sample(["calcium", "vitamin D3", "MK-7", "magnesium"], random.randrange(4)),
            "complete": random.choice(["yes", "no", {"supplements": "yes"}]),
        }


def planner() -> Planner:
    book = ADVISOR.edition.rulebook
    names = [fact.name for fact in ADVISOR.edition.facts]
    return Planner(book.vocabulary, book.terminology, ADVISOR.edition.parameters, names)


def found(case: Case) -> tuple[object, ...]:
    return case.values, case.assumed, case.evidence, case.not_assessed


def test_what_is_taken_is_the_same_in_one_go_and_one_by_one():
    taken = planner().taken_facts()
    quickly = 0
    for document in documents():
        at_once, one_by_one = (Case(document, DAY, taken.reader) for _ in range(2))
        taken.derive(at_once)
        taken.derive_each(one_by_one)
        assert found(at_once) == found(one_by_one)
        quickly += not at_once.not_taken and grouped(at_once.intakes) is not None
    assert quickly > 2_000  # Most of these patients did go the short way.


def test_conditions_are_the_same_in_one_go_and_one_by_one():
    plan = planner()
    known, facts = plan.known_conditions(), plan.condition_facts()
    reader = plan.taken_facts().reader
    for document in documents():
        at_once, one_by_one = (Case(document, DAY, reader) for _ in range(2))
        facts.derive(at_once, read_conditions(at_once, known))
        facts.derive_each(one_by_one, read_conditions(one_by_one, known))
        assert found(at_once) == found(one_by_one)
