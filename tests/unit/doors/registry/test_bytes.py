"""Hashes, dates and frames in columns: each comes to what it comes to one by one."""

from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.registry import known_frames
from osteon.doors.registry.blocks import Block
from osteon.doors.registry.coded_days import OtherDates, coded_days, numbers_in
from osteon.doors.registry.hashes import hashes_of, hashes_of_texts, joined
from osteon.doors.registry.known_frames import UNKNOWN, KnownFrames, Numbers
from osteon.doors.registry.plain_days import numbers_of

TEXTS = ["", "a", "ß1é", "abcdefgh", "abcdefghi", "x" * 12, "y" * 13, "z" * 16, "2026-11-24", None, "q" * 100]


def test_ids_keep_the_order_that_duckdb_gives_them():
    # If DuckDB hashes otherwise one day, only the order of a patient's entries changes: decide then.
    named = pa.table({"row": range(len(TEXTS)), "id": pa.array(TEXTS)})
    told = duckdb.sql("SELECT hash(id), hash('Condition', id) FROM named ORDER BY row").fetchall()
    ids = hashes_of_texts(named["id"].combine_chunks())
    kinds = hashes_of_texts(pa.array(["Condition"] * len(TEXTS)))
    assert list(zip(ids.tolist(), joined(kinds, ids).tolist(), strict=True)) == told


@given(st.lists(st.one_of(st.none(), st.text(max_size=40)), max_size=20))
def test_a_text_has_one_hash_wherever_it_stands(texts):
    together = hashes_of_texts(pa.array(texts, pa.utf8()))
    assert together.tolist() == [hashes_of_texts(pa.array([each], pa.utf8()))[0] for each in texts]
    for text, found in zip(texts, together.tolist(), strict=True):
        if text is not None:
            row = np.frombuffer(text.encode(), np.uint8).reshape(1, -1)
            assert hashes_of(row).tolist() == [found]


DATES = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True),
)


@given(st.lists(st.lists(DATES, max_size=12), max_size=3))
def test_dates_are_what_they_were_when_they_are_texts_again(columns):
    dates = OtherDates()
    codes = [dates.coded(pa.chunked_array([each], pa.utf8())) for each in columns]
    assert [dates.texts(each).to_pylist() for each in codes] == columns


WHOLE_DAYS = st.one_of(
    st.dates().map(str), st.dates(date(1935, 1, 1), date(1936, 12, 31)).map(str), st.just("2026-19-99")
)


@given(st.lists(WHOLE_DAYS, max_size=30), st.sampled_from(["1936-02-29", "2026-12-32", "1936", "", None]))
def test_whole_days_are_what_they_were_whatever_stands_beside_them(days, beside):
    dates = OtherDates()
    for texts in (days, [*days, beside]):
        told = dates.texts(dates.coded(pa.chunked_array([texts], pa.utf8())))
        assert told.to_pylist() == texts
        assert len(told.dictionary) == len({*texts} - {None})


def test_whole_days_have_the_numbers_of_their_texts():
    texts = ["2026-11-24", "0001-01-01", "9999-12-31", "2026-02-30"]
    rows = np.frombuffer("".join(texts).encode(), np.uint8).reshape(-1, 10)
    dates = OtherDates()
    codes = coded_days(numbers_of(rows))
    assert codes[:3].tolist() == dates.coded(pa.chunked_array([texts[:3]])).tolist()
    assert dates.texts(codes).to_pylist() == [*texts[:3], None]
    assert numbers_in(pa.chunked_array([pa.array([7, None], pa.int32())])).tolist() == [7, 0]


def frames(*lines):
    """Return lines of one length as rows of words."""
    block = Block.of(lines, range(len(lines)))
    return block.words(np.arange(len(lines)), len(lines[0]))


@pytest.mark.parametrize("at_once", [1, 4, 1_000])
def test_a_frame_is_found_by_all_its_bytes(monkeypatch, at_once):
    # The second and the third have the same sum of words; the last has that of the first two and is unknown.
    known = frames(b"aaaaaaaabbbbbbbb", b"ccccccccdddddddd", b"ddddddddcccccccc")
    looked_at = frames(b"ddddddddcccccccc", b"aaaaaaaabbbbbbbb", b"ccccccccdddddddd", b"bbbbbbbbaaaaaaaa")
    monkeypatch.setattr(known_frames, "_WORDS_AT_ONCE", at_once)
    monkeypatch.setattr(known_frames, "_own", known_frames.local())
    numbers = Numbers()
    held = KnownFrames(numbers, 4)
    assert held.found(looked_at)[1].all()
    places = [held.add(each.tobytes(), is_fit=True) for each in known]
    held.hold()
    found, odd = held.found(looked_at)
    assert odd.tolist() in ([True, False, False, True], [False, False, True, True])
    assert all(places[[2, 0, 1][at]] == found[at] for at in np.flatnonzero(~odd))
    assert held.places([each.tobytes() for each in looked_at]) == [places[2], places[0], places[1], None]
    numbers.remember(places[1] + 3, 17)
    assert numbers.at(np.array([places[1] + 3, places[2]])).tolist() == [17, UNKNOWN]
