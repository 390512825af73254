"""The rules of a pack on a terminal, topic by topic."""

from collections import Counter
from collections.abc import Iterator

from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import sentence
from osteon.doors.rendering.paint import paint, wrapped
from osteon.knowledge.models import Rule, Rulebook


def list_lines(rulebook: Rulebook, style: Style) -> Iterator[str]:
    """Yield the lines of the list."""
    rules = rulebook.rules.values()
    for topic in dict.fromkeys(rule.topic for rule in rules):
        yield paint(topic, "strong", colour=style.colour)
        for rule in rules:
            if rule.topic == topic:
                yield from _row(rule, style)
    status = ", ".join(
        f"{count} {status}" for status, count in Counter(rule.status for rule in rules).items()
    )
    pack = rulebook.pack
    yield ""
    yield from wrapped(f"{pack.title} {pack.version}: {len(rules)} rules ({status}).", style.width)
    yield from wrapped(sentence(pack.approval), style.width)


def _row(rule: Rule, style: Style) -> Iterator[str]:
    severity = rule.severity.ljust(8)
    first, *more = wrapped(f"{rule.id}: {rule.title}", style.width, f"  {severity}  ")
    yield first.replace(severity, paint(severity, rule.severity, colour=style.colour), 1)
    yield from more
