"""`osteon evaluate`: where profiles come from, in which form reports go out."""

import io
import json
import sys

import pytest

from osteon import evaluate
from osteon.knowledge.shelf import load_rulebook
from tests.unit.doors.conftest import DAY, PACK, PATIENTS

QUIET = PATIENTS / "quiet.json"


@pytest.fixture
def standard_input(monkeypatch):
    def give(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_the_json_is_the_library_s_report(osteon):
    profile = json.loads(QUIET.read_text(encoding="utf-8"))
    report = evaluate(profile, as_of=DAY, rulebook=load_rulebook(PACK))
    assert osteon("evaluate", QUIET, "--format", "json").out == report.to_json(indent=2) + "\n"


def test_json_and_yaml_of_the_same_patient_give_the_same_report(osteon, tmp_path):
    (tmp_path / "p.json").write_text(
        '{"age": 72, "medications": ["Coumadin"], "pregnant": false}', encoding="utf-8"
    )
    (tmp_path / "p.yaml").write_text("age: 72\nmedications: [Coumadin]\npregnant: no\n", encoding="utf-8")
    told = [osteon("evaluate", tmp_path / name, "--format", "json").out for name in ("p.json", "p.yaml")]
    assert told[0] == told[1]


@pytest.mark.parametrize("text", ['{"id": "x"}', '{\n  "id": "x"\n}\n', "id: x\n", '\ufeff{"id": "x"}'])
def test_standard_input_may_be_json_or_yaml(osteon, standard_input, text):
    standard_input(text)
    report = json.loads(osteon("evaluate", "-", "--format", "json").out)
    assert report["format"] == "osteon-report/1"


def test_standard_input_with_one_profile_a_line_gives_a_list(osteon, standard_input):
    standard_input('{"id": "x"}\n\n{"id": "y"}\n')
    records = json.loads(osteon("evaluate", "-", "--format", "json").out)
    assert [(record["source"], record["id"]) for record in records] == [
        ("standard input:1", "x"),
        ("standard input:3", "y"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_empty_standard_input_is_an_error(osteon, standard_input, text):
    standard_input(text)
    ran = osteon("evaluate", "-")
    assert (ran.code, ran.out) == (3, "")
    assert "empty" in ran.err or "no profile" in ran.err


def test_a_list_is_one_line_for_each_profile_even_if_there_is_only_one(osteon, tmp_path):
    (tmp_path / "one.ndjson").write_text('{"id": "x"}\n', encoding="utf-8")
    records = json.loads(osteon("evaluate", tmp_path / "one.ndjson", "--format", "json").out)
    assert [record["id"] for record in records] == ["x"]


def test_a_folder_is_read_in_order_with_what_lies_below_it(osteon, tmp_path):
    for name in ("b.json", "a/z.yaml", "a/y.json", ".hidden.json", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"id": "x"}', encoding="utf-8")
    lines = osteon("evaluate", tmp_path, "--format", "ndjson").out.splitlines()
    assert [json.loads(line)["source"].removeprefix(f"{tmp_path}/") for line in lines] == [
        "b.json",
        "a/y.json",
        "a/z.yaml",
    ]


def test_a_folder_without_profiles_is_an_error(osteon, tmp_path):
    ran = osteon("evaluate", tmp_path)
    assert ran.code == 3
    assert "no profile" in ran.err


def test_what_is_wrong_with_a_profile_stands_in_the_list_as_well(osteon):
    records = json.loads(osteon("evaluate", PATIENTS / "ward", "--format", "json").out)
    wrong = records[2]
    assert wrong["source"].endswith("b.ndjson:2")
    assert wrong["problems"][0]["place"].endswith("b.ndjson:2:51")
    assert "report" not in wrong


def test_nothing_else_closes_every_list(osteon):
    said = ["--medication", "warfarin", "--age", "60", "--not-pregnant"]
    undecided = "UNDECIDED\n  Nothing"
    assert undecided not in osteon("evaluate", *said).out
    assert undecided in osteon("evaluate", *said, "--nothing-else").out


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        (["--medication", "a", "--medication", "b"], {"medications": ["a", "b"]}),
        (["--supplement", "x 5 mg"], {"supplements": ["x 5 mg"]}),
        (["--condition", "osteoporosis"], {"conditions": ["osteoporosis"]}),
        (["--d3", "5000 IU/day"], {"d3_dose": "5000 IU/day"}),
        (["--take", "vitamin k2 = none", "--take", "x=1 mg"], {"takes": {"vitamin k2": "none", "x": "1 mg"}}),
        (["--osteoporosis"], {"osteoporosis": True}),
        (["--no-osteoporosis"], {"osteoporosis": False}),
        (["--pregnant"], {"pregnant": True}),
        (["--not-pregnant"], {"pregnant": False}),
        (["--age", "72", "--sex", "female"], {"age": 72, "sex": "female"}),
        ([], None),
        (
            ["--medication", "a", "--nothing-else"],
            {
                "medications": ["a"],
                "supplements": "none",
                "conditions": "none",
                "surgeries": "none",
                "allergies": "none",
                "complete": "yes",
            },
        ),
    ],
)
def test_options_describe_a_patient(options, fields):
    from argparse import ArgumentParser

    from osteon.doors.cli import inline

    parser = ArgumentParser()
    inline.describe(parser)
    assert inline.patient_in(parser.parse_args(options)) == fields


def test_an_output_file_appears_only_when_it_is_complete(osteon, tmp_path):
    page = tmp_path / "report.html"
    assert osteon("evaluate", QUIET, "--format", "html", "--output", page).out == ""
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    page.write_text("yesterday's", encoding="utf-8")
    assert osteon("evaluate", PATIENTS / "nobody.json", "--output", page).code == 3
    assert page.read_text(encoding="utf-8") == "yesterday's"
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_an_output_file_that_cannot_be_written_is_a_mistake_in_the_command(osteon, tmp_path):
    ran = osteon("evaluate", QUIET, "--output", tmp_path / "nowhere" / "report.html")
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_an_output_that_is_no_file_is_written_and_not_replaced(osteon):
    assert osteon("evaluate", QUIET, "--output", "/dev/null").code == 0
    import stat
    from pathlib import Path

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_half_a_letter_in_a_record_does_not_stop_the_output(osteon, tmp_path):
    (tmp_path / "p.json").write_text('{"id": "\\ud83d", "medications": ["\\ud83d"]}', encoding="utf-8")
    for form in ("table", "json", "ndjson", "markdown", "html"):
        page = tmp_path / f"report.{form}"
        assert osteon("evaluate", tmp_path / "p.json", "--format", form, "--output", page).code == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["not_assessed"][0]["what"] == "\ud83d"


def test_many_profiles_are_counted_in_plain_lines(osteon, tmp_path):
    (tmp_path / "many.ndjson").write_text('{"id": "x"}\n' * 1_001, encoding="utf-8")
    ran = osteon("evaluate", tmp_path / "many.ndjson", "--format", "ndjson")
    assert len(ran.out.splitlines()) == 1_001
    assert ran.err == "osteon: 1,000 profiles so far\nosteon: 1,001 profiles evaluated\n"
