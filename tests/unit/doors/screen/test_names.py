"""Names stay on a connection, and a query reads what stands under them when it is asked."""

import gc
from weakref import ref

import duckdb
import pyarrow as pa
import pytest

from osteon.basics.errors import EngineError
from osteon.doors.screen.names import Names

SUMS = "SELECT key, CAST(SUM(number) AS INTEGER) AS sums FROM said GROUP BY key ORDER BY key"


@pytest.fixture
def names():
    with duckdb.connect() as connection:
        yield Names(connection)


def numbered(*numbers, **columns):
    return pa.table(
        {"key": pa.array(range(len(numbers))), "number": pa.array(numbers, pa.int64()), **columns}
    )


def test_a_query_reads_the_rows_of_the_moment(names):
    for numbers in ((1, 2, 3), (), (4,)):
        names.hold("said", numbered(*numbers))
        assert names.ask(SUMS).to_pydict() == {"key": [*range(len(numbers))], "sums": [*numbers]}
        names.end()


def test_what_stands_there_no_longer_is_not_taken_for_a_table_without_rows(names):
    names.hold("said", numbered(1))
    names.define("doubled", "SELECT key, number * 2 AS number FROM said")
    assert names.ask("SELECT number FROM doubled").to_pydict() == {"number": [2]}
    for give_back in (lambda: names.release("said"), names.end):
        give_back()
        for sql in (SUMS, "SELECT number FROM doubled"):
            with pytest.raises(duckdb.Error, match="nothing stands under the name 'said'"):
                names.ask(sql)


def test_what_is_not_there_cannot_be_given_back(names):
    names.hold("said", numbered(1))
    names.release("said")
    for name in ("said", "never said"):
        with pytest.raises(EngineError, match=f"nothing stands under the name '{name}'"):
            names.release(name)


def test_rows_with_other_columns_are_read_as_they_are(names):
    names.hold("said", numbered(1, 2))
    names.define("every", "SELECT * FROM said")
    assert names.ask("SELECT * FROM every").column_names == ["key", "number"]
    names.end()
    for table in (
        numbered(3, 4, word=pa.array(["a", "b"])),
        pa.table({"number": [0.5], "key": ["x"]}),
        pa.table({"number": pa.array([1], pa.int8()), "key": pa.array([2], pa.int16())}),
        numbered(5),
    ):
        names.hold("said", table)
        names.define("every", "SELECT * FROM said")
        assert names.ask("SELECT * FROM every").to_pydict() == table.to_pydict()
        names.end()


def test_a_query_may_get_another_meaning(names):
    names.hold("said", numbered(1))
    for factor in (2, 3, 2):
        names.define("times", f"SELECT number * {factor} AS number FROM said")
        assert names.ask("SELECT number FROM times").to_pydict() == {"number": [factor]}


def test_a_query_of_this_part_stays_when_another_table_changes(names):
    names.hold("said", numbered(1))
    names.define("every", "SELECT * FROM said")
    for table in (numbered(1), pa.table({"word": ["a"]})):
        names.hold("beside", table)
        assert names.ask("SELECT number FROM every").to_pydict() == {"number": [1]}


def test_what_a_relation_reads_is_removed_with_its_part(names):
    connection = duckdb.connect()
    names = Names(connection)
    for numbers in ("1", "'a'", "1"):
        names.read("said", connection.sql(f"SELECT {numbers} AS number"))
        names.define("every", "SELECT number FROM said")
        assert names.ask("SELECT number FROM every").to_pylist()[0]["number"] in (1, "a")
        names.end()
        with pytest.raises(duckdb.Error, match="said"):
            names.ask("SELECT number FROM said")


def test_rows_are_given_back(names):
    tables = [numbered(at) for at in range(3)]
    held = [ref(each) for each in tables]
    for each in tables:
        names.hold("said", each)
        names.define("every", "SELECT * FROM said")
        names.ask("SELECT * FROM every")
    names.release("said")
    del tables, each
    gc.collect()
    assert [each() for each in held] == [None] * 3
