"""What a client reports back: which cards were accepted or overridden, and why."""

from osteon.basics.records import dataclass
from osteon.doors.cds.invariants import FEEDBACK, broken
from osteon.doors.cds.requests import Refused
from osteon.doors.fhir.shapes import Resource, part, parts, text

_MOST = 500


@dataclass(frozen=True, slots=True)
class Feedback:
    """What became of one card. `accepted` are uuids of suggestions; `at` is the time as the client wrote it.

    `reason` is a code with its `system`; `comment` is what the user wrote, and may name the patient.
    """

    card: str
    outcome: str
    accepted: tuple[str, ...]
    reason: str
    system: str
    comment: str
    at: str


def read_feedback(body: object) -> tuple[Feedback, ...]:
    """Read the body of a feedback call.

    Raises Refused (400), naming places and never values.
    """
    if not isinstance(body, dict) or not isinstance(body.get("feedback"), list) or not body["feedback"]:
        raise Refused(400, "feedback: a list with at least one entry is required")
    items = body["feedback"]
    if len(items) > _MOST or not all(isinstance(each, dict) for each in items):
        raise Refused(400, f"feedback: a list of at most {_MOST} objects is required")
    if problems := broken(body, FEEDBACK):
        raise Refused(400, "; ".join(f"{each.where}: {each.asks} ({each.name})" for each in problems[:5]))
    return tuple(_item(each, f"feedback[{at}]") for at, each in enumerate(items))


def _item(item: Resource, where: str) -> Feedback:
    card, at = text(item, "card"), text(item, "outcomeTimestamp")
    if not card or not at:
        raise Refused(400, f"{where}: card and outcomeTimestamp are required")
    override = part(item, "overrideReason")
    reason = part(override, "reason")
    return Feedback(
        card,
        text(item, "outcome"),
        tuple(text(each, "id") for each in parts(item, "acceptedSuggestions")),
        text(reason, "code"),
        text(reason, "system"),
        text(override, "userComment"),
        at,
    )
