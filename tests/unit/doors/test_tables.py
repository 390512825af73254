"""Tables of flat profiles: what a column may be, what an empty cell says, and what is refused."""

import pytest

from osteon import evaluate
from osteon.basics.errors import ProfileError
from osteon.doors.cli import main
from osteon.doors.tables import ColumnMap, checked, csv_rows, is_field, parquet_rows, trouble_of

WIDE = """\
id,birth_date,sex,medications,supplements,takes.vitamin-k2,tests.INR,complete.medications,diet.natto,pregnant
one,1950-03-01,female,warfarin; digoxin,vitamin D3 5000 IU/day,none,2.4 on 2026-11-01,yes,none,no
two,1960,male,none,,,,,,
"""


def rows(text, **renamed):
    return [document for _, document in csv_rows(text, "t.csv", ColumnMap(renamed))]


def test_a_row_is_a_profile():
    first, second = (checked(each, "t.csv") for each in rows(WIDE))
    assert first["medications"] == ["warfarin", "digoxin"]
    assert first["tests"] == [{"name": "INR", "value": "2.4", "date": "2026-11-01"}]
    assert first["takes"] == {"vitamin-k2": "none"}
    assert first["complete"] == {"medications": True}
    assert second == {"id": "two", "birth_date": "1960", "sex": "male", "medications": "none"}


def test_an_empty_cell_was_not_told():
    report = evaluate(checked(rows("medications,supplements\nwarfarin,\n")[0], "t.csv"), as_of="2026-11-24")
    assert report.facts.values["takes.vitamin_k2"].name == "UNKNOWN"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_in_the_head(separator):
    text = f"\ufeffid{separator}age\r\none{separator}60\r\n"
    assert rows(text) == [{"id": "one", "age": "60"}]


def test_their_columns_are_mapped_to_ours_and_others_left_out_by_name():
    text = "patient,meds,note\n7,warfarin,private\n"
    assert rows(text, patient="id", meds="medications", note=None) == [
        {"id": "7", "medications": ["warfarin"]}
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the table is empty"),
        ("id,meds\n1,warfarin\n", "t.csv: the column 'meds' is no field of a profile"),
        ("id,id\n1,2\n", "the column 'id' stands twice"),
        ('id,age\n"1,2\n', r"t.csv:\d+: this is not CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text, message):
    with pytest.raises(ProfileError, match=message):
        rows(text)


def test_a_row_that_cannot_be_read_does_not_stop_the_others():
    short, good = rows("id,age\n1\n2,60\n")
    assert "t.csv:2: the row has fewer cells" in trouble_of(short)
    assert not trouble_of(good)


def test_a_wrong_value_is_told_with_row_and_field():
    with pytest.raises(ProfileError, match=r"t\.csv:2: age: '720' is not an age"):
        checked(rows("age\n720\n")[0], "t.csv:2")


@pytest.mark.parametrize(
    "field", ["id", "medications", "takes.mk7", "tests.INR", "complete.tests", "complete"]
)
def test_these_are_columns(field):
    assert is_field(field)


@pytest.mark.parametrize("field", ["", "meds", "takes", "takes.", "unread.x", "medications.0"])
def test_these_are_not(field):
    assert not is_field(field)


def test_complete_for_all_and_for_one_list_go_together():
    (document,) = rows("complete,complete.supplements\nyes,no\n")
    told = checked(document, "t.csv")["complete"]
    assert (told["medications"], told["supplements"]) == (True, False)


def test_the_command_line_takes_a_table_with_its_map(tmp_path, capsys):
    table, names = tmp_path / "ward.csv", tmp_path / "map.yaml"
    table.write_text("pid,meds\n1,warfarin\n2\n")
    names.write_text("pid: id\nmeds: medications\n")
    code = main(
        ["evaluate", str(table), "--columns", str(names), "--as-of", "2026-11-24", "--format", "ndjson"]
    )
    out, err = capsys.readouterr()
    assert code == 3
    assert len(out.splitlines()) == 2 and '"id": "1"' in out
    assert "ward.csv:3: the row has fewer cells" in err


def test_parquet_without_its_reader_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ProfileError, match=r"pip install .osteon\[tables\]"):
        next(parquet_rows("t.parquet", ColumnMap()))


def test_parquet_is_read_like_csv(tmp_path):
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is in the extra tables")
    from pyarrow import parquet

    path = str(tmp_path / "t.parquet")
    columns = {
        "id": ["one", "two"], "age": [60, None], "pregnant": [False, None],
        "medications": [["warfarin"], None], "supplements": ["none", None],
    }  # fmt: skip
    parquet.write_table(arrow.table(columns), path)
    first, second = (checked(document, where) for where, document in parquet_rows(path, ColumnMap()))
    assert first == {
        "id": "one",
        "age": 60,
        "pregnant": False,
        "medications": ["warfarin"],
        "supplements": "none",
    }
    assert second == {"id": "two"}


def test_what_is_not_parquet_is_refused(tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is in the extra tables")
    path = tmp_path / "t.parquet"
    path.write_bytes(b"not parquet")
    with pytest.raises(ProfileError, match="cannot be read as Parquet"):
        next(parquet_rows(str(path), ColumnMap()))
