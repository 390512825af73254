"""The record of a call without some of its drafts, by taking away what came of them.

Reading a record once more for each question about a draft would cost more than
everything else together. What a draft leaves in a record is its own: entries with
its origin, and a line among what could not be read. Where that is not so plain
(something else refers to the draft, or it is no order), the answer is None, and
the record has to be read anew.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import orjson

from osteon.basics.records import replace
from osteon.doors.cds.requests import DraftOrder
from osteon.doors.fhir.accounting import Accounting
from osteon.doors.fhir.reading import FhirRecord, subject_of
from osteon.doors.fhir.references import short
from osteon.doors.fhir.shapes import Resource, text
from osteon.patient.words import PLANNED

_LISTS = ("medications", "supplements")
_PLAIN = re.compile("[A-Za-z0-9/-]+")
_MOST_UNREAD = 1_000
_REFER_TO_NO_ORDER = ("Patient", "Condition", "Observation", "AllergyIntolerance", "Procedure")


def origin_of(draft: DraftOrder) -> str:
    """Return the origin that an entry of the profile has, if it came from this draft."""
    return draft.reference or draft.path


def without_drafts(
    record: FhirRecord, drafts: Collection[DraftOrder], patient: str, others: Iterable[Resource]
) -> FhirRecord | None:
    """Return the record as it would be read without these orders of a patient; None if that is not plain.

    `others` are the resources that stay.
    """
    origins, paths = {origin_of(each) for each in drafts}, {each.path for each in drafts}
    unread = _listed(record.profile, "unread")
    if (
        len(unread) >= _MOST_UNREAD
        or any(_names(each.resource, patient) for each in drafts)
        or _are_another_s(record.accounting, origins, paths)
        or _is_referred_to(
            [each for each in others if each.get("resourceType") not in _REFER_TO_NO_ORDER], origins
        )
    ):
        return None
    profile = dict(record.profile)
    for name in _LISTS:
        listed = _listed(profile, name)
        left = [each for each in listed if each.get("origin") not in origins]
        if any(each.get("status") != PLANNED for each in listed if each.get("origin") in origins):
            # What is taken already may have been told twice, and then stands for two.
            return None
        _put(profile, name, left)
    _put(profile, "unread", [each for each in unread if each.get("where") not in paths])
    items = tuple([each for each in record.accounting.items if each.path not in paths])
    return replace(record, profile=profile, accounting=Accounting(items, record.accounting.gaps))


def _names(resource: Resource, patient: str) -> bool:
    """Say whether a draft names somebody who might be another one than the patient."""
    subject = subject_of(resource)
    return bool(subject) and short(subject) != f"Patient/{patient}"


def _are_another_s(accounting: Accounting, origins: Collection[str], paths: Collection[str]) -> bool:
    """Say whether an entry that stays has the same origin as one that goes."""
    return any(
        (each.what if "/" in each.what else each.path) in origins
        for each in accounting.items
        if each.path not in paths
    )


def _is_referred_to(resources: list[Resource], origins: Collection[str]) -> bool:
    return _hold(resources, origins) and any(_refers(each, origins) for each in resources)


def _hold(resources: list[Resource], origins: Collection[str]) -> bool:
    """Say whether origins stand anywhere in resources; also where that cannot be told from their JSON.

    An address whose end is an origin of such letters holds it letter by letter.
    """
    if not all(map(_PLAIN.fullmatch, origins)):
        return True
    try:
        written = orjson.dumps(resources)
    except TypeError:
        return True
    return any(each.encode() in written for each in origins)


def _refers(resource: Resource, origins: Collection[str]) -> bool:
    return any(short(each) in origins for each in _references(resource))


def _references(value: object) -> Iterator[str]:
    """Yield whatever a resource refers to."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _references(inner)
            elif key == "reference":
                yield text(value, key)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _listed(profile: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    listed = profile.get(name)
    return listed if isinstance(listed, list) else []


def _put(profile: dict[str, object], name: str, left: list[Mapping[str, object]]) -> None:
    if left:
        profile[name] = left
    else:
        profile.pop(name, None)
