"""HL7's twelve invariants of CDS Hooks, each with its name there.

Each check yields the places where a document breaks it. They know nothing of
osteon, so that `osteon cds-check` can hold any service against them.
"""

from collections.abc import Callable, Iterator

from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.shapes import part, parts

ERROR, WARNING = "error", "warning"
_BEHAVIOURS = ("all", "any", "at-most-one")

Json = dict[str, object]
Places = Iterator[str]


class Broken(NamedTuple):
    """One invariant that does not hold: its name, "error" or "warning", where, and what it asks."""

    name: str
    severity: str
    where: str
    asks: str


class Invariant(NamedTuple):
    """What has to hold, and how the places are found where it does not."""

    name: str
    severity: str
    asks: str
    broken: Callable[[Json], Places]


def _cards(response: Json) -> Iterator[tuple[str, Json]]:
    for at, card in enumerate(parts(response, "cards")):
        yield f"cards[{at}]", dict(card)


def _suggestions(response: Json) -> Iterator[tuple[str, Json]]:
    for where, card in _cards(response):
        for at, suggestion in enumerate(parts(card, "suggestions")):
            yield f"{where}.suggestions[{at}]", dict(suggestion)


def _actions(response: Json) -> Iterator[tuple[str, Json]]:
    for where, suggestion in _suggestions(response):
        for at, action in enumerate(parts(suggestion, "actions")):
            yield f"{where}.actions[{at}]", dict(action)
    for at, action in enumerate(parts(response, "systemActions")):
        yield f"systemActions[{at}]", dict(action)


def _several_recommended(response: Json) -> Places:
    for where, card in _cards(response):
        recommended = [each for each in parts(card, "suggestions") if each.get("isRecommended") is True]
        if card.get("selectionBehavior") == "at-most-one" and len(recommended) > 1:
            yield where


def _odd_deletion(response: Json) -> Places:
    for where, action in _actions(response):
        if action.get("type") == "delete" and ("resourceId" not in action or "resource" in action):
            yield where


def _stray_context(response: Json) -> Places:
    for where, card in _cards(response):
        for at, link in enumerate(parts(card, "links")):
            if link.get("type") != "smart" and "appContext" in link:
                yield f"{where}.links[{at}]"


def _unnamed_reason(response: Json) -> Places:
    for where, card in _cards(response):
        for at, reason in enumerate(parts(card, "overrideReasons")):
            if not reason.get("display"):
                yield f"{where}.overrideReasons[{at}]"


def _unnamed_action(response: Json) -> Places:
    for where, action in _actions(response):
        if not action.get("description"):
            yield where


def _no_behaviour(response: Json) -> Places:
    for where, card in _cards(response):
        if card.get("suggestions") and not card.get("selectionBehavior"):
            yield where


def _odd_behaviour(response: Json) -> Places:
    for where, suggestion in _suggestions(response):
        if suggestion.get("actionSelectionBehavior", "all") not in _BEHAVIOURS:
            yield where


def _feedbacks(feedback: Json) -> Iterator[tuple[str, Json]]:
    for at, each in enumerate(parts(feedback, "feedback")):
        yield f"feedback[{at}]", dict(each)


def _odd_outcome(feedback: Json) -> Places:
    for where, each in _feedbacks(feedback):
        if each.get("outcome") not in ("accepted", "overridden"):
            yield where


def _nothing_accepted(feedback: Json) -> Places:
    for where, each in _feedbacks(feedback):
        if each.get("outcome") == "accepted" and not each.get("acceptedSuggestions"):
            yield where


def _empty_reason(feedback: Json) -> Places:
    for where, each in _feedbacks(feedback):
        reason = each.get("overrideReason")
        if reason is not None and not (part(each, "overrideReason").keys() & {"reason", "userComment"}):
            yield f"{where}.overrideReason"


def _nowhere_to_ask(request: Json) -> Places:
    if request.get("fhirAuthorization") is not None and not request.get("fhirServer"):
        yield "fhirServer"


def _nobody_in_particular(request: Json) -> Places:
    authorization = part(request, "fhirAuthorization")
    scope = authorization.get("scope")
    if isinstance(scope, str) and "patient/" in scope and not authorization.get("patient"):
        yield "fhirAuthorization.patient"


RESPONSE = (
    Invariant(
        "cds-resp-1", ERROR, "an at-most-one card recommends at most one suggestion", _several_recommended
    ),
    Invariant("cds-resp-2", WARNING, "a deletion names a resourceId and holds no resource", _odd_deletion),
    Invariant("cds-resp-3", ERROR, "only a smart link has an appContext", _stray_context),
    Invariant("cds-resp-4", ERROR, "an override reason has a display", _unnamed_reason),
    Invariant("cds-resp-5", ERROR, "an action of a suggestion has a description", _unnamed_action),
    Invariant("cds-resp-6", ERROR, "a card with suggestions has a selectionBehavior", _no_behaviour),
    Invariant("cds-resp-7", ERROR, "actionSelectionBehavior is all, any or at-most-one", _odd_behaviour),
)
FEEDBACK = (
    Invariant("cds-fb-1", ERROR, "an outcome is accepted or overridden", _odd_outcome),
    Invariant("cds-fb-2", ERROR, "what was accepted is named in acceptedSuggestions", _nothing_accepted),
    Invariant("cds-fb-3", ERROR, "an overrideReason has a reason or a userComment", _empty_reason),
)
REQUEST = (
    Invariant("cds-r-1", ERROR, "fhirAuthorization needs a fhirServer", _nowhere_to_ask),
    Invariant("cds-r-2", WARNING, "scopes for a patient name the patient", _nobody_in_particular),
)


def broken(document: object, invariants: tuple[Invariant, ...]) -> tuple[Broken, ...]:
    """Return where a document breaks these invariants. What is no object breaks none; see `malformed`."""
    if not isinstance(document, dict):
        return ()
    return tuple(
        Broken(each.name, each.severity, where, each.asks)
        for each in invariants
        for where in each.broken(document)
    )
