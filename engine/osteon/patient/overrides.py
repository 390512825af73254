"""What if the record said something else? A profile in which one fact is as somebody supposes it to be.

A supposition is written the way a record would say it, and then checked by
deriving the facts again: one that does not come out is refused, with the reason.
"""

from collections.abc import Mapping
from difflib import get_close_matches

from osteon.basics.errors import ChangeError, Problem
from osteon.basics.quantity import Interval, exactly
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.patient.amounts import AmountError, read_amount
from osteon.patient.answered import ANSWERS, value_of
from osteon.patient.case import Value
from osteon.patient.changes import Changed, Changes
from osteon.patient.conditions import OSTEOPOROSIS
from osteon.patient.contents import Contents
from osteon.patient.replies import Reply, ReplyError, read_reply
from osteon.patient.sketch import Sketch
from osteon.patient.supposed import WAYS, Supposed
from osteon.patient.vocabulary import CHOICE, Fact, Kind
from osteon.patient.words import NONE

Document = Mapping[str, object]

_FIELDS = {"d3_dose": "vitamin-d3", "pregnant": "pregnancy", OSTEOPOROSIS: OSTEOPOROSIS, "birth_date": "age"}
"""Fields of a profile that say the same as a fact or a substance."""

_TAKEN_SAID = {"taken": YES, "yes": YES, "true": YES, "none": NO, "no": NO, "false": NO, "0": NO}


