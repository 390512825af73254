"""A sheet keeps what was written, where it was written."""

import pytest
import yaml

from osteon.basics.errors import Problem
from osteon.knowledge import composing
from osteon.knowledge.composing import read_sheet
from osteon.knowledge.sheet import Node, Text, document, find, find_key, plain
from tests.golden.loader_cases import SHEETS

LOADERS = [loader for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", None)) if loader]


def sheet(text: str) -> Node:
    problems: list[Problem] = []
    node = read_sheet(text.encode(), "rules/x.yaml", problems)
    assert not problems
    assert node is not None
    return node


def text_of(node: Node, *path: str | int) -> Text:
    found = find(node, path)
    assert isinstance(found, Text)
    return found


def test_no_value_is_given_a_type() -> None:
    written = "on: 1\nyes: no\ndose: 1.10\ntime: 12:30\ncode: 0123\nnothing: null\nday: 2026-11-24\n"
    assert plain(sheet(written)) == {
        "on": "1",
        "yes": "no",
        "dose": "1.10",
        "time": "12:30",
        "code": "0123",
        "nothing": "null",
        "day": "2026-11-24",
    }


def test_a_key_with_nothing_after_it_is_not_the_empty_text() -> None:
    assert plain(sheet("bare:\nquoted: ''\n")) == {"bare": None, "quoted": ""}


def test_in_a_patient_document_a_bare_null_means_not_told() -> None:
    written = "a: null\nb: ~\nc: 'null'\nd:\ne: [none, null]\n"
    assert document(sheet(written)) == {"a": None, "b": None, "c": "null", "d": None, "e": ["none", None]}


def test_every_value_knows_its_line_and_column() -> None:
    node = sheet("says:\n  patient: { summary: Ask first. }\n")
    place = find(node, ("says", "patient", "summary")).place
    assert (str(place), place.excerpt) == ("rules/x.yaml:2:23", "  patient: { summary: Ask first. }")


def test_a_path_leads_as_deep_as_the_sheet_goes() -> None:
    node = sheet("when: takes.warfarin\n")
    assert str(find(node, ("when", 0)).place) == "rules/x.yaml:1:7"
    assert str(find_key(node, ("when",)).place) == "rules/x.yaml:1:1"
    assert str(find_key(node, ("unless",)).place) == "rules/x.yaml:1:1"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a: one two three", "1:8"),
        ("a: 'one two three'", "1:9"),
        ('a: "one two three"', "1:9"),
        ("a:\n  one\n  two three", "3:3"),
        ("a: >-\n  one\n  two three", "3:3"),
        ("a: |\n  one\n  two three", "3:3"),
        ("a: >  # folded\n\n  one\n\n  two three", "5:3"),
        ("a: 'one\n\n  two three'", "3:3"),
        ("{ a: one two three }", "1:10"),
    ],
)
def test_a_word_is_found_through_quotes_and_folding(written: str, place: str) -> None:
    text = text_of(sheet(written), "a")
    assert str(text.place_at(text.value.index("two"))) == f"rules/x.yaml:{place}"


def test_behind_an_escape_the_place_is_the_start_of_the_text() -> None:
    text = text_of(sheet('a: "\\u00e9 two"'), "a")
    assert str(text.place_at(text.value.index("two"))) == "rules/x.yaml:1:4"


def test_the_end_of_a_text_is_behind_its_last_letter() -> None:
    text = text_of(sheet("a: >\n  one\n  two\n"), "a")
    assert str(text.place_at(len(text.value))) == "rules/x.yaml:3:6"


def test_columns_count_letters_not_bytes() -> None:
    text = text_of(sheet("a: 'één twee'"), "a")
    assert str(text.place_at(4)) == "rules/x.yaml:1:9"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    problems: list[Problem] = []
    node = read_sheet(b"\xef\xbb\xbfa: one\r\nb: two\r\n", "x.yaml", problems)
    assert node is not None
    assert plain(node) == {"a": "one", "b": "two"}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("case", SHEETS)
def test_both_yaml_readers_lead_to_the_same_words(
    case: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[str]] = []
    for reader in (yaml.SafeLoader, loader):
        monkeypatch.setattr(composing, "_LOADER", reader)
        problems: list[Problem] = []
        for path, text in SHEETS[case].items():
            read_sheet(text if isinstance(text, bytes) else str(text).encode(), path, problems)
        told.append([str(problem) for problem in problems])
    assert told[0] == told[1]


def test_a_bottomless_file_is_refused() -> None:
    problems: list[Problem] = []
    read_sheet(b"a: " + b"[" * 60 + b"]" * 60, "x.yaml", problems)
    assert [problem.message for problem in problems] == ["this is nested too deeply"]
