"""One entry of a record, with its place."""

from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.shapes import Resource, plain, text


class Found(NamedTuple):
    """One entry of a record: its place in the JSON, its resource and type, its id and address as written.

    Most entries are of no type that is read, and nobody asks how they are called.
    """

    path: str
    resource: Resource
    kind: str
    id: object = None
    url: object = None

    @property
    def what(self) -> str:
        """Return how it is called in an account: "MedicationRequest/abc", or its type alone."""
        return called(self.kind, self.id)

    @property
    def address(self) -> str:
        """Return the address that it was given; "" for none."""
        return plain(self.url) if isinstance(self.url, str) else ""

    @property
    def origin(self) -> str:
        """Return where something in the profile came from: the resource, or its place where it has no id."""
        what = called(self.kind, self.id)
        return what if "/" in what else self.path


def called(kind: str, id: object) -> str:
    """Return how an entry of a type is called; its id counts as not told where it is no text."""
    line = plain(id) if isinstance(id, str) else ""
    return f"{kind}/{line}" if line else kind


def found_at(path: str, resource: Resource, url: object = None) -> Found:
    """Return an entry of a record."""
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not kind.isidentifier():
        kind = text(resource, "resourceType")
    return Found(path, resource, kind, resource.get("id"), url)
