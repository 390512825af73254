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

Group = tuple[list[int], frozenset[str]]
"""Entries that touch the same concepts: their places among the intakes, and the concepts."""

Asking = Callable[[Case, Any], None]


class Ask(NamedTuple):
    """A way of deriving facts, and the facts to derive so. Every fact says what it is about: `of`."""

    how: Asking
    facts: tuple[Any, ...]


class _Blank(NamedTuple):
    """What is known of a patient who takes nothing, and of whom nothing else is told.

    `kept` is what entries come to of patients whose lists are closed like this one's, by what they say.
    """

    values: dict[str, Value]
    assumed: set[str]
    closed: dict[str, int]
    kept: "_Kept"


@dataclass(slots=True)
class _Topic:
    """The facts about some concepts, by the way they are derived, and their names."""

    asks: tuple[Ask, ...]
    names: frozenset[str]


class _Found(NamedTuple):
    """What the entries of a group come to. `evidence` gives places within the group.

    `noted`: something about them has to be reported.
    """

    values: dict[str, Value]
    names: frozenset[str]
    assumed: set[str]
    evidence: Evidence
    noted: bool


_Kept = dict[object, _Found]


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

    def derive(self, case: Case) -> None:
        """Derive every fact about what one patient takes. All others are left as if nothing was told."""
        groups = None if case.not_taken else grouped(case.intakes)
        if groups is None:
            case.values.update(self._silence)
            self.derive_each(case)
            return
        intakes = case.intakes
        blank = self._blank(case.closed_to_drugs, case.closed_to_all)
        case.values = values = blank.values.copy()
        case.assumed = assumed = blank.assumed.copy()
        kept = blank.kept
        to_report = False
        for at, concepts in groups:
            content = intakes[at[0]].content if len(at) == 1 else _contents(intakes, at)
            found = kept.get(content)
            if found is None:
                found = self._come_to(case, at, concepts)
                self._keep(kept, content, found)
            facts, names, supposed, evidence, noted = found
            to_report |= noted
            values.update(facts)
            if assumed:
                assumed -= names
            assumed |= supposed
            if evidence:
                case.behind.append((evidence, at))
        if to_report:
            case.review()
        if "diet" in case.document:
            case.index()
            self._close(case)
            for how, asked in self._with_diet:
                how(case, asked)

    def derive_each(self, case: Case) -> None:
        """Derive the facts one by one, whatever the lists hold."""
        case.review()
        case.index()
        close(case, self._subjects)
        for how, facts in self._asks:
            how(case, facts)

    def _close(self, case: Case) -> None:
        case.closed = self._blank(case.closed_to_drugs, case.closed_to_all).closed.copy()
        for of in case.doubts:
            case.closed[of] = OPEN

    def _come_to(self, whole: Case, at: list[int], concepts: frozenset[str]) -> _Found:
        """Ask what the entries of a group come to."""
        case = Case({}, whole.as_of, self.reader)
        case.closed_to_drugs, case.closed_to_all = whole.closed_to_drugs, whole.closed_to_all
        case.intakes = [whole.intakes[place] for place in at]
        case.review()
        case.index()
        self._close(case)
        topic = self._topics.get(concepts) or self._topic(concepts)
        for how, facts in topic.asks:
            how(case, facts)
        return _Found(case.values, topic.names, case.assumed, case.evidence, bool(case.not_assessed))

    def _keep(self, kept: _Kept, content: int | tuple[int, ...], found: _Found) -> None:
        if content == 0 or isinstance(content, tuple) and 0 in content:
            return  # Nobody knows whether other entries say the same.
        blanks = [*self._blanks.values()]  # in one go: another thread may add one meanwhile
        if sum([len(blank.kept) for blank in blanks]) >= _MOST_KEPT:
            for blank in blanks:
                blank.kept.clear()
        kept[content] = found

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
            found = self._blanks[drugs, everything] = _Blank(values, case.assumed, case.closed, {})
        return found


def grouped(intakes: Sequence[Intake]) -> list[Group] | None:
    """Put entries together that touch the same wanted concepts; None if an entry could be anything.

    No concept is touched by two groups. An entry that touches none and is not idle makes a group of its own.
    """
    groups: list[Group] = []
    touched: set[str] = set()
    if intakes and intakes[-1].stated:
        return None
    for at, intake in enumerate(intakes):
        product = intake.product
        if product.idle:
            continue
        if product.obscure:
            return None
        touches = product.touches
        if touched.isdisjoint(touches):
            groups.append(([at], touches))
        else:
            groups = _joined(groups, at, touches)
        touched |= touches
    return groups


def _joined(groups: list[Group], at: int, touches: frozenset[str]) -> list[Group]:
    """Put an entry together with every group that touches what it touches."""
    joined = [group for group in groups if not group[1].isdisjoint(touches)]
    places = sorted([at, *(place for group in joined for place in group[0])])
    concepts = touches.union(*[group[1] for group in joined])
    return [*(group for group in groups if group not in joined), (places, concepts)]


def _contents(intakes: Sequence[Intake], at: list[int]) -> tuple[int, ...]:
    return tuple([intakes[place].content for place in at])
