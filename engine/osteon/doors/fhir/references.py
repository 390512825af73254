"""Finding what a reference points to: "Medication/1", "urn:uuid:...", "#contained", or a whole address."""

from collections.abc import Iterable

from osteon.doors.fhir.entries import Found
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

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = found
        self._index: dict[str, Resource] = {}
        self._same: dict[tuple[str, str], bool] = {}

    @property
    def _held(self) -> dict[str, Resource]:
        # Made when the first reference is followed: many records hold none that matter.
        if not self._index:
            for each in self._found:
                self._index.setdefault(each.what, each.resource)
                if each.address:
                    self._index.setdefault(short(each.address), each.resource)
        return self._index

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
        if one == other:
            return True
        known = self._same.get((one, other))
        if known is None:
            held, first, second = self._held, short(one), short(other)
            known = first == second or first in held and held[first] is held.get(second)
            self._same[one, other] = known
        return known
