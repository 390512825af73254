"""What a query may use, how whole numbers stand for numbers, and what a screen refuses."""

import gc
from datetime import date
from fractions import Fraction
from itertools import product
from weakref import ref

import duckdb
import pyarrow as pa
import pytest
import sqlglot
from pyarrow import parquet

import osteon
from osteon.basics.errors import EngineError, ProfileError
from osteon.basics.quantity import BOUNDLESS, NEVER, Interval, exactly
from osteon.basics.records import replace
from osteon.doors.screen import duck
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.engines import ALLOWED, functions_of, plain, translated
from osteon.doors.screen.layout import CannotBeCounted, counted
from osteon.doors.screen.screening import Screen
from osteon.doors.screen.taken_entries import courses
from osteon.reasoning.columns import ENDLESS, LARGEST, steps

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen(osteon.load_rulebook(), DAY)


def test_a_function_that_no_list_allows_is_refused():
    with pytest.raises(EngineError, match="EPOCH_US"):
        plain("SELECT epoch_us(day) FROM days")
    with pytest.raises(EngineError, match="epoch_us"):
        translated("SELECT epoch_us(day) FROM days", "spark")


def test_a_function_in_a_text_or_a_name_is_none():
    assert plain("SELECT 'epoch_us(' AS \"strange(\" FROM days")


def test_the_rules_use_only_what_the_list_allows(screen):
    query = screen._rules.query("facts")
    assert plain(query) == query
    assert functions_of(sqlglot.parse_one(query, read="duckdb")) <= ALLOWED


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (exactly(5), (20, 20)),
        (Interval(0, BOUNDLESS), (0, ENDLESS)),
        (NEVER, (ENDLESS, ENDLESS)),
        (exactly(Fraction(1, 3)), (1, 1)),
        (Interval(Fraction(1, 3), Fraction(2, 3)), (1, 2)),
        (Interval(Fraction(1, 3), 1), (1, 4)),
        (exactly(2**80), (LARGEST, LARGEST)),
        (Interval(2**80, 2**81), (LARGEST, LARGEST + 1)),
    ],
)
def test_a_number_stands_between_the_steps_of_its_neighbours(value, wanted):
    assert steps(value, 1) == wanted


@pytest.mark.parametrize("value", [exactly(Fraction(1, 11)), exactly(2**60)])
def test_what_cannot_be_added_up_exactly_is_not_counted(value):
    with pytest.raises(CannotBeCounted):
        counted(value, 3_066_000)
    assert counted(exactly(Fraction(50_000, 7)), 3_066_000) == (87_600_000_000, 87_600_000_000)


def test_every_way_in_which_dates_can_lie_has_a_state():
    codes = [code for code, _, _ in courses()]
    assert codes == list(range(6 * 3 * 3 * 2))


def run(screen, tmp_path, **tables):
    arrow = {name: pa.Table.from_pylist(rows) for name, rows in tables.items()}
    return screen.run(Duck(), arrow, str(tmp_path / "out.parquet"))


def test_whoever_cannot_be_read_is_set_aside_with_place_and_reason(screen, tmp_path):
    result = run(
        screen,
        tmp_path,
        patients=[
            {"patient": "a", "sex": "perhaps", "tests_told": None},
            {"patient": "b", "sex": None, "tests_told": "perhaps"},
            {"patient": "c", "sex": None, "tests_told": "none"},
            {"patient": "d", "sex": "female", "tests_told": None},
            {"patient": "e", "sex": None, "tests_told": None},
            {"patient": "e", "sex": None, "tests_told": None},
        ],
        tests=[
            {"patient": "c", "position": 0, "name": "INR", "value": "2"},
            {"patient": "x", "position": 0, "name": "INR", "value": "2"},
        ],
        supplements=[{"patient": "d", "position": 3, "name": "D3", "amount": "5.000 IU"}],
    )
    reasons = {patient: (place, reason) for patient, place, reason in result.refused}
    assert reasons.keys() == {"a", "b", "c", "d", "e", "x"}
    assert "'perhaps' is not understood here" in reasons["a"][1]
    assert reasons["b"] == (
        "tests_told",
        "'perhaps' says nothing of a list (write one of: listed, complete, incomplete, none, unknown)",
    )
    assert reasons["d"][0] == "supplements[3]"
    assert reasons["x"] == ("tests", "the table of patients has no such patient")
    assert result.screened == 0


def test_nobody_who_has_died_is_advised(screen, tmp_path):
    result = run(
        screen, tmp_path, patients=[{"patient": 1, "deceased": "yes"}, {"patient": 2, "deceased": "no"}]
    )
    assert (result.patients, result.screened, result.dead) == (2, 1, 1)


@pytest.mark.parametrize("known", ["a", 7])
def test_a_row_that_names_no_patient_is_nobody_and_is_said(known, screen, tmp_path):
    result = run(
        screen, tmp_path, patients=[{"patient": known}, {"patient": None}, {"patient": None, "sex": "male"}]
    )
    assert result.refused == (("", "patients", "a row names no patient"),)
    assert (result.patients, result.screened) == (3, 1)


