"""A part that does not fit into memory ends a run with what to change, and no process begins with too little."""

from argparse import ArgumentParser

import pytest

from osteon import RunError, load_rulebook
from osteon.doors.cli.screen import describe
from osteon.doors.registry.columns_work import ColumnsWorker
from osteon.doors.registry.connecting import MEMORY_MIB
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.run import COLUMNS, PATIENTS_AT_ONCE, run
from osteon.doors.registry.suppression import SMALL
from osteon.doors.registry.work import Means
from osteon.doors.tables import ColumnMap
from tests.unit.doors.registry.registries import DAY, order, synthetic, verdicts


def test_too_little_memory_is_said_with_what_to_change(tmp_path):
    source = synthetic(tmp_path / "registry", 400)
    (tmp_path / "out" / "verdicts").mkdir(parents=True)
    (tmp_path / "out" / "quarantine").mkdir()
    reading = Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path / "out"))
    read = input_at(str(source), reading)
    worker = ColumnsWorker(read, load_rulebook(), DAY, str(tmp_path / "out"), Means("3MiB", 1))
    with pytest.raises(RunError, match=r"part 0: the 3MiB .* --memory .*--partition-patients"):
        worker.screen(read.partitions(400)[0])


def test_every_process_has_enough_however_many_share_it(tmp_path):
    source = synthetic(tmp_path / "registry", 40)
    run(order(source, tmp_path / "one", engine=COLUMNS, partition_patients=20))
    ordered = order(
        source, tmp_path / "many", engine=COLUMNS, partition_patients=20, jobs=2, memory_mib=MEMORY_MIB // 16
    )
    run(ordered)
    assert verdicts(tmp_path / "many") == verdicts(tmp_path / "one")


def test_the_command_begins_with_what_the_library_begins_with():
    # It spells the numbers itself, so that `osteon --help` need not load what they belong to.
    parser = ArgumentParser()
    describe(parser)
    told = parser.parse_args(["registry"])
    assert (told.memory, told.partition_patients, told.hide_below) == (MEMORY_MIB, PATIENTS_AT_ONCE, SMALL)
