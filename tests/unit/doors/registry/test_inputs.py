"""Flat and relational registries: what is good is screened, what is bad is set aside and named."""

import gzip
import json
import os
import subprocess
import sys

import duckdb
import pytest

import osteon
from osteon import RunError, load_rulebook
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.lines import records
from osteon.doors.registry.partition import Bad
from osteon.doors.registry.run import COLUMNS, SINGLE, run
from osteon.doors.synth.writing import FLAT
from osteon.doors.tables import ColumnMap
from tests.unit.doors.registry.registries import DAY, order, quarantine, synthetic, table, verdicts

ROWS = [
    {"id": "a", "age": "72", "medications": "warfarin", "supplements": "MK-7 100 mcg/day"},
    {"id": "b", "age": "720", "medications": "warfarin", "supplements": ""},
    {"id": "c", "age": "50", "medications": "none", "supplements": "line\nbreak; vitamin D3 5000 IU/day"},
    {"id": "a", "age": "30", "medications": "", "supplements": ""},
    {"id": "", "age": "44", "medications": "apixaban", "supplements": "none"},
]


@pytest.mark.parametrize("engine", [SINGLE, COLUMNS])
def test_a_flat_table_gives_what_evaluate_gives_of_each_row(tmp_path, engine):
    source = table(tmp_path / "ward.csv", ROWS)
    out = tmp_path / "out"
    run(order(source, out, engine=engine, partition_patients=2 if engine == SINGLE else 9))
    raised = {(patient, rule) for patient, rule, verdict, _ in verdicts(out) if verdict == "raised"}
    told = osteon.evaluate(age=72, medications=["warfarin"], supplements=["MK-7 100 mcg/day"], as_of=DAY)
    assert {rule for patient, rule in raised if patient == "a"} == {each.rule_id for each in told.advisories}
    assert {patient for patient, *_ in verdicts(out)} == {"a", "c", f"{source}:7"}


def test_bad_rows_are_set_aside_with_line_and_reason_and_do_not_stop_the_run(tmp_path):
    source = table(tmp_path / "ward.csv", ROWS)
    with source.open("a", encoding="utf-8") as file:
        file.write('"d,40,none,none\ne,41,none,none\nf,1,2\n')
    with source.open("ab") as file:
        file.write(b"g,40,\xff,none\n")
    out = tmp_path / "out"
    lines = run(order(source, out))
    bad = {each["place"].rpartition(":")[2]: each["why"] for each in quarantine(out)}
    assert bad["3"].startswith("age: '720' is not an age")
    assert bad["6"] == "the patient a stands in an earlier row"
    assert bad["8"] == "a quote is opened and never closed"
    assert bad["10"] == "the row has fewer cells than there are columns"
    assert bad["11"] == "the row is not UTF-8 text"
    assert sum(line["account"]["patients"]["quarantined"] for line in lines) == len(bad) == 5
    assert "e" in {patient for patient, *_ in verdicts(out)}


def test_parts_of_a_table_are_its_rows_each_once(tmp_path):
    source = table(tmp_path / "ward.csv", [{"id": f"p{at}", "age": "50"} for at in range(23)])
    registry = input_at(str(source), Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path)))
    for size in (1, 7, 23, 100):
        parts = registry.partitions(size)
        assert [part.patients for part in parts] == [min(size, 23 - at * size) for at in range(len(parts))]
        assert [each.key for part in parts for each in registry.read(part)] == [f"p{at}" for at in range(23)]


def test_a_quote_that_is_never_closed_costs_its_own_line_only():
    lines = [b'"a\n', *(b"row\n" for _ in range(300))]
    found = list(records(iter(lines)))
    assert [line for line, _, _, whole in found if not whole] == [1]
    assert sum(size for _, size, _, _ in found) == sum(map(len, lines))
    assert [line for line, *_ in found] == list(range(1, 302))


