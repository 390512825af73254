"""The command line of registries: what it says where, and what it does not accept."""

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from osteon.doors.cli.screen_progress import Lines
from osteon.doors.registry.run import Step
from osteon.doors.registry.schema import screening
from osteon.doors.screen.form import TABLES
from tests.architecture.house import TOP
from tests.unit.doors.registry.registries import synthetic, table


def osteon(*words, folder):
    return subprocess.run(
        [sys.executable, "-m", "osteon.doors.cli", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_summary_conforms_to_its_schema_and_the_numbers_go_to_standard_output(tmp_path):
    synthetic(tmp_path / "registry", 40)
    ran = osteon(
        "screen",
        "registry",
        "--out",
        "run",
        "--engine",
        "single",
        "--as-of",
        "2026-11-24",
        "--format",
        "json",
        "--sample",
        folder=tmp_path,
    )
    summary = json.loads(ran.stdout)
    assert list(Draft202012Validator(screening()).iter_errors(summary)) == []
    assert summary == json.loads((tmp_path / "run" / "summary.json").read_text(encoding="utf-8"))
    assert "40 of 40 patients" in ran.stderr
    for part in summary:
        less = {name: value for name, value in summary.items() if name != part}
        assert not Draft202012Validator(screening()).is_valid(less), part


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["ward.csv"], "--out DIR"),
        (["ward.csv", "--out", "o", "--rule", "vka-natto"], "--rule goes with --explain"),
        (["ward.csv", "--out", "o", "--partition", "8/8"], "is no share"),
        (["ward.csv", "--out", "o", "--memory", "1"], "at least 64"),
        (["nowhere", "--out", "o"], "nowhere is not there"),
        (["ward.csv", "--explain", "nobody"], "holds no patient 'nobody'"),
    ],
)
def test_what_is_not_understood_is_said_and_exits_with_2(tmp_path, words, complaint):
    table(tmp_path / "ward.csv", [{"id": "a", "age": "50"}])
    ran = osteon("screen", *words, "--as-of", "2026-11-24", folder=tmp_path)
    assert ran.returncode == 2
    assert complaint in ran.stderr
    assert ran.stdout == ""


def test_lines_of_progress_tell_rate_and_remaining_time_of_this_run_only(capsys):
    tell = Lines().tell
    tell(Step(1, 3, 100, 300, 100))
    tell(Step(2, 3, 200, 300, 100))
    first, second = capsys.readouterr().err.splitlines()
    assert first == "osteon: 1 of 3 parts, 100 of 300 patients; an earlier run finished them"
    assert second.startswith("osteon: 2 of 3 parts, 200 of 300 patients, ")
    assert second.endswith(" s left")


def test_without_the_extra_one_sentence_says_what_is_missing(tmp_path):
    table(tmp_path / "ward.csv", [{"id": "a", "age": "50"}])
    program = "import sys\nsys.modules['duckdb'] = None\nfrom osteon.doors.cli import main\nsys.exit(main(sys.argv[1:]))"
    ran = subprocess.run(
        [sys.executable, "-c", program, "screen", "ward.csv", "--out", "run", "--as-of", "2026-11-24"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert 'screening needs DuckDB and pyarrow: pip install "osteon[screen]"' in ran.stderr


def test_an_evaluation_loads_nothing_of_this():
    program = (
        "import sys\nfrom osteon.doors.cli import main\nmain(['evaluate', '--medication', 'warfarin', '--as-of', '2026-11-24'])\n"
        "print([name for name in sys.modules if 'duckdb' in name or 'pyarrow' in name or 'doors.registry' in name], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.stderr.splitlines()[-1] == "[]"


def test_the_page_names_every_table_and_column():
    page = (TOP / "docs" / "screening.md").read_text(encoding="utf-8")
    for each in TABLES:
        row = next(
            line
            for line in page.splitlines()
            if line.startswith("| `") and f"`{each.name}`" in line.split(" | ")[0]
        )
        assert row.rsplit("| ", 1)[-1].strip(" |").split(", ") == [column.name for column in each.columns]
