"""A profile changed by an answer, so that a new evaluation reads it as if the record had said so.

The caller's document is never touched. An answer fills only what was open: the
ways of writing it down are tried one after the other, and one that would move
anything the record has already settled is not taken.
"""

from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import ChangeError, Problem
from osteon.basics.quantity import Interval, Number, exactly
from osteon.basics.records import dataclass
from osteon.basics.truth import NO, UNKNOWN, YES, Truth, negate
from osteon.basics.typed import Any
from osteon.patient.answered import agreed, value_of
from osteon.patient.case import Value
from osteon.patient.channels import Channels
from osteon.patient.contents import Contents
from osteon.patient.facts import FactPlan, Facts
from osteon.patient.replies import Reply, ReplyError, accepted, read_reply
from osteon.patient.sketch import Sketch
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import YES_NO, Fact, Kind, Vocabulary
from osteon.patient.words import truth

Document = Mapping[str, object]

_FACT_SAYS = {YES: "yes", NO: "no"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed document, and what was changed in it, in words."""

    document: dict[str, Any]
    said: tuple[str, ...] = ()


class Changes:
    """Changes the profiles of one vocabulary on one day. Make it once, use it often."""

    def __init__(
        self, vocabulary: Vocabulary, terminology: Terminology, parameters: Mapping[str, Number], as_of: date
    ) -> None:
        self.vocabulary = vocabulary
        self.terminology = terminology
        self.as_of = as_of
        self._plan = FactPlan(vocabulary, terminology, parameters, vocabulary.facts)

    def facts(self, document: Document) -> Facts:
        """Return every fact of the vocabulary, as a document has it."""
        return self._plan.derive(document, self.as_of)

    def is_open(self, document: Document, name: str) -> bool:
        """Say whether a document leaves a fact open."""
        return not is_settled(self.facts(document).values[name])

    def contents(self, sketch: Sketch, day: str = "") -> Contents:
        """Return what a sketch of a profile holds; with an ISO day, changes are made on that day."""
        return Contents(sketch, self._plan.formulary, self.as_of.toordinal(), day)

    def answer(self, document: Document, name: str, text: str) -> Changed:
        """Write the answer to the question about a fact into a copy of a document.

        "don't know" is always accepted. Raises ChangeError for a fact that does not exist or that the record
        settles already, and for an answer that is not understood or that the record contradicts.
        """
        fact = self._fact(name)
        if fact.kind is Kind.LIST_GIVEN:
            return self._listed(document, fact, text)
        before = self.facts(document)
        known = before.values[name]
        if is_settled(known):
            raise _wrong(f"{name} is not open: the record already settles it", "what-if changes what it says")
        try:
            reply = read_reply(fact, text, self.terminology, self.as_of)
        except ReplyError as trouble:
            raise _wrong(str(trouble), trouble.hint) from trouble
        channels = Channels(document, before, self.terminology)
        if not reply.is_known:
            return Changed(channels.not_known(fact), (f"{fact.reads}: not known",))
        wanted = self._wanted(fact, reply)
        said = _FACT_SAYS.get(wanted, reply.said) if isinstance(wanted, Truth) else reply.said
        for written in channels.ways(fact, reply, said):
            after = self.facts(written)
            if _says(after.values[name], wanted, known) and _keeps(before, after):
                return Changed(written, (f"{fact.reads}: {text.strip()}",))
        raise _wrong(f'"{text.strip()}" contradicts the rest of the record', f"accepted: {accepted(fact)}")

    def _fact(self, name: str) -> Fact:
        if name not in self.vocabulary:
            raise _wrong(f"there is no fact {name!r}", "`osteon ask` names the facts that are open")
        fact = self.vocabulary[name]
        if fact.kind is Kind.CONTRADICTION:
            raise _wrong("a contradiction is not settled by an answer", "correct one of the two statements")
        return fact

    def _wanted(self, fact: Fact, reply: Reply) -> Value:
        """Return what the fact must come to, or None where only a new evaluation can tell."""
        if fact.kind is Kind.RECORDED:
            # The question is what the label or the patient says; the fact, whether it says this.
            return YES if truth(fact.says) is reply.truth else NO
        if fact.kind is Kind.OTHER_SOURCE:
            return negate(reply.truth)
        if fact.type == YES_NO:
            return reply.truth if reply.truth is not UNKNOWN else None
        if reply.number is not None:
            return exactly(reply.number)
        if fact.kind in (Kind.AGE, Kind.DAYS_TAKEN):
            return None
        return value_of(fact, reply.said, self.as_of.toordinal())

    def _listed(self, document: Document, fact: Fact, text: str) -> Changed:
        """Write a list that was not told at all."""
        plain = text.strip()
        if plain.casefold() in ("", "don't know", "unknown"):
            return Changed({**document, fact.of: "unknown"}, (f"{fact.of}: not known",))
        if document.get(fact.of) not in (None, "unknown"):
            raise _wrong(f"the list of {fact.of} was told already", "add to it in the profile")
        names = [each.strip() for each in plain.split(";") if each.strip()]
        told = "none" if plain.casefold() in ("none", "no") else names
        return Changed({**document, fact.of: told}, (f"{fact.of}: {plain}",))


def is_settled(value: Value) -> bool:
    """Say whether a value leaves nothing open."""
    if isinstance(value, Interval):
        return value.is_exact
    return value is not None and value is not UNKNOWN


def _says(value: Value, wanted: Value, known: Value) -> bool:
    """Say whether a fact came to what was wanted; without a wish, whether more is known than before."""
    if wanted is None:
        return value != known and (is_settled(value) or _within(value, known))
    both = agreed(known, wanted)
    return both is not None and (value == both or _within(value, both))


def _within(value: Value, known: Value) -> bool:
    if isinstance(value, Interval) and isinstance(known, Interval):
        return known.low <= value.low and value.high <= known.high
    return known is None or known is UNKNOWN or value == known


def _keeps(before: Facts, after: Facts) -> bool:
    """Say whether nothing that was settled is otherwise now, and nothing clashes that did not."""
    if sum(each.clash for each in after.not_assessed) > sum(each.clash for each in before.not_assessed):
        return False
    return all(_within(after.values[name], known) for name, known in before.values.items())


def _wrong(message: str, hint: str) -> ChangeError:
    return ChangeError([Problem(message, hint=hint)])
