"""Whatever an instruction or a name says, a record with it can be read, and a range is never narrower than the truth."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from osteon import evaluate, from_fhir
from osteon.patient.document import check_document
from osteon.patient.sigs import read_sig
from tests.unit.doors.fhir.records import AS_OF, bundle, order

WORDS = (
    "take", "1", "0", "2", "1-2", "0-2", "half", "1/2", "one", "5,000", "0.5", "1.125", "99999999999", "tablet",
    "tabs", "cap", "mL", "tsp", "drops", "mg", "IU", "mcg", "meq", "puffs", "po", "qd", "bid", "daily", "weekly",
    "once", "twice", "every", "8", "hours", "other", "day", "days", "week", "monday", "prn", "as needed", "for",
    "then", "x", "times", "a", "per", "/kg", "(", ")", ",", "-", "to", "or", "at bedtime", "with food", "q4h", "max",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=40)
NAMES = st.lists(
    st.sampled_from(
        ("Cholecalciferol", "vitamin D3", "K2", "Calcium Carbonate", "5000", "400", "UNT", "IU", "MG", "/", "+", "ML",
         "Oral", "Tablet", "(", ")", "[X]", "with", "0", "1.125", "-", "per", "drop", "mcg", "x", "100 mcg", "5 mL")
    ),
    min_size=1,
    max_size=9,
).map(" ".join)  # fmt: skip


@given(NAMES | st.text(min_size=1, max_size=40), SENTENCES)
def test_a_record_with_any_name_and_instruction_is_read(name, text):
    record = from_fhir(bundle(order(name, {"text": text})), as_of=AS_OF)
    assert check_document(record.document())
    assert record.accounting.entries == 1
    evaluate(record, engine="reference")


@given(st.integers(1, 20), st.integers(0, 20), st.integers(1, 12), st.sampled_from(["day", "week"]))
def test_a_range_that_is_spelt_out_is_read_as_it_stands(low, more, often, period):
    sig = read_sig(f"take {low}-{low + more} tablets {often} times a {period}")
    days = 7 if period == "week" else 1
    assert tuple(sig.amount) == (low, low + more)
    assert sig.often.per_day.low == sig.often.per_day.high == Fraction(often, days)


@given(SENTENCES)
def test_the_two_ends_of_what_is_read_are_in_order(text):
    sig = read_sig(text)
    if sig.amount is not None:
        assert 0 <= sig.amount.low <= sig.amount.high
    if sig.often is not None:
        assert 0 < sig.often.per_day.low <= sig.often.per_day.high
