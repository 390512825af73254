"""What the command line prints for a small pack and a few patients, in every form.

The texts lie in `told/`. After a wanted change, rewrite them with
`OSTEON_RESET_GOLDEN=1` in the environment and read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from osteon.basics.version import DURABLE_RULES, VERSION
from osteon.doors.cli import main

HERE = Path(__file__).parent
TOLD = HERE / "told"
DAY = ["--as-of", "2026-11-24"]
PACK = ["--pack", "pack"]

CASES: dict[str, list[str]] = {
    "grave": ["evaluate", "patients/grave.yaml"],
    "grave-for-both": ["evaluate", "patients/grave.yaml", "--audience", "both"],
    "grave-for-the-patient": ["evaluate", "patients/grave.yaml", "--audience", "patient"],
    "grave-json": ["evaluate", "patients/grave.yaml", "--format", "json"],
    "grave-markdown": ["evaluate", "patients/grave.yaml", "--format", "markdown", "--audience", "both"],
    "grave-html": ["evaluate", "patients/grave.yaml", "--format", "html", "--audience", "both"],
    "quiet": ["evaluate", "patients/quiet.json"],
    "quiet-html": ["evaluate", "patients/quiet.json", "--format", "html"],
    "silent": ["evaluate", "patients/silent.json"],
    "silent-markdown": ["evaluate", "patients/silent.json", "--format", "markdown"],
    "silent-failing-on-unknown": ["evaluate", "patients/silent.json", "--fail-on", "never", "--fail-on-unknown"],
    "child": ["evaluate", "patients/child.json"],
    "hostile": ["evaluate", "patients/hostile.json"],
    "hostile-markdown": ["evaluate", "patients/hostile.json", "--format", "markdown"],
    "hostile-html": ["evaluate", "patients/hostile.json", "--format", "html"],
    "ward": ["evaluate", "patients/ward"],
    "ward-ndjson": ["evaluate", "patients/ward", "--format", "ndjson"],
    "ward-json": ["evaluate", "patients/ward", "--format", "json"],
    "ward-markdown": ["evaluate", "patients/ward", "--format", "markdown", "--audience", "patient"],
    "ward-html": ["evaluate", "patients/ward", "--format", "html"],
    "described": ["evaluate", "--medication", "Coumadin", "--d3", "none", "--take", "vitamin k2=none", "--nothing-else"],
    "described-wrongly": ["evaluate", "--d3", "5000"],
    "no-such-file": ["evaluate", "patients/nobody.json"],
    "before-every-rule": ["evaluate", "patients/quiet.json", "--as-of", "2020-01-01"],
    "explain": ["explain", "much-vitamin-d-alone"],
    "explain-raised": ["explain", "vitamin-k-on-warfarin", "patients/grave.yaml"],
    "explain-not-raised": ["explain", "vitamin-d-above-level", "patients/quiet.json"],
    "explain-unknown": ["explain", "much-vitamin-d-alone", "patients/silent.json"],
    "explain-withheld": ["explain", "much-vitamin-d-alone", "patients/child.json"],
    "explain-superseded": ["explain", "ask-before-vitamin-k", "patients/grave.yaml"],
    "explain-json": ["explain", "much-vitamin-d-alone", "patients/silent.json", "--format", "json"],
    "explain-html": ["explain", "much-vitamin-d-alone", "patients/silent.json", "--format", "html"],
    "explain-near-miss": ["explain", "much-vitamin-d-alone", "patients/quiet.json"],
    "ask": ["ask", "patients/silent.json"],
    "ask-nothing": ["ask", "patients/quiet.json"],
    "ask-json": ["ask", "patients/silent.json", "--format", "json"],
    "explain-misspelt": ["explain", "much-vitamin-d"],
    "rules": ["rules"],
    "rules-json": ["rules", "--format", "json"],
    "lint": ["lint", "pack"],
}  # fmt: skip


def asked(argv: list[str]) -> list[str]:
    command = argv[0]
    day = DAY if "--as-of" not in argv and command != "rules" else []
    return [*argv, *day, *(PACK if command != "lint" else [])]


def told(argv: list[str], capsys) -> str:
    code = main(asked(argv))
    out, err = capsys.readouterr()
    said = f"$ osteon {' '.join(argv)}\n{out}"
    if err:
        said += f"--- standard error\n{err}"
    return steady(f"{said}--- exit code {code}\n")


def steady(text: str) -> str:
    # A release and a comment in a pack change no wording; their numbers are tested elsewhere.
    text = re.sub(r"\b[0-9a-f]{64}\b|\([0-9a-f]{12}\)", "(HASH)", text)
    text = text.replace(f'"osteon": "{VERSION}"', '"osteon": "VERSION"').replace(
        f"osteon {VERSION}", "osteon VERSION"
    )
    return text.replace(f"durable-rules {DURABLE_RULES}", "durable-rules VERSION")


@pytest.mark.parametrize("case", CASES)
def test_a_command_prints_these_words(case: str, capsys, monkeypatch) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.delenv("COLUMNS", raising=False)
    golden = TOLD / f"{case}.txt"
    words = told(CASES[case], capsys)
    if os.environ.get("OSTEON_RESET_GOLDEN"):
        golden.write_text(words, encoding="utf-8")
    assert words == golden.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_case() -> None:
    assert {path.stem for path in TOLD.glob("*.txt")} == set(CASES)


def test_colours_change_nothing_but_colours(capsys, monkeypatch) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.delenv("COLUMNS", raising=False)
    plain = told(CASES["grave"], capsys)
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = told(CASES["grave"], capsys)
    assert "\x1b[1;31mCRITICAL" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
