"""A query is prepared once, and reads the rows that stand under a name when it is asked."""

import gc
from weakref import ref

import pyarrow as pa
import pytest

from osteon.basics.errors import EngineError
from osteon.doors.screen.standing import Standing

SUMS = "SELECT said.key, SUM(CAST(said.number AS INTEGER)) AS sums FROM said GROUP BY said.key ORDER BY key"
JOINED = "SELECT said.number, words.word FROM said LEFT JOIN words ON words.key = said.key ORDER BY number"


def asked(standing, sql):
    return {name: each.tolist() for name, each in standing.ask(sql).items()}


def test_a_query_reads_the_rows_of_the_moment():
    standing = Standing()
    for several in (3, 0, 5, 1):
        standing.show("said", pa.table({"key": pa.array(range(several)), "number": pa.array(range(several))}))
        assert asked(standing, SUMS) == {"key": [*range(several)], "sums": [*range(several)]}


def test_of_two_tables_either_may_change():
    standing = Standing()
    said = pa.table({"key": [1, None], "number": [10, 20]})
    standing.show("said", said)
    for word in ("one", "another"):
        standing.show("words", pa.table({"key": [1, 2], "word": [word, "two"]}))
        assert asked(standing, JOINED) == {"number": [10, 20], "word": [word, None]}
    standing.hide("words")
    assert asked(standing, JOINED)["word"] == [None, None]
    standing.show("words", pa.table({"key": [1], "word": ["again"]}))
    assert asked(standing, JOINED)["word"] == ["again", None]


def test_rows_with_other_columns_are_read_as_they_are():
    standing = Standing()
    for type_ in (pa.int64(), pa.int32(), pa.int8(), pa.int64()):
        columns = {"key": pa.array([1, 2, 2], type_), "number": pa.array([5, 6, 7], type_)}
        for turned in (False, True):
            names = reversed(columns) if turned else columns
            standing.show("said", pa.table({name: columns[name] for name in names}))
            assert asked(standing, SUMS) == {"key": [1, 2], "sums": [5, 13]}


def test_what_is_hidden_is_given_back():
    standing = Standing()
    tables = [pa.table({"key": [1], "number": [at]}) for at in range(3)]
    held = [ref(each) for each in tables]
    for each in tables:
        standing.show("said", each)
        standing.ask(SUMS)
    del tables, each
    standing.hide("said")
    standing.hide("never shown")
    gc.collect()
    assert [each() for each in held] == [None] * 3
    assert asked(standing, SUMS) == {"key": [], "sums": []}


def test_only_the_functions_that_are_allowed_may_stand_in_a_query():
    with pytest.raises(EngineError, match="RANDOM"):
        Standing().ask("SELECT RANDOM() AS number")
