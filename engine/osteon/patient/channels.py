"""Where an answer can be written down in a profile: its own fields first, `answers` where there is none.

Each way yields a changed copy of the document. Which of them says the right
thing, and nothing beyond it, is tried afterwards (changes.py).
"""

from collections.abc import Callable, Iterator, Mapping

from osteon.basics.truth import NO, YES
from osteon.basics.typed import Any
from osteon.patient.answered import ANSWERS, NEVER_SAID
from osteon.patient.conditions import OSTEOPOROSIS
from osteon.patient.facts import Facts
from osteon.patient.replies import Reply
from osteon.patient.separations import APART
from osteon.patient.sketch import Sketch
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Fact, Kind
from osteon.patient.words import NONE, truth

Document = Mapping[str, object]
Written = Iterator[dict[str, Any]]


class Channels:
    """The ways of one profile. `facts` are what it says as it stands."""

    def __init__(self, document: Document, facts: Facts, terminology: Terminology) -> None:
        self._document = document
        self._facts = facts
        self._terminology = terminology

    def ways(self, fact: Fact, reply: Reply, said: str) -> Written:
        """Yield the document with the reply written down, in each way that there is, the plainest first.

        `said` is the value of the fact, which is not the reply where the question asks the opposite.
        """
        way = _WAYS.get(fact.kind)
        if way is not None:
            yield from way(self, fact, reply)
        if reply.named is None or fact.kind is not Kind.TAKING:
            yield self._answered(fact, said)

    def not_known(self, fact: Fact) -> dict[str, Any]:
        """Return the document with the note that the question was asked and could not be answered."""
        return self._answered(fact, "unknown")

    def _answered(self, fact: Fact, said: str) -> dict[str, Any]:
        sketch = Sketch(self._document)
        sketch.mapping(ANSWERS)[fact.name] = said
        return sketch.document

    def _listed(self, fact: Fact) -> list[str]:
        """Return the places of the list entries on which the fact rests."""
        behind = [self._facts.intakes[at] for at in self._facts.evidence.get(fact.name, ())]
        return [intake.where for intake in behind if not intake.stated]

    def _stated(self, concept: str, how: str) -> dict[str, Any]:
        sketch = Sketch(self._document)
        takes = sketch.mapping("takes")
        for name in list(takes):
            found = self._terminology.resolve(name)
            if found is not None and found.concept.id == concept:
                del takes[name]
        takes[concept] = how
        return sketch.document

    def taking(self, fact: Fact, reply: Reply) -> Written:
        """Write a statement about the substance; a name that was given is the substance."""
        of = reply.named.concept.id if reply.named else fact.of
        how = (reply.named.amount if reply.named else "") or "taken"
        yield self._stated(of, how if reply.truth is YES else NONE)

    def amount(self, fact: Fact, reply: Reply) -> Written:
        """Write the amount of the one entry that lacks it, or state the total."""
        listed = self._listed(fact)
        of = reply.named.concept.id if reply.named else fact.of
        if len(listed) == 1 and reply.number:
            yield self._into(listed, {"amount": reply.text})
        if not listed and not fact.plus:
            stated = self._stated(of, reply.text if reply.number else NONE)
            yield stated
            # There may be others of its kind; what was told is the amount of all of them.
            yield {**stated, ANSWERS: {**stated.get(ANSWERS, {}), fact.name: reply.said}}

    def entry_answer(self, fact: Fact, reply: Reply) -> Written:
        """Write a yes or no into the entries that do not say it."""
        yield self._into(self._listed(fact), {fact.field: reply.said})

    def salt(self, fact: Fact, reply: Reply) -> Written:
        """Write the salt into the entries that do not name one."""
        if reply.said not in ("yes", "no"):
            yield self._into(self._listed(fact), {"salt": reply.said})
        elif reply.truth is YES:
            yield self._into(self._listed(fact), {"salt": fact.salt})

    def times(self, fact: Fact, reply: Reply) -> Written:
        """Write how often the one entry is taken."""
        if len(self._listed(fact)) == 1 and reply.number:
            yield self._into(self._listed(fact), {"times_per_day": str(reply.number)})

    def length(self, fact: Fact, reply: Reply) -> Written:
        """Write since when, or how long, the one entry is taken."""
        listed = self._listed(fact)
        if len(listed) == 1 and reply.day and reply.day != NEVER_SAID:
            yield self._into(listed, {"started": reply.day})
        elif len(listed) == 1 and reply.number:
            yield self._into(listed, {"course_days": str(reply.number)})

    def _into(self, places: list[str], fields: dict[str, str]) -> dict[str, Any]:
        sketch = Sketch(self._document)
        for where in places:
            entry = sketch.entry(where)
            if entry is not None:
                entry.update(fields)
        return sketch.document

    def condition(self, fact: Fact, reply: Reply) -> Written:
        """Write a diagnosis, or that there is none of osteoporosis, which has a field of its own."""
        sketch = Sketch(self._document)
        if fact.of == OSTEOPOROSIS:
            sketch.document[OSTEOPOROSIS] = reply.said
            yield sketch.document
        elif reply.truth is YES:
            sketch.add("conditions", {"name": fact.of})
            yield sketch.document

    def allergy(self, fact: Fact, reply: Reply) -> Written:
        """Write an allergy."""
        if reply.truth is YES:
            sketch = Sketch(self._document)
            sketch.add("allergies", {"name": fact.of})
            yield sketch.document

    def field(self, fact: Fact, reply: Reply) -> Written:
        """Write a field of the profile itself."""
        sketch = Sketch(self._document)
        sketch.document[fact.of] = reply.said
        yield sketch.document

    def age(self, _: Fact, reply: Reply) -> Written:
        """Write the age or the date of birth."""
        sketch = Sketch(self._document)
        sketch.document["birth_date" if reply.day else "age"] = reply.day or reply.number
        yield sketch.document

    def result(self, fact: Fact, reply: Reply) -> Written:
        """Add a result. Other tests may have been done all the same, if nobody told the tests before."""
        sketch = Sketch(self._document)
        if sketch.document.get("tests") is None:
            sketch.document["tests"] = []
            sketch.leave_open("tests")
        date = {"date": reply.day} if reply.day else {}
        sketch.document["tests"].append({"name": fact.of, "value": reply.text, **date})
        yield sketch.document

    def target(self, fact: Fact, reply: Reply) -> Written:
        """Write the limits into the results of the test."""
        sketch = Sketch(self._document)
        tests = sketch.document.get("tests")
        for entry in tests if isinstance(tests, list) and reply.span[0] else ():
            found = self._terminology.resolve(str(entry.get("name")))
            if found is not None and fact.of in self._terminology.ancestors(found.concept.id):
                entry["target_low"], entry["target_high"] = reply.span
        yield sketch.document

    def diet(self, fact: Fact, reply: Reply) -> Written:
        """Write what is eaten."""
        sketch = Sketch(self._document)
        sketch.mapping("diet")[fact.of] = reply.text or reply.said
        yield sketch.document

    def counselled(self, fact: Fact, reply: Reply) -> Written:
        """Write the day of the advice."""
        if reply.day != NEVER_SAID:
            sketch = Sketch(self._document)
            sketch.mapping("counselled")[fact.of] = reply.day
            yield sketch.document

    def apart(self, fact: Fact, reply: Reply) -> Written:
        """Write how long it is taken apart from calcium, or whether that was made sure of."""
        sketch = Sketch(self._document)
        told = sketch.mapping(APART)
        if told.get(fact.of) is None or truth(told[fact.of]) not in (YES, NO):
            told[fact.of] = reply.said
            yield sketch.document


_WAYS: dict[Kind, Callable[[Channels, Fact, Reply], Written]] = {
    Kind.TAKING: Channels.taking,
    Kind.DAILY_AMOUNT: Channels.amount,
    Kind.CONDITION: Channels.condition,
    Kind.ALLERGY: Channels.allergy,
    Kind.FIELD: Channels.field,
    Kind.AGE: Channels.age,
    Kind.TEST_RESULT: Channels.result,
    Kind.TEST_BELOW_TARGET: Channels.target,
    Kind.TEST_ABOVE_TARGET: Channels.target,
    Kind.DIET: Channels.diet,
    Kind.DAYS_SINCE_COUNSELLED: Channels.counselled,
    Kind.RECORDED: Channels.entry_answer,
    Kind.TAKING_SALT: Channels.salt,
    Kind.TIMES_A_DAY: Channels.times,
    Kind.DAYS_TAKEN: Channels.length,
    Kind.SEPARATION: Channels.apart,
    Kind.SEPARATION_CONFIRMED: Channels.apart,
}
