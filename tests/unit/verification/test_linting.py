import pytest

from osteon import load_rulebook
from osteon.verification.spec import language
from osteon.verification.spec.faults import CODES
from osteon.verification.spec.linting import lint, lint_files
from osteon.verification.spec.reading import read_feature
from osteon.verification.spec.registry import Sentence, parse
from tests.unit.verification.planted import PLANTED, SOUND


def faults_of(text, folder, *, whole=False):
    file = folder / "rows.feature"
    file.write_text(text, encoding="utf-8")
    return lint_files([file], load_rulebook(), whole=whole)


def test_a_sound_file_is_left_in_peace(tmp_path):
    assert faults_of(SOUND, tmp_path) == []


def test_the_planted_corpus_is_of_a_size():
    assert len(PLANTED) >= 20


@pytest.mark.parametrize("trap", PLANTED)
def test_a_trap_is_found_where_it_stands(trap, tmp_path):
    text, line, code = PLANTED[trap]
    found = [(fault.line, fault.code) for fault in faults_of(text, tmp_path)]
    assert (line, code) in found, found


def test_every_code_is_explained_and_found_in_the_corpus(tmp_path):
    # These three need more than one file to come about; they are tested on their own below.
    elsewhere = {"two-meanings", "rule-without-block", "rows-differ"}
    assert {code for _, _, code in PLANTED.values()} == set(CODES) - elsewhere


def test_a_rule_without_a_block_is_found_when_all_features_are_looked_at(tmp_path):
    missing = [fault.text for fault in faults_of(SOUND, tmp_path, whole=True)]
    assert len(missing) == len(load_rulebook().rules) - 1
    assert not any("`vka-natto`" in text for text in missing)
    assert any("@rule_vka_vitamin_k_change" in text for text in missing)


def test_a_line_with_two_meanings_is_a_fault(monkeypatch):
    def act(scene, words):
        raise AssertionError("this sentence is never played")

    loose = Sentence("given", "who takes {words}", act, "", "who takes ", parse.compile("who takes {words}"))
    whole = language.sentences()
    monkeypatch.setattr(language, "sentences", lambda: (*whole, loose))
    language.meanings.cache_clear()
    language._of_kind.cache_clear()
    try:
        faults = lint([read_feature("rows.feature", SOUND)], load_rulebook(), whole=False)
    finally:
        monkeypatch.undo()
        language.meanings.cache_clear()
        language._of_kind.cache_clear()
    assert [(fault.line, fault.code) for fault in faults] == [(8, "two-meanings")]
    assert "`who {use} {substance}` and `who takes {words}`" in faults[0].text
