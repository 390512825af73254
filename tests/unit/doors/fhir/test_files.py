"""Records on the command line: files, packed files, lines, folders of an export, and their account as a table."""

import gzip
import json

import pytest

from osteon.doors.cli import main
from tests.unit.doors.fhir.records import AS_OF, bundle, order, patient

WARFARIN = bundle(patient(), order("warfarin"))


def run(capsys, *words):
    code = main(["evaluate", *map(str, words), "--as-of", AS_OF])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a.ndjson", "a.ndjson.gz"])
def test_a_record_is_found_in_every_kind_of_file(tmp_path, capsys, name):
    path = tmp_path / name
    text = json.dumps(WARFARIN).encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    code, out, _ = run(capsys, path, "--format", "ndjson")
    assert code == 1
    assert "vka-consult-prescriber" in out


def test_lines_are_taken_apart_by_patient(tmp_path, capsys):
    path = tmp_path / "all.ndjson"
    lines = [
        patient(id="one"),
        patient(id="two"),
        order("warfarin"),
        order("digoxin", subject={"reference": "Patient/two"}),
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    _, out, _ = run(capsys, path, "--format", "ndjson")
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in answers] == ["one", "two"]
    raised = [{each["rule_id"] for each in answer["report"]["advisories"]} for answer in answers]
    assert "vka-consult-prescriber" in raised[0] and "vka-consult-prescriber" not in raised[1]


def test_among_several_patients_what_names_nobody_is_nobodys(tmp_path, capsys):
    path = tmp_path / "all.ndjson"
    lines = [patient(id="one"), patient(id="two"), order("warfarin", subject=None)]
    path.write_text("\n".join(map(json.dumps, lines)))
    _, out, _ = run(capsys, path, "--format", "ndjson")
    for answer in map(json.loads, out.splitlines()):
        assert answer["report"]["advisories"] == []
    assert "it does not say whose it is" in out


def test_a_folder_of_an_export_is_put_together_by_patient(tmp_path, capsys):
    (tmp_path / "Patient.ndjson").write_text(
        json.dumps(patient()) + "\n" + json.dumps(patient(id="two")) + "\n"
    )
    (tmp_path / "MedicationRequest.ndjson").write_text(json.dumps(order("warfarin")) + "\n")
    _, out, _ = run(capsys, tmp_path, "--format", "ndjson")
    answers = {answer["id"]: answer for answer in map(json.loads, out.splitlines())}
    assert set(answers) == {"one", "two"}
    raised = {each["rule_id"] for each in answers["one"]["report"]["advisories"]}
    assert "vka-consult-prescriber" in raised


def test_a_folder_of_bundles_gives_an_answer_for_each(tmp_path, capsys):
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(
            json.dumps(bundle(patient(id=name), order("warfarin", subject=None)))
        )
    (tmp_path / "c.json").write_text(json.dumps({"id": "ours", "medications": ["warfarin"]}))
    _, out, _ = run(capsys, tmp_path, "--format", "ndjson")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b", "ours"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"resourceType": "Bundle"', "$: this is not JSON"),
        ('{"resourceType": 5}', "$: FHIR is a resource"),
        (json.dumps(bundle(patient(deceasedBoolean=True))), "the patient has died"),
    ],
)
def test_a_record_without_an_answer_is_an_error(tmp_path, capsys, text, message):
    path = tmp_path / "a.json"
    path.write_text(text)
    code, out, err = run(capsys, path)
    assert (code, out) == (3, "")
    assert message in err


def test_a_broken_packed_file_is_an_error(tmp_path, capsys):
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(json.dumps(WARFARIN).encode())[:-20])
    code, _, err = run(capsys, path)
    assert code == 3
    assert "cannot be read" in err


def test_the_account_is_a_table(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(bundle(patient(), order("warfarin"), {"resourceType": "Encounter"}, total=9)))
    code, out, _ = run(capsys, path, "--explain-input")
    assert code == 0
    assert "MedicationRequest/order  uncertain" in out
    assert "3 entries: 1 read into facts, 1 uncertain, 1 not relevant, 0 not readable" in out
    assert "so the lists are not whole" in out
    assert "advisor" not in out


def test_a_profile_of_our_own_form_is_accounted_for_too(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"medications": ["warfarin"], "conditions": [{"name": "osteoporosis"}]}))
    code, out, _ = run(capsys, path, "--explain-input")
    assert code == 0
    assert "2 entries: 2 read into facts" in out


def test_a_report_is_written_as_fhir(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(WARFARIN))
    _, out, _ = run(capsys, path, "--format", "fhir")
    assert [each["resource"]["resourceType"] for each in json.loads(out)["entry"]][:2] == [
        "GuidanceResponse",
        "DetectedIssue",
    ]


def test_a_plain_profile_loads_nothing_of_this(tmp_path):
    import subprocess
    import sys

    path = tmp_path / "a.json"
    path.write_text(json.dumps({"medications": ["warfarin"], "supplements": ["vitamin D3 5000 IU/day"]}))
    program = (
        "import sys\nfrom osteon.doors.cli import main\n"
        f"main(['evaluate', {str(path)!r}, '--as-of', '2026-11-24'])\n"
        "print(*[n for n in sys.modules if 'fhir' in n or n.endswith(('.sigs', '.labels', '.tables', 'gzip', 'csv'))], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
