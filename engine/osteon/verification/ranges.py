"""Numbers that fall between two comparisons, and numbers that a text says and its rule does not use."""

import re
from collections.abc import Iterator

from osteon.basics.quantity import Number, exact
from osteon.knowledge.models import Rule
from osteon.language.syntax import Compare
from osteon.verification.finding import NOTE, WARNING, Finding
from osteon.verification.questions import Questions
from osteon.verification.search import NO, YES, Goal


def gaps(asked: Questions) -> Iterator[Finding]:
    """Yield a finding where rules hold below a number and above it, and none of exactly that number."""
    below: dict[tuple[str, Number], dict[str, Compare]] = {}
    above: dict[tuple[str, Number], dict[str, Compare]] = {}
    closed: set[tuple[str, Number]] = set()
    for rule in asked.edition.rules:
        for leaf in asked.comparisons(rule):
            key = leaf.fact, asked.edition.parameters[leaf.parameter]
            if leaf.op in ("<=", ">="):
                closed.add(key)
            else:
                (below if leaf.op == "<" else above).setdefault(key, {})[rule.id] = leaf
    for key in below.keys() & above.keys() - closed:
        rules = tuple(dict.fromkeys((*below[key], *above[key])))
        yield from _gap(asked, rules, next(iter(below[key].values())))


def _gap(asked: Questions, rules: tuple[str, ...], leaf: Compare) -> Iterator[Finding]:
    goals = [Goal(asked.exactly_at(leaf), YES), *(Goal(asked.view.nodes[id], NO) for id in rules)]
    if asked.space.first(goals) is None:
        return
    number = asked.edition.phrasebook().amount(leaf.parameter)
    reads = asked.edition.rulebook.vocabulary[leaf.fact].reads
    text = f"where {reads} is exactly {number}, none of {', '.join(f'`{id}`' for id in rules)} applies"
    yield Finding("range-gap", NOTE, rules, text, asked.place("rule", rules[0]), asked.witnesses.first(goals))


def text_numbers(asked: Questions) -> Iterator[Finding]:
    """Yield a finding where a rule's title or a phrase it uses says a number of a comparison that differs.

    Only a limit that is declared both ways can differ: "at least 4,000 IU/day" in a phrase's `reads` beside
    the parameter that its `means` compares with.
    """
    for rule in asked.edition.rules:
        used = _limits(asked, rule)
        for text in asked.notes(rule):
            for said, unit in _said(text):
                of_unit = {number for number, its in used if its.startswith(unit)}
                if of_unit and said not in of_unit:
                    told = f'"{text}" says {said} {unit}, `{rule.id}` compares with {_listed(of_unit)} {unit}'
                    place = asked.place("rule", rule.id)
                    yield Finding(
                        "text-number",
                        WARNING,
                        (rule.id,),
                        told,
                        place,
                        asked.witnesses.first(asked.raises([rule.id])),
                    )


def _limits(asked: Questions, rule: Rule) -> set[tuple[Number, str]]:
    book, found = asked.edition.rulebook, set()
    for condition in (rule.when, *(unless.where for unless in rule.unless)):
        for leaf in asked.edition.leaves_of(condition):
            if isinstance(leaf, Compare) and leaf.parameter in asked.edition.parameters:
                found.add((asked.edition.parameters[leaf.parameter], book.parameters[leaf.parameter].unit))
    return found


_NUMBER = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?) ?(IU|mcg|mg|g|years?|days?|weeks?|months?|ng|mL|products?)\b"
)


def _said(text: str) -> Iterator[tuple[Number, str]]:
    for found in _NUMBER.finditer(text):
        yield exact(found[1].replace(",", "")), found[2]


def _listed(numbers: set[Number]) -> str:
    return " or ".join(str(number) for number in sorted(numbers))
