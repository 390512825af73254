"""What a change costs: numbers that add up, and a page that needs nothing else."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from osteon import load_rulebook
from osteon.doors.registry.burden import burden
from osteon.doors.registry.burden_shown import changing, page
from osteon.doors.registry.journal import finished
from osteon.doors.registry.summary import summary_of
from osteon.doors.registry.summary_shown import page as summary_page
from osteon.knowledge.shelf import find_pack
from tests.unit.doors.registry.registries import order, synthetic, verdicts


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("burden")
    pack = folder / "stricter"
    shutil.copytree(find_pack(), pack)
    numbers = pack / "parameters" / "vitamin-d.yaml"
    written = numbers.read_text(encoding="utf-8")
    assert "value: 4000 IU/day" in written
    numbers.write_text(written.replace("value: 4000 IU/day", "value: 900 IU/day"), encoding="utf-8")
    source = synthetic(folder / "registry", 400)
    asked = order(source, folder / "out", partition_patients=500)
    return burden(load_rulebook(), load_rulebook(pack), asked, 0), folder / "out"


def raised(folder):
    return {(patient, rule) for patient, rule, verdict, _ in verdicts(folder) if verdict == "raised"}


def test_what_comes_and_goes_is_the_difference_of_the_verdicts(compared):
    found, out = compared
    before, after = raised(out / "before"), raised(out / "after")
    assert after - before
    for rule in found.rules:
        assert rule.numbers["before"] == sum(each == rule.rule_id for _, each in before)
        assert rule.numbers["after"] == sum(each == rule.rule_id for _, each in after)
        assert rule.numbers["comes"] == sum(each == rule.rule_id for _, each in after - before)
        assert rule.numbers["goes"] == sum(each == rule.rule_id for _, each in before - after)
    assert found.changed == len({patient for patient, _ in before ^ after})
    flags = sum(found.after.flags_per_100.values()) * found.patients / 100
    assert flags == pytest.approx(len(after))


def test_who_changes_stands_in_the_file_and_nowhere_else(compared):
    found, out = compared
    rows = duckdb.sql(f"SELECT patient, rule, flag FROM '{out}/changes.parquet'").fetchall()
    before, after = raised(out / "before"), raised(out / "after")
    assert {(patient, rule) for patient, rule, flag in rows if flag == "comes"} == after - before
    assert {(patient, rule) for patient, rule, flag in rows if flag == "goes"} == before - after
    told = json.dumps(found.to_dict()) + page(found)
    assert not any(patient in told for patient, _, _ in rows)


def test_interruptive_flags_of_a_patient_are_those_that_are_critical(compared):
    found, out = compared
    critical = {rule.rule_id for rule in found.rules if rule.severity == "critical"}
    flags = sum(rule in critical for _, rule in raised(out / "before"))
    assert found.before.interruptive_per_patient == pytest.approx(flags / found.patients)
    assert sum(found.before.interruptive.values()) == found.patients


def test_the_pages_need_nothing_from_elsewhere_and_no_script(compared):
    found, out = compared
    whole = summary_of(
        finished(str(out / "before")).values(), load_rulebook(), str(out / "before"), is_complete=True
    )
    for text in (page(found), summary_page(whole)):
        assert "<script" not in text
        assert not re.search(r"(?:src|href)=\"(?!#)", text)
        assert not re.search(r"url\(|@import", text)
        assert "no rates of disease" in text
    for rule in changing(found):
        assert rule.rule_id in page(found)


def test_a_git_revision_is_a_pack(tmp_path):
    shutil.copytree(find_pack(), tmp_path / "rules")
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@example.net", "commit", "-qm", "rules"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    source = synthetic(tmp_path / "registry", 30)
    ran = subprocess.run(
        [sys.executable, "-m", "osteon.doors.cli", "burden", "HEAD", "rules", str(source), "--out", "cost", "--engine", "single", "--as-of", "2026-11-24"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "RULES WHOSE FLAGS CHANGE\n  none" in ran.stdout
    assert Path(tmp_path / "cost" / "burden.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (
        json.loads((tmp_path / "cost" / "burden.json").read_text(encoding="utf-8"))["changed_patients"] == 0
    )