def test_each_rule_has_a_row_and_unknowns_name_what_is_wanting(screen, tmp_path):
    run(screen, tmp_path, patients=[{"patient": "a"}, {"patient": "b"}])
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert {(row["patient"], row["rule"]) for row in rows} == set(product("ab", screen.rules))
    assert len(rows) == 2 * len(screen.rules)
    natto = [row for row in rows if row["rule"] == "vka-natto"]
    assert [row["verdict"] for row in natto] == ["unknown", "unknown"]
    assert all("takes.vitamin_k_antagonist" in row["deciding"].split(",") for row in natto)


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"patients": [{"patient": 1, "shoe_size": "43"}]}, "the column 'shoe_size' is not known here"),
        ({"people": [{"patient": 1}], "patients": [{"patient": 1}]}, "no table of the form has this name"),
        ({"tests": [{"patient": 1}]}, "this table is missing"),
        ({"patients": [{"patient": 1}], "tests": [{"patient": 1}]}, "the column 'position' is missing"),
    ],
)
def test_tables_that_the_form_does_not_know_are_refused(screen, tmp_path, tables, message):
    with pytest.raises(ProfileError, match=message):
        run(screen, tmp_path, **tables)


def test_a_run_leaves_no_row_behind(screen, tmp_path):
    engine = Duck()
    people = pa.Table.from_pylist([{"patient": 1}])
    screen.run(engine, {"patients": people}, str(tmp_path / "out.parquet"))
    names = [name for (name,) in engine.connection.execute("SHOW TABLES").fetchall()]
    # A table that was not given has no rows, whatever stands under other names.
    names = [name for name in names if name == "src_patients" or not name.startswith("src_")]
    assert {"in_patients", "src_patients", "rows_patients", "entries", "situations", "days"} <= {*names}
    for name in names:
        with pytest.raises(duckdb.Error, match="nothing stands under the name"):
            engine.connection.execute(f'SELECT * FROM "{name}"').fetchall()
    held = ref(people)
    del people
    gc.collect()
    assert held() is None
    screen.run(engine, {"patients": pa.Table.from_pylist([{"patient": 1}])}, str(tmp_path / "again.parquet"))


def test_parts_may_have_other_columns_and_types(screen, tmp_path):
    """What is there in one part need not be in the next, and patients may be called by numbers or words."""
    words = pa.dictionary(pa.int8(), pa.string())
    medicines = [("1", "warfarin"), ("2", "calcium carbonate")]
    plain = pa.table({"patient": [who for who, _ in medicines], "position": [0, 0], "name": ["warfarin"] * 2})
    coded = pa.table(
        {
            "patient": pa.array([who for who, _ in medicines]).cast(words),
            "position": [0, 0],
            "name": pa.array([name for _, name in medicines]).cast(words),
            "started": pa.array(["2026-01-01", None]),
        }
    )
    parts = [
        {"patients": pa.table({"patient": ["1", "2"], "sex": ["female", None]}), "medications": plain},
        {"patients": pa.table({"patient": ["1", "2"]}), "medications": coded},
        {"patients": pa.table({"patient": [1, 2], "birth_date": ["1950-11-30", ""]})},
        {"patients": pa.table({"patient": pa.array([1, 2], pa.int32())})},
    ]
    files = tmp_path / "patients.parquet"
    parquet.write_table(parts[0]["patients"], files)
    parts.append({"patients": str(files), "medications": plain})
    engine = Duck()
    for at in (0, 1, 2, 3, 4, 1, 4, 0, 3, 2):
        alone = verdicts(screen, Duck(), parts[at], tmp_path / "alone.parquet")
        assert verdicts(screen, engine, parts[at], tmp_path / "together.parquet") == alone


def verdicts(screen, engine, tables, path):
    screen.run(engine, tables, str(path))
    return sorted(map(tuple, (row.values() for row in parquet.read_table(path).to_pylist())))


def test_what_an_engine_remembers_is_that_of_one_screen(screen, tmp_path):
    """Parts follow each other, and so may screens: another day, fewer rules, and the same again."""
    rulebook = osteon.load_rulebook()
    few = Screen(replace(rulebook, rules=dict(list(rulebook.rules.items())[:9])), date(2026, 12, 24))
    parts = [
        [
            {
                "patient": f"{at}",
                "sex": "female",
                "birth_date": f"19{50 + at}-11-30",
                "medications_told": told,
            }
            for at, told in enumerate(("complete", None, "", "listed"))
        ],
        [{"patient": "a", "sex": None, "birth_date": "1950", "medications_told": None}],
    ]
    medicines = [{"patient": at, "position": 0, "name": "warfarin", "started": ""} for at in ("0", "3")]
    tables = [{"patients": pa.Table.from_pylist(parts[0]), "medications": pa.Table.from_pylist(medicines)}]
    tables.append({"patients": pa.Table.from_pylist(parts[1])})
    engine = Duck()
    for each in (screen, few, screen):
        for at in (0, 1, 0):
            alone = verdicts(
                Screen(each.edition.rulebook, each.as_of), Duck(), tables[at], tmp_path / "alone.parquet"
            )
            assert verdicts(each, engine, tables[at], tmp_path / "together.parquet") == alone


def test_many_rows_come_to_what_few_come_to(screen, tmp_path, monkeypatch):
    """Queries over few rows are prepared, those over many are carried out by the engine that may spill."""
    people = [{"patient": str(at), "sex": "female", "birth_date": f"19{50 + at}-11-30"} for at in range(9)]
    medicines = [
        {"patient": str(at), "position": 0, "name": ("warfarin", "calcium carbonate", "aspirin")[at % 3]}
        for at in range(8)
    ]
    tables = {"patients": pa.Table.from_pylist(people), "medications": pa.Table.from_pylist(medicines)}
    few = verdicts(screen, Duck(), tables, tmp_path / "few.parquet")
    monkeypatch.setattr(duck, "MOST_FEW", 0)
    assert verdicts(screen, Duck(), tables, tmp_path / "many.parquet") == few


def test_the_digest_changes_with_the_day(screen):
    assert Screen(osteon.load_rulebook(), date(2026, 11, 25)).digest != screen.digest
    assert Screen(osteon.load_rulebook(), DAY).digest == screen.digest
