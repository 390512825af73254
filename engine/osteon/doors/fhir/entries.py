"""One entry of a record, with its place."""

from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.shapes import Resource, plain, text


class Found(NamedTuple):
    """One entry of a record: its place in the JSON, its resource and type, and the address it was given.

    `what` is how it is called in an account: "MedicationRequest/abc", or its type alone.
    """

    path: str
    resource: Resource
    kind: str
    what: str
    address: str = ""

    @property
    def origin(self) -> str:
        """Return where something in the profile came from: the resource, or its place where it has no id."""
        return self.what if "/" in self.what else self.path


def found_at(path: str, resource: Resource, address: str = "") -> Found:
    """Return an entry of a record."""
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not kind.isidentifier():
        kind = text(resource, "resourceType")
    id = resource.get("id")
    id = plain(id) if isinstance(id, str) else ""
    return Found(path, resource, kind, f"{kind}/{id}" if id else kind, address)
