"""The table of a rule: every patient is in exactly one row, and that row says what the rule does."""

import random
import re

import pytest

from osteon import load_rulebook
from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.language.judge import Judge
from osteon.language.syntax import AllOf, AnyOf, Defined, Holds, Not, leaves
from osteon.reasoning.edition import edition_on
from osteon.reasoning.values import said_number
from osteon.verification.spec.table import ANY, table_of

EDITION = edition_on(load_rulebook(), "2026-11-24")
WORDS = {YES: "yes", NO: "no", UNKNOWN: "not known"}
RANGE = re.compile(r"(at least|more than|at most|less than|exactly) (.+?)(?= and (?:at|less)|$)")


def with_phrases_as_facts(condition):
    """The condition with each phrase as a fact of its own, as the table takes it."""
    match condition:
        case Defined(name):
            return Holds(f"phrase {name}")
        case Not(inner):
            return Not(with_phrases_as_facts(inner))
        case AllOf(parts) | AnyOf(parts):
            return type(condition)(tuple(map(with_phrases_as_facts, parts)))
    return condition


def columns_of(rule):
    """What can stand in each column of a rule's table, by the column's head."""
    vocabulary, definitions = load_rulebook().vocabulary, load_rulebook().definitions
    found = {}
    for condition in (rule.when, *(unless.where for unless in rule.unless)):
        for leaf in leaves(condition):
            if isinstance(leaf, Defined):
                found[definitions[leaf.name].reads] = (f"phrase {leaf.name}", None)
            else:
                found[vocabulary[leaf.fact].reads] = (leaf.fact, vocabulary[leaf.fact])
    return found


def somebody(columns, draw):
    numbers = sorted({*EDITION.parameters.values()})
    values = {}
    for name, fact in columns.values():
        if fact is None or fact.type == "yes/no":
            values[name] = draw.choice([*Truth])
        elif fact.type == "choice":
            values[name] = draw.choice([None, *fact.choices])
        else:
            low, high = sorted(draw.choice(numbers) + draw.choice([-1, 0, 0, 1]) for _ in range(2))
            values[name] = Interval(low, draw.choice([low, low, high, BOUNDLESS]))
    return values


def limits_in(text, fact):
    """The ends that a range names, as numbers: the words before each, and the number."""
    numbers = {said_number(number, fact.unit): number for number in EDITION.parameters.values()}
    return [(how, numbers[said]) for how, said in RANGE.findall(text)]


def is_within(value, text, fact):
    if text == "known":
        return value.low == value.high
    tests = {
        "at least": lambda limit: value.low >= limit,
        "more than": lambda limit: value.low > limit,
        "at most": lambda limit: value.high <= limit,
        "less than": lambda limit: value.high < limit,
        "exactly": lambda limit: value.low == value.high == limit,
    }
    return all(tests[how](limit) for how, limit in limits_in(text, fact))


def is_meant(value, cell, fact, every_range):
    if cell == ANY:
        return True
    parts = cell.split(" or ")
    if fact is None or fact.type == "yes/no":
        return WORDS[value] in parts
    if fact.type == "choice":
        return (value or "not known").replace("_", " ") in parts
    if any(part != "not known well enough" and is_within(value, part, fact) for part in parts):
        return True
    return "not known well enough" in parts and not any(is_within(value, each, fact) for each in every_range)


def outcome_of(rule, values):
    judge = Judge(EDITION.parameters, {})
    when = judge.judge(with_phrases_as_facts(rule.when), values)
    where = [judge.judge(with_phrases_as_facts(unless.where), values) for unless in rule.unless]
    if when is YES and YES in where:
        return "withheld"
    if when is NO or YES in where:
        return "not raised"
    return "raised" if when is YES and all(each is NO for each in where) else "undecided"


@pytest.mark.parametrize("rule", EDITION.rules, ids=lambda rule: rule.id)
def test_every_patient_is_in_exactly_one_row_and_it_says_what_the_rule_does(rule):
    draw, table, columns = random.Random(rule.id), table_of(EDITION, rule), columns_of(rule)
    ranges = {
        head: {
            part
            for case in table.cases
            for part in case.cells[at].split(" or ")
            if part not in (ANY, "not known well enough")
        }
        for at, head in enumerate(table.columns)
    }
    for _ in range(150):
        values = somebody(columns, draw)
        found = [
            case.outcome
            for case in table.cases
            if all(
                is_meant(values[columns[head][0]], cell, columns[head][1], ranges[head])
                for head, cell in zip(table.columns, case.cells, strict=True)
            )
        ]
        assert found == [outcome_of(rule, values)] or (not table.whole and found == []), (values, found)


def test_the_tables_are_short_enough_to_be_read():
    rows = sorted(len(table_of(EDITION, rule).cases) for rule in EDITION.rules)
    assert rows[len(rows) // 2] <= 6
    assert rows[-1] <= 40
