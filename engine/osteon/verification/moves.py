"""For each fact, the sentences that could make it so: what a witness is built from.

These are proposals. Whether the facts then are what was wanted is decided by
deriving them, never here; a proposal that fails costs a try.
"""

from collections.abc import Iterator, Mapping

from osteon.basics.quantity import Number
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.vocabulary import NUMBER, Fact, Kind
from osteon.reasoning.regions import Cut
from osteon.verification.amount_moves import from_food
from osteon.verification.speaker import Moves, Speaker, Wanted, days_said, decimal, number_in
from osteon.verification.telling import Move, day_before, entry, field, not_mentioned, within


class PlainMoves:
    """Proposals for facts that stand alone: conditions, answers, dates, food."""

    def __init__(self, speaker: Speaker) -> None:
        self._say = speaker
        self._sums: dict[str, list[Number]] = {}

    def sums(self, asked: Mapping[str, tuple[Fact, Cut, Wanted]]) -> None:
        """Note the totals that food is part of, so that food alone may make them up."""
        self._sums = {}
        for fact, cut, wanted in asked.values():
            if fact.plus and wanted[0] is not None:
                self._sums.setdefault(fact.plus, []).append(number_in(cut, wanted[0]))

    def proposals(self, fact: Fact, cut: Cut, wanted: Wanted) -> list[Moves]:
        """Return ways of making a fact so, the plainest first; none if nothing has to be said."""
        readers = {
            Kind.CONDITION: self._condition,
            Kind.ALLERGY: self._allergy,
            Kind.LIST_GIVEN: self._list,
            Kind.FIELD: self._answer,
            Kind.AGE: self._age,
            Kind.DAYS_SINCE_SURGERY: self._operation,
            Kind.DAYS_UNTIL_SURGERY: self._operation,
            Kind.DIET: self._food,
            Kind.DAILY_AMOUNT: self._food_beside,
            Kind.DAYS_SINCE_COUNSELLED: self._counselled,
            Kind.SEPARATION: self._apart,
            Kind.SEPARATION_CONFIRMED: self._confirmed,
        }
        read = readers.get(fact.kind)
        return [] if read is None else list(read(fact, cut, wanted))

    def _condition(self, fact: Fact, _: Cut, wanted: Wanted) -> Iterator[Moves]:
        having: dict[int, tuple[str, str]] = {YES: ("has", "confirmed"), UNKNOWN: ("may have", "suspected")}
        if wanted[0] in (YES, UNKNOWN):
            for _concept, name in self._say.named(fact.of):
                yield (self._say.condition(name, *having[wanted[0]]),)
        if wanted[0] == UNKNOWN:
            yield (not_mentioned("conditions"),)

    def _allergy(self, fact: Fact, _: Cut, wanted: Wanted) -> Iterator[Moves]:
        if wanted[0] == YES:
            for _concept, name in self._say.named(fact.of):
                yield (entry(f"who is allergic to {name}", "allergies", {"name": name}),)
        if wanted[0] == UNKNOWN:
            for _concept, name in self._say.named(fact.of):
                told = {"name": name, "status": "suspected"}
                yield (entry(f"who may be allergic to {name}", "allergies", told),)
            yield (not_mentioned("allergies"),)

    def _list(self, fact: Fact, _: Cut, wanted: Wanted) -> Iterator[Moves]:
        if wanted[0] == NO:
            yield (not_mentioned(fact.of),)

    def _answer(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        place = wanted[0]
        if place is None or cut.choices and place == 0:
            return
        word = cut.choices[place - 1] if cut.choices else _YES_NO.get(place, "")
        said = _ANSWERS.get((fact.of, word))
        if said:
            yield (field(said, **{fact.of: word.replace("_", " ")}),)

    def _age(self, _: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        if wanted[0] is None:
            return
        if wanted[1] in (wanted[0], None) and wanted[2:] != (0,):
            age = int(number_in(cut, wanted[0]))
            yield (field(f"who is {age} years old", age=age),)
            return
        limits = [each for each in cut.thresholds if isinstance(each, int)]
        for years in dict.fromkeys((*(int(number_in(cut, each)) for each in wanted[:2] if each), *limits)):
            born = str(self._say.day.year - years)
            for who, sex in (("woman", "female"), ("man", "male")):
                yield (field(f"who is a {who} born on {born}", birth_date=born, sex=sex),)

    def _operation(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        sign = 1 if fact.kind is Kind.DAYS_SINCE_SURGERY else -1
        if _open(cut, wanted):
            yield (not_mentioned("surgeries"),)
            if sign > 0:
                undated = {"name": "surgery", "status": "done"}
                yield (entry("whose last surgery was on a day that nobody knows", "surgeries", undated),)
            undated = {"name": "surgery", "status": "planned"}
            yield (entry("whose surgery has no date", "surgeries", undated),)
        elif wanted[0] is not None and not _never(cut, wanted):
            yield (self._say.surgery(sign * int(number_in(cut, wanted[0]))),)

    def _food(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        if fact.type != NUMBER:
            said = _STEADY.get(wanted[0]) if wanted[0] is not None else None
            if said:
                yield (within(f"whose vitamin K from food {said[0]}", "diet", fact.of, said[1]),)
            return
        if wanted[0] is None and wanted[2:] != (1,) or _open(cut, wanted):
            return
        numbers = self._sums.get(fact.of, [])
        for number in (*numbers, 100) if wanted[0] is None else (number_in(cut, wanted[0]), *numbers):
            if fact.of != "natto" or isinstance(number, int):  # servings are told in whole numbers
                yield (self._eaten(fact, decimal(number)),)

    def _food_beside(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        """Propose what food gives of a total, where no rule looks at the food itself."""
        if not fact.plus or wanted[0] is None:
            return
        total = number_in(cut, wanted[0])
        for number in dict.fromkeys((total, total - 1000, total - 100, 100)):
            if number >= 0:
                yield (from_food(fact, number),)

    def _eaten(self, fact: Fact, amount: str) -> Move:
        if fact.of == "natto":
            none = float(amount) == 0
            text = "who never eats natto" if none else f"who eats {_servings(amount)} of natto a week"
            return within(text, "diet", "natto", "0 servings/week" if none else f"{_servings(amount)}/week")
        said = f"{amount} {fact.unit}"
        food = fact.of.replace("vitamin_k", "vitamin K")
        return within(f"whose food gives {said} of {food}", "diet", fact.of, said)

    def _counselled(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        if _open(cut, wanted) or wanted[2:] == (0,):
            for year in (self._say.day.year, self._say.day.year - 1):
                sentence = f"who was counselled on steady vitamin K in {year}"
                yield (within(sentence, "counselled", fact.of, str(year)),)
        elif wanted[0] is not None and not _never(cut, wanted):
            days = int(number_in(cut, wanted[0]))
            sentence = f"who was counselled on steady vitamin K {days_said(days)} ago"
            yield (within(sentence, "counselled", fact.of, day_before(self._say.day, days)),)

    def _apart(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        if wanted[0] is None or _open(cut, wanted):
            return
        for _concept, name in self._say.named(fact.of):
            said = f"{decimal(number_in(cut, wanted[0]))} minutes"
            yield (within(f"whose {name} and calcium are {said} apart", "apart_from_calcium", name, said),)

    def _confirmed(self, fact: Fact, _: Cut, wanted: Wanted) -> Iterator[Moves]:
        words = _NEARNESS.get(wanted[0]) if wanted[0] is not None else None
        if words is None:
            return
        for _concept, name in self._say.named(fact.of):
            text = f"whose {name} and calcium are taken {words[0]}"
            yield (within(text, "apart_from_calcium", name, words[1]),)


def _servings(amount: str) -> str:
    return f"{amount} serving" if amount == "1" else f"{amount} servings"


def _open(cut: Cut, wanted: Wanted) -> bool:
    """Say whether nothing at all is to be known of a number."""
    low, high, *exact = wanted
    return low in (0, None) and (
        high == 2 * len(cut.thresholds) and exact != [1] and low != high or exact == [0] and high is None
    )


def _never(cut: Cut, wanted: Wanted) -> bool:
    """Say whether a distance in days may be that of something that never happened."""
    top = 2 * len(cut.thresholds)
    return wanted[0] == top and wanted[1] in (top, None)


_YES_NO: dict[int, str] = {YES: "yes", NO: "no"}
_STEADY: dict[int, tuple[str, str]] = {YES: ("is steady", "yes"), NO: ("varies", "no")}
_NEARNESS: dict[int, tuple[str, str]] = {YES: ("far enough apart", "yes"), NO: ("too close together", "no")}

_ANSWERS = {
    ("sex", "male"): "who is a man",
    ("sex", "female"): "who is a woman",
    ("pregnancy", "pregnant"): "who is pregnant",
    ("pregnancy", "possible"): "who may be pregnant",
    ("pregnancy", "not_pregnant"): "who is not pregnant",
    ("postmenopausal", "yes"): "who is past the menopause",
    ("postmenopausal", "no"): "who is not past the menopause",
    ("breastfeeding", "yes"): "who is breastfeeding",
    ("breastfeeding", "no"): "who is not breastfeeding",
}
