"""Universal scenarios: what a feature says of every patient, proved or disproved.

    Given any patient
    And of whom it is so or not known that the patient takes a vitamin K antagonist
    Then for nobody is the flag "k2-pairing-optional" raised or undecided

The words are those of the vocabulary and of the definitions: each `reads` and
`denies` can stand here, so that nothing has to be said in two ways. A
counterexample comes back as a scenario that can be played.
"""

from collections.abc import Iterator, Sequence

from osteon.basics.errors import OsteonError
from osteon.basics.quantity import exact
from osteon.basics.records import dataclass
from osteon.language.syntax import Condition, Defined, Holds
from osteon.patient.vocabulary import NUMBER, YES_NO, Kind
from osteon.reasoning.diagram import FIRST_BRANCH, Node
from osteon.reasoning.regions import region
from osteon.verification.questions import Questions
from osteon.verification.search import EVERY_END, NO, SUPPRESSED, UNDECIDED, YES, Goal
from osteon.verification.spec.everybody import NEVER, SO, SO_OR_UNKNOWN, SOME, UNKNOWN, Universal, Whom
from osteon.verification.telling import Patient

OUTCOMES = {"raised": YES, "not raised": NO | SUPPRESSED, "undecided": UNDECIDED, "withheld": SUPPRESSED}

_STANDS = {SO: 0, SO_OR_UNKNOWN: UNDECIDED}


class Unreadable(OsteonError):
    """A universal scenario says something that the pack has no words for."""


@dataclass(frozen=True, slots=True)
class Disproof:
    """Somebody of whom a universal scenario is not true. `patient` is None if nobody could be made."""

    patient: Patient | None
    scenario: str


def disproof(asked: Questions, said: Universal) -> Disproof | None:
    """Return what disproves a universal scenario, or None if it is proved.

    Raises Unreadable for words that the pack does not have, and NotDecided beyond the budget.
    """
    reader = Reader(asked)
    whom = [reader.whom(each) for each in said.whom]
    possible = [goals for against in reader.against(said) if asked.space.first(goals := (*whom, *against))]
    for goals in possible:
        patient = asked.witnesses.first(goals)
        if patient is not None:
            return Disproof(patient, _scenario(asked, patient))
    return Disproof(None, "no patient could be made who shows it") if possible else None


def _scenario(asked: Questions, patient: Patient) -> str:
    """Write a patient as a scenario: what is told of her, and which flags are raised for her now."""
    row, outcome = asked.witnesses.row_of(patient), asked.space.diagrams.outcome
    rules = asked.edition.rules
    applies = {rule.id for rule in rules if outcome(asked.view.nodes[rule.id], row) == 2}
    lesser = {each.rule for rule in rules if rule.id in applies for each in rule.supersedes}
    raised = [f"{rule.id} ({rule.severity})" for rule in rules if rule.id in applies - lesser]
    lines = ["Scenario: A patient of whom it is not true"]
    lines += [f"  {'And' if at else 'Given'} {sentence}" for at, sentence in enumerate(patient.sentences())]
    lines += [
        "  When the profile is evaluated",
        f"  Then the flags are exactly {', '.join(raised) or 'none'}",
    ]
    return "\n".join(lines)


