"""From whatever was given to a flat list of entries, each with its place; and what the record lacks."""

from collections.abc import Iterator

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.fhir.accounting import NOT_READABLE, NOT_RELEVANT, Gap, Item
from osteon.doors.fhir.entries import Found, found_at
from osteon.doors.fhir.limits import MAXIMUM_ENTRIES, MAXIMUM_NESTING
from osteon.doors.fhir.shapes import Resource, part, parts, text, word

_EMPTIED = ("Composition", "List")


class Walked:
    """The entries of a record. `odd` are entries in which there is no resource; `gaps` what is missing."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.odd: list[Item] = []
        self.gaps: list[Gap] = []

    @property
    def entries(self) -> int:
        """Return how many entries there are."""
        return len(self.found) + len(self.odd)

    def odd_one(self, path: str, kind: str, why: str) -> None:
        """Note an entry in which there is no resource."""
        self.odd.append(Item(path, "an entry", kind, why))


def walk(record: object) -> Walked:
    """Return every entry of a Bundle, of a list of resources, or a single resource.

    Raises ProfileError for what is none of these, and for a record beyond the documented limits.
    """
    walked = Walked()
    if isinstance(record, list):
        for at, each in enumerate(record):
            before = walked.entries
            _take(walked, each, f"[{at}]", 0)
            if walked.entries == before:
                walked.odd_one(f"[{at}]", NOT_RELEVANT, "a Bundle without entries")
    elif isinstance(record, dict) and (text(record, "resourceType") or "entry" in record):
        _take(walked, record, text(record, "resourceType") or "Bundle", 0)
    else:
        kind = type(record).__name__ if not isinstance(record, dict) else "an object without resourceType"
        raise ProfileError([Problem(f"$: FHIR is a resource, a Bundle or a list of resources, not {kind}")])
    if not walked.entries:
        walked.gaps.append(Gap("$", "the record holds no entry, which does not say that there is nothing"))
    return walked


def take(walked: Walked, resource: object, path: str) -> None:
    """Add a resource, or every entry of a Bundle, that stands at a place of something larger.

    Raises ProfileError for a record beyond the documented limits.
    """
    _take(walked, resource, path, 0)


def _take(walked: Walked, resource: object, path: str, depth: int, url: object = None) -> None:
    if len(walked.found) + len(walked.odd) >= MAXIMUM_ENTRIES:
        raise ProfileError([Problem(f"{path}: a record has at most {MAXIMUM_ENTRIES:,} entries")])
    if not isinstance(resource, dict):
        walked.odd_one(path, NOT_READABLE, f"{path}: a resource is an object, not {type(resource).__name__}")
        return
    found = found_at(path, resource, url)
    kind = found.kind
    if kind == "Bundle" or "entry" in resource and "resourceType" not in resource:
        _open(walked, resource, path, depth)
    elif not kind:
        walked.odd_one(path, NOT_READABLE, f"{path}.resourceType: it does not say what it is")
    else:
        if kind in _EMPTIED:
            walked.gaps += _emptied(resource, path)
        walked.found.append(found)


def _open(walked: Walked, bundle: Resource, path: str, depth: int) -> None:
    if depth >= MAXIMUM_NESTING:
        raise ProfileError(
            [Problem(f"{path}: at most {MAXIMUM_NESTING} Bundles may stand within each other")]
        )
    entries = bundle.get("entry")
    walked.gaps += _further(bundle, path)
    if isinstance(entries, dict):
        entries = [entries]
    if entries is not None and not isinstance(entries, list):
        walked.odd_one(f"{path}.entry", NOT_READABLE, f"{path}.entry: a list of entries was expected")
        return
    if not entries and depth:
        walked.odd_one(path, NOT_RELEVANT, "a Bundle without entries")
    for at, entry in enumerate(entries or ()):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if resource is not None:
            _take(walked, resource, f"{path}.entry[{at}].resource", depth + 1, entry.get("fullUrl"))
        else:
            _enter(walked, entry, f"{path}.entry[{at}]", depth)


def _enter(walked: Walked, entry: object, path: str, depth: int) -> None:
    if not isinstance(entry, dict):
        walked.odd_one(path, NOT_READABLE, f"{path}: an entry is an object, not {type(entry).__name__}")
    elif text(entry, "resourceType"):
        _take(walked, entry, path, depth + 1, entry.get("fullUrl"))
    else:
        _without_resource(walked, entry, path)


def _without_resource(walked: Walked, entry: Resource, path: str) -> None:
    status = text(part(entry, "response"), "status")
    if status[:1] in ("4", "5"):
        why = f"{path}.response.status: the server answered {status[:40]} instead of a resource"
        walked.odd_one(path, NOT_READABLE, why)
        walked.gaps.append(Gap(f"{path}.response", f"a part of the record was refused with {status[:40]}"))
    elif text(part(entry, "request"), "method").upper() in ("DELETE", "GET", "HEAD"):
        walked.odd_one(path, NOT_RELEVANT, "a request without a resource")
    elif status[:1] in ("2", "3"):
        walked.odd_one(path, NOT_RELEVANT, f"an answer without a resource ({status[:40]})")
    else:
        walked.odd_one(path, NOT_READABLE, f"{path}.resource: there is none")


def _further(bundle: Resource, path: str) -> Iterator[Gap]:
    for at, link in enumerate(parts(bundle, "link")):
        if word(link, "relation") == "next":
            yield Gap(
                f"{path}.link[{at}]", "there is a further page that was not given, so the lists are not whole"
            )
    total, entries = bundle.get("total"), bundle.get("entry")
    held = len(entries) if isinstance(entries, list) else 0
    if isinstance(total, int) and not isinstance(total, bool) and total > held:
        yield Gap(
            f"{path}.total", f"{total:,} were found and {held:,} were given, so the lists are not whole"
        )


def _emptied(resource: Resource, path: str) -> Iterator[Gap]:
    if reason := word(resource, "emptyReason"):
        yield Gap(
            f"{path}.emptyReason",
            f'a list is empty ("{reason[:40]}"), which does not say that there is nothing',
        )
    for at, section in enumerate(parts(resource, "section")):
        if reason := word(section, "emptyReason"):
            title = text(section, "title")[:60] or "a section"
            yield Gap(
                f"{path}.section[{at}].emptyReason",
                f'"{title}" is empty ("{reason[:40]}"), which does not say that there is nothing',
            )
