"""Answering an open question fills what is open and never overturns what was decided."""

from hypothesis import given, note, settings
from hypothesis import strategies as st

from osteon import evaluate, load_rulebook
from osteon.basics.errors import ChangeError
from osteon.language.syntax import Known
from osteon.patient.changes import Changes, is_settled
from osteon.patient.vocabulary import CHOICE, YES_NO, Kind
from osteon.reasoning.edition import edition_on
from tests.properties.profiles import TODAY, documents
from tests.properties.test_invariants import ABOUT_THE_RECORD, SPEAK_IN_SILENCE, truths

BOOK = load_rulebook()
EDITION = edition_on(BOOK, TODAY.isoformat())
CHANGES = Changes(BOOK.vocabulary, BOOK.terminology, EDITION.parameters, TODAY)
REPLIES = {
    Kind.COUNT: ("2", "3 products"),
    Kind.TIMES_A_DAY: ("3 times a day", "1"),
    Kind.DAYS_TAKEN: ("10 days", "since 2026-08-01"),
    Kind.AGE: ("55", "1971-05-03", "30"),
    Kind.SEPARATION: ("4 hours", "20 min"),
    Kind.DAYS_UNTIL_SURGERY: ("in 3 days", "never", "in 100 days"),
    Kind.TEST_RESULT: ("30 {unit} on 2026-11-20", "2 {unit}"),
}


def judge(document):
    return evaluate(document, as_of=TODAY, rulebook=BOOK, engine="reference")


def replies(fact):
    if fact.kind in REPLIES:
        return tuple(" ".join(each.format(unit=fact.unit).split()) for each in REPLIES[fact.kind])
    if fact.type == YES_NO:
        return ("yes", "no")
    if fact.type == CHOICE:
        return fact.choices
    if fact.unit == "days":
        return ("2026-11-01", "3 days ago", "3 months ago", "never")
    return (f"100 {fact.unit}", f"5000 {fact.unit}", "none")


def about_knowing(rule, fact):
    """Whether a rule asks if the fact is known at all: such a rule is about the record, not the patient."""
    conditions = (rule.when, *(unless.where for unless in rule.unless))
    return any(
        isinstance(leaf, Known) and leaf.fact == fact
        for condition in conditions
        for leaf in EDITION.leaves_of(condition)
    )


@settings(max_examples=150, deadline=None)
@given(documents(), st.data())
def test_an_answer_never_overturns_a_decided_verdict_and_makes_its_fact_known(document, data):
    before = judge(document)
    if not before.questions:
        return
    question = data.draw(st.sampled_from(before.questions))
    text = data.draw(st.sampled_from(replies(BOOK.vocabulary[question.fact])))
    note((question.fact, text))
    try:
        changed = CHANGES.answer(document, question.fact, text).document
    except ChangeError:
        # What the record excludes cannot be the answer; the record has not moved.
        assert judge(document).to_json() == before.to_json()
        return
    after = judge(changed)
    was, now = truths(before), truths(after)
    spared = SPEAK_IN_SILENCE | ABOUT_THE_RECORD
    spared |= {rule.id for rule in EDITION.rules if about_knowing(rule, question.fact)}
    overturned = {rule for rule in was if was[rule] != "unknown" and now[rule] != was[rule]}
    assert overturned - spared == set()
    known, found = before.facts.values[question.fact], after.facts.values[question.fact]
    assert is_settled(found) or found != known
