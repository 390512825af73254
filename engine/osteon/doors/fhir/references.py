"""Finding what a reference points to: "Medication/1", "urn:uuid:...", "#contained", or a whole address."""

from osteon.doors.fhir.limits import MAXIMUM_CHAIN
from osteon.doors.fhir.shapes import Resource, parts, text


def short(reference: str) -> str:
    """Return "Type/id" of an address, relative or whole and without its version; a urn stays what it is."""
    address = reference.partition("/_history")[0].rstrip("/")
    if address.startswith(("urn:", "#")) or "/" not in address:
        return address
    return "/".join(address.split("/")[-2:])


class References:
    """What a record holds, by every address under which something may refer to it."""

    def __init__(self) -> None:
        self._held: dict[str, Resource] = {}

    def add(self, resource: Resource, address: str = "") -> None:
        """Take in a resource, under its own type and id and under the address of its entry."""
        kind, id = text(resource, "resourceType"), text(resource, "id")
        if kind and id:
            self._held.setdefault(f"{kind}/{id}", resource)
        if address:
            self._held.setdefault(short(address), resource)

    def find(self, reference: object, owner: Resource) -> Resource | None:
        """Return what a Reference points to, within its owner or the record; None if it is not there."""
        address = text(reference, "reference")
        for _ in range(MAXIMUM_CHAIN):
            if address.startswith("#"):
                wanted = address[1:]
                return next((each for each in parts(owner, "contained") if text(each, "id") == wanted), None)
            found = self._held.get(short(address))
            if found is None or not text(found, "reference"):
                return found
            address = text(found, "reference")
        return None

    def same(self, one: str, other: str) -> bool:
        """Say whether two addresses are those of the same resource, as far as the record tells."""
        one, other = short(one), short(other)
        return one == other or one in self._held and self._held.get(one) is self._held.get(other)
