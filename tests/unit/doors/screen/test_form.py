"""What the rows of one patient say."""

import pytest

import osteon
from osteon.basics.errors import ProfileError
from osteon.doors.screen.form import DIET, LISTS, PERSON, TABLES, TOLD, document_of
from osteon.patient import profile

MODELS = {
    "medications": profile.Entry,
    "supplements": profile.Entry,
    "conditions": profile.Condition,
    "surgeries": profile.Surgery,
    "tests": profile.Test,
}


@pytest.mark.parametrize("table", MODELS)
def test_a_table_has_every_field_of_its_entries(table: str) -> None:
    (columns,) = [each.columns[2:] for each in TABLES if each.name == table]
    fields = {field.alias or name for name, field in MODELS[table].model_fields.items()}
    assert {column.name for column in columns} == fields


def test_the_form_holds_every_field_of_a_profile_but_answers_and_what_was_unread() -> None:
    held = {column.name for column in PERSON} | {each.key for each in TABLES}
    held |= {"id", "diet", "complete"}
    assert set(profile.Profile.model_fields) - held == {"answers", "unread"}
    assert set(DIET.values()) == set(profile.Diet.model_fields)


def test_rows_become_the_profile_that_they_say() -> None:
    document = document_of(
        {
            "patients": [{"patient": "7", "age": "72", "sex": "", "supplements_told": "incomplete"}],
            "medications": [{"patient": "7", "position": 0, "name": "warfarin", "status": None}],
            "supplements": [
                {"position": 1, "name": "K2", "ingredients": '["MK-7"]'},
                {"position": 0, "name": "vitamin D3", "amount": "5000 IU", "units": "1-2", "every_days": "7"},
            ],
            "takes": [{"position": 0, "name": "calcium", "said": "none"}],
        }
    )
    assert document == {
        "id": "7",
        "age": 72,
        "medications": [{"name": "warfarin"}],
        "supplements": [
            {"name": "vitamin D3", "amount": "5000 IU", "units": "1-2", "every_days": 7},
            {"name": "K2", "ingredients": ["MK-7"]},
        ],
        "complete": {"supplements": "no"},
        "takes": {"calcium": "none"},
    }
    assert osteon.evaluate(document, as_of="2026-11-24").advisories


@pytest.mark.parametrize("name", LISTS)
def test_silence_about_a_list_is_not_an_empty_list(name: str) -> None:
    assert name not in document_of({"patients": [{"patient": "7"}]})
    assert document_of({"patients": [{"patient": "7", f"{name}_told": "listed"}]})[name] == []


@pytest.mark.parametrize("told", TOLD)
def test_every_word_for_a_list_is_a_profile(told: str) -> None:
    row = {"patient": "7"} | {f"{name}_told": told for name in LISTS}
    assert osteon.evaluate(document_of({"patients": [row]}), as_of="2026-11-24")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"patients": [{"medications_told": "perhaps"}]}, "'perhaps' says nothing of a list"),
        (
            {"patients": [{"tests_told": "none"}], "tests": [{"name": "INR"}]},
            "the list is 'none' and has entries",
        ),
        (
            {"patients": [{}], "takes": [{"name": "k2", "said": "none"}, {"name": "k2", "said": "taken"}]},
            "'k2' stands twice",
        ),
        ({"patients": [{}], "medications": [{"codes": "B01"}]}, "this is not JSON"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows: dict, message: str) -> None:
    with pytest.raises(ProfileError, match=message):
        document_of(rows)
