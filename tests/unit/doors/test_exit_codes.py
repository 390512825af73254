"""What a script learns from the exit code, and that a crash never looks like a result."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from osteon.doors.cli import ward_round
from osteon.doors.cli.exits import MEANINGS, gravest
from osteon.reasoning.advise import Advisor
from osteon.reasoning.engines import layered
from tests.unit.doors.conftest import PACK, PATIENTS

TOP = Path(__file__).parents[3]
OSTEON = [sys.executable, "-m", "osteon.doors.cli"]
ENGINE = {**os.environ, "PYTHONPATH": str(TOP / "engine")}
QUIET, GRAVE, SILENT = PATIENTS / "quiet.json", PATIENTS / "grave.yaml", PATIENTS / "silent.json"


@pytest.mark.parametrize(
    ("profile", "options", "code"),
    [
        (QUIET, [], 0),
        (GRAVE, [], 1),
        (GRAVE, ["--fail-on", "critical"], 1),
        (GRAVE, ["--fail-on", "never"], 0),
        (SILENT, [], 1),
        (SILENT, ["--fail-on", "warning"], 1),
        (SILENT, ["--fail-on", "critical"], 0),
        (SILENT, ["--fail-on", "critical", "--fail-on-unknown"], 4),
        (SILENT, ["--fail-on-unknown"], 1),
        (QUIET, ["--fail-on-unknown"], 0),
        (PATIENTS / "nobody.json", [], 3),
        (PATIENTS / "ward", [], 3),
        (QUIET, ["--as-of", "2020-01-01"], 5),
    ],
)
def test_an_evaluation_ends_with_the_code_that_the_table_promises(osteon, profile, options, code):
    assert osteon("evaluate", profile, *options).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("evaluate",),
        ("evaluate", "--medication"),
        ("evaluate", "--age", "old"),
        ("evaluate", "--take", "vitamin k2"),
        ("evaluate", "--as-of", "yesterday", "--d3", "none"),
        ("evaluate", "a.json", "--d3", "none"),
        ("evaluate", "--form", "json", "a.json"),
        ("evaluate", "--engine", "magic", "a.json"),
        ("evaluate", "--pregnant", "--not-pregnant"),
        ("explain",),
        ("explain", "no-such-rule"),
        ("explain", "ask-before-vitamin-k", str(PATIENTS / "ward")),
        ("schema", "rule"),
        ("completion", "fish"),
        ("evalute",),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2_and_prints_no_result(osteon, arguments, capsys):
    ran = osteon(*arguments) if arguments else _bare(capsys)
    assert (ran[0], ran[1]) == (2, "")
    assert ran[2]


def _bare(capsys):
    from osteon.doors.cli import main

    return (main([]), *capsys.readouterr())


def test_a_broken_pack_ends_with_5_and_every_mistake(osteon, tmp_path):
    (tmp_path / "pack.yaml").write_text("id: x\n", encoding="utf-8")
    ran = osteon("evaluate", QUIET, pack=str(tmp_path))
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.count(" --> ") >= 4
    assert osteon("lint", tmp_path).code == 5
    assert osteon("rules", pack=str(tmp_path)).code == 5
    assert osteon("explain", "x", pack=str(tmp_path / "nowhere")).code == 5


def test_a_fault_of_ours_is_explained_and_ends_with_70(osteon, monkeypatch):
    monkeypatch.setattr(ward_round, "advisor_for", None)
    ran = osteon("evaluate", QUIET)
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("osteon: internal error. This is a fault in osteon")
    assert "Traceback" in ran.err


def test_a_fault_on_one_of_several_profiles_is_told_and_the_others_are_evaluated(osteon, monkeypatch):
    advise = Advisor.advise

    def faulty(self, document, *rest):
        if document.get("id") == "b1":
            raise ZeroDivisionError("planted")
        return advise(self, document, *rest)

    monkeypatch.setattr(Advisor, "advise", faulty)
    ran = osteon("evaluate", PATIENTS / "ward", "--format", "ndjson")
    assert ran.code == 70
    assert ran.out.count('"report"') == 1
    assert "b.ndjson:1: no report\nosteon: internal error" in ran.err


def test_a_missing_engine_is_explained_and_ends_with_70(osteon, monkeypatch, tmp_path):
    # A pack that nobody has evaluated before, so that no network is built yet.
    shutil.copytree(PACK, tmp_path / "pack")
    (tmp_path / "pack" / "README.md").write_text("# Another pack\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    ran = osteon("evaluate", QUIET, pack=str(tmp_path / "pack"))
    assert (ran.code, ran.out) == (70, "")
    assert "not installed" in ran.err
    assert "--engine reference" in ran.err
    assert "Traceback" not in ran.err


def test_the_environment_chooses_the_engine_and_is_checked(osteon, monkeypatch):
    monkeypatch.setenv("OSTEON_ENGINE", "reference")
    assert "reference alone" in osteon("evaluate", QUIET).out
    assert "agree" in osteon("evaluate", QUIET, "--engine", "durable-rules").out.replace("\n", " ")
    monkeypatch.setenv("OSTEON_ENGINE", "magic")
    assert osteon("evaluate", QUIET).code == 2


def test_evaluators_that_disagree_give_no_report_but_a_record(osteon, monkeypatch):
    monkeypatch.setattr(layered.Rete, "outcomes", lambda self, row: [3] * 4)
    ran = osteon("evaluate", QUIET)
    assert (ran.code, ran.out) == (70, "")
    assert "differ" in ran.err
    assert '"pack_hash"' in ran.err


def test_a_reader_who_goes_away_is_neither_a_result_nor_a_crash():
    command = [
        *OSTEON,
        "evaluate",
        "--pack",
        PACK,
        "--as-of",
        "2026-11-24",
        *[str(PATIENTS / "grave.yaml")] * 200,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENGINE) as run:
        run.stdout.read(10)
        run.stdout.close()
        said = run.stderr.read()
        assert run.wait() == 141
    assert b"Traceback" not in said


def test_an_interruption_is_said_and_ends_with_130(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*OSTEON, "evaluate", "--pack", PACK, str(pipe)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENGINE)
    # Opening the pipe waits for its reader, so the program is under way when the signal comes.
    with run, open(pipe, "wb"):
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=30)
    assert (run.returncode, out) == (130, b"")
    assert b"interrupted" in said


def test_the_gravest_code_speaks_for_all():
    assert gravest({0, 1, 3, 4}) == 3
    assert gravest({0, 1, 4}) == 1
    assert gravest({4, 0}) == 4
    assert gravest({70, 3, 1}) == 70
    assert gravest(set()) == 0


def test_the_documentation_holds_the_same_table():
    page = (TOP / "docs" / "command-line.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", page, re.MULTILINE)
    assert {int(code): meaning.replace("`", "") for code, meaning in rows} == MEANINGS
