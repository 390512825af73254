"""What strangers send is accepted in every plain spelling, or refused with the place and the fix."""

import json
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from osteon.basics.errors import ProfileError
from osteon.patient.document import MAXIMUM_ENTRIES, MAXIMUM_TEXT
from osteon.patient.profile import Entry, Profile, read_profile
from tests.unit.patient.world import PLAN, TODAY


def problems(**data):
    """Return message and hint of everything that is wrong."""
    with pytest.raises(ProfileError) as refused:
        read_profile(data)
    return [(problem.message, problem.hint) for problem in refused.value.problems]


def test_four_plain_fields_are_enough():
    profile = Profile(medications=["warfarin"], d3_dose="5000 IU/day", osteoporosis=True, pregnant=False)
    assert profile.document() == {
        "medications": ["warfarin"], "d3_dose": "5000 IU/day", "osteoporosis": True, "pregnant": False,
    }  # fmt: skip


def test_what_was_not_told_is_not_in_the_document():
    assert read_profile({}).document() == {}
    assert read_profile({"medications": None, "complete": {"medications": None}}).document() == {
        "complete": {}
    }


@pytest.mark.parametrize(
    "data",
    [
        {
            "age": 72,
            "sex": "female",
            "pregnancy": "not pregnant",
            "medications": "none",
            "supplements": "unknown",
        },
        {"medications": [{"name": "warfarin", "status": "planned", "started": "2026-12"}], "complete": True},
        {
            "supplements": [
                {"name": "Brand", "class": "multivitamin", "ingredients": ["MK-7", {"name": "D3"}]}
            ]
        },
        {"supplements": [{"codes": [{"system": "ATC", "code": "A11CC05"}], "amount": "5000 IU"}]},
        {
            "surgeries": ["hip", {"date": "2026-11-01", "status": "done"}],
            "allergies": ["soy", {"name": "natto"}],
        },
        {"tests": [{"name": "INR", "value": "2.4", "date": "2026-11-01", "target_low": "2.5"}]},
        {
            "diet": {"natto": "1 serving/week", "vitamin_k_consistent": False},
            "complete": {"medications": True},
        },
        {
            "takes": {"vitamin-k2": "none", "warfarin": "taken"},
            "counselled": {"dietary-vitamin-k": "2026-05-01"},
        },
    ],
)
def test_a_document_comes_back_as_it_was_told(data):
    assert read_profile(data).document() == data


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"pregnant": "yes"}, {"pregnant": True}),
        ({"pregnant": "False"}, {"pregnant": False}),
        ({"pregnant": "UNKNOWN"}, {"pregnant": "unknown"}),
        ({"complete": "no"}, {"complete": False}),
        ({"age": "72"}, {"age": 72}),
        ({"pregnancy": "Not_Pregnant"}, {"pregnancy": "not pregnant"}),
        ({"sex": "Female"}, {"sex": "female"}),
        ({"medications": "None"}, {"medications": "none"}),
        ({"medications": ("warfarin",)}, {"medications": ["warfarin"]}),
        ({"birth_date": date(1954, 3, 1)}, {"birth_date": "1954-03-01"}),
        ({"birth_date": datetime(1954, 3, 1, 12)}, {"birth_date": "1954-03-01"}),  # noqa: DTZ001  # a day has no zone
        ({"takes": {"K2": False, "warfarin": True}}, {"takes": {"K2": "none", "warfarin": "taken"}}),
        ({"d3_dose": 0}, {"d3_dose": "0"}),
        ({"medications": [{"name": "x", "status": "Entered_in_error"}]},
         {"medications": [{"name": "x", "status": "entered in error"}]}),
    ],
)  # fmt: skip
def test_plain_spellings_are_brought_to_one_form(told, kept):
    assert read_profile(told).document() == kept


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        ({"supplements": [{"name": "D3", "amount": "5000"}]}, "supplements[0].amount: 5000 has no unit",
         'write "5000 IU/day" or "5000 mcg/day"'),
        ({"supplements": [{"name": "D3", "amount": 5000}]}, "supplements[0].amount: 5000 has no unit",
         'write "5000 IU/day" or "5000 mcg/day", as text'),
        ({"d3_dose": "5.000 IU"}, 'd3_dose: "5.000" could be 5000 or 5', 'write "5000" or "5"'),
        ({"d3_dose": -5}, "d3_dose: -5 has no unit", 'write "-5 IU/day" or "-5 mcg/day", as text'),
        ({"d3_dose": "-5 IU"}, 'd3_dose: "-5 IU" is negative',
         "an amount is zero or more; to stop something, use its status"),
        ({"takes": {"vitamin-d3": "lots"}}, 'takes.vitamin-d3: "lots" does not start with a number',
         'write for example "5000 IU/day"'),
        ({"supplments": []}, "supplments: there is no such field", 'did you mean "supplements"?'),
        ({"medications": [{"name": "x", "amonut": "5 mg"}]}, "medications[0].amonut: there is no such field",
         'did you mean "amount"?'),
        ({"medications": [{"name": "x", "statsu": "active"}]}, "medications[0].statsu: there is no such field",
         'did you mean "status"?'),
        ({"medications": [{"name": "x", "status": "actve"}]},
         "medications[0].status: 'actve' is not understood here", 'did you mean "active"?'),
        ({"medications": [{"name": "x", "started": "01/02/2026"}]},
         "medications[0].started: '01/02/2026' is not a date", "write it as 2026-11-24, 2026-11 or 2026"),
        ({"medications": [{"name": "x", "started": "2026-02-30"}]},
         "medications[0].started: '2026-02-30' is not a date", "write it as 2026-11-24, 2026-11 or 2026"),
        ({"medications": [{"amount": "5 mg"}]}, "medications[0]: it has neither a name nor a code", "write name: ..."),
        ({"medications": [5]}, "medications[0]: a name or a mapping with a name was expected", None),
        ({"medications": 5}, "medications: a list, none or unknown was expected", None),
        ({"medications": "warfarin"}, "medications: 'warfarin' is not understood here", "it is one of: none, unknown"),
        ({"medications": [""]}, "medications[0]: it is empty", None),
        ({"pregnant": "perhaps"}, "pregnant: 'perhaps' is neither yes nor no", "write true, false or unknown"),
        ({"pregnant": 1}, "pregnant: 1 is neither yes nor no", "write true, false or unknown"),
        ({"age": 131}, "age: 131 is not an age", "write whole years from 0 to 130, or give a birth_date"),
        ({"age": 71.5}, "age: 71.5 is not an age", "write whole years from 0 to 130, or give a birth_date"),
        ({"age": True}, "age: True is not an age", "write whole years from 0 to 130, or give a birth_date"),
        ({"sex": "f"}, "sex: 'f' is not understood here", "it is one of: female, male, unknown"),
        ({"tests": [{"name": "INR", "value": "high"}]}, 'tests[0].value: "high" is not a result',
         'write for example "2.4" or "18 ng/mL"'),
        ({"tests": [{"name": "INR", "value": float("nan")}]}, 'tests[0].value: "nan" is not a number',
         "write plain digits, for example 5000 or 1.25"),
        ({"supplements": [{"name": "x", "units": 0}]}, "supplements[0].units: it cannot be zero",
         'to stop something, write "status: stopped"'),
        ({"supplements": [{"name": "x", "units": -1}]}, 'supplements[0].units: "-1" is negative',
         "an amount is zero or more; to stop something, use its status"),
        ({"supplements": [{"name": "x", "units": float("inf")}]}, 'supplements[0].units: "inf" is not a number',
         "write plain digits, for example 5000 or 1.25"),
        ({"supplements": [{"name": "x", "ingredients": [{"name": "D3", "amount": "5"}]}]},
         "supplements[0].ingredients[0].amount: 5 has no unit", 'write "5 IU/day" or "5 mcg/day"'),
        ({"complete": {"medicines": "yes"}}, "complete.medicines: there is no such field", 'did you mean "medications"?'),
        ({"diet": {"natto": "1"}}, "diet.natto: 1 has no unit", 'write "1 IU/day" or "1 mcg/day"'),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place_and_the_fix(data, message, hint):
    assert problems(**data) == [(message, hint)]


