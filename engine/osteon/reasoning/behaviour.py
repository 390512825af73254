"""What an approval is bound to: digests of what a rule does, of what it says, and of what it rests on.

A rule that is only written differently does the same and keeps its digest. One
that does anything else for any patient, known or not, gets another: another
number, another severity, another member of a class of drugs.
"""

from collections.abc import Iterable, Iterator

from osteon.basics.records import dataclass, names_of
from osteon.knowledge.folder import fingerprint
from osteon.knowledge.models import Rule
from osteon.patient.terminology import Concept, Conversion, Terminology
from osteon.patient.vocabulary import Fact
from osteon.reasoning.canonical import Canonical
from osteon.reasoning.compiled import cut, rule_diagram
from osteon.reasoning.diagram import Diagrams
from osteon.reasoning.edition import Edition

FORMAT = "osteon-approval/1"
_UNSAID = frozenset({"name", "reads", "denies", "ask"})
"""What of a fact is only wording; its name stands in the diagram."""


@dataclass(frozen=True, slots=True)
class Digests:
    """What a rule does, says and rests on, each as a digest."""

    behaviour: str
    text: str
    evidence: str


class Behaviours:
    """Digests of the rules of one edition. Each is made when it is asked for, and kept."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._rules = {rule.id: rule for rule in edition.rules}
        self._applies: dict[str, str] = {}
        self._facts: dict[str, str] = {}
        self._members: dict[str, frozenset[str]] | None = None

    def of(self, rule_id: str) -> Digests:
        """Return the digests of a rule that is in force.

        Raises KeyError for one that is not, and RuleTooComplex.
        """
        rule = self._rules[rule_id]
        above = {
            self._when_it_applies(other)
            for other in self._edition.rules
            if any(lesser.rule == rule.id for lesser in other.supersedes)
        }
        behaviour = fingerprint({}, FORMAT, rule.severity, self._when_it_applies(rule), *sorted(above))
        return Digests(behaviour, self._text(rule), self._evidence(rule))

    def _when_it_applies(self, rule: Rule) -> str:
        if rule.id not in self._applies:
            conditions = (rule.when, *(unless.where for unless in rule.unless))
            vocabulary = self._edition.rulebook.vocabulary
            facts = [vocabulary[name] for name in sorted(self._edition.facts_of_rule(rule))]
            regions = cut(self._edition, facts, conditions)
            diagrams = Diagrams(regions, self._edition.parameters, self._edition.definitions())
            form, rests_on = Canonical(diagrams).form(rule_diagram(diagrams, rule))
            derived = [self._fact(name) for name in sorted(rests_on)]
            self._applies[rule.id] = fingerprint({}, form, *derived)
        return self._applies[rule.id]

    def _fact(self, name: str) -> str:
        """Return a digest of how a fact is derived: declaration, numbers, and the concepts behind it."""
        if name not in self._facts:
            fact = self._edition.rulebook.vocabulary[name]
            declared = [f"{key}={getattr(fact, key)}" for key in names_of(Fact) if key not in _UNSAID]
            limits = [f"{limit}={self._edition.parameters.get(limit)}" for limit in fact.limits]
            self._facts[name] = fingerprint({}, *declared, *limits, *self._concepts(fact))
        return self._facts[name]

    def _concepts(self, fact: Fact) -> Iterator[str]:
        terminology = self._edition.rulebook.terminology
        named = {fact.of, fact.plus, fact.corrected_by}
        counting = {each for each in terminology.concepts if self._counts(each) & named}
        for each in sorted(counting | {name for name in named if name in terminology}):
            yield from self._concept(terminology.measured(each))

    def _counts(self, concept: str) -> frozenset[str]:
        """Return everything that an entry of a concept counts as, or may count as."""
        if self._members is None:
            self._members = {}
        if concept not in self._members:
            # A circle is refused when a pack is read; the empty set only ends the walk.
            self._members[concept] = frozenset()
            self._members[concept] = frozenset(
                _counted(self._edition.rulebook.terminology, concept, self._counts)
            )
        return self._members[concept]

    def _concept(self, concept: Concept) -> Iterator[str]:
        yield f"{concept.id} {concept.kind} {concept.unit} {sorted(concept.parents)}"
        yield from sorted(concept.names)
        yield from sorted(concept.brands)
        yield from sorted(f"{code.system} {code.code}" for code in concept.codes)
        yield from sorted(map(_conversion, concept.conversions))
        yield from sorted(f"{salt.name} {salt.fraction}" for salt in concept.salts)
        for slip in concept.implausible:
            yield f"{slip.entered_in} {slip.op} {self._edition.parameters.get(slip.limit)}"
        yield f"{sorted(concept.contains)} {sorted(concept.may_contain)} {sorted(concept.may_be)}"
        if concept.equivalent:
            yield _conversion(concept.equivalent)

    def _text(self, rule: Rule) -> str:
        readers = (rule.clinician, rule.patient)
        told = (rule.title, *(text for each in readers for text in (each.summary, each.detail)))
        numbers = self._edition.written_numbers()
        said = [name for name in sorted(numbers) if any(f"{{{name}}}" in text for text in told)]
        reasons = [f"{lesser.rule}: {lesser.why}" for lesser in rule.supersedes]
        parts: list[Iterable[str]] = [
            told, rule.do, rule.ask, [unless.why for unless in rule.unless], reasons,
            [f"{name}={numbers[name]}" for name in said],
        ]  # fmt: skip
        return fingerprint({}, FORMAT, *(fingerprint({}, *part) for part in parts))

    def _evidence(self, rule: Rule) -> str:
        rulebook = self._edition.rulebook
        records = [rulebook.evidence[source] for source in sorted(rule.because)]
        told = [f"{key}={getattr(each, key)}" for each in records for key in names_of(type(each))]
        clashes = sorted({name for each in records for name in each.contradictions})
        return fingerprint({}, FORMAT, *told, *(str(rulebook.contradictions.get(name)) for name in clashes))


def _counted(terminology: Terminology, concept: str, counts: "Counts") -> Iterator[str]:
    for each in (concept, *terminology.ancestors(concept)):
        yield each
        record = terminology[each]
        for part in (*record.contains, *record.may_contain, *record.may_be):
            # A product that may contain anything stands behind no fact in particular.
            if part in terminology:
                yield from counts(part)


def _conversion(conversion: Conversion) -> str:
    return f"{conversion.unit} {conversion.factor}"


TYPE_CHECKING = False  # spelt out, as everywhere on the way of an evaluation
if TYPE_CHECKING:
    from collections.abc import Callable

    Counts = Callable[[str], frozenset[str]]
