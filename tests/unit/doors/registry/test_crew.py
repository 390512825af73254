"""The processes that screen an export begin while its contents are read, and only if there is something to do."""

from multiprocessing import active_children

import pytest

from osteon import RunError, load_rulebook
from osteon.doors.registry import bulk
from osteon.doors.registry import run as runs
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.run import COLUMNS, run
from osteon.doors.registry.share import Share
from osteon.doors.synth.writing import FHIR
from osteon.doors.tables import ColumnMap
from tests.unit.doors.registry.registries import DAY, order, synthetic


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    return synthetic(tmp_path_factory.mktemp("some") / "export", 60, FHIR)


def heard(monkeypatch, where, name, events):
    """Have it written down when something is called."""
    undisturbed = getattr(where, name)

    def called(*told):
        events.append(name)
        return undisturbed(*told)

    monkeypatch.setattr(where, name, called)


@pytest.mark.parametrize(
    ("jobs", "part", "share", "expected"),
    [
        (2, 20, Share(), ["fresh_processes", "read_contents"]),
        (2, 100, Share(), ["read_contents"]),
        (1, 20, Share(), ["read_contents"]),
        (2, 30, Share(0, 2), ["read_contents"]),
    ],
    ids=["two processes", "one part", "one process", "one part of the share"],
)
def test_processes_begin_before_contents_are_read(tmp_path, monkeypatch, export, jobs, part, share, expected):
    events = []
    heard(monkeypatch, runs, "fresh_processes", events)
    heard(monkeypatch, bulk, "read_contents", events)
    how = {"engine": COLUMNS, "partition_patients": part, "jobs": jobs, "share": share}
    first = run(order(export, tmp_path / "out", **how))
    assert events == expected
    assert (tmp_path / "out" / "spill").exists() != share.is_whole
    # Nothing is left, and nothing is begun for it.
    assert run(order(export, tmp_path / "out", **how)) == first
    assert events == expected


def test_if_they_are_gone_before_they_were_needed_the_run_says_so_and_goes_on_later(
    tmp_path, monkeypatch, export
):
    read = bulk.read_contents

    def disturbed(*told):
        for each in active_children():
            each.kill()
            each.join()
        return read(*told)

    wanted = order(export, tmp_path / "out", engine=COLUMNS, partition_patients=20, jobs=2)
    with monkeypatch.context() as patch:
        patch.setattr(bulk, "read_contents", disturbed)
        with pytest.raises(RunError, match="a process ended before its part was finished"):
            run(wanted)
    assert len(run(wanted)) > 1


def test_what_waits_for_an_export_is_told_once_and_before_it_has_its_name(tmp_path, export):
    told = []
    kept = tmp_path / "kept"

    def waiting(digest, patients):
        told.append((digest, patients, (kept / "intake").exists()))

    for _ in range(2):
        source = input_at(str(export), Reading(load_rulebook(), DAY, ColumnMap(), str(kept), waiting=waiting))
        assert sum(part.patients for part in source.partitions(20)) == 60
    assert told == [(source.digest, 60, False)]
