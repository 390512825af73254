"""One rule and one patient: the condition with its values, the facts that are enough, the nearest miss.

Every verdict has an explanation, whether the rule was raised or not. Facts say
where they come from; a rule that is not raised says what would have to be
otherwise; a rule that is open says what to ask.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, Interval, Number
from osteon.basics.records import dataclass, field
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.facts import Facts
from osteon.patient.origins import Document, Origin, Silent, origins
from osteon.patient.vocabulary import CHOICE, NUMBER, Fact
from osteon.reasoning.answers import Open
from osteon.reasoning.background import Background
from osteon.reasoning.cases import Cases
from osteon.reasoning.explain import Coloured
from osteon.reasoning.nearest import Step, edge_of, nearest
from osteon.reasoning.report import Outcome, Question, Reason, Verdict
from osteon.reasoning.values import entries_behind, said_number, said_value


@dataclass(frozen=True, slots=True)
class Behind:
    """A fact that a rule reads: what is known of it, and the places of the profile that say so."""

    fact: str
    reads: str
    value: str
    assumed: bool
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A fact that would have to be otherwise for a rule to be raised.

    `says` is what would have to be so, `now` what is, `gap` how far that is off in a number's unit.
    """

    fact: str
    says: str
    now: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Unless:
    """An exception of a rule: why it is one, and whether it holds of this patient."""

    why: str
    where: Reason


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule has its verdict for one patient.

    `because` is its condition with the patient's values, None for a rule that is not in force. `enough` are
    facts that alone lead to this verdict, whatever the others are. `facts` are all that the rule reads.
    `nearest` is what would have to be otherwise for the rule to be raised; it is empty for a rule that is
    raised, open, or gives way to another. `questions` are those that would settle an open one.
    """

    verdict: Verdict
    enough: tuple[str, ...]
    because: Reason | None
    unless: tuple[Unless, ...]
    facts: tuple[Behind, ...]
    nearest: tuple[Otherwise, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """One patient whose verdicts are to be explained. Facts are traced to the profile once for all rules.

    `questions` are those that would settle each open rule, by its id.
    """

    background: Background
    facts: Facts
    document: Document
    questions: Mapping[str, tuple[Question, ...]]
    _behind: dict[str, Behind] = field(default_factory=dict, repr=False)
    _coloured: Coloured = field(default_factory=dict, repr=False)
    _silent: Silent = field(default_factory=dict, repr=False)

    def explain(self, at: int, verdict: Verdict) -> Explanation:
        """Say why the rule at this place of the edition has its verdict."""
        edition, facts = self.background.edition, self.facts
        rule, reason = edition.rules[at], self.background.explainer.reason
        cases = self.background.cases.of(at)
        diagram, left_open = cases.diagram, cases.answers.left_open(facts.values)
        return Explanation(
            verdict,
            tuple(self._enough(cases, left_open, verdict)),
            reason(rule.when, facts, self._coloured),
            tuple([Unless(each.why, reason(each.where, facts, self._coloured)) for each in rule.unless]),
            tuple([self._behind_fact(name) for name in diagram.answers.cuts if name in diagram.own]),
            tuple([_otherwise(step, facts) for step in nearest(cases, left_open) or ()])
            if _may_be_near(verdict)
            else (),
            self.questions.get(rule.id, ()),
        )

    def _enough(self, cases: Cases, left_open: tuple[Open, ...], verdict: Verdict) -> Iterator[str]:
        if verdict.verdict == Outcome.UNKNOWN:
            return
        vocabulary = self.background.edition.rulebook.vocabulary
        for name in cases.enough(left_open, self.facts.assumed):
            yield said_fact(vocabulary[name], self.facts)

    def _behind_fact(self, name: str) -> Behind:
        found = self._behind.get(name)
        if found is None:
            book, facts = self.background.edition.rulebook, self.facts
            fact = book.vocabulary[name]
            told = origins(fact, facts, self.document, book.terminology, self._silent)
            found = Behind(name, fact.reads, said_value(fact, facts), name in facts.assumed, told)
            self._behind[name] = found
        return found


def questions_by_rule(questions: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    """Return the questions that would settle each open rule, by its id."""
    found: dict[str, tuple[Question, ...]] = {}
    for question in questions:
        for name in (*question.decides, *question.helps):
            found[name] = (*found.get(name, ()), question)
    return found


def not_in_force(verdict: Verdict) -> Explanation:
    """Say of a rule that is not in force just that."""
    return Explanation(verdict, (), None, (), (), (), ())


def said_fact(fact: Fact, facts: Facts) -> str:
    """Say what is known of a fact, to be read after "the patient": "takes vitamin K (MK-7)"."""
    value = facts.values[fact.name]
    if value is YES:
        entries = ", ".join(entries_behind(fact.name, facts))
        return f"{fact.reads} ({entries})" if entries else fact.reads
    if value is NO:
        return fact.denies
    if value is UNKNOWN:
        return f"nobody told whether the patient {fact.reads}"
    return f"{fact.reads}: {said_value(fact, facts)}"


def _may_be_near(verdict: Verdict) -> bool:
    return verdict.verdict in (Outcome.NOT_RAISED, Outcome.WITHHELD) and not verdict.withheld_by


def _otherwise(step: Step, facts: Facts) -> Otherwise:
    fact = step.column.fact
    now = said_value(fact, facts)
    if fact.type == CHOICE:
        choice = fact.choices[step.answer].replace("_", " ")
        return Otherwise(fact.name, f"{fact.reads} were {choice}", now)
    value = facts.values[fact.name]
    if fact.type != NUMBER or not isinstance(value, Interval):
        return Otherwise(fact.name, fact.reads if step.answer else fact.denies, now)
    if step.open:
        return Otherwise(fact.name, f"{fact.reads} were {_said_region(step, fact)}", now)
    edge, end = edge_of(step.column, step.answer, value)
    gap = "" if end == BOUNDLESS else _said_gap(edge, end, fact.unit)
    return Otherwise(fact.name, f"{fact.reads} were {_said_edge(step, edge, value, fact.unit)}", now, gap)


def _said_edge(step: Step, edge: Number, value: Interval, unit: str) -> str:
    if step.answer % 2:
        return said_number(edge, unit)
    return f"{'more' if value.high <= edge else 'less'} than {said_number(edge, unit)}"


def _said_gap(edge: Number, end: Number | float, unit: str) -> str:
    if edge == end:
        return "the least difference is enough"
    more, less = max(edge, end), min(edge, end)
    return f"{said_number(Fraction(more) - Fraction(less), unit)} {'more' if edge > end else 'less'}"


def _said_region(step: Step, fact: Fact) -> str:
    at, exactly = divmod(step.answer, 2)
    cuts = step.column.thresholds
    if exactly:
        return said_number(cuts[at], fact.unit)
    if at == len(cuts):
        return f"more than {said_number(cuts[-1], fact.unit)}" if cuts else "anything"
    below = f"less than {said_number(cuts[at], fact.unit)}"
    return f"more than {said_number(cuts[at - 1], fact.unit)} and {below}" if at else below
