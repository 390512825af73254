"""A call of a service, read from raw JSON: real clients send more shapes than the specification has.

What is refused is refused in words that quote nothing of the patient.
"""

from collections.abc import Iterator

from osteon.basics.records import dataclass
from osteon.basics.typed import NamedTuple
from osteon.doors.cds.hooks import HOOKS, Hook, Json
from osteon.doors.fhir.shapes import Resource, text

_NOTHING: Json = {}
_MOST_DRAFTS = 200


class Refused(Exception):
    """A request that cannot be answered with cards. `said` quotes nothing of the patient."""

    def __init__(self, status: int, said: str) -> None:
        self.status = status
        self.said = said
        super().__init__(said)


class DraftOrder(NamedTuple):
    """An order that is being written. `reference` is "MedicationRequest/1", or "" without an id.

    `selected`: the user has just chosen it, or is about to sign or verify it.
    """

    path: str
    resource: Resource
    reference: str
    selected: bool


@dataclass(frozen=True, slots=True)
class HookRequest:
    """One call. `patient` is an id without its type; `prefetch` is None where the client sent none at all."""

    hook: Hook
    instance: str
    patient: str
    drafts: tuple[DraftOrder, ...]
    prefetch: Json | None
    fhir_server: str
    authorization: Json | None


def read_request(body: object, service: str) -> HookRequest:
    """Read the body of a call to a service.

    Raises Refused (400, or 404 for a service that is not there).
    """
    hook = HOOKS.get(service)
    if hook is None:
        raise Refused(404, "there is no such service; GET /cds-services lists those that are")
    if not isinstance(body, dict):
        raise Refused(400, "the body of a call is a JSON object")
    if body.get("hook") != hook.name:
        raise Refused(400, f"hook: this service answers {hook.name}")
    instance = text(body, "hookInstance")
    if not instance:
        raise Refused(400, "hookInstance is missing")
    context = body.get("context")
    if not isinstance(context, dict):
        raise Refused(400, "context is missing, or is not an object")
    return HookRequest(
        hook,
        instance,
        _patient(context, body),
        tuple(_drafts(hook, context)),
        _prefetch(body, context),
        text(body, "fhirServer"),
        _authorization(body),
    )


def _patient(context: Json, body: Json) -> str:
    # Older clients name the patient beside the context.
    said = text(context, "patientId") or text(body, "patient")
    patient = said.removeprefix("Patient/")
    if not patient:
        raise Refused(400, "context.patientId is missing")
    return patient


def _prefetch(body: Json, context: Json) -> Json | None:
    prefetch = body.get("prefetch", context.get("prefetch"))
    if prefetch is None:
        return None
    if not isinstance(prefetch, dict):
        raise Refused(400, "prefetch is not an object")
    return prefetch


def _authorization(body: Json) -> Json | None:
    given = body.get("fhirAuthorization")
    return given if isinstance(given, dict) else None


def _drafts(hook: Hook, context: Json) -> Iterator[DraftOrder]:
    if not hook.orders:
        return
    key = next((key for key in hook.orders if context.get(key) is not None), None)
    if key is None:
        raise Refused(400, f"context.{' or context.'.join(hook.orders)} is missing")
    found = list(_orders(context[key], f"context.{key}"))
    if len(found) > _MOST_DRAFTS:
        raise Refused(400, f"context.{key} holds more than {_MOST_DRAFTS} entries")
    if len(found) == 1 and not hook.drafts_only:
        found = [(path, _ordered(resource)) for path, resource in found]
    chosen = _selections(context) if hook.selects else frozenset()
    references = [_reference(resource) for _, resource in found]
    # What was chosen may not be among the drafts by that name: then each of them counts as chosen.
    everything = not chosen.intersection(references)
    for (path, resource), reference in zip(found, references, strict=True):
        yield DraftOrder(path, resource, reference, everything or reference in chosen)


def _selections(context: Json) -> frozenset[str]:
    listed = context.get("selections")
    return (
        frozenset(each for each in listed if isinstance(each, str))
        if isinstance(listed, list)
        else frozenset()
    )


def _orders(value: object, path: str) -> Iterator[tuple[str, Resource]]:
    """Yield each order: from a Bundle, an entry of one, a list, or the resource itself."""
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _orders(each, f"{path}[{at}]")
    elif not isinstance(value, dict):
        raise Refused(400, f"{path} is not a resource")
    elif "entry" in value:
        entries = value["entry"]
        if not isinstance(entries, list):
            raise Refused(400, f"{path}.entry is not a list")
        for at, each in enumerate(entries):
            yield from _orders(each, f"{path}.entry[{at}]")
    elif "resource" in value and "resourceType" not in value:
        yield from _orders(value["resource"], f"{path}.resource")
    elif text(value, "resourceType") == "Bundle":
        return
    elif not text(value, "resourceType"):
        raise Refused(400, f"{path} is not a resource")
    else:
        yield path, value


def _ordered(resource: Resource) -> Resource:
    """Return an order; a product that stands in the place of one is what is ordered."""
    if text(resource, "resourceType") != "Medication":
        return resource
    return {
        "resourceType": "MedicationRequest",
        "status": "draft",
        "intent": "order",
        "contained": [{**resource, "id": "product"}],
        "medicationReference": {"reference": "#product"},
    }


def _reference(resource: Resource) -> str:
    id = text(resource, "id")
    return f"{text(resource, 'resourceType')}/{id}" if id else ""
