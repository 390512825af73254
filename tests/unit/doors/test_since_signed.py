"""What has become of approved words: part by part, word by word, and nothing where nothing can be said."""

import json
import re
import shutil

import pytest

from osteon.doors.signing import PARTS
from osteon.doors.since_signed import NOW, SAME, WAS, changes
from osteon.knowledge.shelf import load_rulebook
from osteon.knowledge.signed import signed
from tests.unit.doors.conftest import PACK
from tests.unit.doors.test_approving import edit

DAY = "2026-11-29"
RULE = "vitamin-k-on-warfarin"


def changed(before, after):
    return list(changes(signed("a", before.items()), signed("a", after.items())))


def test_a_line_is_told_word_by_word():
    (change,) = changed({"condition": ["at least 4,000 IU/day"]}, {"condition": ["more than 4,000 IU/day"]})
    assert change.heading == "When it is raised"
    assert change.lines == (((WAS, "at least"), (NOW, "more than"), (SAME, "4,000 IU/day")),)
    assert (change.read(WAS), change.read(NOW)) == (["at least 4,000 IU/day"], ["more than 4,000 IU/day"])


def test_lines_that_have_little_in_common_are_told_one_after_the_other():
    (change,) = changed({"actions": ["Stop it."]}, {"actions": ["Ask the clinic before anything else."]})
    assert change.lines == (((WAS, "Stop it."), (NOW, "Ask the clinic before anything else.")),)


def test_lines_that_came_and_went_are_told_and_those_that_stayed_are_not():
    (change,) = changed({"actions": ["a b", "c d"]}, {"actions": ["c d", "e f"]})
    assert change.lines == (((WAS, "a b"),), ((NOW, "e f"),))


def test_parts_that_came_and_went_are_told_in_the_order_of_the_book():
    found = changed({"patient": ["x"], "numbers": ["1"]}, {"title": ["t"], "patient": ["x"]})
    assert [each.part for each in found] == ["title", "numbers"]


def test_a_part_that_this_osteon_does_not_know_is_told_under_its_name():
    (change,) = changed({"dosage": ["x"]}, {})
    assert (change.part, change.heading) == ("dosage", "dosage")


def test_the_same_words_have_not_changed():
    assert changed({"title": ["t"], "numbers": ["1"]}, {"numbers": ["1"], "title": ["t"]}) == []


@pytest.fixture
def pack(tmp_path, osteon):
    folder = shutil.copytree(PACK, tmp_path / "pack")
    ran = osteon("approve", RULE, "--by", "A. Example", "--role", "clinical pharmacist", "--as-of", DAY,
                 pack=str(folder))  # fmt: skip
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture
def told(osteon, pack):
    def look():
        ran = osteon("approvals", "--format", "json", "--as-of", DAY, pack=str(pack))
        record = next(each for each in json.loads(ran.out) if each["rule"] == RULE)
        return {each["part"]: each for each in record["changed"]} if "changed" in record else None

    return look


def test_what_is_approved_is_kept_in_words(pack):
    (words,) = load_rulebook(str(pack)).signed.values()
    rule = load_rulebook(str(pack)).rules[RULE]
    parts = dict(words.parts)
    assert words.rule == RULE
    assert list(parts) == [name for name in PARTS if name in parts]
    assert parts["title"] == (rule.title,)
    assert parts["severity"] == (rule.severity,)
    assert parts["clinician"][0] == rule.clinician.summary
    assert len(parts["evidence"]) == len(rule.because)


@pytest.mark.parametrize(
    ("file", "pattern", "instead", "part"),
    [
        (f"warfarin/{RULE}.yaml", "^severity: .*", "severity: warning", "severity"),
        (
            f"warfarin/{RULE}.yaml",
            "  - takes.vitamin_k$",
            "  - takes.vitamin_k\n  - known(takes.vitamin_k)",
            "condition",
        ),
        (f"warfarin/{RULE}.yaml", "summary: .*", "summary: Something else.", "clinician"),
        ("evidence/all.yaml", r"(?s)(^T3:.*?verdict: )\w+", "\\1partly", "evidence"),
    ],
)
def test_what_reads_otherwise_is_told_before_and_after(told, pack, file, pattern, instead, part):
    assert told() is None
    edit(pack, file, pattern, instead)
    change = told()[part]
    assert change["was"] != change["now"]
    assert change["was"]
    assert change["now"]


def test_the_table_tells_it_as_well(osteon, pack):
    edit(pack, f"warfarin/{RULE}.yaml", "^severity: (.*)", "severity: warning")
    ran = osteon("approvals", "--as-of", DAY, pack=str(pack))
    assert re.search(rf"{RULE}: not clinically approved .*\n +Severity\n +- \w+\n +\+ warning\n", ran.out)


def test_where_no_word_changed_it_says_so(osteon, pack):
    edit(pack, f"warfarin/{RULE}.yaml", "^review-by: .*", "review-by: 2026-11-28")
    assert "every word is as it was" in osteon("approvals", "--as-of", DAY, pack=str(pack)).out


def test_where_no_words_were_kept_it_says_so(osteon, tmp_path):
    from osteon.knowledge.approving import append, next_record
    from osteon.knowledge.models import Approval

    folder = str(shutil.copytree(PACK, tmp_path / "old"))
    old = Approval("", RULE, "approved", "A. Example", "pharmacist", DAY, "b", "t", "e", "", "")
    append(folder, next_record(load_rulebook(folder), old))
    ran = osteon("approvals", "--as-of", DAY, pack=folder)
    assert "behaviour changed since approval" in ran.out
    assert "the words of that approval were not kept" in ran.out


def test_a_withdrawn_approval_is_held_against_the_words_that_were_approved(osteon, told, pack):
    edit(pack, f"warfarin/{RULE}.yaml", "summary: .*", "summary: Something else.")
    osteon("approve", RULE, "--withdraw", "--by", "B", "--role", "b", "--as-of", DAY, pack=str(pack))
    assert "clinician" in told()
