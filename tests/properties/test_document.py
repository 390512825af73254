"""The quick look at a document never lets through what the profile would refuse, or read otherwise."""

from datetime import date

from hypothesis import assume, event, given
from hypothesis import strategies as st

from osteon.basics.errors import ProfileError
from osteon.basics.quantity import Interval
from osteon.basics.truth import Truth
from osteon.patient.document import check_document
from osteon.patient.facts import FactPlan
from osteon.patient.profile import read_profile
from tests.unit.patient.world import CONCEPTS, PARAMETERS, PLAN, TERMINOLOGY, TODAY, VOCABULARY

LABELS = [name for concept in CONCEPTS for name in (concept.id, concept.label)]
names = st.sampled_from([*LABELS, "vitamin D3 5000 IU/day", "warferin", "?", "K2 (MK-7)"]) | st.text(
    min_size=1, max_size=8
)
answers = st.sampled_from(("yes", "no", "true", "false", "unknown", True, False))
amounts = st.sampled_from(
    ("5000 IU/day", "125 mcg", "1.25 mg weekly", "2 x 600 mg elemental calcium", "none", "0", "39 IU/day",
     "100 IU/day", "45 mg/day", "1e-07 mg", f"{2**70} IU", "1 serving/week", "2 tablets daily", "500 mg magnesium")
)  # fmt: skip
dates = st.sampled_from(("2026-11-21", "2026-11", "2026", "2027-01-01", "2024-02-29")) | st.dates(
    min_value=date(2026, 1, 1), max_value=date(2027, 1, 1)
).map(str)
numbers = st.integers(min_value=1, max_value=90)
statements = amounts | st.sampled_from(("taken", "none", "unknown"))
results = st.sampled_from(("2.4", "18 ng/mL", "45 nmol/L", ">8", "3"))
wrong = st.sampled_from(
    (None, 1, 0, -1, 0.5, float("inf"), 2**70, "", "5000", "5.000 IU", "2026-02-30", "Yes", "NONE", "null", "high", [], {})
)  # fmt: skip


def one_of(*words):
    return st.sampled_from(words)


def documents(*, noisy):
    """Draw documents: tidy ones, or such as strangers send, with something wrong here and there."""

    def record(required=None, /, **fields):
        if noisy:
            fields = {name: st.one_of(*[sort] * 19, wrong) for name, sort in fields.items()}
        return st.fixed_dictionaries(required or {}, optional=fields)

    def told(entries):
        return st.lists(entries, max_size=3) | one_of("none", "unknown")

    called = {"name": names}
    codes = st.lists(record({"system": one_of("ATC"), "code": one_of("B01AA03", "X")}), max_size=2)
    status = one_of("confirmed", "history", "suspected", "refuted", "family history")
    part = names | record(called, amount=amounts, form=names, salt=one_of("carbonate", "zzz"))
    entry = names | record(
        called, codes=codes, status=one_of("active", "planned", "stopped", "unknown", "entered in error"),
        started=dates, stopped=dates, changed=dates, amount=amounts, form=names, salt=names, units=numbers,
        times_per_day=numbers, every_days=numbers, ingredients=st.lists(part, max_size=2), prescribed=answers,
        course_weeks=numbers, with_food=answers, source=names, **{"class": names},
    )  # fmt: skip
    test = record(called, value=results, date=dates, target_low=results)
    lists = one_of("medications", "supplements", "conditions", "surgeries", "allergies")
    return record(
        id=names, age=numbers, birth_date=dates, sex=one_of("female", "male", "unknown"),
        pregnancy=one_of("pregnant", "possible", "not pregnant", "unknown"), pregnant=answers,
        breastfeeding=answers, postmenopausal=answers, osteoporosis=answers, d3_dose=statements,
        takes=st.dictionaries(names, statements, max_size=3), medications=told(entry), supplements=told(entry),
        conditions=told(names | record(called, codes=codes, status=status, since=dates)),
        surgeries=told(record(name=names, date=dates, status=one_of("done", "planned"))),
        allergies=told(names | record(called, status=status)), tests=st.lists(test, max_size=3),
        complete=answers | st.dictionaries(lists, answers, max_size=2),
        diet=record(natto=statements, calcium=statements, vitamin_k_consistent=answers),
        counselled=st.dictionaries(one_of("dietary-vitamin-k", "dancing"), dates, max_size=2),
    )  # fmt: skip


any_document = st.one_of(documents(noisy=False), documents(noisy=True))


def told(facts):
    """Return everything of a patient's facts that a report could show."""
    intakes = [(each.name, each.where, each.status) for each in facts.intakes]
    return facts.values, facts.assumed, facts.evidence, intakes, sorted(facts.not_assessed)


def accepted(document):
    """Return the document of a profile, or None where it is refused."""
    try:
        return read_profile(document).document()
    except ProfileError:
        return None


@given(any_document)
def test_what_passes_at_a_glance_is_a_profile_with_the_same_facts(document):
    passes = check_document(document)
    event(f"passes: {passes}")
    if passes:
        checked = accepted(document)
        assert checked is not None
        assert told(PLAN.derive(document, TODAY)) == told(PLAN.derive(checked, TODAY))


@given(any_document)
def test_every_profile_that_is_accepted_has_facts(document):
    checked = accepted(document)
    event(f"accepted: {checked is not None}")
    if checked is None:
        return
    facts = PLAN.derive(checked, TODAY)
    assert facts.values.keys() == VOCABULARY.facts.keys()
    for value in facts.values.values():
        assert value is None or isinstance(value, Truth | Interval | str)
        if isinstance(value, Interval):
            assert 0 <= value.low <= value.high
    assert read_profile(checked).document() == checked


@given(any_document)
def test_a_plan_that_has_seen_other_patients_answers_like_a_new_one(document):
    checked = accepted(document)
    if checked is not None:
        fresh = FactPlan(VOCABULARY, TERMINOLOGY, PARAMETERS, list(VOCABULARY.facts))
        assert told(fresh.derive(checked, TODAY)) == told(PLAN.derive(checked, TODAY))


@given(
    st.recursive(wrong, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3))
)
def test_any_data_is_a_profile_or_a_readable_refusal(data):
    passes = check_document(data)
    if isinstance(data, dict):
        assert accepted(data) is not None or not passes
    else:
        assert not passes


def narrowed(known, more):
    """Say whether knowing more only narrows an answer, and never turns it over."""
    if isinstance(known, Interval):
        return known.low <= more.low and more.high <= known.high
    return known in (more, None) or known is Truth.UNKNOWN


# What the record holds, not how the patient is: telling more changes the answer itself.
OF_THE_RECORD = {"listed.medications", "listed.supplements", "course.d"}

# A medicine belongs in the list of medicines; that somebody files one under supplements is a surprise.
OF_MEDICINES = {"takes.vka", "takes.warfarin", "takes.apixaban", "stopped.vka"}


@given(documents(noisy=False), one_of("medications", "supplements", "conditions", "allergies", "surgeries"))
def test_telling_a_list_never_turns_an_answer_over(document, name):
    silent = {key: value for key, value in document.items() if key not in (name, "complete")}
    complete = silent | {"complete": {name: "yes"}, name: document.get(name, [])}
    before, after = PLAN.derive(silent, TODAY), PLAN.derive(complete, TODAY)
    assume(not any("contradict" in note.what + note.why for note in after.not_assessed))
    left_out = OF_THE_RECORD | (OF_MEDICINES if name == "supplements" else set())
    turned = {
        fact: (known, after.values[fact])
        for fact, known in before.values.items()
        if fact not in left_out and not narrowed(known, after.values[fact])
    }
    assert turned == {}
