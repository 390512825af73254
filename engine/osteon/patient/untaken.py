"""The facts about what is taken: what nobody's entries touch, and what entries that say the same lead to.

Of a concept that nothing in the lists holds or may hold, a fact says only how far
the lists are closed. That is the same for everybody whose lists are closed alike.
Of a concept that some entries touch, the facts depend on these entries alone, so
what they come to is kept and serves whoever has entries that say the same. Where
an entry could be anything, or the patient states totals, every fact is asked afresh.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from osteon.basics.records import dataclass
from osteon.basics.typed import Any, NamedTuple
from osteon.patient.case import Case, Evidence, Value
from osteon.patient.intake import Intake, IntakeReader
from osteon.patient.lists import OPEN
from osteon.patient.taking import Subject, close

_MOST_KEPT = 2_048

Group = tuple[list[int], list[Intake], frozenset[str]]
"""Entries that touch the same concepts: their places among the intakes, themselves, and the concepts."""

Asking = Callable[[Case, Any], None]


class Ask(NamedTuple):
    """A way of deriving facts, and the facts to derive so. Every fact says what it is about: `of`."""

    how: Asking
    facts: tuple[Any, ...]


class _Blank(NamedTuple):
    """What is known of a patient who takes nothing, and of whom nothing else is told."""

    values: dict[str, Value]
    assumed: set[str]
    closed: dict[str, int]


@dataclass(slots=True)
class _Topic:
    """The facts about some concepts, by the way they are derived, and their names."""

    asks: tuple[Ask, ...]
    names: frozenset[str]


class _Found(NamedTuple):
    """What the entries of a group come to. `evidence` gives places within the group."""

    values: dict[str, Value]
    names: frozenset[str]
    assumed: set[str]
    evidence: Evidence


class TakenFacts:
    """Derives every fact about what is taken. Thread-safe.

    `asks` come in the order in which a case needs them. `with_diet` are those that depend on the diet too.
    `reader` reads the entries of the two lists. `silence` is what every other fact is where nothing is told.
    """

    def __init__(
        self,
        subjects: Sequence[Subject],
        asks: Sequence[Ask],
        with_diet: Sequence[Ask],
        reader: IntakeReader,
        silence: Mapping[str, Value],
    ) -> None:
        self._subjects = tuple(subjects)
        self._asks = (*asks, *with_diet)
        self._with_diet = tuple(with_diet)
        self._silence = silence
        self.reader = reader
        self._topics: dict[frozenset[str], _Topic] = {}
        self._blanks: dict[tuple[int, int], _Blank] = {}
        self._found: dict[tuple[int, ...], _Found] = {}

    def derive(self, case: Case) -> None:
        """Derive every fact about what one patient takes. All others are left as if nothing was told."""
        groups = None if case.not_taken else grouped(case.intakes)
        if groups is None:
            case.values.update(self._silence)
            self.derive_each(case)
            return
        blank = self._blank(case.closed_to_drugs, case.closed_to_all)
        case.values = blank.values.copy()
        case.assumed = blank.assumed.copy()
        for group in groups:
            self._enter(case, *group)
        if "diet" in case.document:
            case.index()
            self._close(case)
            for how, facts in self._with_diet:
                how(case, facts)

    def derive_each(self, case: Case) -> None:
        """Derive the facts one by one, whatever the lists hold."""
        case.index()
        close(case, self._subjects)
        for how, facts in self._asks:
            how(case, facts)

    def _close(self, case: Case) -> None:
        case.closed = self._blank(case.closed_to_drugs, case.closed_to_all).closed.copy()
        for of in case.doubts:
            case.closed[of] = OPEN

    def _enter(self, case: Case, at: list[int], intakes: list[Intake], concepts: frozenset[str]) -> None:
        key = (case.closed_to_drugs, case.closed_to_all, *[intake.content for intake in intakes])
        found = self._found.get(key)
        if found is None:
            found = self._come_to(case, intakes, concepts)
            if 0 not in key[2:]:
                if len(self._found) >= _MOST_KEPT:
                    self._found.clear()
                self._found[key] = found
        case.values.update(found.values)
        if case.assumed:
            case.assumed -= found.names
        case.assumed |= found.assumed
        if found.evidence:
            case.behind.append((found.evidence, at))

    def _come_to(self, whole: Case, intakes: list[Intake], concepts: frozenset[str]) -> _Found:
        case = Case({}, whole.as_of, self.reader)
        case.closed_to_drugs, case.closed_to_all = whole.closed_to_drugs, whole.closed_to_all
        case.intakes = intakes
        case.review()
        case.index()
        self._close(case)
        topic = self._topics.get(concepts) or self._topic(concepts)
        for how, facts in topic.asks:
            how(case, facts)
        return _Found(case.values, topic.names, case.assumed, case.evidence)

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
            self.derive_each(case)
            values = {**self._silence, **case.values}
            found = self._blanks[drugs, everything] = _Blank(values, case.assumed, case.closed)
        return found


def grouped(intakes: Sequence[Intake]) -> list[Group] | None:
    """Put entries together that touch the same wanted concepts; None if an entry could be anything.

    No concept is touched by two groups. An entry that touches none is in no group.
    """
    groups: list[Group] = []
    touched: set[str] = set()
    for at, intake in enumerate(intakes):
        product = intake.product
        if product.idle and not intake.stated:
            continue
        if intake.stated or product.quarantined or product.unrecognised or product.unlabelled:
            return None
        touches = product.touches
        if not touches:
            continue
        if touched.isdisjoint(touches):
            groups.append(([at], [intake], touches))
        else:
            groups = _joined(groups, at, intakes)
        touched |= touches
    return groups


def _joined(groups: list[Group], at: int, intakes: Sequence[Intake]) -> list[Group]:
    """Put an entry together with every group that touches what it touches."""
    touches = intakes[at].product.touches
    joined = [group for group in groups if not group[2].isdisjoint(touches)]
    places = sorted([at, *(place for group in joined for place in group[0])])
    concepts = touches.union(*[group[2] for group in joined])
    together = (places, [intakes[place] for place in places], concepts)
    return [*(group for group in groups if group not in joined), together]
