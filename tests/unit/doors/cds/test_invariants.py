"""Every invariant is seen to be kept and to be broken: a check that cannot fail proves nothing."""

import pytest

from osteon.doors.cds.demands import malformed_discovery, malformed_response
from osteon.doors.cds.invariants import FEEDBACK, REQUEST, RESPONSE, broken
from osteon.knowledge.reason_codes import REASONS, SYSTEM

CARD = {"summary": "s", "indicator": "info", "source": {"label": "l"}}
DELETE = {"type": "delete", "description": "d", "resourceId": "MedicationRequest/1"}


def with_card(**more):
    return {"cards": [CARD | more]}


def with_action(**more):
    return with_card(selectionBehavior="any", suggestions=[{"label": "l", "actions": [DELETE | more]}])


TWO = [{"label": "a", "isRecommended": True}, {"label": "b", "isRecommended": True}]
BREAKING = {
    "cds-resp-1": with_card(selectionBehavior="at-most-one", suggestions=TWO),
    "cds-resp-2": with_action(resource={"resourceType": "MedicationRequest"}),
    "cds-resp-3": with_card(
        links=[{"label": "l", "url": "https://x.example", "type": "absolute", "appContext": "x"}]
    ),
    "cds-resp-4": with_card(overrideReasons=[{"code": "x", "system": SYSTEM}]),
    "cds-resp-5": with_action(description=""),
    "cds-resp-6": with_card(suggestions=[{"label": "l"}]),
    "cds-resp-7": with_card(
        selectionBehavior="any", suggestions=[{"label": "l", "actionSelectionBehavior": "some"}]
    ),
    "cds-fb-1": {"feedback": [{"card": "c", "outcome": "ignored"}]},
    "cds-fb-2": {"feedback": [{"card": "c", "outcome": "accepted"}]},
    "cds-fb-3": {"feedback": [{"card": "c", "outcome": "overridden", "overrideReason": {}}]},
    "cds-r-1": {"fhirAuthorization": {"access_token": "t"}},
    "cds-r-2": {"fhirServer": "https://x.example", "fhirAuthorization": {"scope": "patient/*.rs"}},
}
KEEPING = (
    {"cards": []},
    with_card(selectionBehavior="any", suggestions=TWO),
    with_action(),
    with_card(links=[{"label": "l", "url": "https://x.example", "type": "smart", "appContext": "x"}]),
    with_card(overrideReasons=[{"code": "x", "system": SYSTEM, "display": "X"}]),
    with_card(selectionBehavior="any", suggestions=[{"label": "l", "actionSelectionBehavior": "all"}]),
    {"feedback": [{"card": "c", "outcome": "accepted", "acceptedSuggestions": [{"id": "s"}]}]},
    {"feedback": [{"card": "c", "outcome": "overridden", "overrideReason": {"userComment": "no"}}]},
    {"fhirServer": "https://x.example", "fhirAuthorization": {"scope": "patient/*.rs", "patient": "p1"}},
    {},
    [],
    None,
)
ALL = RESPONSE + FEEDBACK + REQUEST


def test_there_are_twelve():
    assert sorted(BREAKING) == sorted(each.name for each in ALL)
    assert len(ALL) == 12


@pytest.mark.parametrize("name", BREAKING)
def test_an_invariant_that_is_broken_is_found_alone(name):
    assert [each.name for each in broken(BREAKING[name], ALL)] == [name]


@pytest.mark.parametrize("document", KEEPING)
def test_what_keeps_them_is_not_accused(document):
    assert broken(document, ALL) == ()


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ([], "cards"),
        ({}, "cards"),
        ({"cards": ["x"]}, "object"),
        (with_card(summary="x" * 140), "summary"),
        (with_card(summary=" "), "summary"),
        (with_card(indicator="hard-stop"), "indicator"),
        (with_card(source={}), "source.label"),
        (with_card(detail=""), "left out"),
        (with_card(selectionBehavior="all"), "selectionBehavior"),
        (with_card(links=[{"label": "l", "url": "/here", "type": "absolute"}]), "url"),
        (with_card(links=[{"url": "https://x.example"}]), "label"),
        (with_action(type="create"), "resource"),
        (with_card(selectionBehavior="any", suggestions=[{"actions": [DELETE]}]), "label"),
    ],
)
def test_a_malformed_response_is_told(response, said):
    assert any(said in each for each in malformed_response(response))


def test_a_summary_of_139_characters_is_well_formed():
    assert malformed_response(with_card(summary="x" * 139)) == ()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({}, "services"),
        ({"services": [3]}, "object"),
        ({"services": [{"hook": "h", "id": "i"}]}, "description"),
        ({"services": [{"hook": "h", "id": "i", "description": "d", "prefetch": {"a": 1}}]}, "prefetch"),
        ({"services": [{"hook": "h", "id": "i", "description": "d"}] * 2}, "twice"),
    ],
)
def test_a_malformed_discovery_is_told(document, said):
    assert any(said in each for each in malformed_discovery(document))


def test_hl7_has_35_codes_in_6_categories():
    codes = [code for reasons in REASONS.values() for code in reasons]
    assert (len(REASONS), len(REASONS) + len(set(codes))) == (6, 35)
