"""The review book shows what was counted of a rule's variants, and refuses what was counted of another pack."""

import json

import pytest

from osteon import load_rulebook
from osteon.doors.cli import main
from osteon.doors.rendering.adequacy import as_json
from osteon.verification.adequacy import IDLE, MET, OPEN, Answered, tallies
from osteon.verification.demands import MEMBERS, TABLE, VARIANTS, Demand

RULE = "vka-natto"


def counted(pack):
    def answered(criterion, state):
        return Answered(Demand(criterion, "kind", (RULE,), "text", ()), state)

    found = [
        answered(VARIANTS, MET), answered(VARIANTS, OPEN), answered(VARIANTS, IDLE),
        answered(MEMBERS, MET), answered(TABLE, MET),
    ]  # fmt: skip
    return as_json(tallies(found), found, pack)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(text):
        (tmp_path / "adequacy.json").write_text(text, encoding="utf-8")
        code = main(["book", RULE, "--as-of", "2026-11-29", "--adequacy", "adequacy.json"])
        page = tmp_path / "review-book.html"
        return code, page.read_text(encoding="utf-8") if page.exists() else ""

    return written


def test_variants_that_can_be_told_apart_are_counted_for_each_rule():
    assert json.loads(counted("this"))["variants"] == {RULE: {"caught": 2, "all": 3}}


def test_the_book_shows_how_many_variants_are_caught(book):
    code, page = book(counted(load_rulebook().hash))
    assert code == 0
    assert "<td>2 of 3</td>" in page


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (counted("another"), "another state of the pack"),
        ("{}", "does not hold what `osteon spec adequacy` counts"),
        ("no JSON", "does not hold what `osteon spec adequacy` counts"),
    ],
)
def test_what_was_not_counted_of_this_pack_is_refused(book, capsys, text, why):
    code, page = book(text)
    assert (code != 0, page) == (True, "")
    assert why in " ".join(capsys.readouterr().err.split())
