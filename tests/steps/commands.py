"""Sentences about the command line, which is run as the program that a user would run."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_bdd import given, then, when

import osteon
from osteon import load_rulebook
from tests.steps.words import sentence

ENGINE = Path(osteon.__file__).parents[1]
ESCAPE = "\x1b"

Finished = subprocess.CompletedProcess[str]


@pytest.fixture
def pack() -> Path | None:
    """No pack of one's own, unless a sentence says otherwise."""
    return None


def run(arguments: str, folder: Path, *, pack: Path | None = None, typed: str = "") -> Finished:
    """Run `osteon` in a folder; PACK stands for the folder of a damaged pack."""
    words = [str(pack) if word == "PACK" else word for word in shlex.split(arguments)]
    environment = os.environ | {"PYTHONPATH": str(ENGINE), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "osteon.doors.cli", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, input=typed, capture_output=True, encoding="utf-8", check=False
    )


def ids_and_severities(report: dict[str, list[dict[str, str]]]) -> frozenset[tuple[str, str]]:
    """Return the flags of a report that was printed as JSON."""
    return frozenset((advisory["rule_id"], advisory["severity"]) for advisory in report["advisories"])


@given(sentence('a file "{name:Quoted}" that holds:'))
def file_that_holds(tmp_path: Path, name: str, docstring: str) -> None:
    (tmp_path / name).write_text(docstring + "\n", encoding="utf-8")


@when(sentence('the command "osteon {arguments:Quoted}" is run'), target_fixture="finished")
def command_is_run(tmp_path: Path, pack: Path | None, arguments: str) -> Finished:
    return run(arguments, tmp_path, pack=pack)


@when(sentence('the document is piped into "osteon {arguments:Quoted}"'), target_fixture="finished")
def document_is_piped(tmp_path: Path, document: str, arguments: str) -> Finished:
    return run(arguments, tmp_path, typed=document)


@when(
    sentence('the command "osteon {arguments:Quoted}" is run and answered with:'), target_fixture="finished"
)
def command_is_answered(tmp_path: Path, arguments: str, docstring: str) -> Finished:
    return run(arguments, tmp_path, typed=docstring + "\n")


@when(
    sentence('the output of "osteon {arguments:Quoted}" is piped into "osteon {more:Quoted}"'),
    target_fixture="finished",
)
def output_is_piped(tmp_path: Path, arguments: str, more: str) -> Finished:
    return run(more, tmp_path, typed=run(arguments, tmp_path).stdout)


@then(sentence("it exits with code {code:Whole}"))
def exits_with(finished: Finished, code: int) -> None:
    assert finished.returncode == code, f"it exits with {finished.returncode}: {finished.stderr}"


@then(sentence('it prints "{text:Quoted}"'))
def prints(finished: Finished, text: str) -> None:
    assert text in finished.stdout, f"it prints:\n{finished.stdout}\n{finished.stderr}"


@then(sentence('it complains "{text:Quoted}"'))
def complains(finished: Finished, text: str) -> None:
    assert text in finished.stderr, f"it complains:\n{finished.stderr}"


@then("it prints no flag")
def prints_no_flag(finished: Finished) -> None:
    assert [rule for rule in load_rulebook().rules if rule in finished.stdout] == []


@then("it prints the id of every rule")
def prints_every_rule(finished: Finished) -> None:
    assert [rule for rule in load_rulebook().rules if rule not in finished.stdout] == []


@then("it prints no colour")
def prints_no_colour(finished: Finished) -> None:
    assert finished.stdout and ESCAPE not in finished.stdout


@then("it prints JSON")
def prints_json(finished: Finished) -> None:
    assert json.loads(finished.stdout)


@then(sentence("it prints {count:Whole} lines of JSON"))
def prints_lines_of_json(finished: Finished, count: int) -> None:
    assert len([json.loads(line) for line in finished.stdout.splitlines()]) == count


@then(sentence("it prints JSON in which the flags are exactly {flags:Flags}"))
def prints_flags(finished: Finished, flags: frozenset[tuple[str, str]]) -> None:
    printed = json.loads(finished.stdout)
    report = printed[0]["report"] if isinstance(printed, list) else printed
    assert ids_and_severities(report) == flags
