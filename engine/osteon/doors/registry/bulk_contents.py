"""What a resource of FHIR says, read once for every resource that says the same."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from osteon.basics.records import dataclass
from osteon.doors.fhir.accounting import NOT_RELEVANT
from osteon.doors.fhir.drafting import Draft
from osteon.doors.fhir.entries import Found, found_at
from osteon.doors.fhir.naming import Namer
from osteon.doors.fhir.reading import HANDLERS
from osteon.doors.fhir.references import References
from osteon.doors.registry.stand_ins import WAYS, stand_ins, with_dates

Said = tuple[str, str, str]
"""The type of a resource, what it says, and the classes of its dates."""

DATED = ("started", "stopped", "changed", "since", "date", "birth_date")
OF_OTHERS = "as part of what refers to it"
"""What becomes of a product."""

_TO_AN_ORDER = ("authorizingPrescription", "request", "prescription", "basedOn", "derivedFrom")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its cells, and which of the resource's dates (from 1) stands in a column."""

    table: str
    cells: Mapping[str, Any]
    dates: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a resource. `is_alone` is false where it depends on its own dates or on other resources.

    `course` is the same for active medicines that are seen as one told twice; "" for anything else.
    """

    became: str
    is_alone: bool
    entries: tuple[Entry, ...] = ()
    person: Entry | None = None
    course: str = ""


class Contents:
    """Reads what resources say. `medications` finds a product by its id."""

    def __init__(
        self, namer: Namer, as_of: date, medications: Callable[[str], Mapping[str, Any] | None]
    ) -> None:
        self._namer = namer
        self._as_of = as_of
        self._medications = medications

    def read(self, said: Said) -> Reading:
        """Return what comes of a resource that says this."""
        kind, content, classes = said
        if kind == "Medication":
            return Reading(OF_OTHERS, True)
        if kind not in HANDLERS:
            return Reading(NOT_RELEVANT, True)
        resource = json.loads(content)
        products = self.products(resource) if "Medication/" in content else []
        # Without dates, or with those of the day itself, there is one way only.
        ways = dict.fromkeys(tuple(stand_ins(classes, self._as_of, way)) for way in WAYS)
        found = [self._with(kind, resource, dates, products) for dates in ways]
        if any(each != found[0] for each in found) or any(key in resource for key in _TO_AN_ORDER):
            return Reading(found[0].became, False)
        return found[0]

    def _with(
        self,
        kind: str,
        content: Mapping[str, Any],
        dates: Sequence[str | None],
        products: Sequence[Found] = (),
    ) -> Reading:
        resource = {**with_dates(content, dates), "resourceType": kind, "id": "x"}
        found = found_at(kind, resource)
        draft = Draft(self._namer, References([found, *products]), self._as_of)
        became = HANDLERS[kind](found, draft)
        if draft.pregnancy:
            return Reading(became.kind, False)
        person = (
            _entry("patients", {k: v for k, v in draft.fields.items() if k != "id"}, dates)
            if draft.fields
            else None
        )
        entries = tuple(_entry(name, each, dates) for name, listed in draft.lists.items() for each in listed)
        return Reading(became.kind, True, entries, person, "".join(map(repr, draft.courses)))

    def products(self, resource: Mapping[str, Any]) -> list[Found]:
        """Return the products that a resource refers to, and those that they refer to."""
        found: dict[str, Found] = {}
        waiting = [*_referred(resource)]
        while waiting and len(found) < 20:
            id = waiting.pop()
            product = None if id in found else self._medications(id)
            if product is not None:
                found[id] = found_at("Medication", {**product, "resourceType": "Medication", "id": id})
                waiting += _referred(product)
        return list(found.values())


def _referred(resource: object) -> list[str]:
    """Return the ids of the products that are referred to anywhere in a resource."""
    if isinstance(resource, Mapping):
        own = resource.get("reference")
        here = [own.rpartition("Medication/")[2]] if isinstance(own, str) and "Medication/" in own else []
        return here + [each for value in resource.values() for each in _referred(value)]
    if isinstance(resource, list):
        return [each for value in resource for each in _referred(value)]
    return []


def _entry(table: str, told: Mapping[str, Any], dates: Sequence[str | None]) -> Entry:
    cells = {name: value for name, value in told.items() if name != "origin"}
    taken = {name: dates.index(cells[name]) + 1 for name in DATED if name in cells and cells[name] in dates}
    return Entry(table, {name: value for name, value in cells.items() if name not in taken}, taken)
