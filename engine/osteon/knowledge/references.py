"""What a rule points at: evidence, the rules that give way to it, the days that bound it."""

from collections.abc import Iterable, Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.cycles import cycle_through
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import RuleRecord
from osteon.knowledge.models import SEVERITIES

_NO_GROUND = {
    "unverifiable": "could not be verified",
    "contradicted": "is contradicted by what was found",
}


def check_evidence(entry: Entry[RuleRecord], drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with the evidence that a rule cites."""
    cited: set[str] = set()
    for at, name in enumerate(entry.record.because):
        place = entry.at("because", at)
        if name in cited:
            yield Problem(f"`{name}` is cited twice", place, "once is enough")
        cited.add(name)
        yield from drawers.evidence.unknown(name, place)
        source = drawers.evidence.entries.get(name)
        if source is None:
            continue
        if source.record.verdict in _NO_GROUND:
            message = f"`{name}` {_NO_GROUND[source.record.verdict]}, so no rule may rest on it"
            yield Problem(
                message, place, f"cite something else; its verdict stands at {source.at('verdict')}"
            )
        elif source.record.overstated == "yes":
            message = f"`{name}` says more than was found, so no rule may rest on it"
            yield Problem(message, place, f"cite something else; that stands at {source.at('overstated')}")


def check_contradictions(drawers: Drawers) -> Iterator[Problem]:
    """Yield a Problem for every contradiction that evidence names and nobody describes."""
    for entry in drawers.evidence:
        for at, name in enumerate(entry.record.contradictions):
            yield from drawers.contradictions.unknown(name, entry.at("contradictions", at))


def check_supersedes(entry: Entry[RuleRecord], drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with the rules that a rule makes give way."""
    named: set[str] = set()
    for at, each in enumerate(entry.record.supersedes):
        place = entry.at("supersedes", at, "rule")
        if each.rule in named:
            yield Problem(f"`{each.rule}` is superseded twice", place, "say once why it gives way")
        named.add(each.rule)
        yield from drawers.rules.unknown(each.rule, place)
        other = drawers.rules.entries.get(each.rule)
        if other is not None and _rank(other) < _rank(entry):
            severity = other.record.severity
            own = entry.record.severity
            message = f"a rule of severity {own} cannot supersede `{each.rule}`, which is {severity}"
            yield Problem(message, place, "a graver warning never gives way to a lesser one")
    circle = cycle_through(entry.name, lambda name: _gives_way(drawers, name))
    if circle:
        message = f"the rule `{entry.name}` supersedes itself: {' -> '.join(circle)}"
        yield Problem(message, entry.key("supersedes"), "take one of these away")


def _rank(entry: Entry[RuleRecord]) -> int:
    return SEVERITIES.index(entry.record.severity)


def _gives_way(drawers: Drawers, name: str) -> list[str]:
    entry = drawers.rules.entries.get(name)
    return [each.rule for each in entry.record.supersedes] if entry else []


def check_days(entry: Entry[RuleRecord]) -> Iterator[Problem]:
    """Yield a Problem if a rule is to be reviewed before it holds."""
    if entry.record.review_by < entry.record.since:
        hint = f"the rule holds since {entry.record.since}"
        yield Problem(
            f"the review is due on {entry.record.review_by}, before the rule holds",
            entry.at("review-by"),
            hint,
        )


def check_numbers(entry: Entry[RuleRecord], names: Iterable[str], drawers: Drawers) -> Iterator[Problem]:
    """Yield a Problem for every number that has no value yet on the day from which the rule holds."""
    since = entry.record.since
    for name in sorted(names):
        parameter = drawers.parameters.entries.get(name)
        first = min(parameter.record.values) if parameter else since
        if first > since:
            message = f"the rule holds since {since}, but `{name}` has its first value on {first}"
            yield Problem(message, entry.at("since"), f"date a value of `{name}` earlier, or the rule later")
