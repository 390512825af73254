"""An export of FHIR is read as `osteon.from_fhir` reads each of its patients, and loses nothing."""

import gzip
import json
import random
from typing import ClassVar

import pytest

from osteon import from_fhir, load_rulebook
from osteon.basics.records import replace
from osteon.doors.fhir import reading
from osteon.doors.registry import bulk, bulk_patients, spreading_files
from osteon.doors.registry.bulk_contents import Contents
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.run import COLUMNS, run
from osteon.doors.registry.single import Single
from osteon.doors.registry.spread_sql import IDLE
from osteon.doors.registry.stand_ins import WAYS, stand_ins
from osteon.doors.synth.writing import FHIR
from osteon.doors.tables import ColumnMap
from tests.unit.doors.registry.registries import DAY, order, quarantine, synthetic, verdicts


def whose(resource):
    about = resource.get("subject") or resource.get("patient")
    return resource["id"] if resource["resourceType"] == "Patient" else about["reference"].rpartition("/")[2]


def written(folder, resources):
    folder.mkdir()
    for resource in resources:
        with (folder / f"{resource['resourceType']}.ndjson").open("a", encoding="utf-8") as file:
            file.write(json.dumps(resource) + "\n")
    return folder


def told(resource, patient, number, **more):
    kind = resource.pop("resourceType")
    about = {} if kind == "Patient" else {"subject": {"reference": f"Patient/{patient}"}}
    own = patient if kind == "Patient" else f"{patient}-{number}"
    return {"resourceType": kind, "id": own, **about, **resource, **more}


def tricky(seed, patients):
    """Patients in whom resources depend on each other, on their own dates, and on odd words."""
    chance = random.Random(seed)
    days = ["2026-11-24", "2026-11-23", "2026-11-25", "2026-11", "2026", "2025-02", "2019-01-05", "2031-05-01", "1999", "soon", "2026-02-30", "2026-10-01T10:00:00Z"]  # fmt: skip
    for at in range(patients):
        patient = f"p{at:04}"
        person = {"birthDate": chance.choice(["1950-02-28", "1990", "2010-05", "2040-01-01", "old"]), "gender": chance.choice(["female", "male", "other"])}  # fmt: skip
        if chance.random() < 0.1:
            person["deceasedDateTime"] = chance.choice(days)
        yield told({"resourceType": "Patient", **person}, patient, 0)
        for number in range(1, chance.randrange(2, 7)):
            yield told(one(chance, days), patient, number)


def one(chance, days):
    name = chance.choice(["warfarin", "apixaban", "Cholecalciferol 5000 UNT Oral Capsule", "MK-7", "levothyroxine", "Zyxelor forte"])  # fmt: skip
    status = chance.choice(["active", "stopped", "intended", "on-hold", "completed", "unknown", "entered-in-error", "odd", ""])  # fmt: skip
    day, other = chance.choice(days), chance.choice(days)
    kind = chance.randrange(9)
    if kind == 0:
        period = {"effectivePeriod": {"start": day, "end": other}}
        return {"resourceType": "MedicationStatement", "status": status, "medicationCodeableConcept": {"text": name}, **period, "dosage": [{"text": "1 capsule daily"}]}  # fmt: skip
    if kind == 1:
        bounds = {
            "dosageInstruction": [
                {"text": "1 cap weekly", "timing": {"repeat": {"boundsPeriod": {"start": other}}}}
            ]
        }
        return {"resourceType": "MedicationRequest", "status": status, "intent": "order", "authoredOn": day, "medicationCodeableConcept": {"text": name}, **bounds}  # fmt: skip
    if kind == 2:
        return {"resourceType": "MedicationAdministration", "status": "completed", "effectiveDateTime": day, "medicationCodeableConcept": {"text": name}}  # fmt: skip
    if kind == 3:
        return {"resourceType": "Condition", "code": {"text": chance.choice(["osteoporosis", "Pregnant", "atrial fibrillation"])}, "onsetDateTime": day, "abatementDateTime": other} if chance.random() < 0.3 else {"resourceType": "Condition", "code": {"text": chance.choice(["osteoporosis", "Pregnant"])}, "onsetDateTime": day}  # fmt: skip
    if kind == 4:
        code = {
            "coding": [
                {"system": "http://loinc.org", "code": chance.choice(["6301-6", "82810-3", "33914-3"])}
            ]
        }
        return {"resourceType": "Observation", "status": "final", "code": code, "effectiveDateTime": day, "valueQuantity": {"value": chance.choice([2.4, 4.6, 29]), "unit": chance.choice(["1", "mL/min/{1.73_m2}", "parsecs"])}}  # fmt: skip
    if kind == 5:
        return {"resourceType": "MedicationDispense", "status": "completed", "whenHandedOver": day, "daysSupply": {"value": 30}, "medicationCodeableConcept": {"text": name}}  # fmt: skip
    if kind == 6:
        return {"resourceType": "Procedure", "status": "completed", "code": {"text": "hip replacement surgery"}, "performedDateTime": day}  # fmt: skip
    if kind == 7:
        return {"resourceType": "AllergyIntolerance", "code": {"text": "soy"}, "verificationStatus": {"coding": [{"code": status or "confirmed"}]}}  # fmt: skip
    return {"resourceType": "MedicationStatement", "status": "active", "medicationReference": {"reference": "Medication/d3"}, "dosage": [{"text": "1 capsule daily"}]}  # fmt: skip