def test_columns_are_mapped_and_unknown_ones_refused(tmp_path):
    source = table(tmp_path / "theirs.csv", [{"patient": "1", "drugs": "warfarin", "notes": "x"}])
    how = Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path))
    with pytest.raises(RunError, match="'patient' is no field of a profile"):
        input_at(str(source), how)
    mapped = Reading(
        load_rulebook(),
        DAY,
        ColumnMap({"patient": "id", "drugs": "medications", "notes": None}),
        str(tmp_path),
    )
    (found,) = input_at(str(source), mapped).read(input_at(str(source), mapped).partitions(10)[0])
    assert found.key == "1"


def test_a_flat_parquet_is_read_by_row_groups(tmp_path):
    folder = synthetic(tmp_path / "flat", 60, FLAT)
    (source,) = folder.iterdir()
    run(order(source, tmp_path / "out"))
    assert len({patient for patient, *_ in verdicts(tmp_path / "out")}) > 50


def test_both_engines_give_the_same_of_a_relational_registry(tmp_path):
    source = synthetic(tmp_path / "registry", 250)
    for engine in (SINGLE, COLUMNS):
        run(order(source, tmp_path / engine, engine=engine, partition_patients=300))
    assert verdicts(tmp_path / SINGLE) == verdicts(tmp_path / COLUMNS)
    patients = [
        {each["place"].rpartition(": ")[2] for each in quarantine(tmp_path / engine)}
        for engine in (SINGLE, COLUMNS)
    ]
    assert patients[0] == patients[1]


def test_rows_of_nobody_and_patients_told_twice_are_set_aside(tmp_path):
    folder = tmp_path / "registry"
    folder.mkdir()
    duckdb.sql(
        f"COPY (SELECT unnest(['b', 'a', 'b', NULL]) AS patient, '60' AS age) TO '{folder}/patients.parquet'"
    )
    duckdb.sql(
        f"COPY (SELECT unnest(['a', 'x']) AS patient, 0 AS position, 'warfarin' AS name) TO '{folder}/medications.parquet'"
    )
    for engine in (SINGLE, COLUMNS):
        run(order(folder, tmp_path / engine, engine=engine, partition_patients=9))
        why = sorted(each["why"] for each in quarantine(tmp_path / engine))
        assert why == [
            "a row names no patient",
            "the patient has 2 rows (leave one)",
            "the table of patients has no such patient",
        ]
        assert {patient for patient, *_ in verdicts(tmp_path / engine)} == {"a"}


def test_a_registry_that_is_not_sorted_gives_the_same(tmp_path):
    source, mixed = synthetic(tmp_path / "registry", 120), tmp_path / "mixed"
    mixed.mkdir()
    for file in source.iterdir():
        rows = f"SELECT * FROM '{file}' ORDER BY hash(patient)"
        duckdb.sql(f"COPY ({rows} LIMIT 60) TO '{mixed}/{file.stem}-1.parquet'")
        (mixed / file.stem).mkdir()
        (mixed / f"{file.stem}-1.parquet").rename(mixed / file.stem / "1.parquet")
        duckdb.sql(f"COPY ({rows} OFFSET 60) TO '{mixed}/{file.stem}/2.parquet'")
    run(order(source, tmp_path / "one", partition_patients=50))
    lines = run(order(mixed, tmp_path / "other", partition_patients=50))
    assert len(lines) == 3
    assert (tmp_path / "other" / "intake").is_dir()
    assert not (tmp_path / "one" / "intake").exists()
    assert verdicts(tmp_path / "one") == verdicts(tmp_path / "other")


@pytest.mark.parametrize("name", ["nothing", "empty", "notes.txt"])
def test_what_is_no_registry_is_refused_with_what_would_be_one(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(RunError, match="folder of FHIR as NDJSON"):
        input_at(str(tmp_path / name), Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path)))


