"""A birth date may stand for others of its year only if the age is the same."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.screen.birthdays import birthday
from osteon.doors.screen.many_birthdays import gathered
from osteon.patient.dates import read_span, years_on

FROM = date(1900, 1, 1)
DAYS = [(FROM + timedelta(days=at)).isoformat() for at in range(47_000)]
ODD = [
    "1950", "1950-02", "1950-02-30", "1950-2-3", "1950-02-03 ", " 1950-02-03", "1950-02-03T10:00:00", "1950-02-031",
    "1950/02/03", "+1950-02-03", "01950-02-03", "1950-00-10", "1950-13-01", "1950-02-00", "epoch", "unknown",
    "1950-02-03 (BC)", "1950-02-0a", "infinity", "19500203", "1950-W05-5", "",
]  # fmt: skip


def stand_ins(as_of):
    return {text: birthday(text, as_of) for text in (*DAYS, *ODD)}


@pytest.mark.parametrize(
    "as_of", ["2026-11-24", "2024-02-29", "2025-02-28", "2026-01-01", "2026-12-31", "2024-12-30"]
)
def test_a_stand_in_is_of_the_same_age(as_of):
    today = date.fromisoformat(as_of)
    found = stand_ins(today)
    assert len(found) == len(DAYS) + len(ODD)
    for text, other in found.items():
        if text != other:
            assert years_on(read_span(text), today) == years_on(read_span(other), today)
    assert all(found[text] == text for text in ODD)
    assert all(found[text] == text for text in DAYS if text[:4] >= as_of[:4])
    assert len(set(found.values())) < len(DAYS) / 4


@pytest.mark.parametrize("as_of", ["2026-11-24", "2024-02-29", "2026-01-01", "2026-12-31"])
def test_many_at_once_stand_for_the_same_as_one_by_one(as_of):
    today = date.fromisoformat(as_of)
    texts = [*ODD, None, *DAYS, *reversed(ODD)]
    few, places = gathered(pa.array(texts), today)
    said = few.to_pylist()
    assert [said[at] for at in places.tolist()] == [text and birthday(text, today) for text in texts]
    assert len(said) < len(texts) / 4


DIGIT = st.sampled_from("0123456789")
LIKE_DAYS = st.builds("{}{}-{}-{}".format, st.sampled_from(["19", "20", "18", "00"]),
    st.text(DIGIT, min_size=2, max_size=2), st.text(DIGIT, min_size=2, max_size=2), st.text(DIGIT, min_size=2, max_size=2),
)  # fmt: skip
TEXTS = st.one_of(
    st.none(), st.dates(date(1850, 1, 1), date(2040, 12, 31)).map(date.isoformat), LIKE_DAYS,
    st.text("0129-:٣/T ", min_size=8, max_size=10), st.text(max_size=12),
)  # fmt: skip


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.lists(TEXTS, max_size=20), st.integers(0, 3))
def test_whatever_is_written_stands_for_the_same(as_of, texts, behind):
    column = pa.array(texts, pa.string())[behind:]
    few, places = gathered(column, as_of)
    said = few.to_pylist()
    assert [said[at] for at in places.tolist()] == [
        text and birthday(text, as_of) for text in column.to_pylist()
    ]
