"""Proposals for what is taken: which substance stands for which facts, how much of it, and how."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.terminology import Concept
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.regions import Cut
from osteon.verification.amount_moves import DOSES, amounts, shared, so_often
from osteon.verification.amount_words import halved
from osteon.verification.speaker import Moves, Speaker, Wanted, decimal, number_in
from osteon.verification.telling import Move, entry, field, left_open, not_mentioned, within

Asked = Mapping[str, tuple[Fact, Cut, Wanted]]
"""The facts that are wanted, each with its cut and the regions wanted of it."""

_SHOWS_TAKING = (*DOSES, Kind.COUNT, Kind.TIMES_A_DAY, Kind.DAYS_TAKEN)
_OF_ENTRIES = (Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE, Kind.RECORDED_COURSE)
_HOLDERS_TRIED = 5
_TRIED = 60

_USES: dict[int, tuple[str, str]] = {YES: ("takes", "active"), UNKNOWN: ("may take", "unknown")}

_MANNERS = {
    ("with_fat_meal", YES): ", with fat",
    ("with_fat_meal", NO): ", without fat",
    ("with_food", YES): ", with food",
    ("with_food", NO): ", without food",
    ("third_party_tested", YES): ", tested independently",
    ("third_party_tested", NO): ", not tested independently",
}


class IntakeMoves:
    """Proposals for the facts of one row that are about medicines and supplements."""

    def __init__(self, speaker: Speaker, asked: Asked) -> None:
        self._say = speaker
        self._asked = asked
        self._known = speaker.terminology
        self._refused = {fact.of for fact, _, wanted in self._of(Kind.TAKING) if wanted[0] in (NO, UNKNOWN)}

    def _of(self, *kinds: Kind) -> list[tuple[Fact, Cut, Wanted]]:
        return [each for each in self._asked.values() if each[0].kind in kinds]

    def groups(self) -> list[list[Moves]]:
        """Return for each thing that must be said the ways of saying it, the plainest first."""
        groups = [self._lists()]
        groups += [list(islice(self._holding(root), _TRIED)) for root in self._roots()]
        groups += [
            list(self._unknown(fact)) for fact, _, wanted in self._of(Kind.TAKING) if wanted[0] == UNKNOWN
        ]
        groups += [list(shared(self._say, each)) for each in self._of(Kind.DAILY_AMOUNT)]
        for fact, cut, wanted in self._of(Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED):
            groups.append(list(self._events(fact, cut, wanted)))
        groups += [
            list(self._unlabelled(fact, wanted)) for fact, _, wanted in self._of(Kind.TAKING_UNLABELLED)
        ]
        groups += [
            list(self._odd()) for _, _, wanted in self._of(Kind.IMPLAUSIBLE_AMOUNT) if wanted[0] == YES
        ]
        groups += [list(self._clash()) for _, _, wanted in self._of(Kind.CONTRADICTION) if wanted[0] == YES]
        if groups[0]:
            groups += [
                list(self._refusals(fact)) for fact, _, wanted in self._of(Kind.TAKING) if wanted[0] == NO
            ]
            groups += [
                list(self._refusals(fact))
                for fact, _, wanted in self._of(Kind.DAILY_AMOUNT)
                if wanted[:2] in ((0, 0), (1, 1))
            ]
            groups += [
                list(self._refusals(fact)) for fact, _, wanted in self._of(*_OF_ENTRIES) if wanted[0] == NO
            ]
        groups += [list(self._sums(fact, cut, wanted)) for fact, cut, wanted in self._of(Kind.DAILY_AMOUNT)]
        return [[(), *group] for group in groups if group]

    def _sums(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        """Propose a sum of everything taken, which needs no list."""
        name = self._say.name_of(self._known[fact.of])
        if name and not fact.plus and wanted[0] and wanted[0] == wanted[1]:
            said = f"{decimal(number_in(cut, wanted[0]))} {fact.unit}"
            yield (within(f"whose {name} adds up to {said}", "takes", name, said),)

    def _refusals(self, fact: Fact) -> Iterator[Moves]:
        name = self._say.name_of(self._known[fact.of])
        if name:
            yield ()
            yield (within(f"who does not take {name}", "takes", name, "none"),)

    def _lists(self) -> list[Moves]:
        vague = any(
            None in wanted or UNKNOWN in wanted or wanted[1:2] != wanted[:1]
            for _, _, wanted in self._asked.values()
        )
        if not vague:
            return []
        medicines, supplements = not_mentioned("medications"), not_mentioned("supplements")
        opened = left_open(("medications", "supplements"))
        return [(), (supplements,), (opened,), (medicines,), (medicines, supplements)]

    def _roots(self) -> list[str]:
        """Return the concepts that must be taken, narrow ones first, without those that follow from them."""
        roots = {fact.of for fact, _, wanted in self._of(Kind.TAKING) if wanted[0] == YES}
        roots |= {fact.of for fact, _, wanted in self._of(*_OF_ENTRIES) if wanted[0] == YES}
        for fact, _, wanted in self._of(*_SHOWS_TAKING):
            if (
                wanted[0]
                and not fact.plus
                or wanted[0]
                and fact.of not in self._refused
                and not self._food(fact)
            ):
                roots.add(fact.of)
        roots -= self._refused
        wider = {each for root in roots for each in self._known.ancestors(root) if each != root}
        return sorted(roots - wider)

    def _food(self, fact: Fact) -> bool:
        return any(other.kind is Kind.DIET and other.of == fact.plus for other, _, _ in self._asked.values())

    def _holders(self, root: str) -> Iterator[tuple[Concept, str]]:
        wanted = {fact.of for fact, _, told in self._of(Kind.TAKING) if told[0] == YES}
        asked = {fact.of for fact, _, _ in self._of(Kind.TAKING)}
        fitting = []
        for concept, name in self._say.named(root):
            above = self._known.ancestors(concept.id)
            if not above & self._refused:
                fitting.append((len((above & asked) - wanted), -len(above & wanted), concept, name))
        fitting.sort(key=lambda each: each[:2])
        for _, _, concept, name in fitting[:_HOLDERS_TRIED]:
            yield concept, name

    def _holding(self, root: str) -> Iterator[Moves]:
        for concept, name in self._holders(root):
            above = self._known.ancestors(concept.id)
            facts = [each for each in self._asked.values() if each[0].of in above]
            names = list(self._salted(facts, name))
            manners = list(self._manners([*facts, *self._within(concept)]))
            doses = list(dict.fromkeys(amounts(self._say, facts, concept)))
            for amount, called, (manner, fields) in product(doses, names, manners):
                yield from self._entries(facts, concept, called, amount, manner, fields)

    def _within(self, concept: Concept) -> list[tuple[Fact, Cut, Wanted]]:
        """Return the facts about the source of what a concept contains."""
        held = frozenset().union(*(self._known.ancestors(each) for each in concept.contains))
        return [each for each in self._of(Kind.OTHER_SOURCE) if each[0].of in held]

    def _salted(self, facts: list[tuple[Fact, Cut, Wanted]], name: str) -> Iterator[str]:
        for fact, _, wanted in facts:
            salt = fact.salt
            if salt and wanted[0] in (YES, NO):
                concept = self._known[fact.of]
                others = [each.name for each in concept.salts if each.name != salt]
                yield f"{name} {salt if wanted[0] == YES else others[0] if others else salt}"
                if fact.kind is Kind.RECORDED and others:
                    yield f"{name} {others[0]}"
        yield name

    def _manners(self, facts: list[tuple[Fact, Cut, Wanted]]) -> Iterator[tuple[str, dict[str, object]]]:
        for fact, _, wanted in facts:
            if fact.kind is Kind.RECORDED and wanted[0] in (YES, NO):
                said = fact.says if wanted[0] == YES else {"yes": "no", "no": "yes"}.get(fact.says, "")
                words = _MANNERS.get((fact.field, YES if said == "yes" else NO))
                if words:
                    yield words, {fact.field: said}
            if fact.kind is Kind.OTHER_SOURCE and wanted[0] == NO:
                made = ", made from natto" if fact.says == "natto" else ", made synthetically"
                yield made, {"source": fact.says}
        yield "", {}

    def _entries(
        self,
        facts: list[tuple[Fact, Cut, Wanted]],
        concept: Concept,
        name: str,
        amount: str,
        manner: str,
        fields: dict[str, object],
    ) -> Iterator[Moves]:
        amount = amount or ("100 g/day" if manner and concept.kind == "food" else "")
        if manner and not amount:
            return
        plain = self._say.take(concept, name, amount, manner=manner, **fields)
        counted = next(
            (
                number_in(cut, wanted[0])
                for fact, cut, wanted in facts
                if fact.kind is Kind.COUNT and wanted[0]
            ),
            1,
        )
        yield from so_often(self._say, facts, concept, name, amount)
        long = [
            number_in(cut, wanted[0])
            for fact, cut, wanted in facts
            if fact.kind is Kind.DAYS_TAKEN and wanted[0] is not None
        ]
        if long and not manner:
            said = f", for {'1 day' if int(long[0]) == 1 else f'{int(long[0])} days'} in all"
            yield (self._say.take(concept, name, amount, manner=said, course_days=int(long[0])),)
        if any(fact.kind is Kind.RECORDED_COURSE and wanted[0] == YES for fact, _, wanted in facts):
            for dose in (amount, "50000 IU weekly"):
                if dose:
                    yield (self._course(concept, name, dose),)
        if counted > 1:
            yield from self._twice(concept, name, amount, plain)
        yield (plain,)
        if amount and not manner and any(wanted[1:2] and wanted[0] != wanted[1] for _, _, wanted in facts):
            yield (plain, self._say.take(concept, name))
        yield (self._say.take(concept, name, amount, manner=manner, use="plans to take", **fields),)

    def _twice(self, concept: Concept, name: str, amount: str, plain: Move) -> Iterator[Moves]:
        yield (plain, self._say.take(concept, name))
        if amount:
            half = halved(amount)
            yield (
                self._say.take(concept, name, half),
                self._say.take(concept, name, half, use="plans to take"),
            )
        else:
            yield (plain, plain)

    def _course(self, concept: Concept, name: str, dose: str) -> Move:
        told = {"name": name, "amount": dose, "prescribed": "yes", "course_weeks": 8}
        where = "medications" if concept.kind in ("drug", "class") else "supplements"
        return entry(f"who was prescribed {dose} of {name} for 8 weeks", where, told)

    def _unknown(self, fact: Fact) -> Iterator[Moves]:
        for concept, name in islice(self._say.named(fact.of), _HOLDERS_TRIED):
            yield (self._say.take(concept, name, use="may take"),)
        for _, name in islice(self._say.named(fact.of), _HOLDERS_TRIED):
            yield (self._say.unknown_intake(name),)
        for concept in self._known.concepts.values():
            name = self._say.name_of(concept) if fact.of in concept.may_contain else ""
            if name and not self._known.ancestors(concept.id) & self._refused - {fact.of}:
                yield (self._say.take(concept, name),)
        yield (self._say.unrecognised(self._known[fact.of]),)

    def _events(self, fact: Fact, cut: Cut, wanted: Wanted) -> Iterator[Moves]:
        low, high, *_ = wanted
        top = 2 * len(cut.thresholds)
        if fact.kind is Kind.DAYS_SINCE_STOPPED and low == top and high in (top, None):
            return
        changed = fact.kind is Kind.DAYS_SINCE_CHANGED
        for concept, name in islice(self._say.named(fact.of), 3 * _HOLDERS_TRIED):
            if low is not None and (high is None or low == high):
                days = int(number_in(cut, low))
                yield (self._say.event(concept, name, "stopped", days),)
                if changed:
                    yield (self._say.event(concept, name, "changed", days),)
            if high == top and low == 0:
                told = {"name": name, "status": "stopped"}
                where = "medications" if concept.kind in ("drug", "class") else "supplements"
                yield (entry(f"who stopped {name}, nobody knows when", where, told),)

    def _unlabelled(self, fact: Fact, wanted: Wanted) -> Iterator[Moves]:
        use = _USES.get(wanted[0]) if wanted[0] is not None else None
        if use is None:
            return
        above = self._known.ancestors(fact.of) | self._known.descendants(fact.of) | {"anything"}
        for concept in self._known.concepts.values():
            if above.intersection(concept.may_contain):
                name = self._say.name_of(concept)
                if name:
                    sentence = f'who {use[0]} "{name}", whose label we have not seen'
                    yield (entry(sentence, "supplements", {"name": name, "status": use[1]}),)

    def _odd(self) -> Iterator[Moves]:
        for concept in self._known.concepts.values():
            name = self._say.name_of(concept) if concept.implausible else ""
            if name and not self._known.ancestors(concept.id) & self._refused:
                for amount in ("45 mg/day", "1 IU/day", "100 g/day"):
                    yield (self._say.take(concept, name, amount),)

    def _clash(self) -> Iterator[Moves]:
        yield (field("who is a man", sex="male"), field("who is pregnant", pregnancy="pregnant"))
        asked = {fact.of for fact, _, _ in self._asked.values()}
        for concept in self._known.concepts.values():
            name = self._say.name_of(concept) if concept.kind in ("nutrient", "product", "drug") else ""
            if name and not self._known.ancestors(concept.id) & asked:
                none = within(f"who does not take {name}", "takes", name, "none")
                yield (self._say.take(concept, name), none)
                return
