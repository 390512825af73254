"""What the patient has, or had; and what they are allergic to.

Suspicion is not a diagnosis and not its absence: it is "not known". A relative's
illness and a diagnosis that was refuted do not count at all.
"""

from collections.abc import Collection, Sequence

from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import NamedTuple
from osteon.patient.case import Case
from osteon.patient.dates import read_span
from osteon.patient.formulary import Formulary
from osteon.patient.lists import ASSUMED, CONFIRMED, OPEN, Told
from osteon.patient.naming import by_name
from osteon.patient.product import Product
from osteon.patient.taking import About
from osteon.patient.troubles import NotAssessed, placed
from osteon.patient.words import CONFIRMED as SAID_CONFIRMED
from osteon.patient.words import FAMILY, HISTORY, REFUTED, truth

OSTEOPOROSIS = "osteoporosis"
"""The one condition that has a field of its own in a profile: it needs no list."""


class Diagnoses:
    """The conditions of one patient. `closed` says how far the list can be taken to be whole."""

    __slots__ = ("closed", "current", "present", "stated", "unsure")

    def __init__(self) -> None:
        self.present: set[str] = set()
        self.current: set[str] = set()
        self.unsure: set[str] = set()
        self.stated: Truth | None = None
        self.closed = OPEN


def read_conditions(case: Case, known: Formulary) -> Diagnoses:
    """Read the list of conditions and the short form for osteoporosis."""
    return diagnoses(case, known, case.told("conditions"))


def diagnoses(case: Case, known: Formulary, told: Told) -> Diagnoses:
    """Return what a list of conditions, and the short form for osteoporosis, say."""
    found = Diagnoses()
    found.closed = told.closed
    for at, entry in enumerate(told.entries):
        _note(case, found, known, entry, f"conditions[{at}]")
    if OSTEOPOROSIS in case.document:
        _state(case, found, known)
    return found


def _note(case: Case, found: Diagnoses, known: Formulary, entry: object, where: str) -> None:
    product = _looked_up(case, known, entry, where)
    status = isinstance(entry, dict) and entry.get("status") or SAID_CONFIRMED
    if status in (REFUTED, FAMILY):
        return
    if status in (SAID_CONFIRMED, HISTORY) and not _lies_ahead(case, entry, where):
        found.present |= product.everything
        if status == SAID_CONFIRMED:
            found.current |= product.everything
    else:
        found.unsure.update(product.holds)
    if product.in_doubt:
        found.unsure.update(product.may_hold)
        if product.unrecognised:
            found.closed = OPEN


def _looked_up(case: Case, known: Formulary, entry: object, where: str) -> Product:
    if not isinstance(entry, (str, dict)):
        raise TypeError(f"{where}: an entry is a name or a mapping, not {type(entry).__name__}")
    product = known.product(by_name(entry))
    if product.troubles:
        case.report(list(product.troubles), where)
    return product


def _lies_ahead(case: Case, entry: object, where: str) -> bool:
    since = entry.get("since") if isinstance(entry, dict) else None
    if since is None:
        return False
    try:
        ahead = read_span(str(since)).first > case.today
    except ValueError as trouble:
        case.not_assessed.append(
            NotAssessed(str(since)[:60], f"{where}.since", "this is not a date", str(trouble))
        )
        return False
    if ahead:
        why = "it begins after the day of the evaluation, so whether the patient has it is not known"
        case.not_assessed.append(NotAssessed(str(since), f"{where}.since", why, "correct the date"))
    return ahead


def _state(case: Case, found: Diagnoses, known: Formulary) -> None:
    value = case.document[OSTEOPOROSIS]
    if value is None:
        return
    said = truth(value)
    if said is YES:
        product = known.product(OSTEOPOROSIS)
        case.not_assessed += [placed(each, OSTEOPOROSIS) for each in product.troubles]
        found.present |= product.everything
        found.current |= product.everything
    elif said is NO and OSTEOPOROSIS in found.present:
        why = "it contradicts the list of conditions; the condition is assumed"
        case.not_assessed.append(
            NotAssessed(OSTEOPOROSIS, OSTEOPOROSIS, why, "correct one of the two", clash=True)
        )
    found.stated = said


class ConditionFact(NamedTuple):
    """A fact about a condition. `wider` includes itself."""

    name: str
    of: str
    wider: Collection[str]


class ConditionFacts:
    """Derives "condition": confirmed, or in the history.

    What a list says of conditions that are not in it is the same for everybody whose list is closed alike,
    so it is worked out once, and a patient costs the conditions that the list names. `names` are the facts'.
    """

    def __init__(self, facts: Sequence[ConditionFact]) -> None:
        self._facts = tuple(facts)
        self._of: dict[str, list[ConditionFact]] = {}
        for fact in facts:
            self._of.setdefault(fact.of, []).append(fact)
        self.names = names = frozenset(fact.name for fact in facts)
        self._absent = {
            OPEN: (dict.fromkeys(names, UNKNOWN), frozenset[str]()),
            ASSUMED: (dict.fromkeys(names, NO), names),
            CONFIRMED: (dict.fromkeys(names, NO), frozenset[str]()),
        }

    def derive(self, case: Case, found: Diagnoses) -> None:
        """Derive every fact about a condition."""
        if found.stated is not None:
            self.derive_each(case, found)
            return
        values, assumed = self._absent[found.closed]
        case.values.update(values)
        case.assumed |= assumed
        for concepts, answer in ((found.unsure, UNKNOWN), (found.present, YES)):
            for of in concepts:
                for fact in self._of.get(of, ()):
                    case.values[fact.name] = answer
                    case.assumed.discard(fact.name)

    def derive_each(self, case: Case, found: Diagnoses) -> None:
        """Derive the facts one by one, as they are defined."""
        for name, of, wider in self._facts:
            if of in found.present:
                case.values[name] = YES
                continue
            stated = found.stated if OSTEOPOROSIS in wider else None
            if stated is NO:
                case.values[name] = NO
            elif stated is UNKNOWN or of in found.unsure or found.closed == OPEN:
                case.values[name] = UNKNOWN
            else:
                _absent(case, name, found.closed)


def _absent(case: Case, name: str, closed: int) -> None:
    case.values[name] = NO
    if closed != CONFIRMED:
        case.assumed.add(name)


def allergies(case: Case, known: Formulary, facts: Sequence[About]) -> None:
    """Derive "allergy". One to something narrower counts; one to something wider leaves it not known."""
    told = case.told("allergies")
    if not told.given:
        for name, _ in facts:
            case.values[name] = UNKNOWN
        return
    found = Diagnoses()
    found.closed = told.closed
    for at, entry in enumerate(told.entries):
        _note(case, found, known, entry, f"allergies[{at}]")
    for name, of in facts:
        if of in found.present:
            case.values[name] = YES
        elif of in found.unsure or found.closed == OPEN:
            case.values[name] = UNKNOWN
        else:
            _absent(case, name, found.closed)
