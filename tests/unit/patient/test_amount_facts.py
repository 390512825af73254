"""How much: sums are exact, and what is not known leaves them open upwards."""

from fractions import Fraction

import pytest

from osteon.basics.quantity import Interval
from osteon.basics.truth import NO, UNKNOWN, YES
from tests.unit.patient.world import ANY_NUMBER, at_least, derive, exactly, not_assessed, value


def taking(*supplements, **more):
    return {"medications": [], "supplements": list(supplements), **more}


def d3(amount, **more):
    return {"name": "vitamin D3", "amount": amount, **more}


def calcium(amount, **more):
    return {"name": "calcium", "amount": amount, **more}


@pytest.mark.parametrize(
    ("entry", "iu"),
    [
        (d3("5000 IU/day"), 5000),
        (d3("5000 IU"), 5000),
        (d3("125 mcg"), 5000),
        (d3("0.125 mg"), 5000),
        (d3("1.25 mg weekly"), Fraction(50_000, 7)),
        ("vitamin D3 5000 IU/day", 5000),
        (d3("1000 IU", units=2), 2000),
        (d3("1000 IU", units="2", times_per_day="3"), 6000),
        (d3("1000 IU", units=0.5), 500),
        (d3("50000 IU", every_days=7), Fraction(50_000, 7)),
        (d3("1000 IU", times_per_day=2, every_days=7), Fraction(2000, 7)),
        ({"name": "vitamin D3 1000 IU", "amount": "2 tablets twice daily"}, 4000),
        ({"name": "vitamin D3 1000 IU", "amount": "2 capsules"}, 2000),
        ({"name": "vitamin D3 1000 IU", "amount": "2000 IU/day"}, 2000),
        ({"name": "ergocalciferol", "amount": "50,000 IU weekly"}, Fraction(50_000, 7)),
        ({"name": "D/K2 drops", "ingredients": [d3("1000 IU"), {"name": "MK-7", "amount": "50 mcg"}]}, 1000),
        ({"name": "Brand", "ingredients": [d3("1000 IU")], "units": 2, "times_per_day": 2}, 4000),
        ({"name": "Brand", "ingredients": [d3("1000 IU")], "amount": "2 drops 3 times a day"}, 6000),
        ({"name": "Brand", "ingredients": ["vitamin D3 400 IU", "vitamin D2 10 mcg"]}, 800),
        (d3("none"), 0),
        (d3("5000 IU/day", status="stopped"), 0),
        (d3("5000 IU/day", status="planned"), 5000),
    ],
)
def test_the_mean_per_day_is_exact(entry, iu):
    assert value("dose.d", **taking(entry)) == exactly(iu)


def test_vitamin_d2_and_d3_are_summed_across_products_and_lists():
    facts = derive(medications=["ergocalciferol 50,000 IU weekly"], supplements=[d3("1000 IU"), d3("400 IU")])
    assert facts.values["dose.d"] == exactly(Fraction(59_800, 7))
    assert facts.values["dose.d3"] == exactly(1400)
    assert facts.values["count.d"] == exactly(3)


def test_an_unknown_amount_leaves_the_sum_open_upwards():
    assert value("dose.d", **taking(d3("3000 IU"), d3("3000 IU/day"), "vitamin D3")) == at_least(6000)
    assert value("dose.d", **taking(d3("3000 IU"), d3("unknown"))) == at_least(3000)


@pytest.mark.parametrize(
    "document",
    [
        {"supplements": [d3("3000 IU")]},
        taking(d3("3000 IU"), "multivitamin"),
        taking(d3("3000 IU"), "Brand nobody knows"),
        taking(d3("3000 IU"), d3("1000 IU", status="unknown")),
        taking(d3("3000 IU"), complete="no"),
        taking(d3("3000 IU"), takes={"vitamin-d2": "unknown"}),
    ],
)
def test_what_may_hold_more_leaves_the_sum_open_upwards(document):
    assert value("dose.d", **document) == at_least(3000)


def test_silence_about_everything_says_nothing_about_an_amount():
    assert value("dose.d") == value("largest.d") == value("count.d") == ANY_NUMBER


def test_a_list_without_it_is_zero_and_assumed():
    facts = derive(**taking())
    assert facts.values["dose.d"] == exactly(0)
    assert "dose.d" in facts.assumed
    assert "dose.d" not in derive(**taking(complete="yes")).assumed


