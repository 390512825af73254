"""Whatever shape a line of an export has, it is read as `osteon.from_fhir` reads it, or set aside with a reason."""

import json

import pytest

from osteon import load_rulebook
from osteon.doors.registry import spread_sql, spreading
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.run import COLUMNS, run
from osteon.doors.tables import ColumnMap
from tests.unit.doors.registry.registries import DAY, order, quarantine, verdicts
from tests.unit.doors.registry.test_bulk import PRODUCT, expected, told, tricky, written

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"


def statement(name="Cholecalciferol 5000 UNT Oral Capsule", **more):
    return {
        "resourceType": "MedicationStatement", "status": "active",
        "medicationCodeableConcept": {"text": name}, "effectivePeriod": {"start": "2026-01-05"}, **more,
    }  # fmt: skip


def every(period, unit="d"):
    return [{"timing": {"repeat": {"frequency": 1, "period": period, "periodUnit": unit}}, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "capsule"}}]}]  # fmt: skip


def coded(*codings, kind="Condition", **more):
    return {"resourceType": kind, "code": {"coding": [{"system": s, "code": c} for s, c in codings]}, **more}


ODD = {
    "a period that is no whole number": [statement(dosage=every(2.5)), statement("warfarin")],
    "a period of a whole number": [statement(dosage=every(2))],
    "an amount of many digits": [statement(dosage=[{"text": "1 capsule daily"}], note=[{"text": "0.1000000001"}])],
    "the second coding decides": [coded(("http://example.org", "x"), (SNOMED, "64859006"))],
    "no coding is known": [coded(("http://example.org", "x"), ("http://example.org", "y"))],
    "a field that no other has": [statement("warfarin", partOf=[{"reference": "Procedure/1"}])],
    "an extension beside a date": [statement("warfarin", _effectiveDateTime={"extension": []})],
    "a period with more than two ends": [{**statement("warfarin"), "effectivePeriod": {"start": "2026-01", "id": "x"}}],
    "a period that is a text": [{**statement("warfarin"), "effectivePeriod": "2026"}],
    "a date that is a number": [coded((SNOMED, "64859006"), onsetDateTime=2020)],
    "a date that is an object": [coded((SNOMED, "64859006"), onsetDateTime={"x": 1})],
    "an empty date": [coded((SNOMED, "64859006"), onsetDateTime="")],
    "an instant of another zone": [{"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": LOINC, "code": "6301-6"}]}, "effectiveDateTime": "2026-11-24T23:30:00-11:00", "valueQuantity": {"value": 4.6, "unit": "1"}}],
    "a day that is none": [coded((SNOMED, "64859006"), onsetDateTime="2026-02-30")],
    "a month that is none": [coded((SNOMED, "64859006"), onsetDateTime="2026-13")],
    "a year of five digits": [coded((SNOMED, "64859006"), onsetDateTime="12026-01-01")],
    "a word that databases take for a date": [coded((SNOMED, "64859006"), onsetDateTime="infinity")],
    "a day without its noughts": [coded((SNOMED, "64859006"), onsetDateTime="2020-1-5")],
    "fields that are null": [{**statement("warfarin"), "status": None, "dosage": None}],
    "text in quotes and beyond ASCII": [statement('Wärfarin "forte" \\ 5\n'), statement("warfarin")],
    "a status that is a list": [{**statement("warfarin"), "status": ["active"]}],
    "the type is no text": [{**statement("warfarin"), "resourceType": ["x"]}, statement("warfarin")],
    "a medicine told twice": [statement("warfarin"), statement("warfarin")],
    "an order and what was handed over": [
        {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "authoredOn": "2026-10-01", "medicationCodeableConcept": {"text": "warfarin"}},
        {"resourceType": "MedicationDispense", "status": "completed", "whenHandedOver": "2026-10-02", "daysSupply": {"value": 90}, "medicationCodeableConcept": {"text": "warfarin"}},
    ],
    "a result of two results": [{"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": LOINC, "code": "6301-6"}]}, "effectiveDateTime": f"2026-11-{day}", "valueQuantity": {"value": value, "unit": "1"}} for day, value in ((20, 2.5), (21, 5.25))],
    "a pregnancy": [coded((SNOMED, "77386006"), onsetDateTime="2026-08-01")],
}  # fmt: skip


def odd_export(folder, shapes=ODD):
    resources = []
    for at, (what, theirs) in enumerate(shapes.items()):
        patient = f"p{at}"
        resources.append(
            told({"resourceType": "Patient", "birthDate": "1950-02-28", "gender": "female"}, patient, 0)
        )
        resources += [told(dict(each), patient, number, note=each.get("note", [{"text": what}])) for number, each in enumerate(theirs, 1)]  # fmt: skip
    twice = told(statement("warfarin", note=[{"text": "this very resource stands twice"}]), "p0", 9)
    resources += [twice, twice, PRODUCT]
    folder.mkdir()
    with (folder / "everything.ndjson").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in resources)
    return folder, resources


