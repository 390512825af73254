"""A rulebook as it stands on one day: the rules in force, and every parameter as one number.

Editions are compiled once and shared; two days with the same rules and the same
numbers have the same edition.
"""

from bisect import bisect_right
from collections.abc import Iterator

from osteon.basics.errors import PackError, Problem
from osteon.basics.quantity import Number
from osteon.basics.records import dataclass, field, replace
from osteon.knowledge.models import Parameter, Rule, Rulebook, Value
from osteon.language.english import Phrasebook
from osteon.language.syntax import AllOf, AnyOf, Compare, Condition, Defined, Known, Not, leaves
from osteon.patient.vocabulary import Fact
from osteon.reasoning.values import said_number


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules in force on a day, in file order, with the numbers of that day.

    `first_day` is the first day of this edition (ISO text). `not_yet` and `retired` name the rules
    that are not in force; a report lists them as not assessed.
    """

    rulebook: Rulebook
    first_day: str
    rules: tuple[Rule, ...]
    not_yet: tuple[Rule, ...]
    parameters: dict[str, Number]
    values: dict[str, Value]
    facts: tuple[Fact, ...]
    _written: dict[str, str] = field(default_factory=dict, repr=False)
    _leaves: dict[str, tuple[Condition, ...]] = field(default_factory=dict, repr=False)

    def definitions(self) -> dict[str, Condition]:
        """Return what each definition means."""
        return {name: definition.means for name, definition in self.rulebook.definitions.items()}

    def phrasebook(self) -> Phrasebook:
        """Return how this day's conditions are said."""
        return Phrasebook(
            self.rulebook.vocabulary.facts,
            {name: (each.reads, each.denies) for name, each in self.rulebook.definitions.items()},
            {name: (number, self.rulebook.parameters[name].unit) for name, number in self.parameters.items()},
        )

    def written_numbers(self) -> dict[str, str]:
        """Return the day's numbers with their units, as a text says them."""
        if not self._written:
            units = self.rulebook.parameters
            for name, number in self.parameters.items():
                self._written[name] = said_number(number, units[name].unit)
        return self._written

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition that the rules in force spell out themselves."""
        for rule in self.rules:
            yield rule.when
            for unless in rule.unless:
                yield unless.where

    def leaves_of(self, condition: Condition) -> Iterator[Condition]:
        """Yield the leaves of a condition in order, entering definitions."""
        for leaf in leaves(condition):
            if isinstance(leaf, Defined):
                yield from self._leaves_of_phrase(leaf.name)
            else:
                yield leaf

    def _leaves_of_phrase(self, name: str) -> tuple[Condition, ...]:
        found = self._leaves.get(name)
        if found is None:
            means = self.rulebook.definitions[name].means
            found = self._leaves[name] = tuple(self.leaves_of(means))
        return found

    def knows_numbers_of(self, rule: Rule) -> bool:
        """Say whether the day has every number that a rule compares with or that its facts need."""
        for condition in (rule.when, *(unless.where for unless in rule.unless)):
            for leaf in self.leaves_of(condition):
                if isinstance(leaf, Compare) and leaf.parameter not in self.parameters:
                    return False
                limits = self.rulebook.vocabulary[leaf.fact].limits  # type: ignore[union-attr]  # leaves
                if not all(name in self.parameters for name in limits):
                    return False
        return True

    def facts_of(self, condition: Condition) -> tuple[str, ...]:
        """Return the names of the facts that a condition reads, in order, each once."""
        return tuple(dict.fromkeys(leaf.fact for leaf in self.leaves_of(condition)))  # type: ignore[union-attr]  # leaves

    def facts_of_rule(self, rule: Rule) -> tuple[str, ...]:
        """Return the names of the facts that a rule reads, its exceptions included."""
        conditions = (rule.when, *(unless.where for unless in rule.unless))
        return tuple(dict.fromkeys(name for condition in conditions for name in self.facts_of(condition)))


def days_of_change(rulebook: Rulebook) -> list[str]:
    """Return the ISO days on which some rule or some parameter's value starts to hold, in order."""
    days = {rule.since for rule in rulebook.rules.values()}
    days.update(value.since for parameter in rulebook.parameters.values() for value in parameter.values)
    return sorted(days)


def edition_on(rulebook: Rulebook, day: str) -> Edition:
    """Return the edition in force on an ISO day.

    Raises PackError if no rule is in force on that day: an empty report would look like "no advisories".
    """
    values = {name: value for name, each in rulebook.parameters.items() if (value := in_force(each, day))}
    parameters = {name: value.number for name, value in values.items()}
    in_print = [rule for rule in rulebook.rules.values() if rule.status != "retired"]
    draft = Edition(rulebook, day, tuple(in_print), (), parameters, values, ())
    ready = [rule for rule in in_print if rule.since <= day and draft.knows_numbers_of(rule)]
    if not ready:
        raise PackError([_nothing_in_force(rulebook, in_print, day)])
    days = days_of_change(rulebook)
    first_day = days[bisect_right(days, day) - 1]
    names = {rule.id for rule in ready}
    not_yet = tuple(rule for rule in in_print if rule.id not in names)
    wanted = dict.fromkeys(name for rule in ready for name in draft.facts_of_rule(rule))
    facts = tuple(rulebook.vocabulary[name] for name in wanted)
    return replace(draft, first_day=first_day, rules=tuple(ready), not_yet=not_yet, facts=facts)


def in_force(parameter: Parameter, day: str) -> Value | None:
    """Return the value of a parameter that holds on an ISO day, or None before its first."""
    at = bisect_right([value.since for value in parameter.values], day)
    return parameter.values[at - 1] if at else None


def _nothing_in_force(rulebook: Rulebook, rules: list[Rule], day: str) -> Problem:
    first = min((rule.since for rule in rules), default=None)
    hint = (
        f"its first rule holds from {first}: choose that day or a later one"
        if first
        else "every rule is retired"
    )
    return Problem(f"the pack {rulebook.pack.id} has no rule in force on {day}", hint=hint)


def known_facts(condition: Condition, definitions: dict[str, Condition]) -> set[str]:
    """Return the facts that a condition asks `known(...)` of."""
    match condition:
        case Known(fact):
            return {fact}
        case Not(inner):
            return known_facts(inner, definitions)
        case AllOf(parts) | AnyOf(parts):
            return set().union(*(known_facts(part, definitions) for part in parts))
        case Defined(name):
            return known_facts(definitions[name], definitions)
    return set()