def test_once_a_day_is_assumed_where_nobody_said_how_often():
    assert "dose.d" in derive(**taking(d3("5000 IU"), complete="yes")).assumed
    assert "dose.d" not in derive(**taking(d3("5000 IU/day"), complete="yes")).assumed
    assert "dose.d" not in derive(**taking(d3("5000 IU", times_per_day=1), complete="yes")).assumed


@pytest.mark.parametrize(
    ("entry", "interval"),
    [
        (d3("1000 IU/day", times_per_day=1), exactly(1000)),
        (d3("1000 IU daily", times_per_day=2), Interval(1000, 2000)),
        (d3("1000 IU weekly", times_per_day=1), Interval(Fraction(1000, 7), 1000)),
        (d3("1000 IU/day", units=2), Interval(1000, 2000)),
        (calcium("2 x 600 mg elemental", units=2), Interval(1200, 2400)),
    ],
)
def test_what_is_said_twice_and_differs_stays_possible_either_way(entry, interval):
    name = "dose.calcium" if entry["name"] == "calcium" else "dose.d"
    assert value(name, **taking(entry)) == interval
    assert interval.is_exact or "supplements[0].amount" in not_assessed(**taking(entry))


@pytest.mark.parametrize(
    ("entry", "mg", "assumed"),
    [
        (calcium("500 mg/day"), 500, True),
        (calcium("500 mg elemental calcium daily"), 500, False),
        (calcium("1,250 mg calcium carbonate daily"), 500, False),
        (calcium("1250 mg of calcium (as carbonate) daily"), 500, False),
        (calcium("1250 mg/day", salt="carbonate"), 500, False),
        (calcium("500 mg/day", salt="elemental"), 500, False),
        (calcium("500 mg elemental daily", salt="carbonate"), 500, False),
        (calcium("1000 mg/day", form="citrate"), 210, False),
        ({"name": "calcium carbonate", "amount": "1250 mg/day"}, 500, False),
        ("calcium carbonate 1250 mg daily", 500, False),
        (
            {"name": "Brand", "ingredients": [calcium("1250 mg", salt="carbonate")], "times_per_day": 2},
            1000,
            False,
        ),
        ({"name": "bone formula", "amount": "500 mg elemental/day"}, 500, False),
    ],
)
def test_calcium_is_counted_as_the_element(entry, mg, assumed):
    facts = derive(**taking(entry, complete="yes"))
    assert facts.values["dose.calcium"].low == mg
    assert ("dose.calcium" in facts.assumed) is assumed


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        (calcium("500 mg/day", salt="malate"), "supplements[0].salt"),
        (calcium("500 mg dialy"), "supplements[0].amount"),
        (calcium("500 mg magnesium"), "supplements[0].amount"),
        ({"name": "vitamin K1", "amount": "100 IU"}, "supplements[0].amount"),
        ({"name": "calcium", "amount": "2 tablets daily"}, "supplements[0].amount"),
        ({"name": "D/K2 drops", "amount": "1000 IU"}, "supplements[0].amount"),
        ({"name": "Brand", "ingredients": [calcium("500 IU")]}, "supplements[0].ingredients[0].amount"),
        ({"name": "Brand", "ingredients": ["calcium"], "amount": "500 mg"}, "supplements[0].amount"),
        ("calcium 5.000 mg", "supplements[0].name"),
        ({"name": "vitamin K2", "form": "K9"}, "supplements[0].form"),
        ({"name": "MK-7", "form": "MK-4"}, "supplements[0].form"),
        ({"name": "calcium", "class": "zzz"}, "supplements[0].class"),
        ({"name": "calcium", "amount": "500 mg", "units": 0}, "supplements[0].units"),
    ],
)
def test_what_cannot_be_used_of_an_entry_is_said_where_it_stands(entry, where):
    facts = derive(**taking(entry))
    assert where in {note.where for note in facts.not_assessed}


def test_a_plus_adds_what_is_eaten_and_silence_about_food_leaves_it_open():
    assert value("total.calcium", **taking(calcium("1000 mg/day"))) == at_least(1000)
    eaten = taking(calcium("1000 mg/day"), diet={"calcium": "600 mg/day"})
    assert value("total.calcium", **eaten) == exactly(1600)


