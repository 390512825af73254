"""A network that was kept is used for the same rulebook and for no other."""

import pytest

import osteon
from osteon.basics.records import replace
from osteon.knowledge import cache
from osteon.language.syntax import Not
from osteon.reasoning import kept
from osteon.reasoning.compiled import compile_edition
from osteon.reasoning.edition import Edition, edition_on
from osteon.reasoning.kept import kept_plan, planned

DAY = "2026-11-24"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("OSTEON_CACHE", str(tmp_path))


def made(edition: Edition):
    regions = compile_edition(edition).regions
    return kept_plan(edition, regions), planned(edition, regions)


def test_what_was_kept_is_what_would_be_made(monkeypatch):
    edition = edition_on(osteon.load_rulebook(), DAY)
    first, anew = made(edition)
    assert first == anew
    regions = compile_edition(edition).regions
    monkeypatch.setattr(kept, "planned", None)
    assert kept_plan(edition, regions) == anew


def test_a_rulebook_that_was_changed_since_it_was_opened_gets_its_own_network():
    book = osteon.load_rulebook()
    made(edition_on(book, DAY))
    rule = next(iter(book.rules.values()))
    other = replace(book, rules={**book.rules, rule.id: replace(rule, when=Not(rule.when))})
    kept_ones, anew = made(edition_on(other, DAY))
    assert other.hash == book.hash
    assert kept_ones == anew


def test_a_damaged_network_is_made_anew(monkeypatch):
    edition = edition_on(osteon.load_rulebook(), DAY)
    _, anew = made(edition)
    monkeypatch.setattr(cache, "fetch_plain", lambda *_: ["not", "a", "network"])
    assert made(edition)[0] == anew
