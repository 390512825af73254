"""Patients who stand in order are counted as they come, and come to the same parts as by a list of them."""

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from osteon.doors.registry.in_order import counted_in_order
from osteon.doors.registry.relational import Relational

KEYS = ["a", "b", "b", "c", "zz", "zzz", "é", "ê", "ê", "ê", "中"]


def written(folder, keys, rows_at_once=3):
    folder.mkdir(exist_ok=True)
    path = str(folder / "patients.parquet")
    parquet.write_table(pa.table({"patient": keys}), path, row_group_size=rows_at_once)
    return path


@pytest.mark.parametrize("at_once", [1, 2, 3, 4, 7, 8, 100])
@pytest.mark.parametrize("rows", range(12))
def test_the_parts_are_those_of_a_list_of_patients(tmp_path, rows, at_once):
    keys = KEYS[:rows]
    path = written(tmp_path / "registry", pa.array(keys, pa.string()))
    known = sorted({*keys}, key=str.encode)
    assert counted_in_order([path], at_once) == (len(known), ["", *known[at_once::at_once]])
    slowly = Relational(str(tmp_path / "registry"), str(tmp_path))._counted(at_once)
    assert counted_in_order([path], at_once) == slowly


def test_several_files_are_one_after_the_other(tmp_path):
    one, other = written(tmp_path / "one", ["a", "b"]), written(tmp_path / "other", ["b", "c"])
    assert counted_in_order([one, other], 2) == (3, ["", "c"])
    assert counted_in_order([other, one], 2) is None


@pytest.mark.parametrize(
    "keys", [["b", "a"], ["a", None], [1, 2], ["a", "b", "c", "d", "a"], ["a", ""], ["", "a"]]
)
def test_what_is_in_no_order_is_left_to_others(tmp_path, keys):
    assert counted_in_order([written(tmp_path / "registry", keys)], 2) is None


def test_the_order_is_that_of_duckdb():
    assert [
        key for (key,) in duckdb.sql(f"SELECT DISTINCT unnest({KEYS}) AS key ORDER BY key").fetchall()
    ] == [*dict.fromkeys(KEYS)]