PRODUCT = {
    "resourceType": "Medication",
    "id": "d3",
    "code": {"text": "Cholecalciferol 5000 UNT Oral Capsule"},
}


def expected(resources):
    """The rows that one patient after the other comes to, each read alone by `from_fhir`."""
    single, by_patient = Single(load_rulebook(), DAY), {}
    for resource in resources:
        if resource["resourceType"] != "Medication":
            by_patient.setdefault(whose(resource), []).append(resource)
    rows = []
    for patient, record in by_patient.items():
        document = from_fhir([*record, PRODUCT], as_of=DAY).document()
        if not document.get("deceased"):
            rows += single.verdicts(patient, document)
    return sorted(rows)


@pytest.mark.parametrize("most_kept", [0, 100_000])
def test_patients_of_an_export_have_the_verdicts_that_from_fhir_gives_them(tmp_path, monkeypatch, most_kept):
    monkeypatch.setattr(bulk, "_MOST_KEPT", most_kept)
    resources = [*tricky(3, 150), PRODUCT]
    source = written(tmp_path / "export", resources)
    run(order(source, tmp_path / "out", engine=COLUMNS, partition_patients=50))
    assert verdicts(tmp_path / "out") == expected(resources)


def test_a_synthetic_export_has_the_verdicts_that_from_fhir_gives(tmp_path):
    source = synthetic(tmp_path / "export", 120, FHIR)
    resources = [
        json.loads(line)
        for file in source.iterdir()
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    run(order(source, tmp_path / "out", engine=COLUMNS))
    assert verdicts(tmp_path / "out") == expected(resources)


def test_torn_lines_and_resources_of_nobody_are_set_aside_with_place_and_reason(tmp_path):
    source = written(
        tmp_path / "export",
        [*tricky(4, 5), {"resourceType": "Condition", "id": "lost", "code": {"text": "osteoporosis"}}],
    )
    with (source / "Condition.ndjson").open("a", encoding="utf-8") as file:
        file.write('{"resourceType": "Condition", "co\n')
    out = tmp_path / "out"
    lines = run(order(source, out))
    bad = {each["place"]: each["why"] for each in quarantine(out)}
    (torn,) = [place for place in bad if "Condition.ndjson:" in place]
    assert bad[torn].startswith("this is not JSON")
    assert bad["Condition/lost"] == "it does not say whose it is"
    assert (
        sum(line["account"].get("lines and resources of nobody", {}).get("quarantined", 0) for line in lines)
        == 2
    )
    assert (
        len({patient for patient, *_ in verdicts(out)})
        + sum(line["account"]["patients"].get("deceased", 0) for line in lines)
        == 5
    )


@pytest.mark.parametrize(
    ("uneven", "compiling"),
    [(100, 1 << 60), (100, 0), (0, 0)],
    ids=["by whole files", "by whole files, compiled", "by one process, compiled"],
)
def test_files_that_several_processes_spread_come_to_what_one_makes_of_them(
    tmp_path, monkeypatch, uneven, compiling
):
    lost = {"resourceType": "Condition", "id": "lost", "code": {"text": "osteoporosis"}}
    source = written(tmp_path / "export", [*tricky(6, 60), PRODUCT, lost])
    for name in ("Condition", "Patient"):
        with (source / f"{name}.ndjson").open("a", encoding="utf-8") as file:
            file.write('{"resourceType": "Condition", "co\n')
    monkeypatch.setattr(spreading_files, "_WORTH_COMPILING", compiling)
    with monkeypatch.context() as patch:
        # A run of one process begins no other to read an export: who asked for it may not be ready for one.
        patch.setattr(spreading_files, "fresh_processes", None)
        one = run(order(source, tmp_path / "one", engine=COLUMNS, partition_patients=20))
    monkeypatch.setattr(spreading_files, "_WORTH_BYTES", 0)
    monkeypatch.setattr(spreading_files, "_UNEVEN", uneven)
    several = run(order(source, tmp_path / "several", engine=COLUMNS, partition_patients=20, jobs=2))
    assert len(one) > 1
    assert verdicts(tmp_path / "several") == verdicts(tmp_path / "one")
    assert quarantine(tmp_path / "several") == quarantine(tmp_path / "one")
    assert [each["account"] for each in several] == [each["account"] for each in one]
    assert not list((tmp_path / "several" / "intake").glob("file-*"))


def test_a_group_too_large_to_be_held_at_once_is_put_together_in_pieces(tmp_path, monkeypatch):
    resources = [
        *tricky(7, 60),
        PRODUCT,
        {"resourceType": "Condition", "id": "lost", "code": {"text": "osteoporosis"}},
    ]
    source = written(tmp_path / "export", resources)
    run(order(source, tmp_path / "whole", engine=COLUMNS))
    monkeypatch.setattr(bulk_patients, "_ROWS_AT_ONCE", 5)
    run(order(source, tmp_path / "pieces", engine=COLUMNS))
    assert verdicts(tmp_path / "pieces") == verdicts(tmp_path / "whole")
    assert quarantine(tmp_path / "pieces") == quarantine(tmp_path / "whole")


def test_every_resource_is_in_the_account(tmp_path):
    resources = [
        *tricky(5, 40),
        {"resourceType": "Encounter", "id": "e", "subject": {"reference": "Patient/p0001"}},
    ]
    lines = run(order(written(tmp_path / "export", resources), tmp_path / "out"))
    counted = {}
    for line in lines:
        for kind, counts in line["account"].items():
            counted[kind] = counted.get(kind, 0) + sum(counts.values())
    for kind in {each["resourceType"] for each in resources}:
        assert counted[kind] == sum(each["resourceType"] == kind for each in resources), kind


def test_a_packed_export_is_the_same(tmp_path):
    plain = synthetic(tmp_path / "export", 40, FHIR)
    packed = tmp_path / "packed"
    packed.mkdir()
    for file in plain.iterdir():
        (packed / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    for name, source in (("a", plain), ("b", packed)):
        run(order(source, tmp_path / name))
    assert verdicts(tmp_path / "a") == verdicts(tmp_path / "b")


class Watched(dict):
    """A resource that remembers which of its own fields were asked for."""

    asked: ClassVar[set[str]] = set()

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)

    def __contains__(self, key):
        self.asked.add(key)
        return super().__contains__(key)

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


def test_nobody_reads_the_fields_that_are_left_out(monkeypatch):
    """If a reader of FHIR begins to read one of them, this fails and IDLE has to be mended."""
    Watched.asked = set()
    contents = Contents(reading.Reader(load_rulebook()).namer, DAY, lambda _: None)
    monkeypatch.setattr("osteon.doors.registry.bulk_contents.with_dates", lambda content, dates: content)
    monkeypatch.setattr(
        "osteon.doors.registry.bulk_contents.found_at",
        lambda kind, resource: reading.Found(kind, Watched(resource), kind, "x"),
    )
    for resource in tricky(6, 120):
        contents._with(resource["resourceType"], resource, [None] * 19)
    own = Watched.asked - {"id", "contained"}
    assert "status" in own and "code" in own
    # The id and the patient are asked for to say whose and which it is, and `text` only where it is a plain text.
    assert own & set(IDLE) <= {"text"}


@pytest.mark.parametrize("classes", ["-pp", "ppf", "xyo", "e?n", "uvf"])
def test_stand_ins_are_told_apart_and_of_the_right_side(classes):
    for way in WAYS:
        found = stand_ins(classes, DAY, way)
        dated = [each for each, letter in zip(found, classes, strict=True) if letter in "pfxyuv"]
        assert len(set(dated)) == len(dated)
        for letter, day in zip(classes, found, strict=True):
            if letter in "pxy":
                assert day < DAY.isoformat()
            if letter in "fuv":
                assert day > DAY.isoformat()


def test_a_patient_is_found_by_its_id(tmp_path):
    source = synthetic(tmp_path / "export", 30, FHIR)
    how = Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path / "kept"))
    assert input_at(str(source), how).find("p000000007").document["id"] == "p000000007"
    assert input_at(str(source), how).find("nobody") is None


def test_what_another_pack_made_of_an_export_is_not_taken(tmp_path):
    """What resources say is kept beside a run as one pack reads it."""
    source, rulebook = synthetic(tmp_path / "export", 5, FHIR), load_rulebook()
    for book in (rulebook, replace(rulebook, hash="another")):
        input_at(str(source), Reading(book, DAY, ColumnMap(), str(tmp_path / "kept"))).partitions(10)
        made = json.loads((tmp_path / "kept" / "intake" / "made.json").read_text(encoding="utf-8"))
        assert made["of"]["pack_hash"] == book.hash