PACKED = gzip.compress(b'{"resourceType": "Patient", "id": "b"}\n')
TABLE = gzip.compress(b"id,sex\na,female\n")
DAMAGED = {
    "an export that was cut off": ("More.ndjson.gz", PACKED[:-9], r"More\.ndjson\.gz cannot be read: "),
    "an export with more behind it": (
        "More.ndjson.gz", PACKED + b"more", r"More\.ndjson\.gz cannot be read: "
    ),
    "a folder": ("Sub.ndjson", None, r"Sub\.ndjson cannot be read: "),
    "a table that was cut off": ("rows.csv.gz", TABLE[:-9], r"rows\.csv\.gz cannot be read: "),
    "a table with more behind it": ("rows.csv.gz", TABLE + b"more", r"rows\.csv\.gz cannot be read: "),
    "no Parquet": ("patients.parquet", b"PAR1, or not", r"cannot be read as Parquet: .*patients\.parquet"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_named_and_ends_the_run(tmp_path, damage):
    """None of its lines can be told from those that are lost, so nothing is said of the rest."""
    name, content, said = DAMAGED[damage]
    source = tmp_path / "registry"
    source.mkdir()
    if content is None:
        (source / name).mkdir()
    else:
        (source / name).write_bytes(content)
    if ".ndjson" in name:
        (source / "Patient.ndjson").write_text('{"resourceType": "Patient", "id": "a"}\n', encoding="utf-8")
    given = source / name if ".csv" in name else source
    with pytest.raises(RunError, match=said):
        run(order(given, tmp_path / "out", engine=COLUMNS))
    assert not [*(tmp_path / "out").glob("verdicts/*")]


def test_a_changed_input_is_refused(tmp_path):
    source = table(tmp_path / "ward.csv", ROWS)
    run(order(source, tmp_path / "out"))
    table(source, ROWS[:1])
    with pytest.raises(RunError, match="content of the input"):
        run(order(source, tmp_path / "out"))


def test_the_row_of_a_patient_is_found_and_explained_as_explain_does(tmp_path):
    source = table(tmp_path / "ward.csv", ROWS)
    (tmp_path / "a.json").write_text(
        '{"id": "a", "age": 72, "medications": ["warfarin"], "supplements": ["MK-7 100 mcg/day"]}'
    )
    asked = ["vka-vitamin-k-supplement", "--as-of", "2026-11-24", "--format", "json"]
    ours = osteon_says("screen", str(source), "--explain", "a", "--rule", *asked)
    theirs = osteon_says("explain", asked[0], str(tmp_path / "a.json"), *asked[1:])
    drop = ("where", "facts")
    assert {k: v for k, v in ours["patient"].items() if k not in drop} == {
        k: v for k, v in theirs["patient"].items() if k not in drop
    }
    assert [each["fact"] for each in ours["patient"]["facts"]] == [
        each["fact"] for each in theirs["patient"]["facts"]
    ]


def osteon_says(*words):
    ran = subprocess.run(
        [sys.executable, "-m", "osteon.doors.cli", *words], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_patient_who_cannot_be_read_says_why(tmp_path):
    source = table(tmp_path / "ward.csv", ROWS)
    registry = input_at(str(source), Reading(load_rulebook(), DAY, ColumnMap(), str(tmp_path)))
    assert isinstance(registry.find(f"{source}:3"), Bad)


def test_several_processes_give_the_same(tmp_path):
    script = tmp_path / "several.py"
    source = synthetic(tmp_path / "registry", 200)
    script.write_text(
        "import sys\nimport osteon\nif __name__ == '__main__':\n"
        "    found = osteon.screen(sys.argv[1], sys.argv[2], as_of='2026-11-24', engine='single', jobs=2, partition_patients=60)\n"
        "    assert found.is_complete\n"
    )
    subprocess.run(
        [sys.executable, str(script), str(source), str(tmp_path / "two")], check=True, env=os.environ
    )
    run(order(source, tmp_path / "one"))
    assert verdicts(tmp_path / "two") == verdicts(tmp_path / "one")


@pytest.mark.parametrize("library", ["duckdb", "numpy", "pyarrow"])
def test_without_a_library_of_the_extra_an_export_is_answered_by_what_to_install(tmp_path, library):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "Patient.ndjson").write_text(
        '{"resourceType":"Patient","id":"a"}\n', encoding="utf-8"
    )
    program = (
        f"import sys; sys.modules[{library!r}] = None; from osteon import screen; screen('export', 'run')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert 'pip install "osteon[screen]"' in ran.stderr.splitlines()[-1]