@pytest.mark.parametrize(
    ("entry", "interval"),
    [
        (calcium("2 x 600 mg elemental"), Interval(600, 1200)),
        (calcium("600 mg", units=2), exactly(1200)),
        (calcium("600 mg", times_per_day=2), exactly(600)),
        (calcium("1200 mg/day"), exactly(1200)),
        ("calcium", ANY_NUMBER),
    ],
)
def test_the_largest_single_dose(entry, interval):
    assert value("largest.calcium", **taking(entry)) == interval


def test_the_largest_dose_is_taken_over_all_products():
    assert value("largest.d", **taking(d3("300,000 IU yearly"), d3("1000 IU/day"))) == exactly(300_000)


@pytest.mark.parametrize(
    ("dose", "largest"), [("60,000 IU monthly", exactly(60_000)), ("5000 IU/day", Interval(0, 5000))]
)
def test_a_stated_total_a_day_may_be_taken_in_parts(dose, largest):
    assert value("largest.d", d3_dose=dose, medications="none", supplements="none") == largest


def test_a_stated_total_closes_what_the_lists_leave_open():
    assert value("dose.d3", d3_dose="5000 IU/day") == exactly(5000)
    assert value("dose.d", d3_dose="5000 IU/day") == at_least(5000)
    assert value("dose.d", d3_dose="5000 IU/day", takes={"vitamin-d2": "none"}) == at_least(5000)
    assert value("dose.d", takes={"vitamin-d": "5000 IU/day"}) == exactly(5000)
    assert value("dose.d", d3_dose="5000 IU/day", medications=[], supplements=[]) == exactly(5000)


@pytest.mark.parametrize(
    ("entries", "interval"),
    [
        ([d3("1000 IU")], Interval(5000, 6000)),
        ([d3("6000 IU")], Interval(6000, 11_000)),
        ([{"name": "vitamin D", "amount": "1000 IU"}], Interval(5000, 6000)),
        (["vitamin D2 25 mcg"], exactly(6000)),
        (["vitamin D3"], at_least(5000)),
    ],
)
def test_a_stated_total_and_listed_entries_leave_an_interval(entries, interval):
    facts = derive(d3_dose="5000 IU/day", **taking(*entries))
    assert facts.values["dose.d"] == interval
    overlapping = [note.where for note in facts.not_assessed]
    assert overlapping == ([] if "D2" in str(entries[0]) else ["d3_dose"])


def test_a_wider_total_covers_a_narrower_one():
    takes = {"vitamin-d": "6000 IU/day", "vitamin-d3": "5000 IU/day"}
    assert value("dose.d", takes=takes) == Interval(6000, 11_000)
    assert value("dose.d3", takes=takes) == exactly(5000)


def test_two_statements_of_one_total_leave_both_possible():
    assert value("dose.d3", d3_dose="5000 IU/day", takes={"D3": "4000 IU/day"}) == Interval(5000, 9000)


def test_a_stated_zero_is_none():
    facts = derive(d3_dose="none", takes={"vitamin-d": "0 IU"})
    assert facts.values["takes.d3"] is NO
    assert facts.values["dose.d"] == exactly(0)


def test_a_stated_presence_has_no_amount():
    assert value("dose.d3", takes={"vitamin-d3": "taken"}) == ANY_NUMBER
    assert value("takes.d3", d3_dose="unknown") is UNKNOWN


def test_a_stated_total_comes_from_at_least_one_product():
    assert value("count.d", d3_dose="5000 IU/day", **taking()) == at_least(1)
    assert value("count.d", **taking(d3("1 IU"), "vitamin D3", "magnesium")) == exactly(2)
    assert value("count.d", **taking(d3("1000 IU", times_per_day=2))) == exactly(1)


def test_an_entry_listed_twice_word_for_word_may_be_one():
    facts = derive(**taking(d3("3000 IU"), d3("3000 IU")))
    assert facts.values["dose.d"] == Interval(3000, 6000)
    assert facts.values["count.d"] == Interval(1, 2)
    assert [note.where for note in facts.not_assessed] == ["supplements[1]"]


def test_the_same_product_with_another_start_is_another_entry():
    older = d3("3000 IU", started="2020-01-01")
    assert value("dose.d", **taking(d3("3000 IU"), older)) == exactly(6000)


