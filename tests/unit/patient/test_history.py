"""Stops, starts and changes in whole days; what has no date stays possible."""

import pytest

from osteon.basics.quantity import Interval
from osteon.basics.truth import NO, UNKNOWN, YES
from tests.unit.patient.world import ANY_NUMBER, NEVER, derive, exactly, not_assessed, value


def stopped(entry, **more):
    return value("stopped.vka", medications=[entry], **more)


def changed(entry, **more):
    return value("changed.k", medications=[], supplements=[entry], **more)


@pytest.mark.parametrize(
    ("entry", "days"),
    [
        ({"name": "warfarin", "stopped": "2026-11-17"}, exactly(7)),
        ({"name": "warfarin", "stopped": "2026-11-24"}, exactly(0)),
        ({"name": "warfarin", "status": "stopped", "stopped": "2026-11-16"}, exactly(8)),
        ({"name": "warfarin", "status": "stopped"}, ANY_NUMBER),
        ({"name": "warfarin", "status": "stopped", "started": "2026-11-04"}, Interval(0, 20)),
        ({"name": "warfarin", "stopped": "2026-10"}, Interval(24, 54)),
        ({"name": "warfarin", "stopped": "2026-11"}, Interval(0, 23)),
        ({"name": "warfarin", "stopped": "2025"}, Interval(328, 692)),
        ("warfarin", NEVER),
        ("metformin", NEVER),
        ({"name": "warfarin", "stopped": "2026-11-25"}, NEVER),
        ({"name": "warfarin", "status": "entered in error", "stopped": "2026-11-17"}, NEVER),
        ({"name": "warfarin", "status": "unknown"}, ANY_NUMBER),
        ({"name": "anticoagulant", "stopped": "2026-11-17"}, Interval(7, NEVER.high)),
        ({"name": "Pill nobody knows", "stopped": "2026-11-17"}, Interval(7, NEVER.high)),
    ],
)
def test_days_since_the_last_stop(entry, days):
    assert stopped(entry) == days


def test_the_most_recent_stop_counts():
    entries = [{"name": "warfarin", "stopped": "2026-01-01"}, {"name": "Coumadin", "stopped": "2026-11-20"}]
    facts = derive(medications=entries)
    assert facts.values["stopped.vka"] == exactly(4)
    assert facts.evidence["stopped.vka"] == [0, 1]


def test_an_open_list_may_hide_a_later_stop():
    assert value("stopped.vka") == ANY_NUMBER
    assert stopped({"name": "warfarin", "stopped": "2026-11-17"}, complete="no") == Interval(0, 7)


def test_never_is_assumed_until_the_list_is_complete():
    assert "stopped.vka" in derive(medications=[]).assumed
    assert "stopped.vka" not in derive(medications="none").assumed


def test_whoever_is_said_to_take_none_may_have_stopped_yesterday():
    assert value("stopped.vka", takes={"vitamin-k-antagonist": "none"}) == ANY_NUMBER
    assert value("stopped.vka", takes={"vitamin-k-antagonist": "none"}, medications=[]) == NEVER


@pytest.mark.parametrize(
    ("entry", "days"),
    [
        ({"name": "MK-7", "started": "2026-11-21"}, exactly(3)),
        ({"name": "MK-7", "started": "2020-01-01", "changed": "2026-11-14"}, exactly(10)),
        ({"name": "MK-7", "started": "2020-01-01", "stopped": "2026-10-27"}, exactly(28)),
        ({"name": "MK-7", "stopped": "2026-10-26"}, exactly(29)),
        ({"name": "MK-7", "started": "2026-12-01"}, NEVER),
        ({"name": "MK-7", "status": "planned"}, NEVER),
        ({"name": "MK-7", "started": "2026-11-01", "changed": "2026-12-01"}, exactly(23)),
        ("MK-7", ANY_NUMBER),
        ({"name": "MK-7", "status": "stopped"}, ANY_NUMBER),
        ({"name": "multivitamin", "started": "2026-11-21"}, Interval(3, NEVER.high)),
        ("magnesium", NEVER),
    ],
)
def test_days_since_the_last_change(entry, days):
    assert changed(entry) == days


def test_a_stated_intake_began_some_time():
    assert value("changed.k", takes={"vitamin-k": "taken"}) == ANY_NUMBER


@pytest.mark.parametrize(
    ("entry", "taken", "where"),
    [
        ({"name": "warfarin", "status": "active", "stopped": "2026-11-17"}, YES, "medications[0].status"),
        ({"name": "warfarin", "status": "planned", "started": "2026-11-17"}, YES, "medications[0].status"),
        ({"name": "warfarin", "status": "stopped", "stopped": "2026-12-17"}, YES, "medications[0].stopped"),
        (
            {"name": "warfarin", "started": "2026-11-20", "stopped": "2026-11-01"},
            YES,
            "medications[0].stopped",
        ),
        ({"name": "warfarin", "stopped": "soon"}, UNKNOWN, "medications[0].stopped"),
        ({"name": "warfarin", "status": "stopped", "stopped": "soon"}, NO, "medications[0].stopped"),
        ({"name": "warfarin", "started": "2026-13-01"}, YES, "medications[0].started"),
    ],
)
def test_where_status_and_dates_disagree_exposure_is_assumed_and_said(entry, taken, where):
    facts = derive(medications=[entry])
    assert facts.values["takes.warfarin"] is taken
    assert where in {note.where for note in facts.not_assessed}


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ({"name": "warfarin", "started": "2026-11-25"}, "planned"),
        ({"name": "warfarin", "status": "active", "started": "2026-11-25"}, "planned"),
        ({"name": "warfarin", "started": "2026-11-24"}, "active"),
        ({"name": "warfarin", "stopped": "2026-11-25"}, "active"),
        ({"name": "warfarin", "stopped": "2026-11-24"}, "stopped"),
        ({"name": "warfarin", "status": "unknown", "stopped": "2026-11-01"}, "unknown"),
    ],
)
def test_dates_tell_the_status_where_nobody_did(entry, status):
    facts = derive(medications=[entry])
    assert facts.intakes[0].status == status
    assert facts.not_assessed == []


def test_the_day_of_the_evaluation_decides_and_nothing_else():
    entry = {"name": "MK-7", "started": "2026-11-21"}
    from datetime import date

    before = derive(as_of=date(2026, 11, 20), medications=[], supplements=[entry])
    assert before.values["changed.k"] == NEVER
    assert before.values["takes.k"] is YES


def test_a_clean_history_leaves_nothing_to_say():
    assert not_assessed(medications=[{"name": "warfarin", "started": "2020-01-01", "changed": "2021"}]) == {}
