"""Two rules at a time: one that follows from another, and advice that contradicts itself."""

import re
from collections.abc import Iterator
from itertools import combinations

from osteon.knowledge.models import Rule
from osteon.verification.finding import ERROR, NOTE, WARNING, Finding
from osteon.verification.questions import Questions
from osteon.verification.search import EVERY_END, YES, Goal, NotDecided

_OPPOSITE = (
    ("start", "stop"), ("start", "avoid"), ("begin", "stop"), ("give", "avoid"), ("give", "withhold"),
    ("give", "stop"), ("continue", "stop"), ("continue", "discontinue"), ("increase", "reduce"),
    ("increase", "decrease"), ("raise", "lower"), ("add", "remove"), ("add", "avoid"), ("add", "stop"),
    ("take", "avoid"), ("take", "stop"), ("recommend", "avoid"), ("offer", "avoid"), ("use", "avoid"),
    ("prescribe", "avoid"), ("prescribe", "stop"),
)  # fmt: skip
_NEGATION = re.compile(r"^(?:do not|don't|never) ", re.IGNORECASE)
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "until",
        "patient",
        "their",
        "from",
        "into",
        "not",
        "has",
        "have",
    ]
)


def pairs(asked: Questions) -> Iterator[Finding]:
    """Yield a finding for every two rules that follow from each other, or of which it is not decided."""
    names = [rule.id for rule in asked.edition.rules if _can_be_raised(asked, rule.id)]
    for one, other in combinations(names, 2):
        if not asked.connected(one, other):
            continue
        try:
            yield from _pair(asked, one, other)
        except NotDecided as limit:
            text = f"whether `{one}` and `{other}` follow from each other is not decided: {limit}"
            yield Finding("not-decided", WARNING, (one, other), text, asked.place("rule", one))


def _pair(asked: Questions, one: str, other: str) -> Iterator[Finding]:
    forth, back = _implies(asked, one, other), _implies(asked, other, one)
    if forth and back:
        text = f"`{one}` and `{other}` apply to exactly the same patients"
        yield _finding(asked, "always-together", (one, other), text, one)
    elif forth or back:
        first, second = (one, other) if forth else (other, one)
        if not _gives_way(asked, first, second):
            text = f"whoever raises `{first}` raises `{second}` too, and neither gives way"
            yield _finding(asked, "implied", (first, second), text, first)


def contradictory(asked: Questions) -> Iterator[Finding]:
    """Yield a finding for every two rules that can be raised together and recommend opposite things."""
    for one, other in combinations(asked.edition.rules, 2):
        clash = _opposite_advice(one, other)
        if clash is None:
            continue
        goals = asked.raises([one.id, other.id])
        try:
            row = asked.space.first(goals)
        except NotDecided as limit:
            text = f"whether `{one.id}` and `{other.id}` can be raised together is not decided: {limit}"
            yield Finding("not-decided", NOTE, (one.id, other.id), text, asked.place("rule", one.id))
            continue
        if row is not None:
            text = f'`{one.id}` says "{clash[0]}" and `{other.id}` says "{clash[1]}" of the same patient'
            place, witness = asked.place("rule", one.id), asked.witnesses.first(goals)
            yield Finding("contradictory-advice", ERROR, (one.id, other.id), text, place, witness)


def _can_be_raised(asked: Questions, id: str) -> bool:
    try:
        return asked.space.is_possible([Goal(asked.view.nodes[id], YES)])
    except NotDecided:
        return True


def _implies(asked: Questions, one: str, other: str) -> bool:
    nodes = asked.view.nodes
    return asked.space.first([Goal(nodes[one], YES), Goal(nodes[other], EVERY_END & ~YES)]) is None


def _gives_way(asked: Questions, one: str, other: str) -> bool:
    rules = asked.edition.rulebook.rules
    return any(each.rule == other for each in rules[one].supersedes) or any(
        each.rule == one for each in rules[other].supersedes
    )


def _finding(asked: Questions, code: str, rules: tuple[str, str], text: str, raised: str) -> Finding:
    """Return a finding about two rules. Whoever raises the one called `raised` raises both."""
    witness = asked.witnesses.met_or_made(Goal(asked.view.nodes[raised], YES))
    return Finding(code, NOTE, rules, text, asked.place("rule", rules[0]), witness)


def _opposite_advice(one: Rule, other: Rule) -> tuple[str, str] | None:
    for first in one.do:
        for second in other.do:
            if are_opposite(first, second):
                return first, second
    return None


def are_opposite(one: str, other: str) -> bool:
    """Say whether two recommendations ask for opposite things of the same object."""
    bare_one, bare_other = _NEGATION.sub("", one), _NEGATION.sub("", other)
    negated = (bare_one != one) != (bare_other != other)
    verb_one, object_one = _taken_apart(bare_one)
    verb_other, object_other = _taken_apart(bare_other)
    same = verb_one == verb_other
    opposed = (verb_one, verb_other) in _OPPOSITE or (verb_other, verb_one) in _OPPOSITE
    if not (negated and same or opposed and not negated):
        return False
    shared = object_one & object_other
    return bool(shared) and 2 * len(shared) >= min(len(object_one), len(object_other))


def _taken_apart(text: str) -> tuple[str, frozenset[str]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return words[0] if words else "", frozenset(
        word for word in words[1:] if len(word) > 2 and word not in _SMALL
    )
