"""What the patient takes: every entry of the two lists and every statement, one Intake each."""

from collections.abc import Iterable, Sequence
from itertools import count

from osteon.basics.typed import NamedTuple
from osteon.patient.dates import Span
from osteon.patient.formulary import Formulary, is_short
from osteon.patient.naming import Entry, text_of
from osteon.patient.product import Product
from osteon.patient.status import read_course
from osteon.patient.troubles import NotAssessed, Troubles, placed
from osteon.patient.words import ACTIVE, PLANNED

TAKEN_LISTS = ("medications", "supplements")

CURRENT = (ACTIVE, PLANNED)
"""The states that count as exposure."""


class Intake(NamedTuple):
    """One thing the patient takes, took or will take.

    `name` is as it was written; `where` is its place in the profile. `stated` marks a statement about a
    substance as a whole ("d3_dose") rather than an entry of a list. Dates lie on or before the day. `content`
    is the same number for entries that say the same, wherever they stand; 0 if that was not found out, as for
    entries with dates.
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
    content: int = 0

    @property
    def dates(self) -> tuple[Span | None, Span | None, Span | None]:
        """Return when it was started, stopped and changed."""
        return self.started, self.stopped, self.changed


_MOST_PLACES = 64
_PLACES = {name: tuple(f"{name}[{at}]" for at in range(_MOST_PLACES)) for name in TAKEN_LISTS}
_DATES = frozenset(("started", "stopped", "changed"))
_MOST_KEPT = 4_096


class IntakeReader:
    """Reads entries of the two lists. An entry without dates is read once."""

    def __init__(self, formulary: Formulary) -> None:
        self.formulary = formulary
        self._undated: dict[object, Intake] = {}
        self._numbers = count(1)
        self._contents: dict[object, int] = {}

    def read(self, entries: Sequence[object], name: str, today: int, told: list[NotAssessed]) -> list[Intake]:
        """Read the entries of a list. What cannot be used is added to `told`."""
        found = []
        places: Iterable[str] = _PLACES[name]
        if len(entries) > _MOST_PLACES:
            places = (f"{name}[{at}]" for at in count())
        key: tuple[object, ...]
        for where, entry in zip(places, entries, strict=False):
            if isinstance(entry, dict):
                key = (where, *entry.items())
            elif isinstance(entry, str):
                key = (where, entry)
            else:
                raise TypeError(f"{where}: an entry is a name or a mapping, not {type(entry).__name__}")
            try:
                intake = self._undated.get(key)
            except TypeError:  # It lists ingredients or codes, and a list has no hash.
                intake, key = None, ()
            found.append(intake or self._read(entry, where, today, told, key))
        return found

    def _read(
        self,
        entry: Entry | str,
        where: str,
        today: int,
        told: list[NotAssessed],
        key: tuple[object, ...],
    ) -> Intake:
        if isinstance(entry, str):
            intake = Intake(entry, where, self.formulary.product(entry))
        elif key and _DATES.isdisjoint(entry):
            # A copy, because what is kept must not change with the caller's own.
            intake = self._dated(dict(entry), where, 0, [])
        else:
            return self._dated(entry, where, today, told)
        if not is_short(intake.product.key):
            return intake
        if len(self._undated) >= _MOST_KEPT:
            self._undated.clear()
            # A number is never given twice, so what was kept under an old one is only forgotten.
            self._contents.clear()
        number = self._contents.get(key[1:])
        if number is None:
            number = self._contents[key[1:]] = next(self._numbers)
        intake = self._undated[key] = intake._replace(content=number)
        return intake

    def _dated(self, entry: Entry, where: str, today: int, told: list[NotAssessed]) -> Intake:
        troubles: Troubles = []
        course = read_course(entry, today, troubles)
        product = self.formulary.product(entry)
        told += [placed(trouble, where) for trouble in troubles]
        return Intake(
            _name(entry, product), where, product, course.status, False,
            course.started, course.stopped, course.changed, entry,
        )  # fmt: skip


def _name(entry: Entry, product: Product) -> str:
    name = text_of(entry, "name")
    return name or (product.concepts[0].label if product.concepts else "an entry without name")
