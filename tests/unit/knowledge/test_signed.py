"""Approved words: kept under a digest of themselves, refused once they were changed, and missed once they are gone."""

import re
import shutil

import pytest

from osteon.basics.errors import PackError
from osteon.knowledge.approvals import seal_of
from osteon.knowledge.approving import append, next_record
from osteon.knowledge.models import Approval
from osteon.knowledge.read import read_rulebook
from osteon.knowledge.signed import SIGNED_FOLDER, signed, signed_path, signed_text
from osteon.knowledge.stored import open_stored, store
from tests.unit.doors.conftest import PACK

RULE = "vitamin-k-on-warfarin"
WORDS = signed(RULE, [("title", ['A "quoted"\n  title: # odd']), ("actions", ["one", "two"]), ("asks", [])])


@pytest.fixture
def pack(tmp_path):
    return shutil.copytree(PACK, tmp_path / "pack")


def approve(pack, words=WORDS):
    book = read_rulebook(str(pack))
    named = words.digest if words else ""
    new = Approval(
        "", RULE, "approved", "A. Example", "pharmacist", "2026-11-29", "b", "t", "e", "", "", "", named
    )
    record = next_record(book, new)
    append(str(pack), record, words)
    return record


def test_words_are_kept_without_line_breaks_and_without_empty_parts():
    assert WORDS.parts == (("title", ('A "quoted" title: # odd',)), ("actions", ("one", "two")))


def test_words_come_back_as_they_were_and_once_for_two_approvals_of_the_same(pack):
    for _ in range(2):
        approve(pack)
    book = read_rulebook(str(pack))
    assert book.signed == {WORDS.digest: WORDS}
    assert [each.signed for each in book.approvals] == [WORDS.digest] * 2
    assert open_stored(store(book)).signed == book.signed


@pytest.mark.parametrize(
    "others",
    [
        signed("another-rule", WORDS.parts),
        signed(RULE, [("title", ["A title"]), ("actions", ["one", "two"])]),
        signed(RULE, [*WORDS.parts[:1], ("actions", ["onetwo"])]),
        signed(RULE, [*WORDS.parts[:1], ("actions", ["one", "actions", "two"])]),
        signed(RULE, [*WORDS.parts[:1], ("actions", ["one"]), ("two", ["two"])]),
    ],
)
def test_other_words_have_another_digest(others):
    assert others.digest != WORDS.digest


def test_words_that_were_changed_are_refused(pack):
    approve(pack)
    path = pack / signed_path(WORDS)
    path.write_text(path.read_text(encoding="utf-8").replace('"two"', '"three"'), encoding="utf-8")
    with pytest.raises(PackError, match="changed after they were approved") as refused:
        read_rulebook(str(pack))
    assert f"{SIGNED_FOLDER}/{WORDS.digest}.yaml" in str(refused.value)
    assert "restore the file from its history" in str(refused.value)


def test_words_that_are_gone_are_missed(pack):
    record = approve(pack)
    (pack / signed_path(WORDS)).unlink()
    with pytest.raises(PackError, match=f"the words that `{record.id}` approved are missing"):
        read_rulebook(str(pack))


def test_words_that_no_record_names_do_no_harm(pack):
    path = pack / signed_path(WORDS)
    path.parent.mkdir(parents=True)
    path.write_text(signed_text(WORDS), encoding="utf-8")
    assert read_rulebook(str(pack)).signed == {WORDS.digest: WORDS}


@pytest.mark.parametrize(
    "text", ["rule: a\n", "rule: a\nsays: {}\nmore: b\n", "rule: a\nsays:\n  part: [3]\n", "- a\n"]
)
def test_a_file_that_is_no_words_is_refused(pack, text):
    path = pack / SIGNED_FOLDER / "file.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=r"approvals/signed/file\.yaml"):
        read_rulebook(str(pack))


def test_a_record_from_before_words_were_kept_is_as_valid_as_it_was(pack):
    """The seal is that which osteon gave it before there was a place for words."""
    old = Approval(
        "a-1",
        "a",
        "approved",
        "A. Example",
        "clinical pharmacist",
        "2026-11-29",
        "1",
        "2",
        "3",
        "nothing",
        "",
    )
    assert seal_of(old) == "738692d8409861e10e19478b73f75f382b109ba94cf62a5db4368892f7a340c6"
    record = approve(pack, words=None)
    text = (pack / "approvals" / "approvals.yaml").read_text(encoding="utf-8")
    assert "signed:" not in text
    assert read_rulebook(str(pack)).approvals == (record,)


def test_what_a_record_signed_cannot_be_exchanged(pack):
    approve(pack)
    path = pack / "approvals" / "approvals.yaml"
    others = signed(RULE, [("title", ["Others"])])
    (pack / signed_path(others)).write_text(signed_text(others), encoding="utf-8")
    path.write_text(re.sub(WORDS.digest, others.digest, path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(PackError, match="was changed after it was written"):
        read_rulebook(str(pack))
