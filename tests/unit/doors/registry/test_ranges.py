"""The rows of a range of patients, as DuckDB finds them."""

from random import Random

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from osteon.doors.registry.ranges import Range, RangeReader

NAMES = [f"p{at:03}" for at in range(300)]


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Two files in order: small row groups, patients with several rows, rows without a patient, odd letters."""
    folder, chance = tmp_path_factory.mktemp("ranges"), Random(3)
    rows = [
        (name, at, chance.choice(("x", "é", None))) for name in NAMES for at in range(chance.randrange(4))
    ]
    rows = [(None, 0, "nobody's"), *rows]
    found = []
    for at, some in enumerate((rows[:200], rows[200:])):
        names, positions, said = zip(*some, strict=True)
        table = pa.table(
            {"patient": pa.array(names), "position": pa.array(positions, pa.int32()), "name": pa.array(said)}
        )
        found.append(str(folder / f"{at}.parquet"))
        parquet.write_table(table, found[-1], row_group_size=37)
    return found


def in_order(rows):
    return sorted(rows, key=str)


@pytest.mark.parametrize("nobody", [False, True])
@pytest.mark.parametrize(
    ("first", "end"), [("", ""), ("", "p100"), ("p100", "p101"), ("p250", ""), ("q", ""), ("p0995", "p2")]
)
def test_a_range_has_the_rows_that_are_within(paths, first, end, nobody):
    within = [f"patient >= '{first}'"] if first else []
    within += [f"patient < '{end}'"] if end else []
    where = " AND ".join(within) or "true"
    where = f"patient IS NULL OR {where}" if nobody else f"patient IS NOT NULL AND {where}"
    wanted = duckdb.sql(f"SELECT * FROM read_parquet({paths}) WHERE {where}").fetchall()
    reader = RangeReader()
    for _ in range(2):  # what a file holds is read once
        found = reader.rows(paths, Range(first, end, nobody=nobody))
        assert in_order(map(tuple, (row.values() for row in found.to_pylist()))) == in_order(wanted)
        assert pa.types.is_dictionary(found.schema.field("name").type)


@pytest.mark.parametrize("nobody", [False, True])
def test_rows_in_no_order_are_found_where_they_stand(tmp_path, nobody):
    names = ["c", "a", None, "b", "d", "a", "c", "b"]
    path = str(tmp_path / "mixed.parquet")
    parquet.write_table(pa.table({"patient": names, "name": list("stuvwxyz")}), path)
    found = RangeReader().rows([path], Range("b", "d", nobody=nobody))
    assert found.column("name").to_pylist() == [*"s", *(["u"] if nobody else []), *"vyz"]


def test_files_with_anything_but_texts_are_read_in_another_way(tmp_path):
    path = str(tmp_path / "dated.parquet")
    duckdb.sql("SELECT 'a' AS patient, DATE '2026-01-01' AS started").write_parquet(path)
    reader = RangeReader()
    for _ in range(2):
        assert reader.rows([path], Range("", "")) is None
