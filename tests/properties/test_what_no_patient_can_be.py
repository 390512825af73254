"""The facts of a record that does not contradict itself never describe a patient who cannot be."""

from hypothesis import assume, given, note, settings

from osteon import load_rulebook
from osteon.basics.truth import NO, YES
from osteon.knowledge.models import Invariant
from osteon.language.judge import Judge
from osteon.patient.facts import Facts
from osteon.reasoning.advise import advisor_for
from tests.properties.profiles import TODAY, patients

BOOK = load_rulebook()
ADVISOR = advisor_for(BOOK, TODAY)
JUDGE = Judge(ADVISOR.edition.parameters, ADVISOR.edition.definitions())


def is_broken(invariant: Invariant, facts: Facts) -> bool:
    values = facts.values
    if invariant.never is not None:
        return JUDGE.judge(invariant.never, values) is YES
    number = values[invariant.number]
    if invariant.zero_without:
        taken = values[invariant.zero_without]
        return taken is YES and number.high == 0 or taken is NO and number.high > 0
    return number.high < values[invariant.at_least].low


@settings(max_examples=2_000)
@given(patients())
def test_no_record_describes_a_patient_who_cannot_be(document):
    facts = ADVISOR.plan.derive(document, TODAY)
    assume(not any(each.clash for each in facts.not_assessed))
    broken = [each.name for each in BOOK.invariants.values() if is_broken(each, facts)]
    note(broken)
    assert broken == []


def test_there_is_an_invariant_of_each_form():
    forms = {
        (bool(each.never), bool(each.zero_without), bool(each.at_least)) for each in BOOK.invariants.values()
    }
    assert forms == {(True, False, False), (False, True, False), (False, False, True)}
