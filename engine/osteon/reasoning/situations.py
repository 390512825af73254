"""Rules asked once for each situation instead of once for each patient.

The questions of a few rules ("takes warfarin?", "is the dose above the limit?")
come out as no, not known or yes, and in few combinations: a hundred thousand
patients have some hundreds. Such a combination is a situation. It is a small
number, two bits for each question, so the rules are answered for the distinct
numbers and joined to the patients.
"""

from collections.abc import Mapping, Sequence

from osteon.basics.records import dataclass
from osteon.reasoning.columns import RuleColumns, Ruling

AT_ONCE = 15
"""So many questions fit into one number of 32 bits; rules that ask more do not share their situations."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rules whose questions make one situation. `keys` are the columns that hold it."""

    rulings: tuple[Ruling, ...]
    questions: tuple[str, ...]
    keys: tuple[str, ...]


class Situations:
    """Puts the rules of an edition into groups, and writes the queries for each."""

    def __init__(self, rules: RuleColumns) -> None:
        self._rules = rules
        self.groups = [
            Group(tuple(rulings), tuple(asked), tuple(f"key_{at}_{word}" for word in _words(asked)))
            for at, (rulings, asked) in enumerate(_grouped(rules))
        ]

    @property
    def keys(self) -> list[str]:
        """Return the columns of the situations of all groups."""
        return [key for group in self.groups for key in group.keys]

    def of_patients(self, facts: str, also: Sequence[str] = ()) -> str:
        """Return the query over a table of facts for `patient`, the columns `also`, and all situations."""
        every = {text: f"asked_{at}" for at, text in enumerate(self.questions)}
        asked = ", ".join(f"{text} AS {name}" for text, name in every.items())
        kept = ", ".join(("patient", *also))
        packed = ", ".join(f"{text} AS {key}" for key, text in self.packed(every).items())
        return f"SELECT {kept}, {packed} FROM (SELECT {kept}, {asked} FROM {facts})"

    @property
    def questions(self) -> list[str]:
        """Return the questions of all groups."""
        return list(dict.fromkeys(text for group in self.groups for text in group.questions))

    def packed(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return what some answers add to each key that holds any of them; `answers` names their columns."""
        found = {}
        for group in self.groups:
            for key, asked in zip(group.keys, _chunks(group.questions), strict=True):
                named = {place: answers[text] for place, text in enumerate(asked) if text in answers}
                if named:
                    found[key] = _packed(named)
        return found

    def codes(self, group: Group, situations: str, also: Sequence[str] = ()) -> str:
        """Return the query over a table of situations of a group for its keys and the code of each rule.

        `also` are other columns of the table, which come first.
        """
        answers = {
            text: f"CAST(({key} >> {2 * place}) & 3 AS TINYINT)"
            for key, asked in zip(group.keys, _chunks(group.questions), strict=True)
            for place, text in enumerate(asked)
        }
        return self._rules.query(situations, (*also, *group.keys), group.rulings, answers)


def _grouped(rules: RuleColumns) -> list[tuple[list[Ruling], dict[str, None]]]:
    """Put each rule, those that ask most first, where it adds the fewest questions."""
    groups: list[tuple[list[Ruling], dict[str, None]]] = []
    asked = {ruling.column: rules.questions(ruling) for ruling in rules.rulings}
    for ruling in sorted(rules.rulings, key=lambda each: -len(asked[each.column])):
        questions = dict.fromkeys(asked[ruling.column])
        found = [
            (len(questions.keys() - group[1].keys()), at)
            for at, group in enumerate(groups)
            if len(questions.keys() | group[1].keys()) <= max(AT_ONCE, len(group[1]))
        ]
        if found:
            rulings, known = groups[min(found)[1]]
            rulings.append(ruling)
            known.update(questions)
        else:
            groups.append(([ruling], questions))
    return groups


def _words(questions: Sequence[str] | dict[str, None]) -> range:
    return range(-(-len(questions) // AT_ONCE))


def _chunks(questions: Sequence[str]) -> list[Sequence[str]]:
    return [questions[AT_ONCE * word : AT_ONCE * (word + 1)] for word in _words(questions)]


def _packed(columns: Mapping[int, str]) -> str:
    # Sums of products, because a shift of a small type loses what does not fit.
    parts = (f"CAST({name} AS INTEGER) * {4**place}" for place, name in columns.items())
    return f"CAST({' + '.join(parts)} AS INTEGER)"
