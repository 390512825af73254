"""A run is one run: nothing is done twice, nothing half done counts, and nothing is mixed."""

import json
import os
import signal
import subprocess
import sys

import pytest

from osteon import RunError
from osteon.doors.registry.durable import PART
from osteon.doors.registry.journal import Journal, finished
from osteon.doors.registry.share import Share, read_share

KEY = {"pack_hash": "a", "as_of": "2026-11-24", "input": "b"}


WHOLE = Share()


def begun(folder, share=WHOLE, key=KEY, **how):
    journal = Journal(str(folder), share)
    journal.begin(key, **how)
    return journal


def finish(journal, number, text="rows"):
    name = f"verdicts/{number:06}.parquet"
    with open(os.path.join(journal.folder, name + PART), "w") as file:
        file.write(text)
    journal.finish({"partition": number, "files": {name: len(text)}, "patients": 1})


def test_what_is_finished_is_known_to_the_next_run(tmp_path):
    with begun(tmp_path) as journal:
        finish(journal, 0)
        finish(journal, 2)
    with begun(tmp_path) as journal:
        assert sorted(journal.parts) == [0, 2]


@pytest.mark.parametrize("torn", ['{"partition": 1, "files": {}}', '{"partition": 1, "fi', "null\n", "[]\n"])
def test_a_torn_line_counts_as_not_written_and_the_next_line_is_whole(tmp_path, torn):
    with begun(tmp_path) as journal:
        finish(journal, 0)
    with open(tmp_path / "manifest" / "whole.ndjson", "a") as file:
        file.write(torn)
    with begun(tmp_path) as journal:
        assert sorted(journal.parts) == [0]
        finish(journal, 1)
    assert list(finished(str(tmp_path))) == [0, 1]


@pytest.mark.parametrize("damage", ["remove", "cut"])
def test_a_line_whose_file_is_gone_or_shorter_counts_as_not_written(tmp_path, damage):
    with begun(tmp_path) as journal:
        finish(journal, 0)
    file = tmp_path / "verdicts" / "000000.parquet"
    file.unlink() if damage == "remove" else file.write_text("ro")
    assert finished(str(tmp_path)) == {}


def test_no_unfinished_file_has_its_final_name_and_a_stale_one_is_removed(tmp_path):
    with begun(tmp_path):
        (tmp_path / "verdicts" / f"000003.parquet{PART}").write_text("half")
    with begun(tmp_path):
        assert list((tmp_path / "verdicts").iterdir()) == []


@pytest.mark.parametrize("changed", KEY)
def test_another_pack_day_or_input_is_refused_and_said(tmp_path, changed):
    with begun(tmp_path) as journal:
        finish(journal, 0)
    with pytest.raises(RunError, match=r"holds another run: .* there, new here.*--restart"):
        begun(tmp_path, key=KEY | {changed: "new"})
    with begun(tmp_path, key=KEY | {changed: "new"}, restart=True) as journal:
        assert journal.parts == set()
        assert list((tmp_path / "verdicts").iterdir()) == []


def test_what_takes_long_to_find_out_is_asked_last(tmp_path):
    late = {"input": "b"}
    early = {name: told for name, told in KEY.items() if name not in late}
    asked = []

    def later():
        asked.append(1)
        return late

    with begun(tmp_path, key=early, later=later):
        assert json.loads((tmp_path / "run.json").read_text()) == KEY
    with pytest.raises(RunError, match="day 2026-11-24 there, new here"):
        begun(tmp_path, key=early | {"as_of": "new"}, later=later)
    assert asked == [1]
    late["input"] = "c"
    with pytest.raises(RunError, match="content of the input b there, c here"):
        begun(tmp_path, key=early, later=later)


@pytest.mark.parametrize("restart", [False, True])
def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, restart):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RunError, match=r"thesis\.txt is there"):
        begun(tmp_path, restart=restart)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_verdicts_without_a_run_are_not_taken_for_one(tmp_path):
    with begun(tmp_path) as journal:
        finish(journal, 0)
    (tmp_path / "run.json").unlink()
    with pytest.raises(RunError, match="nobody began"):
        begun(tmp_path)
    with begun(tmp_path, restart=True) as journal:
        assert journal.parts == set()


def test_a_second_process_is_refused_and_the_lock_of_a_killed_one_is_free(tmp_path):
    holding = (
        "import sys, time\nfrom osteon.doors.registry.journal import Journal\n"
        "from osteon.doors.registry.share import Share\n"
        f"journal = Journal({str(tmp_path)!r}, Share())\njournal.begin({KEY!r})\nprint('held', flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holding], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(RunError, match="another process works on"):
            begun(tmp_path)
        other.send_signal(signal.SIGKILL)
    with begun(tmp_path) as journal:
        assert journal.parts == set()


def test_shares_work_side_by_side_and_the_whole_excludes_them(tmp_path):
    with begun(tmp_path, Share(0, 2)) as first, begun(tmp_path, Share(1, 2)) as second:
        finish(first, 0)
        finish(second, 1)
        with pytest.raises(RunError, match="another process"):
            begun(tmp_path)
        with pytest.raises(RunError, match="another process"):
            begun(tmp_path, Share(1, 2))
    with begun(tmp_path) as whole:
        assert sorted(whole.parts) == [0, 1]


def test_every_part_falls_to_one_share():
    shares = [Share(at, 3) for at in range(3)]
    assert [[share.at for share in shares if share.holds(part)] for part in range(5)] == [
        [0],
        [1],
        [2],
        [0],
        [1],
    ]


@pytest.mark.parametrize("text", ["", "1", "8/8", "-1/8", "a/b", "1/0", "1/2/3", "²/3"])
def test_a_share_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="is no share"):
        read_share(text)


def test_a_manifest_is_one_json_line_for_each_part(tmp_path):
    with begun(tmp_path) as journal:
        finish(journal, 0)
    (line,) = (tmp_path / "manifest" / "whole.ndjson").read_text().splitlines()
    assert json.loads(line)["files"] == {"verdicts/000000.parquet": 4}