def test_everything_that_is_wrong_is_said_at_once():
    found = problems(medications=[{"name": "x", "amount": "5"}, 7], sex="f", zzz=1)
    assert [message.partition(":")[0] for message, _ in found] == [
        "sex",
        "medications[0].amount",
        "medications[1]",
        "zzz",
    ]


def test_a_thousand_mistakes_do_not_fill_the_screen():
    found = problems(medications=[5] * 1000)
    assert len(found) == 51
    assert found[-1][0] == "profile: and 950 more problems"


def test_a_file_is_named_before_the_place():
    with pytest.raises(ProfileError, match=r"patient\.yaml: sex: 'f' is not understood here"):
        read_profile({"sex": "f"}, file="patient.yaml")


def test_a_profile_is_frozen():
    profile = Profile(medications=["warfarin"])
    with pytest.raises(ValidationError):
        profile.medications = "none"


def test_a_profile_can_be_built_from_parts():
    profile = Profile(supplements=[Entry(name="MK-7", amount="100 mcg/day"), "magnesium"])
    assert profile.document() == {"supplements": [{"name": "MK-7", "amount": "100 mcg/day"}, "magnesium"]}
    assert read_profile(profile.document()) == profile


def test_long_texts_are_accepted_up_to_64_kib_and_long_lists_up_to_2000():
    document = {"medications": ["x" * MAXIMUM_TEXT] * MAXIMUM_ENTRIES}
    facts = PLAN.derive(read_profile(document).document(), TODAY)
    assert len(facts.intakes) == len(facts.not_assessed) == MAXIMUM_ENTRIES
    assert max(len(note.what) for note in facts.not_assessed) < 100
    assert problems(medications=["x" * (MAXIMUM_TEXT + 1)]) == [
        ("medications[0]: it is longer than 65,536 characters", None)
    ]
    assert problems(medications=["x"] * (MAXIMUM_ENTRIES + 1)) == [
        ("medications: it has more than 2,000 entries", None)
    ]
    assert problems(takes={str(at): "none" for at in range(MAXIMUM_ENTRIES + 1)})[0][0].startswith("takes: ")


def test_a_deep_document_is_refused_and_nothing_breaks():
    deep = {}
    for _ in range(10_000):
        deep = {"medications": [deep]}
    assert problems(**deep)


def test_very_small_and_very_large_doses_pass_unchanged():
    doses = ["1e-07 mg", f"{2**70} IU"]
    data = {"supplements": [{"name": "D3", "amount": dose} for dose in doses]}
    assert read_profile(json.loads(json.dumps(data))).document() == data
    assert (
        read_profile({"supplements": [{"name": "D3", "units": 1e-07}]}).document()["supplements"][0]["units"]
        == 1e-07
    )


def test_the_schema_describes_every_field_and_refuses_others():
    schema = Profile.model_json_schema()
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(Profile.model_fields)
    for part in schema["$defs"].values():
        assert part.get("additionalProperties") is False or "type" in part
        assert "class" in schema["$defs"]["Entry"]["properties"]
    assert json.loads(json.dumps(schema)) == schema
