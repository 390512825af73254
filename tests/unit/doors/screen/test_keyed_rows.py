"""Texts become numbers of contents, and names the places of patients, whatever the columns are made of."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.screen.dictionary import Dictionary, Like
from osteon.doors.screen.engines import Keyed, KeyedRows
from osteon.doors.screen.keyed_rows import KeyedReader

PEOPLE = [("b", "1950"), ("a", None), ("b", "1960"), (None, "1950"), ("c", "")]
ROWS = [
    ("a", "x", "1"),
    ("a", "x", "2"),
    ("z", "y", None),
    (None, "x", "1"),
    ("b", None, ""),
    ("a", "x", "1"),
]


def dictionary(fields, **named):
    return Dictionary("said", fields, ["told"], lambda row: ("/".join(map(str, row.values())),), **named)


def table(names, rows, worded):
    columns = [pa.array(each, pa.string()) for each in zip(*rows, strict=True)]
    return pa.table(
        {
            name: pa.chunked_array(
                [part.dictionary_encode() if worded else part for part in (each[:2], each[2:])]
            )
            for name, each in zip(names, columns, strict=True)
        }
    )


def told(rows, name, said):
    meant = {number: text for number, _, text in said.rows()}
    return [None if number is None else meant[number] for number in rows.column(name).to_pylist()]


@pytest.mark.parametrize("worded", [False, True])
def test_rows_have_numbers_of_contents_and_of_patients(worded):
    ages, things = dictionary(["born"], telling=["born"]), dictionary(["list", "thing", "dose"])
    people = KeyedRows(
        "people", "src_people", "in_people", (), (Keyed("age", ("born",), ages.numbering(["born"], {})),)
    )
    numbering = things.numbering(["thing", "dose"], {"list": "l"})
    lists = [
        KeyedRows(
            "things", "src_things", "in_things", ("dose",), (Keyed("key", ("thing", "dose"), numbering),)
        ),
        KeyedRows("nothing", "src_nothing", "in_nothing", (), ()),
    ]
    sources = {
        "src_people": table(("patient", "born"), PEOPLE, worded),
        "src_things": table(("patient", "thing", "dose"), ROWS, worded),
        "src_nothing": pa.table({"patient": pa.chunked_array([], pa.string())}),
    }
    reader = KeyedReader()
    for _ in range(2):  # what was met before is looked up
        found = dict(reader.rows(people, lists, lambda rows: sources[rows.source]))
        noticed = reader.noticed
        assert found["people"].column("patient").to_pylist() == [name for name, _ in PEOPLE]
        assert found["people"].column("number").to_pylist() == [0, 1, 2, 3, 4]
        assert told(found["people"], "age", ages) == ["1950", None, "1960", "1950", None]
        rows = found["things"]
        assert rows.column("patient").to_pylist() == [1, 1, None, None, 0, 1]
        assert rows.column("stranger").to_pylist() == [None, None, "z", None, None, None]
        assert told(rows, "key", things) == ["l/x/1", "l/x/2", "l/y/", "l/x/1", "l//", "l/x/1"]
        assert found["nothing"].num_rows == 0
        assert not noticed.is_each_once
        assert noticed.strangers == {"things"}
        assert noticed.most == {"things": 3, "nothing": 0}


@pytest.mark.parametrize("worded", [False, True])
@pytest.mark.parametrize(
    ("names", "is_each_once"),
    [("abc", True), ("cab", True), ("", True), ("aba", False), ("aab", False), (["a", None], False)],
)
def test_rows_are_noticed_that_contradict_others(names, is_each_once, worded):
    people = KeyedRows("people", "src_people", "in_people", (), (Keyed("told", ("said",), _lengths),))
    lists = [
        KeyedRows(name, f"src_{name}", f"in_{name}", (), (), beside="told") for name in ("some", "others")
    ]
    sources = {
        "src_people": table(("patient", "said"), [(name, "x" * at) for at, name in enumerate(names)], worded)
        if names
        else pa.table({name: pa.chunked_array([], pa.string()) for name in ("patient", "said")}),
        "src_some": table(("patient", "name"), [("a", ""), ("c", ""), ("c", "")], worded),
        "src_others": table(("patient", "name"), [("z", ""), (None, ""), ("y", "")], worded),
    }
    reader = KeyedReader()
    list(reader.rows(people, lists, lambda rows: sources[rows.source]))
    noticed = reader.noticed
    assert noticed.is_each_once == is_each_once
    assert noticed.strangers == ({"others"} if "a" in names and "c" in names else {"some", "others"})
    assert noticed.most["others"] == 3
    firsts = {name: at for at, name in reversed([*enumerate(names)])}
    assert noticed.beside["some"] == {firsts[name] for name in "ac" if firsts.get(name)}
    assert noticed.beside["others"] == frozenset()


def _lengths(contents):
    return [len(said) or None for (said,) in contents]


def _lowered(texts):
    few = {text and text.lower(): at for at, text in reversed([*enumerate(texts.to_pylist())])}
    places = [[*few].index(text and text.lower()) for text in texts.to_pylist()]
    return texts.take(pa.array(few.values(), pa.int64())), np.array(places, int)


LOWER = Like(lambda row: {"day": str(row["day"]).lower()}, {"day": _lowered})


@pytest.mark.parametrize("worded", [False, True])
def test_what_says_the_same_is_gathered_before_it_is_read(worded):
    told_days, several = [("a", "MAY"), ("b", None), ("c", "may"), ("d", "June"), ("e", "mAy")], []
    days = Dictionary("days", ["day"], ["told"], lambda row: (row["day"],), like=LOWER, telling=["day"])
    numbering = days.numbering(["day"], {})
    people = KeyedRows("people", "src_people", "in_people", (), (Keyed("day", ("day",), numbering),))
    reader = KeyedReader()
    for _ in range(2):
        ((_, rows),) = reader.rows(people, [], lambda _: table(("patient", "day"), told_days, worded))
        assert told(rows, "day", days) == ["may", None, "may", "june", "may"]
        several.append(len(numbering))
    assert several == [3, 3]


def test_what_says_the_same_is_read_once():
    read = []

    def reading(row):
        read.append(row["day"])
        return (row["day"],)

    said = Dictionary("days", ["day"], ["told"], reading, like=LOWER)
    number = said.numbering(["day"], {})
    assert number([("MAY",), ("may",), ("June",)]) == [0, 0, 1]
    assert read == ["may", "june"]
    assert sorted(said.rows()) == [(0, None, "may"), (1, None, "june")]
    assert number([("june",)]) == [1]
    assert said.rows() == [(1, None, "june")]


@st.composite
def pieces(draw):
    """Return the pieces of two columns of words, in which rows may have places in common."""
    lists = [draw(st.lists(st.sampled_from(["x", "y", ""]), min_size=3, max_size=3)) for _ in range(2)]
    at = st.lists(st.one_of(st.none(), st.integers(0, 2)), max_size=6)
    places = draw(at)
    others = draw(st.one_of(st.just(places), st.permutations(places)))
    return [
        pa.DictionaryArray.from_arrays(pa.array(each, pa.int32()), pa.array(words, pa.string()))
        for each, words in zip((places, others), lists, strict=True)
    ]


@given(st.lists(pieces(), max_size=3), st.booleans())
def test_places_that_columns_have_in_common_come_to_what_texts_do(given_pieces, is_cut_anew):
    worded = pa.dictionary(pa.int32(), pa.string())
    things, doses = (pa.chunked_array([each[at] for each in given_pieces], worded) for at in (0, 1))
    if is_cut_anew:
        doses = pa.chunked_array([*doses[:1].chunks, *doses[1:].chunks], worded)
    said = Dictionary("said", ["thing", "dose"], ["told"], lambda row: ("/".join(map(str, row.values())),))
    key = Keyed("key", ("thing", "dose"), said.numbering(["thing", "dose"], {}))
    people = KeyedRows("people", "src_people", "in_people", (), (key,))
    names = pa.chunked_array([pa.array([str(at) for at in range(len(things))], pa.string())])
    rows = pa.table({"patient": names, "thing": things, "dose": doses})
    ((_, found),) = KeyedReader().rows(people, [], lambda _: rows)
    cells = zip(things.to_pylist(), doses.to_pylist(), strict=True)
    assert told(found, "key", said) == [f"{thing or ''}/{dose or ''}" for thing, dose in cells]


@pytest.mark.parametrize("worded", [False, True])
@pytest.mark.parametrize("several", [0, 1, 5])
def test_columns_in_which_nothing_is_told_have_the_number_of_that(worded, several):
    telling = Dictionary("telling", ["thing"], ["told"], lambda row: (row["thing"],), telling=["thing"])
    said = dictionary(["list", "thing", "dose"])
    keys = [
        Keyed("fixed", (), said.numbering([], {"list": "l"})),
        Keyed("one", ("thing",), said.numbering(["thing"], {})),
        Keyed("two", ("thing", "dose"), said.numbering(["thing", "dose"], {})),
        Keyed("none", ("thing",), telling.numbering(["thing"], {})),
        Keyed("counted", ("thing",), _lengths_or_none),
    ]
    people = KeyedRows("people", "src_people", "in_people", (), tuple(keys))
    untold = [(str(at), None, None) for at in range(several)]
    rows = pa.table(
        {
            name: pa.chunked_array([each.dictionary_encode() if worded else each])
            for name, each in zip(
                ("patient", "thing", "dose"),
                (pa.array([row[at] for row in untold], pa.string()) for at in range(3)),
                strict=True,
            )
        }
    )
    ((_, found),) = KeyedReader().rows(people, [], lambda _: rows)
    assert told(found, "fixed", said) == ["l//"] * several
    assert [found.column(name).to_pylist() for name in ("one", "two")] == [[1] * several] * 2
    assert [found.column(name).to_pylist() for name in ("none", "counted")] == [[None] * several] * 2


def _lengths_or_none(contents):
    return [None if thing is None else len(thing) for (thing,) in contents]
