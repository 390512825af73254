"""Rules that nobody can raise, that everybody raises, or that always give way."""

from collections.abc import Iterator

from osteon.knowledge.models import Rule
from osteon.language.syntax import AllOf, AnyOf
from osteon.verification.finding import ERROR, NOTE, WARNING, Finding
from osteon.verification.questions import Questions
from osteon.verification.search import EVERY_END, NO, UNDECIDED, YES, Goal
from osteon.verification.telling import Patient


def reachable(asked: Questions) -> Iterator[Finding]:
    """Yield a finding for every rule that is raised for nobody or for everybody."""
    for rule in asked.edition.rules:
        yield from _rule(asked, rule)
        # Whoever is met here answers many of the questions that follow.
        for end in (NO, UNDECIDED):
            asked.witnesses.first([Goal(asked.view.nodes[rule.id], end)])


def _rule(asked: Questions, rule: Rule) -> Iterator[Finding]:
    node, place = asked.view.nodes[rule.id], asked.place("rule", rule.id)
    if asked.space.first([Goal(node, YES)]) is None:
        text, witness = _why_nobody(asked, rule)
        yield Finding("unreachable", ERROR, (rule.id,), text, place, witness)
        return
    if asked.space.first([Goal(node, EVERY_END & ~YES)]) is None:
        witness = asked.witnesses.first([Goal(node, YES)])
        yield Finding("always", ERROR, (rule.id,), f"every patient raises `{rule.id}`", place, witness)
    if asked.space.first(asked.raises([rule.id])) is None:
        witness = asked.witnesses.first([Goal(node, YES)])
        text = f"whenever `{rule.id}` applies, a rule that supersedes it applies as well"
        yield Finding("always-gives-way", WARNING, (rule.id,), text, place, witness)
    elif asked.witnesses.first(asked.raises([rule.id])) is None:
        text = f"`{rule.id}` can be raised as far as the diagrams tell, but no patient could be made who does"
        yield Finding("not-decided", NOTE, (rule.id,), text, place)


def _why_nobody(asked: Questions, rule: Rule) -> tuple[str, Patient | None]:
    """Return what clashes, and a patient of whom all the rest is true."""
    diagrams, english = asked.view.diagrams, asked.edition.phrasebook()
    lines = list(rule.when.parts) if isinstance(rule.when, AllOf) else [rule.when]
    goals = [Goal(diagrams.condition(line), YES) for line in lines]
    if asked.space.first(goals) is not None:
        where = AnyOf(tuple(unless.where for unless in rule.unless))
        witness = asked.witnesses.first([*goals, Goal(diagrams.condition(where), YES)])
        return f"nobody raises `{rule.id}`: whenever its conditions hold, an exception holds too", witness
    for at, line in enumerate(lines):
        rest = goals[:at] + goals[at + 1 :]
        if rest and asked.space.first(rest) is not None:
            said = english.say(line)
            text = f'nobody raises `{rule.id}`: "{said}" cannot hold together with its other conditions'
            return text, asked.witnesses.first(rest)
    return f"nobody raises `{rule.id}`: its conditions cannot hold together", None
