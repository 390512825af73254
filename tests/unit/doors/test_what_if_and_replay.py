"""`osteon what-if` and `osteon replay`: exit codes, forms, and mistakes."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest

from osteon.doors.cli import main
from tests.unit.doors.conftest import DAY

ON_WARFARIN = ("--medication", "warfarin", "--supplement", "MK-7 100 mcg/day", "--nothing-else")


@pytest.fixture
def run(capsys):
    def ran(*words):
        try:
            code = main(list(words))
        except SystemExit as ended:
            code = int(ended.code or 0)
        return code, *capsys.readouterr()

    return ran


def what_if(run, *words):
    return run("what-if", "--as-of", DAY, *words)


def piped(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))


def test_a_supposition_is_shown_with_what_goes_and_what_comes(run):
    code, out, _ = what_if(run, *ON_WARFARIN, "--set", "vitamin_k2=none")
    assert code == 0
    goes, comes = out.split("FLAGS THAT COME")
    assert "vka-vitamin-k-supplement" in goes
    assert "vka-consult-prescriber" in comes
    assert "It is not advice" in " ".join(out.split())


def test_several_suppositions_hold_together(run):
    _, out, _ = what_if(
        run, *ON_WARFARIN, "--set", "vitamin_k2=none", "--set", "warfarin=none", "--format", "json"
    )
    told = json.loads(out)
    assert told["format"] == "osteon-what-if/1"
    assert told["profile"]["medications"] == []
    assert [flag["rule_id"] for flag in told["difference"]["comes"]] == []


def test_the_ways_to_clear_a_flag_are_no_orders(run):
    code, out, _ = what_if(run, "--d3", "6000 IU/day", "--nothing-else", "--clear", "vitamin-d-above-ul")
    plain = " ".join(out.split())
    assert code == 0
    assert "1. vitamin D: at most 4,000 IU/day would clear the flag; effort: moderate" in plain
    assert "is not advice" in plain


def test_the_ways_as_data_hold_the_changed_profile(run):
    _, out, _ = what_if(
        run, "--d3", "6000 IU/day", "--nothing-else", "--clear", "vitamin-d-above-ul", "--format", "json"
    )
    (way, *_) = json.loads(out)["ways"]
    assert way["clears"] == "vitamin-d-above-ul"
    assert way["profile"]["d3_dose"] == "4000 IU/day"


def test_nothing_to_propose_is_said_with_the_reason(run):
    code, out, _ = what_if(
        run, "--medication", "warfarin", "--nothing-else", "--clear", "vka-consult-prescriber"
    )
    assert code == 0
    assert "takes a vitamin K antagonist: not something that is proposed to be changed" in " ".join(
        out.split()
    )


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--set", "vitamin_k2=none"), "name one profile"),
        (ON_WARFARIN, "--set NAME=VALUE or --clear RULE"),
        ((*ON_WARFARIN, "--set", "vitamin_k2"), "is not NAME=VALUE"),
        ((*ON_WARFARIN, "--set", "warferin=none"), "did you mean warfarin?"),
        ((*ON_WARFARIN, "--clear", "vka-nato"), "did you mean `vka-natto`?"),
        ((*ON_WARFARIN, "--set", "vitamin_d=5000"), "has no unit"),
    ],
)
def test_what_is_not_understood_is_code_2(run, words, complaint):
    code, _, err = what_if(run, *words)
    assert code == 2
    assert complaint in err


def test_a_trace_is_replayed(run, monkeypatch):
    _, trace, _ = run("evaluate", "--as-of", DAY, *ON_WARFARIN, "--format", "trace")
    piped(monkeypatch, trace)
    code, out, _ = run("replay", "-")
    assert (code, out.startswith("reproduced")) == (0, True)


def test_what_differs_is_code_1_and_named(run, monkeypatch):
    _, trace, _ = run("evaluate", "--as-of", DAY, *ON_WARFARIN, "--format", "trace")
    piped(
        monkeypatch,
        trace.replace('"vka-natto": "unknown"', '"vka-natto": "raised"').replace(
            '"vka-natto": "not raised"', '"vka-natto": "raised"'
        ),
    )
    code, out, _ = run("replay", "-", "--format", "json")
    told = json.loads(out)
    assert (code, told["reproduced"]) == (1, False)
    assert [each["where"] for each in told["differs"]] == ["verdicts.vka-natto"]


@pytest.mark.parametrize(
    ("text", "why"), [("{", "is not JSON"), ("{}", "not a trace"), ('{"a": 1}\n{"a": 2}', "several")]
)
def test_what_is_no_trace_is_code_3(run, monkeypatch, text, why):
    piped(monkeypatch, text)
    code, _, err = run("replay", "-")
    assert code == 3
    assert why in err


def test_the_traces_of_several_profiles_stand_one_a_line(run, tmp_path):
    file = tmp_path / "two.ndjson"
    file.write_text('{"id": "a", "medications": "none"}\n{"id": "b", "age": 720}\n', encoding="utf-8")
    code, out, _ = run("evaluate", "--as-of", DAY, str(file), "--format", "trace")
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 3
    assert first["trace"]["format"] == "osteon-trace/1"
    assert second["problems"]