class Overrides:
    """Writes suppositions into copies of profiles."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._terminology = changes.terminology
        self._by_subject = {
            (fact.kind, fact.of): fact for fact in changes.vocabulary.facts.values() if not fact.plus
        }

    def set_value(self, document: Document, name: str, value: str) -> Changed:
        """Return a copy of a document that says `value` of `name`, with what was changed, in words.

        `name` is a fact, a medicine, substance or condition by any of its names, or a field such as
        d3_dose. Raises ChangeError for what is not understood, or does not follow from a record that way.
        """
        value = " ".join(value.split())
        fact = self._fact(_FIELDS.get(name, name), value)
        if isinstance(fact, str):
            return self._taken(document, fact, value)
        if fact.kind in (Kind.TAKING, Kind.DAILY_AMOUNT) and not fact.plus:
            return self._taken(document, fact.of, value)
        way = WAYS.get(fact.kind)
        if way is None:
            hint = _INSTEAD.get(fact.kind, "change what it follows from")
            raise _refused(f"{fact.name} follows from other entries and cannot be set by itself", hint)
        reply, wanted = self._supposed(fact, value)
        sketch = Sketch(document)
        sketch.document.get(ANSWERS, {}).pop(fact.name, None)
        way(Supposed(self._changes, sketch, fact, reply))
        self._check(sketch, fact, wanted, value)
        return Changed(sketch.finished(), (f"{fact.reads}: {value}",))

    def _fact(self, name: str, value: str) -> Fact | str:
        """Return the fact that a name means, or the id of the substance."""
        if name in self._changes.vocabulary:
            return self._changes.vocabulary[name]
        found = self._terminology.resolve(name.replace("_", " ")) or self._terminology.resolve(name)
        if found is None or found.amount:
            raise self._not_known(name)
        if found.concept.kind not in ("condition", "test"):
            return found.concept.id
        kind = Kind.CONDITION if found.concept.kind == "condition" else Kind.TEST_RESULT
        fact = self._by_subject.get((kind, found.concept.id))
        if fact is None:
            raise _refused(
                f"no rule reads {found.concept.label}, so {value} changes nothing", "see `osteon ask`"
            )
        return fact

    def _not_known(self, name: str) -> ChangeError:
        near = get_close_matches(name, self._changes.vocabulary.facts, n=1)
        near += self._terminology.probably(name)
        hint = f"did you mean {' or '.join(near)}?" if near else "name a fact, a substance or a condition"
        return _refused(f"{name!r} is neither a fact nor a name that is known here", hint)

    def _supposed(self, fact: Fact, value: str) -> tuple[Reply, Value]:
        try:
            reply = read_reply(fact, value, self._terminology, self._changes.as_of)
        except ReplyError as trouble:
            raise _refused(f"{fact.name}={value} is not understood", trouble.hint) from trouble
        if not reply.is_known:
            raise _refused(
                f"{fact.name}={value} supposes nothing", "leave the entry out of the profile instead"
            )
        if reply.number is not None:
            return reply, exactly(reply.number)
        if reply.truth is not UNKNOWN or fact.type == CHOICE:
            return reply, reply.truth if fact.type != CHOICE else value_of(fact, reply.said, 0)
        return reply, None

    def _check(self, sketch: Sketch, fact: Fact, wanted: Value, value: str) -> None:
        facts = self._changes.facts(sketch.finished())
        if wanted is not None and facts.values[fact.name] != wanted:
            clash = next((each.why for each in facts.not_assessed if each.clash), "")
            message = f"the record does not come to {fact.name}={value} that way"
            raise _refused(f"{message}: {clash}" if clash else message, "change the entries behind it")

    def _taken(self, document: Document, concept: str, value: str) -> Changed:
        sketch = Sketch(document)
        self._forget_answers(sketch, concept)
        contents = self._changes.contents(sketch)
        label = self._terminology[concept].label
        said = _TAKEN_SAID.get(value.casefold())
        if said is NO:
            done = contents.leave_out(concept)
            if not self._is(sketch, concept, NO):
                sketch.mapping("takes")[concept] = NONE
            done = done or [f"{label}: not taken"]
        elif said is YES:
            done = contents.take(concept)
        else:
            done = self._give(contents, concept, value)
        self._check_taken(sketch, concept, said, value)
        return Changed(sketch.finished(), tuple(done))

    def _give(self, contents: Contents, concept: str, value: str) -> list[str]:
        try:
            amount = read_amount(value)
        except AmountError as trouble:
            hint = trouble.hint or 'write none, taken or an amount such as "2000 IU/day"'
            raise _refused(f"{concept}={value}: {trouble.message}", hint) from trouble
        return contents.give(concept, value) if amount.value else contents.leave_out(concept)

    def _as_total(self, sketch: Sketch, fact: Fact, value: str) -> Value:
        """Let an amount be the total where the lists leave more open; return what the fact must come to."""
        reply, wanted = self._supposed(fact, value)
        found = self._changes.facts(sketch.finished()).values[fact.name]
        if isinstance(found, Interval) and not found.is_exact:
            sketch.mapping(ANSWERS)[fact.name] = reply.said
        return wanted

    def _forget_answers(self, sketch: Sketch, concept: str) -> None:
        answers = sketch.document.get(ANSWERS) or {}
        for name in [each for each in answers if each in self._changes.vocabulary]:
            of = self._changes.vocabulary[name].of
            if of in self._terminology and concept in self._terminology.ancestors(of):
                del answers[name]

    def _is(self, sketch: Sketch, concept: str, wanted: Truth) -> bool:
        fact = self._by_subject.get((Kind.TAKING, concept))
        return fact is not None and self._changes.facts(sketch.finished()).values[fact.name] is wanted

    def _check_taken(self, sketch: Sketch, concept: str, said: Truth | None, value: str) -> None:
        fact = self._by_subject.get((Kind.TAKING, concept))
        wanted: Value = said
        if said is None:
            fact = self._by_subject.get((Kind.DAILY_AMOUNT, concept))
            wanted = self._as_total(sketch, fact, value) if fact else None
        if fact is not None:
            self._check(sketch, fact, wanted, value)


def _refused(message: str, hint: str) -> ChangeError:
    return ChangeError([Problem(message, hint=hint)])


_INSTEAD = {
    Kind.DAILY_AMOUNT: "set the amount from products, or the amount from food (diet.calcium=...)",
    Kind.LARGEST_AMOUNT: 'set the amount and how often, such as calcium="500 mg twice a day"',
    Kind.COUNT: "leave a product out of the profile",
    Kind.TEST_BELOW_TARGET: "set the result, such as test.inr=2.4",
    Kind.TEST_ABOVE_TARGET: "set the result",
    Kind.CONTRADICTION: "correct one of the statements that contradict each other",
}
