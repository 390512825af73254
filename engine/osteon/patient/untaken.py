"""The facts about what is taken: most are about what a patient does not take, and those are worked out once.

Of a concept that nothing in the lists holds or may hold, a fact says only how far
the lists are closed. That is the same for everybody whose lists are closed alike,
so a patient costs the concepts that the entries touch, and no others. Where an
entry could be anything, or the patient states totals, every fact is asked afresh.
"""

from collections.abc import Callable, Sequence
from datetime import date

from osteon.basics.records import dataclass
from osteon.basics.typed import Any, NamedTuple
from osteon.patient.case import Case, Value
from osteon.patient.intake import Intake, IntakeReader
from osteon.patient.lists import OPEN
from osteon.patient.taking import Subject, close

_MOST_KEPT = 4_096

Asking = Callable[[Case, Any], None]


class Ask(NamedTuple):
    """A way of deriving facts, and the facts to derive so. Every fact says what it is about: `of`."""

    how: Asking
    facts: tuple[Any, ...]


class _Blank(NamedTuple):
    """What the lists say of a patient who takes nothing."""

    values: dict[str, Value]
    assumed: set[str]
    closed: dict[str, int]


@dataclass(slots=True)
class _Topic:
    """The facts about some concepts, by the way they are derived, and their names."""

    asks: tuple[Ask, ...]
    names: frozenset[str]


class TakenFacts:
    """Derives every fact about what is taken.

    `asks` come in the order in which a case needs them. `everybody` are those that depend on more than the
    two lists and are asked of every patient, afterwards. `reader` reads the entries of the two lists.
    """

    def __init__(
        self, subjects: Sequence[Subject], asks: Sequence[Ask], everybody: Sequence[Ask], reader: IntakeReader
    ) -> None:
        self._subjects = tuple(subjects)
        self._asks = tuple(asks)
        self._everybody = tuple(everybody)
        self.reader = reader
        self._topics: dict[frozenset[str], _Topic] = {}
        self._blanks: dict[tuple[int, int], _Blank] = {}

    def derive(self, case: Case) -> None:
        """Derive every fact about what one patient takes."""
        concepts = None if case.not_taken else touched(case.intakes)
        if concepts is None:
            self._ask_all(case)
        else:
            self._ask_about(case, concepts)
        self._ask_everybody(case)

    def derive_each(self, case: Case) -> None:
        """Derive the facts one by one, whatever the lists hold."""
        self._ask_all(case)
        self._ask_everybody(case)

    def _ask_all(self, case: Case) -> None:
        close(case, self._subjects)
        for how, facts in self._asks:
            how(case, facts)

    def _ask_everybody(self, case: Case) -> None:
        for how, facts in self._everybody:
            how(case, facts)

    def _ask_about(self, case: Case, concepts: frozenset[str]) -> None:
        blank = self._blank(case.closed_to_drugs, case.closed_to_all)
        case.values.update(blank.values)
        case.assumed |= blank.assumed
        case.closed = closed = blank.closed.copy()
        for of in case.doubts:
            closed[of] = OPEN
        topic = self._topics.get(concepts) or self._topic(concepts)
        case.assumed -= topic.names
        for how, facts in topic.asks:
            how(case, facts)

    def _topic(self, concepts: frozenset[str]) -> _Topic:
        if len(self._topics) >= _MOST_KEPT:
            self._topics.clear()
        some = [Ask(how, tuple(fact for fact in facts if fact.of in concepts)) for how, facts in self._asks]
        asks = tuple(ask for ask in some if ask.facts)
        names = frozenset(fact.name for ask in asks for fact in ask.facts)
        topic = self._topics[concepts] = _Topic(asks, names)
        return topic

    def _blank(self, drugs: int, everything: int) -> _Blank:
        found = self._blanks.get((drugs, everything))
        if found is None:
            case = Case({}, date.min, self.reader)
            case.closed_to_drugs, case.closed_to_all = drugs, everything
            self._ask_all(case)
            found = self._blanks[drugs, everything] = _Blank(case.values, case.assumed, case.closed)
        return found


def touched(intakes: Sequence[Intake]) -> frozenset[str] | None:
    """Return the wanted concepts that some entry holds or may hold; None if an entry could be anything."""
    found: set[str] = set()
    for intake in intakes:
        product = intake.product
        if intake.stated or product.quarantined:
            return None
        found.update(product.holds)
        if product.in_doubt:
            if product.unrecognised or product.unlabelled:
                return None
            found.update(product.may_hold)
    return frozenset(found)
