"""What the patient takes: every entry of the two lists and every statement, one Intake each."""

from collections.abc import Mapping
from typing import NamedTuple

from osteon.patient.dates import Span
from osteon.patient.formulary import Formulary
from osteon.patient.naming import Entry, text_of
from osteon.patient.product import Product
from osteon.patient.status import ONGOING, read_course
from osteon.patient.troubles import Troubles
from osteon.patient.words import ACTIVE, NOT_KNOWN, PLANNED

TAKEN_LISTS = ("medications", "supplements")

CURRENT = (ACTIVE, PLANNED)
"""The states that count as exposure."""


class Intake(NamedTuple):
    """One thing the patient takes, took or will take.

    `name` is as it was written; `where` is its place in the profile. `stated` marks a statement about a
    substance as a whole ("d3_dose") rather than an entry of a list. Dates lie on or before the day.
    """

    name: str
    where: str
    product: Product
    status: str = ACTIVE
    stated: bool = False
    started: Span | None = None
    stopped: Span | None = None
    changed: Span | None = None
    entry: Entry | None = None


_PLACES = {name: tuple(f"{name}[{at}]" for at in range(64)) for name in TAKEN_LISTS}


def place_of(name: str, at: int) -> str:
    """Return where the entry of a list stands: "supplements[0]"."""
    places = _PLACES.get(name, ())
    return places[at] if at < len(places) else f"{name}[{at}]"


def read_entry(entry: object, where: str, formulary: Formulary, today: int, troubles: Troubles) -> Intake:
    """Read one entry of a list. Its troubles come back relative to the entry."""
    if isinstance(entry, str):
        return Intake(entry, where, formulary.product(entry))
    if not isinstance(entry, Mapping):
        raise TypeError(f"{where}: an entry is a name or a mapping, not {type(entry).__name__}")
    course = read_course(entry, today, troubles)
    product = formulary.product(entry)
    if course is ONGOING:
        return Intake(_name(entry, product), where, product, entry=entry)
    return Intake(
        _name(entry, product), where, product, course.status, False,
        course.started, course.stopped, course.changed, entry,
    )  # fmt: skip


def _name(entry: Entry, product: Product) -> str:
    name = text_of(entry, "name")
    return name or (product.concepts[0].label if product.concepts else "an entry without name")


def unknown_status(intake: Intake) -> bool:
    """Say whether nobody knows if this is taken."""
    return intake.status == NOT_KNOWN
