"""Does the patient take it? Yes, no (confirmed or assumed), or not known.

A name that nobody recognises could be anything, so it keeps every absence
unknown until somebody says what it is.
"""

from collections.abc import Sequence

from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.basics.typed import NamedTuple
from osteon.patient.case import Case
from osteon.patient.intake import CURRENT
from osteon.patient.lists import ASSUMED, CONFIRMED, OPEN
from osteon.patient.terminology import Terminology


class Subject(NamedTuple):
    """A concept that facts ask about. `wider` includes itself; `nutrient`: supplements may hold it too."""

    id: str
    wider: frozenset[str]
    nutrient: bool


def subject_of(terminology: Terminology, id: str) -> Subject:
    """Return a concept with what decides which lists could hold it."""
    in_both = not terminology.descendants(id).isdisjoint(terminology.in_both_lists)
    return Subject(id, terminology.ancestors(id), in_both)


class About(NamedTuple):
    """A fact about a concept."""

    name: str
    of: str


class AboutSubject(NamedTuple):
    """A fact about a concept that lists may hold."""

    name: str
    subject: Subject

    @property
    def of(self) -> str:
        """Return the concept's id."""
        return self.subject.id


def closed_to(case: Case, subject: Subject) -> int:
    """Return how far the lists that could hold a concept are closed."""
    return case.closed_to_all if subject.nutrient else case.closed_to_drugs


def close(case: Case, subjects: Sequence[Subject]) -> None:
    """Decide for every concept whether its absence is not known, assumed or confirmed."""
    drug, nutrient = case.closed_to_drugs, case.closed_to_all
    if case.unrecognised:
        drug = nutrient = OPEN
    closed, doubts = case.closed, case.doubts
    for subject in subjects:
        if subject.id in doubts:
            closed[subject.id] = OPEN
        else:
            closed[subject.id] = nutrient if subject.nutrient else drug
    if case.not_taken or case.intakes and case.intakes[-1].stated:
        _close_stated(case, subjects)


def _close_stated(case: Case, subjects: Sequence[Subject]) -> None:
    totals = {
        concept.id
        for intake in case.intakes
        if intake.stated and intake.entry is not None
        for concept in intake.product.concepts
    }
    for subject in subjects:
        stated_none = subject.id not in case.holders and not subject.wider.isdisjoint(case.not_taken)
        if stated_none or subject.id in totals:
            case.closed[subject.id] = CONFIRMED


def taking(case: Case, facts: Sequence[About]) -> None:
    """Derive "taking": an active or planned entry is, or contains, the concept."""
    values, holders, closed = case.values, case.holders, case.closed
    for name, of in facts:
        if of in holders:
            values[name] = YES
            case.evidence[name] = holders[of]
        elif closed[of] == OPEN:
            values[name] = UNKNOWN
            if of in case.doubts:
                case.evidence[name] = case.doubts[of]
        else:
            values[name] = NO
            if closed[of] == ASSUMED:
                case.assumed.add(name)


def taking_unlabelled(case: Case, facts: Sequence[AboutSubject]) -> None:
    """Derive "taking unlabelled": an active or planned entry of unknown composition may contain it."""
    for name, subject in facts:
        could = [at for at in case.unlabelled if subject.id in case.intakes[at].product.unlabelled]
        sure = [at for at in could if _is_surely_unlabelled(case, at)]
        if sure:
            case.values[name] = YES
            case.evidence[name] = sure
            continue
        closed = closed_to(case, subject)
        case.values[name] = UNKNOWN if could or closed == OPEN else NO
        if could:
            case.evidence[name] = could
        elif closed == ASSUMED:
            case.assumed.add(name)


def _is_surely_unlabelled(case: Case, at: int) -> bool:
    # An unrecognised supplement is a product of unknown composition; an unrecognised medicine
    # may be any drug, misspelt.
    intake = case.intakes[at]
    known_kind = not intake.product.unrecognised or intake.where.startswith("supplements")
    return intake.status in CURRENT and known_kind
