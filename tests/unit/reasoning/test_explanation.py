"""Why, why not, and how far off: every verdict of one patient can be explained."""

from copy import deepcopy

import pytest

from osteon import ReportError, evaluate, load_rulebook
from osteon.doors.files import JSON, YAML, Source
from osteon.doors.mistakes import Lines

BOOK = load_rulebook()
PATIENT = {
    "sex": "female",
    "age": 70,
    "pregnancy": "not pregnant",
    "medications": ["warfarin"],
    "supplements": [
        {"name": "vitamin K2 MK-7", "amount": "100 mcg"},
        {"name": "vitamin D3", "amount": "75 mcg"},
        {"name": "calcium", "amount": "600 mg", "salt": "carbonate", "times_per_day": 2},
    ],
    "conditions": ["osteoporosis"],
}


def report_of(document=None, **changes):
    return evaluate({**deepcopy(document or PATIENT), **changes}, as_of="2026-11-24", rulebook=BOOK)


def explained(rule, **changes):
    return report_of(**changes).explain(rule)


def behind(explanation, fact):
    return next(each for each in explanation.facts if each.fact == fact)


def test_a_raised_rule_names_the_fewest_facts_that_are_enough():
    found = explained("vka-vitamin-k-supplement")
    assert found.verdict.verdict == "raised"
    assert found.enough == (
        "takes a vitamin K antagonist (warfarin)",
        "takes a product with vitamin K (vitamin K2 MK-7)",
    )
    assert found.nearest == ()


def test_a_rule_that_is_not_raised_names_what_rules_it_out():
    assert explained("digoxin-calcium-vitamin-d").enough == ("takes no digoxin",)


def test_a_near_miss_tells_its_distance_to_the_threshold():
    (miss,) = explained("vitamin-d-above-ul").nearest
    assert miss.says == "the total daily vitamin D were more than 4,000 IU/day"
    assert (miss.now, miss.gap) == ("3,000 IU/day", "1,000 IU/day more")


def test_exactly_at_a_strict_limit_the_least_more_is_enough():
    (miss,) = explained(
        "vitamin-d-above-ul", supplements=[{"name": "vitamin D3", "amount": "100 mcg"}]
    ).nearest
    assert (miss.now, miss.gap) == ("4,000 IU/day", "the least difference is enough")


def test_a_threshold_comes_with_its_date_and_source():
    tree = explained("vitamin-d-above-ul").because
    assert (tree.limit, tree.limit_since, tree.source) == ("4,000 IU/day", "2025-01-01", "P11")


def test_an_amount_tells_the_entry_and_the_conversion_it_comes_from():
    (origin,) = behind(explained("vitamin-d-above-ul"), "dose.vitamin_d").origins
    assert (origin.where, origin.gives) == ("supplements[1]", "3,000 IU/day")
    assert origin.by == "1 mcg is 40 IU (P44)"


def test_a_salt_tells_which_part_of_it_counts():
    (origin,) = behind(explained("calcium-supplement-high"), "dose.calcium").origins
    assert (origin.where, origin.gives) == ("supplements[2]", "480 mg/day")
    assert origin.by == "40 % of the carbonate is calcium (P17)"


def test_an_absence_tells_which_list_is_silent_and_how_far_it_can_be_trusted():
    told = {
        each.where: each.says
        for each in behind(explained("digoxin-calcium-vitamin-d"), "takes.digoxin").origins
    }
    assert told == {
        "medications": "told, and taken to be whole",
        "supplements": "told, and taken to be whole",
    }


@pytest.mark.parametrize(
    ("rule", "fact", "changes", "where", "says"),
    [
        ("pregnancy-vka", "pregnancy", {}, "pregnancy", "not pregnant"),
        ("under-18-out-of-scope", "age", {}, "age", "70"),
        ("bone-k2-evidence", "condition.osteoporosis", {}, "conditions[0]", "osteoporosis"),
        (
            "vka-inr-out-of-range", "test.inr", {"tests": [{"name": "INR", "value": "4.9", "date": "2026-11-20"}]},
            "tests[0]", "INR, value: 4.9, date: 2026-11-20",
        ),
        (
            "perisurgical-vitamin-k", "surgery.days_until", {"surgeries": [{"name": "hip", "date": "2026-12-01"}]},
            "surgeries[0]", "hip, date: 2026-12-01",
        ),
        ("vka-natto", "diet.natto", {"diet": {"natto": "2 servings/week"}}, "diet.natto", "2 servings/week"),
        ("k2-allergy-or-prior-reaction", "allergy.soy", {"allergies": ["peanut", "soy"]}, "allergies[1]", "soy"),
        ("vka-vitamin-k-supplement", "takes.vitamin_k", {"takes": {"vitamin K": "90 mcg"}}, "takes.vitamin K", "vitamin K 90 mcg"),
    ],
)  # fmt: skip
def test_a_fact_tells_the_place_of_the_profile_that_says_so(rule, fact, changes, where, says):
    told = [(each.where, each.says) for each in behind(explained(rule, **changes), fact).origins]
    assert (where, says) in told


def test_an_open_rule_tells_what_to_ask_and_nothing_is_enough():
    found = explained("vka-natto")
    assert found.verdict.verdict == "unknown"
    assert (found.enough, found.nearest) == ((), ())
    assert [each.fact for each in found.questions] == ["diet.natto"]


def test_a_rule_that_gives_way_tells_to_which_and_why():
    found = explained("vka-consult-prescriber")
    assert found.verdict.withheld_by == ("vka-vitamin-k-supplement",)
    assert found.verdict.why and found.because.truth == "yes"


def test_an_exception_that_holds_is_shown_with_its_reason():
    found = explained("bone-k2-evidence")
    assert found.verdict.verdict == "withheld"
    assert [each.where.truth for each in found.unless].count("yes") >= 1
    assert found.nearest, "without the exception it would be raised"


def test_every_rule_of_a_report_is_explained():
    report = report_of()
    found = report.explanations()
    assert [each.verdict.rule_id for each in found] == [each.rule_id for each in report.verdicts]
    decided = [each for each in found if each.verdict.verdict in ("raised", "not raised")]
    assert all(each.enough for each in decided)


def test_a_profile_that_was_changed_since_is_not_explained():
    document = deepcopy(PATIENT)
    report = evaluate(document, as_of="2026-11-24", rulebook=BOOK)
    document["medications"].append("digoxin")
    with pytest.raises(ReportError, match="changed after it was evaluated"):
        report.explain("vka-natto")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            JSON,
            '{\n  "age": 70,\n  "supplements": [\n    "MK-7",\n    {"name": "D3", "amount": "5000 IU"}\n  ]\n}',
        ),
        (YAML, "# a patient\nage: 70\nsupplements:\n  - MK-7\n  - {name: D3, amount: 5000 IU}\n"),
    ],
)
def test_places_are_found_in_the_file(kind, text):
    lines = Lines(Source("patient", "patient", 1, text, kind))
    assert lines.of("age") == "patient:2"
    assert lines.of("supplements[0]") == "patient:4"
    assert lines.of("supplements[1].amount") == "patient:5"
    assert lines.of("medications") == ""


def test_a_described_patient_has_no_lines():
    assert Lines(Source("options", "options", 1, "", JSON)).of("age") == ""
