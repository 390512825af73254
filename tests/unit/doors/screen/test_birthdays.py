"""A birth date may stand for others of its year only if the age is the same."""

from datetime import date, timedelta

import pytest

from osteon.doors.screen.birthdays import birthday
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