@pytest.mark.parametrize(
    ("entry", "slip"),
    [
        ({"name": "MK-7", "amount": "999 mcg/day"}, False),
        ({"name": "MK-7", "amount": "1000 mcg/day"}, True),
        ({"name": "MK-7", "amount": "45 mg/day"}, True),
        ({"name": "MK-7", "amount": "1000 mcg weekly"}, False),
        ({"name": "MK-4", "amount": "45 mg/day"}, False),
        ({"name": "MK-4", "amount": "45.1 mg/day"}, True),
        ({"name": "vitamin K2", "amount": "1 mg/day"}, True),
        ({"name": "vitamin K1", "amount": "5 mg/day"}, False),
        (d3("1.25 mg weekly"), False),
        (d3("1.25 mg daily"), True),
        (d3("1000 mcg"), True),
        (d3("999 mcg"), False),
        (d3("100,000 IU/day"), False),
        (d3("39 IU/day"), True),
        (d3("40 IU/day"), False),
        (d3("0 IU/day"), False),
        ({"name": "vitamin D2", "amount": "1 mcg/day"}, False),
    ],
)
def test_an_amount_that_is_likely_a_slip_is_set_aside(entry, slip):
    facts = derive(**taking(entry))
    assert facts.values["slip.any"] is (YES if slip else NO)
    assert any("unit slipped" in note.why for note in facts.not_assessed) is slip


def test_a_slip_leaves_the_sum_and_stays_an_exposure():
    facts = derive(
        **taking({"name": "MK-7", "amount": "45 mg/day"}, {"name": "MK-7", "amount": "100 mcg/day"})
    )
    assert facts.values["takes.mk7"] is YES
    assert facts.values["dose.mk7"] == at_least(100)
    assert facts.values["slip.d"] is NO
    assert facts.evidence["slip.any"] == [0]


def test_whether_an_amount_was_a_slip_is_open_as_long_as_a_list_is():
    assert value("slip.any", supplements=[d3("1000 IU")]) is UNKNOWN
    assert value("slip.any", supplements=[d3("1000 mcg")]) is YES
    assert value("slip.any", d3_dose="1000 mcg/day") is YES
    assert value("slip.any", **taking(d3("1000 mcg", status="stopped"))) is NO


@pytest.mark.parametrize(
    ("more", "course"),
    [
        ({"prescribed": True, "course_weeks": 8}, YES),
        ({"prescribed": "yes", "course_weeks": "12"}, YES),
        ({"prescribed": True, "course_weeks": 13}, NO),
        ({"prescribed": False, "course_weeks": 8}, NO),
        ({"course_weeks": 8}, NO),
        ({"prescribed": True}, NO),
        ({"prescribed": True, "course_weeks": 8, "status": "stopped"}, NO),
    ],
)
def test_a_course_is_what_a_prescriber_wrote_down(more, course):
    entry = {"name": "ergocalciferol", "amount": "50,000 IU weekly", **more}
    assert value("course.d", **taking(entry)) is course


def test_a_course_has_a_mean_above_the_limit():
    course = {"prescribed": True, "course_weeks": 8}
    assert value("course.d", **taking(d3("4000 IU/day", **course))) is NO
    assert value("course.d", **taking(d3("4001 IU/day", **course))) is YES
    assert value("course.d", **taking({"name": "vitamin D3", **course})) is NO


@pytest.mark.parametrize(
    "entry",
    [
        calcium("500 mg/day", salt="malate"),
        calcium("500 mg dialy"),
        calcium("500 mg magnesium"),
        calcium("500 IU"),
        calcium("5.000 mg"),
        calcium("2 tablets daily"),
        {"name": "bone formula"},
    ],
)
def test_an_amount_that_cannot_be_used_leaves_the_sum_open(entry):
    assert value("dose.calcium", **taking(entry)) == ANY_NUMBER


def test_very_small_and_very_large_amounts_are_exact():
    assert value("dose.calcium", **taking(calcium("1e-07 mg"))) == exactly(Fraction(1, 10_000_000))
    assert value("dose.d", **taking(d3(f"{2**70} IU/day"))) == exactly(2**70)
    assert value("dose.d", **taking(d3(f"{2**70} IU", units=2**70, every_days=7))) == exactly(
        Fraction(2**140, 7)
    )
