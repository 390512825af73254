"""What is remembered between records: it is bounded, it changes nothing, and it holds nothing of a record."""

import gc
import weakref

import pytest

from osteon import from_fhir, load_rulebook
from osteon.doors.fhir import dosage, naming, shapes
from osteon.doors.fhir.accounting import READ, Accounting, Item
from osteon.doors.fhir.naming import Namer
from tests.unit.doors.fhir.records import (
    AS_OF,
    D3,
    bundle,
    condition,
    dose,
    observation,
    order,
    patient,
    times,
)

NAMER = Namer(load_rulebook().terminology)
DAILY = dose(1, "{capsule}") | times()


def statement(**more):
    return {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": {"text": D3},
    } | more


def medication(resource):
    return from_fhir(resource, as_of=AS_OF).profile["medications"][0]


@pytest.mark.parametrize("before", [[], {}, "as directed", None])
def test_a_dosage_is_remembered_by_what_was_read_of_it(before):
    with_both = statement(dosageInstruction=before, dosage=[DAILY])
    unlike = statement(dosageInstruction=before, dosage=[dose(2, "{capsule}") | times()])
    seen = [medication(each) for each in (with_both, statement(dosage=[DAILY]), unlike)]
    dosage._kept.clear()
    assert [medication(each) for each in (unlike, statement(dosage=[DAILY]), with_both)] == seen[::-1]
    assert seen[1]["amount"] == "1 capsule"


def test_the_fields_of_a_remembered_dosage_are_not_those_of_an_entry():
    first = from_fhir(order(D3, DAILY, status="draft"), as_of=AS_OF).profile["medications"][0]
    first["amount"] = "spoilt"
    assert medication(order(D3, DAILY))["amount"] == "1 capsule"


def test_codings_that_differ_in_what_is_not_read_are_one_concept():
    plain = {"coding": [{"system": "http://loinc.org", "code": "6301-6", "display": "INR"}]}
    marked = {"coding": [plain["coding"][0] | {"userSelected": True, "version": "2.77"}], "id": "x"}
    assert NAMER.concept(plain) is NAMER.concept(marked)
    assert NAMER.concept(plain).is_test


@pytest.mark.parametrize(
    "odd", [None, 1, True, 1.0, [], ["INR"], {}, {"text": "INR"}, 10**400, float("nan"), "x" * 5_000]
)
@pytest.mark.parametrize("key", ["system", "code", "display"])
def test_an_odd_coding_is_read_alike_with_and_without_memory(odd, key):
    concept = {"coding": [{"system": "http://loinc.org", "code": "6301-6", "display": "INR"} | {key: odd}]}
    fresh = Namer(NAMER.terminology)
    assert NAMER.concept(concept) == NAMER.concept(concept) == fresh.concept(concept)
    several = {"coding": [*concept["coding"], {"code": "6301-6"}], "text": odd}
    assert NAMER.concept(several) == NAMER.concept(several) == fresh.concept(several)


def test_long_texts_are_not_remembered_and_the_rest_is_bounded(monkeypatch):
    fresh = Namer(NAMER.terminology)
    fresh.concept({"text": "x" * 5_000})
    assert not fresh._kept
    monkeypatch.setattr(naming, "_MOST_KEPT", 3)
    called = [fresh.concept({"text": f"name {at}"}).name for at in range(10)]
    assert called == [f"name {at}" for at in range(10)]
    assert len(fresh._kept) <= 3


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-11-24", "2026-11-24"), ("2026-11-24T10:11:12Z", "2026-11-24"), ("2026-11-24 10:11", "2026-11-24"),
        ("2026-11-24\n", "2026-11-24"), (" 2026-11-24", "2026-11-24"), ("2026-11-24x", ""), ("2026-11-245", ""),
        ("2026-11-24-01", ""), ("2026-02-30", ""), ("2026-11", "2026-11"), ("2026", "2026"), ("2026-W01-1", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_alike_before_and_after_it_was_met(told, day):
    shapes._days.clear()
    assert shapes.day({"on": told}, "on") == day
    shapes.day({"on": "2026-11-24"}, "on")
    assert shapes.day({"on": told}, "on") == day


def test_days_that_are_remembered_are_bounded(monkeypatch):
    monkeypatch.setattr(shapes, "_MOST_DAYS", 5)
    shapes._days.clear()
    for at in range(1, 29):
        assert shapes.day({"on": f"2026-02-{at:02d}"}, "on") == f"2026-02-{at:02d}"
    assert len(shapes._days) <= 5


class Held(dict):
    """A resource of which one can ask whether anybody still holds it."""


def test_an_account_that_nobody_asked_for_yet_holds_nothing_of_the_resources():
    resources = [
        Held(each)
        for each in (
            patient(),
            order("warfarin"),
            condition(),
            observation("1-8"),
            {"resourceType": "Claim", "id": "c"},
        )
    ]
    watched = [weakref.ref(each) for each in resources]
    account = from_fhir(bundle(*resources), as_of=AS_OF).accounting
    del resources
    gc.collect()
    assert [each() for each in watched] == [None] * 5
    assert account.entries == 5
    assert [item.what for item in account.items] == [
        "Patient/one",
        "MedicationRequest/order",
        "Condition/condition",
        "Observation/observation",
        "Claim/c",
    ]
    assert account.items is account.items


def test_an_account_of_what_is_written_already_is_as_it_was_given():
    item = Item("medications[0]", "warfarin", READ, "", ("medications[0]",))
    account = Accounting((item,))
    assert (account.items, account.entries, list(account.unread())) == ((item,), 1, [])
    assert account.counts[READ] == 1
