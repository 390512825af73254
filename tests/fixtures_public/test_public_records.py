"""The folder is found beside the checkout (../shared/fixtures) or through OSTEON_FIXTURES; nothing of it is kept here."""

import os
from datetime import date
from pathlib import Path

import pytest

from osteon import evaluate
from osteon.basics.errors import NoAdvice
from osteon.doors.fhir.door import each_from_fhir
from osteon.doors.fhir.texts import decoded
from osteon.knowledge.shelf import load_rulebook
from tests.architecture.house import TOP

FOLDER = Path(os.environ.get("OSTEON_FIXTURES") or TOP.parent / "shared" / "fixtures")
HERE = FOLDER.is_dir()
DAY = date(2026, 11, 24)

pytestmark = pytest.mark.skipif(
    not HERE, reason="public records are not part of the repository: set OSTEON_FIXTURES to a folder of them"
)


def files():
    found = sorted(path for path in FOLDER.rglob("*.json*") if path.is_file()) if HERE else []
    return [pytest.param(path, id=str(path.relative_to(FOLDER))) for path in found]


def records(value):
    """Yield what is FHIR in a file: the whole of it, or the resources within a request of another kind."""
    if isinstance(value, dict):
        if "resourceType" in value:
            yield value
        else:
            for each in value.values():
                yield from records(each)
    elif isinstance(value, list):
        for each in value:
            yield from records(each)


def entries(value, depth=0):
    """Count entries as a reader of the specification would: what stands in a Bundle, or the resource itself."""
    if not isinstance(value, dict) or value.get("resourceType") != "Bundle":
        return 1
    listed = value.get("entry") or []
    inner = [each.get("resource") if isinstance(each, dict) else None for each in listed]
    counted = sum(entries(each, depth + 1) for each in inner)
    return counted if listed or not depth else 1


@pytest.mark.parametrize("path", files())
def test_every_entry_of_a_public_record_is_accounted_for(path):
    rulebook = load_rulebook()
    value, _ = decoded(path.read_bytes())
    for record in records(value):
        read = list(each_from_fhir(record, DAY, rulebook))
        accounted = [item for _, each in read for item in each.accounting.items]
        assert len({item.path for item in accounted}) == entries(record)
        for _, each in read:
            assert sum(each.accounting.counts.values()) == each.accounting.entries
            assert all(item.why for item in each.accounting.items if item.kind != "read into facts")
            try:
                report = evaluate(each, rulebook=rulebook)
            except NoAdvice:
                continue
            told = {note.where for note in report.not_assessed}
            unread = {where for _, where, _ in each.accounting.unread()}
            assert unread <= told


def test_there_are_records_in_the_folder():
    assert files()