class Reader:
    """Turns what is said into goals, in the words of a pack."""

    def __init__(self, asked: Questions) -> None:
        self._asked = asked
        book, cuts = asked.edition.rulebook, asked.space.regions.cuts
        self._words: dict[str, tuple[Condition, int]] = {}
        for fact in book.vocabulary.facts.values():
            if fact.type == YES_NO and fact.name in cuts:
                self._words[fact.reads] = (Holds(fact.name), YES)
                self._words[fact.denies] = (Holds(fact.name), NO)
        for each in book.definitions.values():
            if set(asked.edition.facts_of(each.means)) <= cuts.keys():
                self._words.setdefault(each.reads, (Defined(each.name), YES))
                self._words.setdefault(each.denies, (Defined(each.name), NO))

    def whom(self, whom: Whom) -> Goal:
        """Return the goal that somebody is among those it speaks of."""
        if whom.number:
            return self._amount(whom)
        condition, end = self._word(whom.phrase)
        node = self._asked.view.diagrams.condition(condition)
        return Goal(node, UNDECIDED if whom.stands == UNKNOWN else end | _STANDS[whom.stands])

    def _word(self, phrase: str) -> tuple[Condition, int]:
        if phrase not in self._words:
            raise Unreadable(
                f"the pack has no such words: {phrase!r}; say it as the vocabulary or a definition says it"
            )
        return self._words[phrase]

    def _amount(self, whom: Whom) -> Goal:
        facts = self._asked.edition.rulebook.vocabulary.facts.values()
        bare, _, unit = whom.number.partition(" ")
        fact = next((each for each in facts if each.type == NUMBER and each.reads == whom.phrase), None)
        if fact is None or fact.name not in self._asked.space.regions.cuts or fact.unit != unit:
            said = f"it is told in {fact.unit}" if fact else "no rule reads such a number"
            raise Unreadable(f"{whom.phrase!r} cannot be compared with {whom.number}: {said}")
        cut = self._asked.space.regions.cuts[fact.name]
        at, size = region(exact(bare.replace(",", "")), cut.thresholds), 2 * len(cut.thresholds) + 1
        if at % 2 == 0:
            raise Unreadable(f"{whom.number} is no limit of any rule, so that no rule can tell it apart")
        first, last = {
            "at least": (at, size - 1), "more than": (at + 1, size - 1), "exactly": (at, at),
            "at most": (0, at), "less than": (0, at - 1),
        }[whom.relation]  # fmt: skip
        branch = self._asked.space.diagrams.branch
        high = branch(cut.column + 1, tuple(2 if first <= each <= last else 0 for each in range(size)))
        return Goal(
            branch(cut.column, tuple(high if first <= each <= last else 0 for each in range(size))), YES
        )

    def against(self, said: Universal) -> Iterator[tuple[Goal, ...]]:
        """Yield the sets of goals of which each one, if it is reached, disproves a claim."""
        nodes, claim = self._asked.view.nodes, said.claim
        unknown = [flag for flag in claim.flags if flag not in nodes]
        if unknown:
            raise Unreadable(f"no rule in force is called {unknown[0]!r}")
        ends = sum({OUTCOMES[word] for word in claim.outcomes})
        if claim.kind == NEVER:
            yield from ((Goal(nodes[flag], ends),) for flag in claim.flags)
        elif claim.kind == SOME:
            yield tuple(Goal(nodes[flag], EVERY_END & ~ends) for flag in claim.flags)
        else:
            columns = set(self._columns(said.becomes))
            for rule in self._asked.edition.rules:
                if rule.severity == claim.severity and rule.id not in claim.flags:
                    after = self._put(nodes[rule.id], columns, {})
                    yield Goal(nodes[rule.id], YES), Goal(after, NO | UNDECIDED)

    def _columns(self, phrases: Sequence[str]) -> Iterator[int]:
        """Yield the columns of what becomes known, and of what follows from it."""
        book, cuts = self._asked.edition.rulebook, self._asked.space.regions.cuts
        for phrase in phrases:
            condition, end = self._word(phrase)
            if not isinstance(condition, Holds) or end != YES:
                raise Unreadable(f"only a yes/no fact of the vocabulary can become known, not {phrase!r}")
            fact = book.vocabulary[condition.fact]
            yield cuts[fact.name].column
            for other in book.vocabulary.facts.values():
                wider = fact.kind is other.kind is Kind.TAKING and other.of in book.terminology.ancestors(
                    fact.of
                )
                if wider and other.name in cuts:
                    yield cuts[other.name].column

    def _put(self, node: Node, columns: set[int], done: dict[Node, Node]) -> Node:
        if node < FIRST_BRANCH:
            return node
        if node not in done:
            column, edges = self._asked.space.diagrams.opened(node)
            if column in columns:
                done[node] = self._put(edges[2], columns, done)
            else:
                after = tuple(self._put(edge, columns, done) for edge in edges)
                done[node] = self._asked.space.diagrams.branch(column, after)
        return done[node]
