"""Approvals: what they are bound to, where they show, and that nobody can change one unnoticed."""

import json
import re
import shutil

import pytest

from osteon.knowledge.shelf import find_pack, load_rulebook
from tests.unit.doors.conftest import PACK

DAY = "2026-11-29"
RULE = "vitamin-k-on-warfarin"
FILE = "approvals/approvals.yaml"


@pytest.fixture
def pack(tmp_path):
    shutil.copytree(PACK, tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def approve(osteon, pack):
    def run(rule=RULE, *more):
        return osteon("approve", rule, "--by", "A. Example", "--role", "clinical pharmacist", *more,
                     "--as-of", DAY, pack=str(pack))  # fmt: skip

    return run


@pytest.fixture
def standing(osteon, pack):
    def look(rule=RULE, day=DAY):
        ran = osteon("approvals", "--format", "json", "--as-of", day, pack=str(pack))
        assert ran.code == 0, ran.err
        return next(each for each in json.loads(ran.out) if each["rule"] == rule)["state"]

    return look


def edit(pack, file, pattern, instead):
    path = pack / file
    text, count = re.subn(pattern, instead, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def test_nothing_is_shipped_approved():
    assert load_rulebook(find_pack()).approvals == ()


def test_a_rule_is_approved_as_it_stands(approve, standing):
    assert standing() == "never approved"
    ran = approve()
    assert ran.code == 0, ran.err
    assert f"{RULE}-1: approved by A. Example, clinical pharmacist, on {DAY}" in ran.out
    assert standing() == "approved"
    assert standing("vitamin-d-above-level") == "never approved"


@pytest.mark.parametrize(
    ("pattern", "instead", "state"),
    [
        ("^severity: .*", "severity: warning", "behaviour changed since approval"),
        ("  - takes.vitamin_k$", "  - takes.vitamin_k\n  - known(takes.vitamin_k)", "behaviour changed since approval"),
        ("  - takes.vitamin_k$", "  - not (not takes.vitamin_k)", "approved"),
        ("summary: .*", "summary: Something else.", "wording changed since approval"),
        ("^review-by: .*", "review-by: 2026-11-28", "review is due"),
        ("^title: (.*)", "# a remark\ntitle: \\1", "approved"),
    ],
)  # fmt: skip
def test_what_is_changed_afterwards_is_no_longer_what_was_approved(
    approve, standing, pack, pattern, instead, state
):
    approve()
    edit(pack, f"warfarin/{RULE}.yaml", pattern, instead)
    assert standing() == state


def test_changed_evidence_shows(approve, standing, pack):
    approve()
    edit(pack, "evidence/all.yaml", r"(?s)(^T3:.*?verdict: )\w+", "\\1partly")
    assert standing() == "evidence changed since approval"


def test_an_approval_is_withdrawn_by_another_record(approve, standing):
    assert approve(RULE, "--withdraw").code == 2
    approve()
    assert approve(RULE, "--withdraw", "--comment", "a new trial").code == 0
    assert standing() == "approval withdrawn"


def test_an_advisory_says_who_approved_it_and_lint_is_silent(osteon, approve, pack):
    def told():
        ran = osteon("evaluate", "--as-of", DAY, "--format", "json", "--medication", "warfarin",
                     "--supplement", "vitamin K", pack=str(pack))  # fmt: skip
        return {each["rule_id"]: each["approval"] for each in json.loads(ran.out)["advisories"]}

    assert told()[RULE] == "not clinically approved"
    approve()
    assert told()[RULE] == f"approved by A. Example, clinical pharmacist, on {DAY}"
    assert f"`{RULE}` has no approval" not in osteon("lint", pack, "--as-of", DAY).out
    edit(pack, f"warfarin/{RULE}.yaml", "summary: .*", "summary: Something else.")
    assert told()[RULE].startswith("not clinically approved (wording changed since approval: A. Example")
    assert f"`{RULE}` has no approval" in osteon("lint", pack, "--as-of", DAY).out


def test_approvals_fail_where_a_grave_rule_is_not_approved(osteon, approve, pack):
    assert osteon("approvals", "--fail-on", "critical", "--as-of", DAY, pack=str(pack)).code == 1
    for rule in load_rulebook(pack).rules.values():
        if rule.severity == "critical":
            assert approve(rule.id).code == 0
    ran = osteon("approvals", "--fail-on", "critical", "--as-of", DAY, pack=str(pack))
    assert ran.code == 0
    assert osteon("approvals", "--fail-on", "info", "--as-of", DAY, pack=str(pack)).code == 1


@pytest.mark.parametrize(
    ("what", "wrong"),
    [("a name", ("by: .*", 'by: "B. Other"')), ("a seal", ("seal: .*", 'seal: "0"')), ("a day", ("^  on: .*", "  on: 2026-11-30"))],
)  # fmt: skip
def test_a_record_that_is_changed_is_refused(osteon, approve, pack, what, wrong):
    approve()
    edit(pack, FILE, *wrong)
    ran = osteon("approvals", pack=str(pack))
    assert ran.code == 5
    assert f"`{RULE}-1` was changed after it was written" in ran.err
    assert "restore the file from its history" in ran.err


def test_a_record_that_is_taken_out_is_missed(osteon, approve, pack):
    for _ in range(3):
        approve()
    path = pack / FILE
    head, first, second, third = re.split(
        rf"^(?={RULE}-)", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    path.write_text(head + first + third, encoding="utf-8")
    ran = osteon("approvals", pack=str(pack))
    assert ran.code == 5
    assert f"`{RULE}-3` does not follow the record before it" in ran.err
    assert second.startswith(f"{RULE}-2")


def test_what_is_written_is_only_added(approve, pack):
    approve()
    before = (pack / FILE).read_bytes()
    approve(RULE, "--comment", 'quoted "words": and more')
    assert (pack / FILE).read_bytes().startswith(before)


def test_a_rule_that_is_not_there_or_not_in_force_cannot_be_approved(osteon, approve, pack):
    ran = approve("vitamin-k-on-warfarn")
    assert ran.code == 2
    assert "did you mean" in ran.err
    edit(pack, f"warfarin/{RULE}.yaml", "^since: .*", "since: 2027-01-01")
    ran = approve()
    assert ran.code == 2
    assert "not in force" in ran.err
    assert not (pack / FILE).exists()


def test_a_name_that_is_only_spaces_is_nobody(osteon, pack):
    ran = osteon("approve", RULE, "--by", "  ", "--role", "pharmacist", "--as-of", DAY, pack=str(pack))
    assert ran.code == 2
    assert "say who approves" in ran.err


def test_explain_says_how_a_rule_stands(osteon, approve, pack):
    def told():
        return " ".join(osteon("explain", RULE, "--as-of", DAY, pack=str(pack)).out.split())

    assert "not clinically approved" in told()
    approve()
    assert f"approved by A. Example, clinical pharmacist, on {DAY}" in told()
