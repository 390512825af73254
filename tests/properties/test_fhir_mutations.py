"""20,000 spoilt records: each is read, or refused with its place; none crashes, hangs, or answers with nothing."""

import json
import signal
from contextlib import contextmanager
from datetime import date

import pytest

from osteon import evaluate, from_fhir, load_rulebook
from osteon.basics.errors import NoAdvice, ProfileError
from osteon.doors.fhir import door, dosage, shapes
from osteon.doors.fhir.accounting import KINDS
from osteon.doors.fhir.door import each_from_fhir
from osteon.patient.document import check_document
from tests.properties.fhir_mutations import SHAPES, mutated
from tests.unit.doors.fhir.records import AS_OF, order, patient

CASES = 20_000
PARTS = 8
SEVERAL = 1_000
EVALUATED_EACH = 10
REMEMBERED = 600
LONGEST = 1.0
"""Seconds of processor time; beyond it a case counts as hanging."""


class Hang(Exception):
    pass


@contextmanager
def no_longer_than(seconds):
    def late(*_):
        raise Hang

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def entries(value, depth=0):
    """Count what must be accounted for, as the documentation says it is counted."""
    if isinstance(value, list) and not depth:
        return sum(entries(each, 1) for each in value)
    if not isinstance(value, dict):
        return 1
    kind = value.get("resourceType")
    has_kind = isinstance(kind, str) and kind.strip()
    if (
        has_kind
        and kind.strip() != "Bundle"
        or not has_kind
        and ("entry" not in value or "resourceType" in value)
    ):
        return 1
    listed = value.get("entry")
    if isinstance(listed, dict):
        listed = [listed]
    if listed is not None and not isinstance(listed, list):
        return 1
    if not listed:
        return 1 if depth else 0
    return sum(_in_entry(each, depth) for each in listed)


def _in_entry(entry, depth):
    if not isinstance(entry, dict):
        return 1
    if entry.get("resource") is not None:
        return entries(entry["resource"], depth + 1)
    kind = entry.get("resourceType")
    return entries(entry, depth + 1) if isinstance(kind, str) and kind.strip() else 1


def _names_its_place(refused):
    assert refused.problems
    assert all(each.message.startswith(("$", "Bundle", "[")) for each in refused.problems), refused
    return "refused"


def check(record, *, evaluated):
    try:
        read = from_fhir(record, as_of=AS_OF)
    except ProfileError as refused:
        return _names_its_place(refused)
    account = read.accounting
    assert check_document(read.document())
    assert set(account.counts) == set(KINDS)
    assert sum(account.counts.values()) == account.entries == len(account.items) == entries(record)
    assert all(item.why for item in account.items if item.kind != "read into facts")
    assert all(item.facts or item.why for item in account.items if item.kind == "read into facts")
    if evaluated:
        try:
            report = evaluate(read, engine="reference")
        except NoAdvice:
            return "no advice"
        told = {note.where for note in report.not_assessed}
        assert {where for _, where, _ in account.unread()} <= told
    return "read"


@pytest.fixture(scope="module")
def opened():
    """The shipped pack, open and asked once: what that takes is not the time of any record."""
    check(SHAPES[0], evaluated=True)


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_record_is_read_or_refused_and_never_lost(part):
    tally = {}
    for seed in range(part, CASES, PARTS):
        record = mutated(seed)
        try:
            with no_longer_than(LONGEST):
                became = check(record, evaluated=seed // PARTS % EVALUATED_EACH == 0)
        except Exception as fault:  # noqa: BLE001  # the seed is what somebody needs to see it again
            pytest.fail(
                f"seed {seed}: {type(fault).__name__}: {fault}\n{json.dumps(record, default=str)[:3000]}"
            )
        tally[became] = tally.get(became, 0) + 1
    assert tally["read"] > CASES // PARTS // 2, tally


def test_nothing_is_lost_where_a_record_holds_several_patients():
    rulebook, day = load_rulebook(), date.fromisoformat(AS_OF)
    several = 0
    for seed in range(SEVERAL):
        record = [
            mutated(seed),
            patient(id="two"),
            mutated(CASES + seed),
            order(subject={"reference": "Patient/two"}),
        ]
        try:
            read = list(each_from_fhir(record, day, rulebook))
        except ProfileError as refused:
            _names_its_place(refused)
            continue
        several += len(read) > 1
        assert len({item.path for _, each in read for item in each.accounting.items}) == entries(record), seed
    assert several > SEVERAL // 2


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_the_shapes_themselves_are_read(shape):
    assert check(SHAPES[shape], evaluated=True) == "read"


def test_a_record_that_takes_too_long_would_be_noticed():
    with pytest.raises(Hang):
        _for_ever()


def _for_ever():
    with no_longer_than(0.01):
        while True:
            pass


def test_what_was_met_before_changes_nothing_of_what_is_read():
    def told(record):
        try:
            read = from_fhir(record, as_of=AS_OF, rulebook=rulebook)
        except ProfileError as refused:
            return [each.message for each in refused.problems]
        return read.profile, read.accounting.to_dict()

    rulebook = load_rulebook()
    records = [mutated(seed) for seed in range(REMEMBERED)]
    remembered = [told(record) for record in records]
    assert [told(record) for record in reversed(records)] == remembered[::-1]
    for record, before in zip(records, remembered, strict=True):
        for kept in (door._readers, dosage._kept, shapes._days, rulebook.terminology._resolved):
            kept.clear()
        assert told(record) == before
