"""What speaks against vitamin K2 silences every suggestion of it, whether it is so or only not known to be otherwise."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osteon import evaluate, load_rulebook
from osteon.knowledge.reach import phrases_reached
from tests.properties.profiles import TODAY, day, entries, open_books, patients

BOOK = load_rulebook()
MEANINGS = {each.name: each.means for each in BOOK.definitions.values()}
SUGGESTING = {
    rule.id
    for rule in BOOK.rules.values()
    if "k2_suggestion_allowed"
    in phrases_reached([rule.when, *(unless.where for unless in rule.unless)], MEANINGS)
}
"""The rules that may speak of K2 as an option; that no other rule does is a matter of reading them."""

judge = partial(evaluate, as_of=TODAY, rulebook=BOOK, engine="reference")


def listed(name, entry):
    """Put an entry on a list, whatever else stands there."""
    return lambda document: document | {name: [*entries(document, name), entry]}


def instead(**fields):
    """Say so, whatever was said before."""
    return lambda document: document | fields


def untold(*names):
    """Take fields out, and every declaration that they were complete."""

    def forget(document):
        rest = {name: value for name, value in document.items() if name not in (*names, "complete", "takes")}
        return rest | {"complete": "no"}

    return forget


CLASS = (
    "warfarin",
    "acenocoumarol",
    "phenprocoumon",
    "fluindione",
    "phenindione",
    "dicoumarol",
    "tioclomarol",
)
PRESENT = (
    {name: listed("medications", {"name": name}) for name in CLASS}
    | {f"{name}, by its plan": listed("medications", {"name": name, "status": "planned"}) for name in CLASS}
    | {
        "warfarin, stopped a week ago": listed(
            "medications", {"name": "warfarin", "status": "stopped", "stopped": day(7)}
        ),
        "a name that is probably warfarin": listed("medications", {"name": "warferin"}),
        "pregnancy": instead(pregnancy="pregnant", sex="female"),
        "a possible pregnancy": instead(pregnancy="possible", sex="female"),
        "haemophilia": listed("conditions", {"name": "haemophilia A"}),
        "von Willebrand disease": listed("conditions", {"name": "von Willebrand disease"}),
        "an operation today": listed("surgeries", {"name": "surgery", "date": day(0)}),
        "an operation 28 days ago": listed("surgeries", {"name": "surgery", "date": day(28)}),
        "an operation in 14 days": listed("surgeries", {"name": "surgery", "date": day(-14)}),
        "a child": instead(age=17),
        "a baby": instead(age=0),
    }
)
UNKNOWN = {
    "medicines not told": untold("medications"),
    "medicines not known": lambda document: untold()(document) | {"medications": "unknown"},
    "warfarin, perhaps": listed("medications", {"name": "warfarin", "status": "unknown"}),
    "a stated and unknown warfarin": instead(takes={"warfarin": "unknown"}),
    "pregnancy not told": lambda document: (
        untold("pregnancy")(document) | {"sex": "female", "age": 31, "postmenopausal": "no"}
    ),
    "conditions not told": untold("conditions"),
    "haemophilia, suspected": listed("conditions", {"name": "haemophilia A", "status": "suspected"}),
    "operations not told": untold("surgeries"),
    "an operation, nobody knows when": listed("surgeries", {"name": "surgery"}),
    "age not told": untold("age"),
}
EVERY = st.one_of(patients(), open_books())
often = settings(max_examples=2_000)


def test_there_are_rules_that_suggest_k2():
    assert {"d3-high-dose-without-k2", "k2-pairing-optional"} <= SUGGESTING


def suggested(document):
    report = judge(document)
    return {each.rule_id for each in report.verdicts if each.verdict == "raised"} & SUGGESTING


@pytest.mark.parametrize("case", PRESENT)
@often
@given(EVERY)
def test_what_speaks_against_k2_silences_every_suggestion(case, document):
    assert suggested(PRESENT[case](document)) == set()


@pytest.mark.parametrize("case", UNKNOWN)
@often
@given(EVERY)
def test_so_does_not_knowing(case, document):
    assert suggested(UNKNOWN[case](document)) == set()


@often
@given(open_books())
def test_so_does_a_blood_thinner_that_nobody_can_name(document):
    named = [{"name": "blood thinner"}]
    assert suggested(document | {"medications": named, "takes": {}}) == set()
