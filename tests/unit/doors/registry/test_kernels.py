"""The compiled loops come to what numpy and DuckDB come to, and rows in groups to what they were told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.basics.errors import RunError
from osteon.doors.registry import blocks, kernel_words, known_lines
from osteon.doors.registry.cuts import IGNORED, Cut
from osteon.doors.registry.frames import Texts
from osteon.doors.registry.grouped_rows import GroupedRows
from osteon.doors.registry.hashes import hashes_of
from osteon.doors.registry.kernel_tables import ID_BYTES, NAME_BYTES, NAMES, ROWS
from osteon.doors.registry.plain_days import numbers_of
from osteon.doors.registry.quick_rows import QuickRows, read_rows
from osteon.doors.registry.quick_spread import _add_up
from osteon.doors.registry.rooms import Rooms
from osteon.doors.registry.spread_sql import dated

WORD = 8


def words_of(text):
    """A line as words, and a word behind it."""
    return np.frombuffer(text + bytes(2 * WORD - len(text) % WORD), np.uint64).copy()


@given(st.binary(max_size=200), st.lists(st.integers(0, 199), max_size=30), st.integers(0, 99))
def test_lines_end_where_their_ends_are(some, ends, begin):
    buffer = bytearray(some + bytes(WORD - len(some) % WORD))
    for each in ends:
        if each < len(some):
            buffer[each] = ord("\n")
    every = np.frombuffer(buffer, np.uint8)
    begin = min(begin, len(some))
    found = known_lines.line_ends(every, begin, len(some)).tolist()
    assert found == blocks.line_ends(every, begin, len(some)).tolist()
    assert found == [at for at in range(begin, len(some)) if buffer[at] == ord("\n")]


DAYS = st.one_of(
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True).map(str.encode),
    st.dates().map(lambda day: day.isoformat().encode()),
    st.binary(min_size=10, max_size=10),
    st.tuples(st.dates(), st.integers(0, 9), st.integers(0, 255)).map(
        lambda told: b"".join(
            bytes([told[2]]) if at == told[1] else bytes([each])
            for at, each in enumerate(told[0].isoformat().encode())
        )
    ),
)


@given(st.binary(max_size=9), DAYS)
def test_a_day_has_the_number_that_it_has_for_numpy(before, day):
    line = words_of(before + day)
    (number,) = numbers_of(np.frombuffer(day, np.uint8).reshape(1, -1)).tolist()
    assert kernel_words.day_at(line, len(before), len(before) + len(day)) == number


@pytest.mark.parametrize(("behind", "is_day"), [(b"T", True), (b" ", True), (b"x", False), (b"\0", False)])
def test_behind_a_day_stands_no_more_than_a_time(behind, is_day):
    line = words_of(b"abc2026-11-24" + behind + b"10:00")
    assert (kernel_words.day_at(line, 3, 19) != 0) is is_day


@given(st.binary(max_size=9), st.binary(max_size=50))
def test_a_text_has_the_hash_that_it_has_for_duckdb(before, text):
    line, room = words_of(before + text + b"behind it"), np.zeros(10, np.uint64)
    count = kernel_words.take(line, len(before), len(before) + len(text), room)
    (found,) = hashes_of(np.frombuffer(text, np.uint8).reshape(1, -1)).tolist()
    assert int(kernel_words.hash_of(room, count, len(text))) == found
    assert kernel_words.has_slash(room, count) == (b"/" in text)


@given(st.binary(min_size=1, max_size=50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_plain_for_numpy_is_plain(line, one, other):
    begin, end = sorted((min(one, len(line)), min(other, len(line))))
    cut = np.zeros(len(words_of(line)) * WORD, np.uint8)
    cut[begin:end] = 0xFF
    rows = np.frombuffer(line, np.uint8).reshape(1, -1)[:, begin:end]
    plain = kernel_words.is_plain(words_of(line), cut.view(np.uint64), 0, len(words_of(line)))
    assert plain == Texts([Cut(begin, end, IGNORED)], [rows]).are_plain()


def told(names, ids):
    """Rows of one group, of patients one after the other, and what was written of them."""
    written = []
    # They are written at once: what is told next stands in the same place.
    rows = GroupedRows(1, 10)
    rows.begin(lambda *told: written.extend(each.to_pydict() for (each,) in told))
    nth, marks, held, ends, whose, name_bytes, name_ends, days, counts = rows.arrays([3])
    for at, (name, id) in enumerate(zip(names, ids, strict=True)):
        for texts, text_ends, text, size in (
            (held, ends, id, ID_BYTES),
            (name_bytes, name_ends, name, NAME_BYTES),
        ):
            begin = counts[0, size]
            texts[begin : begin + len(text)] = np.frombuffer(text.encode(), np.uint8)
            counts[0, size] = text_ends[at + 1] = begin + len(text)
        nth[at], marks[at], whose[at], days[3, at] = at, 7, at, 80
        counts[0, ROWS] = counts[0, NAMES] = at + 1
    rows.write()
    return written, rows


def test_who_comes_again_after_others_is_one_patient():
    (rows, patients), _ = told(["a", "b", "a", ""], ["1", "", "3", "4"])
    assert patients["patient"] == ["a", "b", ""]
    assert rows["who"] == [0, 1, 0, 2]
    assert rows["id"] == ["1", "", "3", "4"]
    assert rows[dated(3)] == [80] * 4


def test_rows_that_were_written_are_gone():
    _, rows = told(["a"], ["1"])
    *_, days, counts = rows.arrays([3])
    assert not counts.any() and not days.any() and (rows.last == -1).all()
    seen = []
    empty = GroupedRows(2, 10)
    empty.begin(lambda *batches: seen.append(batches))
    empty.write()
    assert seen == []


def quick_rows_of(folder, threads):
    rows = QuickRows(str(folder / "some"), 2, None, Rooms(2, 10))
    for each in [rows.of_thread() for _ in range(threads)]:
        nth, _, _, _, whose, *_, counts = each.arrays([])
        nth[:3], whose[:3] = 5, 0
        counts[0, ROWS], counts[0, NAMES] = 3, 1
    rows.add([], 3 * threads)
    return rows


def test_threads_write_their_rows_beside_each_other(tmp_path):
    rows = quick_rows_of(tmp_path, 4)
    rows.finish()
    assert rows.count == rows.kept == len(read_rows(str(tmp_path), [0, 1], lambda _, nth: nth)) == 12


def test_rows_are_never_written_over_others(tmp_path, monkeypatch):
    rows = quick_rows_of(tmp_path, 2)
    monkeypatch.setattr(rows, "_path", lambda: str(tmp_path / "same"))
    with pytest.raises(FileExistsError):
        rows.finish()


def test_a_line_that_is_lost_ends_the_run(tmp_path):
    rows = quick_rows_of(tmp_path, 1)
    rows.finish()
    _add_up("some.ndjson", 5, rows, 2)
    with pytest.raises(RunError, match="of 6 lines 3 were taken apart, 3 of them kept, and 2 were left"):
        _add_up("some.ndjson", 6, rows, 2)