def read(source, out, **more):
    lines = run(order(source, out, engine=COLUMNS, **more))
    return verdicts(out), [line["account"] for line in lines]


def readable(resources):
    return [each for each in resources if isinstance(each["resourceType"], str)]


def test_odd_shapes_are_read_as_from_fhir_reads_them(tmp_path):
    source, resources = odd_export(tmp_path / "export")
    found, (account,) = read(source, tmp_path / "out")
    assert found == expected(readable(resources))
    assert account["patients"]["used"] == len(ODD)
    assert account["Medication"] == {"as part of what refers to it": 1}
    assert sum(sum(counts.values()) for kind, counts in account.items() if kind != "patients") == len(
        resources
    )
    assert quarantine(tmp_path / "out") == []


@pytest.fixture
def learning_from_one_line(monkeypatch):
    monkeypatch.setattr(spread_sql, "_SAMPLE", 1)
    monkeypatch.setattr(spreading, "_FIRST_LINES", 1)


def test_what_the_first_lines_did_not_say_is_read_like_the_rest(tmp_path, learning_from_one_line):
    source, resources = odd_export(tmp_path / "export")
    found, (account,) = read(source, tmp_path / "out")
    assert found == expected(readable(resources))
    assert sum(sum(counts.values()) for kind, counts in account.items() if kind != "patients") == len(
        resources
    )


def test_an_export_comes_to_the_same_however_much_of_it_was_foreseen(tmp_path, monkeypatch):
    source = written(tmp_path / "export", [*tricky(8, 25), PRODUCT])
    at_once = read(source, tmp_path / "a")
    for sample, first in ((1, 1), (50, 7)):
        monkeypatch.setattr(spread_sql, "_SAMPLE", sample)
        monkeypatch.setattr(spreading, "_FIRST_LINES", first)
        assert read(source, tmp_path / f"b{sample}-{first}") == at_once


REFERENCES = (
    "Patient/{}",
    "https://example.org/fhir/Patient/{}",
    "Patient/{}/_history/3",
    "{}",
    "Patient/{}/",
)


def test_a_reference_may_be_written_in_every_way(tmp_path):
    plain, resources = [], []
    for at, reference in enumerate(REFERENCES):
        person = told({"resourceType": "Patient", "birthDate": "1950"}, f"p{at}", 0)
        taken = told(statement("warfarin"), f"p{at}", 1)
        plain += [person, taken]
        resources += [person, {**taken, "subject": {"reference": reference.format(f"p{at}")}}]
    assert read(written(tmp_path / "export", resources), tmp_path / "out")[0] == expected(plain)


BAD = {
    '{"resourceType": "Condition", "co': "this is not JSON",
    '[{"resourceType": "Condition"}]': "a resource is an object",
    "7": "a resource is an object",
    '{"resourceType": "Condition", "id": "a", "id": "b"}': "the key 'id' stands twice",
    '{"resourceType": "Condition", "code": {"text": "x", "text": "osteoporosis"}}': "the key 'text' stands twice",
    '{"resourceType": "Observation", "valueQuantity": {"value": NaN}}': "JSON has no NaN",
    '{"resourceType": "Condition", "Code": {"text": "osteoporosis"}, "code": 1}': "is written",
    '{"resourceType": "Condition", "a b": 1}': "no field of FHIR is called",
}


def test_lines_that_are_no_resources_are_set_aside_and_the_others_are_read(tmp_path):
    resources = [*tricky(9, 6), PRODUCT]
    source = written(tmp_path / "export", resources)
    path, places = source / "Condition.ndjson", {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for line, why in BAD.items():
        lines.insert(len(lines) // 2, line)
        places[line] = why
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found, (account,) = read(source, tmp_path / "out")
    assert found == expected(resources)
    bad = {each["place"]: each["why"] for each in quarantine(tmp_path / "out")}
    assert account["lines and resources of nobody"] == {"quarantined": len(BAD)} and len(bad) == len(BAD)
    for at, line in enumerate(lines, 1):
        assert (f"{path}:{at}" in bad) is (line in BAD)
        assert line not in BAD or BAD[line] in bad[f"{path}:{at}"]


def test_each_bad_line_is_enough_to_be_found(tmp_path):
    for at, (line, why) in enumerate(BAD.items()):
        source = written(tmp_path / f"{at}", [told(coded((SNOMED, "64859006")), "p0", 1)])
        with (source / "Condition.ndjson").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        how = Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path / f"kept-{at}"))
        bulk = input_at(str(source), how)
        (bad, nobody) = (*bulk.set_aside(bulk.partitions(10)[0]), None)
        assert why in bad.why and nobody is None


def test_files_without_a_line_and_lines_without_anything_are_nothing(tmp_path):
    resources = [*tricky(10, 4), PRODUCT]
    source = written(tmp_path / "export", resources)
    (source / "Empty.ndjson").write_bytes(b"")
    (source / "Blank.ndjson").write_bytes(b"\n\n")
    with (source / "Patient.ndjson").open("a", encoding="utf-8") as file:
        file.write("\n\n")
    assert read(source, tmp_path / "out")[0] == expected(resources)
