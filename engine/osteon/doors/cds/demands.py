"""What the text of the specification demands of a document, beside HL7's invariants.

Like those, it knows nothing of osteon.
"""

import re
from collections.abc import Iterator

from osteon.doors.fhir.shapes import part, parts

_SUMMARY = 140
_WHOLE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)

Json = dict[str, object]
Places = Iterator[str]


def malformed_discovery(document: object) -> tuple[str, ...]:
    """Return what the specification demands of a discovery document and this one lacks."""
    if not isinstance(document, dict) or not isinstance(document.get("services"), list):
        return ("services: a list is required",)
    return tuple(_malformed_services(document["services"]))


def _malformed_services(services: list[object]) -> Places:
    seen = set()
    for at, service in enumerate(services):
        where = f"services[{at}]"
        if not isinstance(service, dict):
            yield f"{where}: an object is required"
            continue
        yield from (
            f"{where}.{key}: a text is required"
            for key in ("hook", "id", "description")
            if not _said(service, key)
        )
        prefetch = service.get("prefetch", {})
        if not isinstance(prefetch, dict) or not all(isinstance(each, str) for each in prefetch.values()):
            yield f"{where}.prefetch: texts by key are required"
        pair = (str(service.get("id")), str(service.get("hook")))
        if pair in seen:
            yield f"{where}: the same id on the same hook stands twice"
        seen.add(pair)


def malformed_response(response: object) -> tuple[str, ...]:
    """Return what the specification demands of a response and this one lacks."""
    if not isinstance(response, dict) or not isinstance(response.get("cards"), list):
        return ("cards: a list is required",)
    found = [
        f"cards[{at}]: an object is required"
        for at, card in enumerate(response["cards"])
        if not isinstance(card, dict)
    ]
    found += [each for where, card in _cards(response) for each in _malformed_card(where, card)]
    found += [
        f"{where}: null and empty values are left out" for where in _emptied(response, "") if where != "cards"
    ]
    return tuple(found)


def _malformed_card(where: str, card: Json) -> Places:
    summary = card.get("summary")
    if not _said(card, "summary") or not isinstance(summary, str) or len(summary) >= _SUMMARY:
        yield f"{where}.summary: a text of fewer than {_SUMMARY} characters is required"
    if card.get("indicator") not in ("info", "warning", "critical"):
        yield f"{where}.indicator: it is info, warning or critical"
    if not _said(part(card, "source"), "label"):
        yield f"{where}.source.label: a text is required"
    if card.get("selectionBehavior", "any") not in ("any", "at-most-one"):
        yield f"{where}.selectionBehavior: it is any or at-most-one"
    yield from _malformed_links(where, card)
    yield from _malformed_actions(where, card)


def _malformed_links(where: str, card: Json) -> Places:
    for at, link in enumerate(parts(card, "links")):
        place = f"{where}.links[{at}]"
        if not _said(link, "label") or link.get("type") not in ("absolute", "smart"):
            yield f"{place}: a label, and a type of absolute or smart, are required"
        if not _WHOLE_ADDRESS.fullmatch(str(link.get("url"))):
            yield f"{place}.url: a whole address is required"


def _malformed_actions(where: str, card: Json) -> Places:
    for at, suggestion in enumerate(parts(card, "suggestions")):
        if not _said(suggestion, "label"):
            yield f"{where}.suggestions[{at}].label: a text is required"
        for nth, action in enumerate(parts(suggestion, "actions")):
            kind = action.get("type")
            if (
                kind not in ("create", "update", "delete")
                or kind != "delete"
                and not part(action, "resource")
            ):
                place = f"{where}.suggestions[{at}].actions[{nth}]"
                yield f"{place}: a type, and a resource to create or update, are required"


def _cards(response: Json) -> Iterator[tuple[str, Json]]:
    for at, card in enumerate(parts(response, "cards")):
        yield f"cards[{at}]", dict(card)


def _said(holder: object, key: str) -> bool:
    said = holder.get(key) if isinstance(holder, dict) else None
    return isinstance(said, str) and bool(said.strip())


def _emptied(value: object, where: str) -> Places:
    if value is None or value in ("", [], {}):
        yield where
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _emptied(each, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _emptied(each, f"{where}[{at}]")
