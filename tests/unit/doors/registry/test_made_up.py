"""Made-up registries: the same for a seed, whatever is asked for, and odd where real ones are."""

import json

import duckdb
import pytest

from osteon import RunError
from osteon.doors.synth import drawing
from osteon.doors.synth.drawing import blocks
from osteon.doors.synth.writing import FHIR, FLAT, RELATIONAL, synthesise
from tests.unit.doors.registry.registries import DAY, synthetic


def rows(folder, table):
    return duckdb.sql(f"SELECT * FROM '{folder}/{table}.parquet' ORDER BY ALL").fetchall()


def test_a_seed_gives_the_same_patients_and_another_seed_others(tmp_path):
    first, again, other = (
        synthetic(tmp_path / name, 300, seed=seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert rows(first, "medications") == rows(again, "medications")
    assert rows(first, "medications") != rows(other, "medications")


def test_the_first_patients_are_the_same_however_many_are_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 100)
    few, many = synthetic(tmp_path / "few", 130), synthetic(tmp_path / "many", 300)
    for table in ("patients", "medications", "tests"):
        kept = [row for row in rows(many, table) if row[0] < "p000000130"]
        assert rows(few, table) == kept


def test_what_is_missing_in_real_registries_is_missing_here():
    (block,) = blocks(drawing.BLOCK, 1, DAY)
    taken, tested = block.lists["supplements"], block.lists["tests"]
    told = set(block.person["supplements_told"])
    assert told == {"complete", "incomplete", "none", "unknown", ""}
    assert {"", "5000"} < set(taken.columns["amount"])
    assert {"stopped", "planned", "unknown", "entered in error", ""} < set(taken.columns["status"])
    assert "" in set(tested.columns["date"])
    assert {len(each) for each in block.person["birth_date"]} == {4, 7, 10}
    assert "Osteobloom Ultra" in set(taken.columns["name"])


@pytest.mark.parametrize("form", [RELATIONAL, FLAT, FHIR])
def test_every_form_holds_every_patient(tmp_path, form):
    folder = synthetic(tmp_path / form, 50, form)
    if form == FHIR:
        lines = (folder / "Patient.ndjson").read_text(encoding="utf-8").splitlines()
        assert len({json.loads(line)["id"] for line in lines}) == 50
        for file in folder.iterdir():
            assert all(
                json.loads(line)["resourceType"] == file.stem
                for line in file.read_text(encoding="utf-8").splitlines()
            )
    else:
        (name,) = [each.stem for each in folder.iterdir() if each.name.startswith("patients")]
        assert len(rows(folder, name)) == 50


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("x")
    with pytest.raises(RunError, match="is not empty"):
        next(synthesise(1, 1, str(tmp_path), RELATIONAL, DAY))
