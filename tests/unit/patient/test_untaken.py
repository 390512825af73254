"""What is worked out once for whatever a patient does not take or have is what asking one by one would say."""

from datetime import date
from itertools import islice
from random import Random

from benchmarks.documents import to_document
from benchmarks.profiles import make_profiles
from osteon import load_rulebook
from osteon.patient.case import Case
from osteon.patient.conditions import read_conditions
from osteon.patient.health import Health
from osteon.patient.planning import Planner
from osteon.patient.seldom import about
from osteon.patient.untaken import grouped
from osteon.patient.vocabulary import Kind
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


def test_who_the_patient_is_comes_to_the_same_kept_and_read_anew():
    plan = planner()
    fields = about(fact for fact in ADVISOR.edition.facts if fact.kind is Kind.FIELD)
    reader = plan.taken_facts().reader

    def health():
        return Health(plan.known_conditions(), plan.condition_facts(), fields)

    def spelt(document):
        # To a dictionary True and 1 are the same; to a reader 1 is no answer.
        yield from ({**document, "pregnant": said} for said in (True, 1, "yes"))
        entries = document.get("conditions")
        if isinstance(entries, list) and entries and isinstance(entries[0], str):
            days = ({"name": entries[0], "since": day} for day in ("2027-01-01", "2020", "soon"))
            yield from ({**document, "conditions": [each, *entries[1:]]} for each in days)
            yield {**document, "conditions": [{"name": entries[0], "codes": [{"code": "1"}]}, *entries[1:]]}

    keeping = health()
    noted = 0
    for document in islice(documents(), 0, None, 3):
        for told in (document, *spelt(document)):
            kept, kept_again, anew = (Case(told, DAY, reader) for _ in range(3))
            keeping.derive(kept)
            keeping.derive(kept_again)
            health().derive(anew)
            assert found(kept) == found(kept_again) == found(anew)
            noted += bool(anew.not_assessed)
    assert noted > 300
