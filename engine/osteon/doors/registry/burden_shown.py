"""What a change of the rules costs in flags, on a terminal and as a page with a chart."""

from collections.abc import Iterator

from osteon.doors.registry.burden import Burden, RuleBurden, Side
from osteon.doors.registry.summary_shown import alerts, number
from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.html import environment
from osteon.doors.rendering.paint import paint, wrapped

ROW, LEFT, WIDTH, TOP = 34, 330, 460, 34
"""Measures of the chart, in pixels: a row, the names, the bars, the head."""


def as_text(found: Burden, style: Style) -> Iterator[str]:
    """Yield the lines of a comparison."""
    yield paint("FLAGS FOR 100 PATIENTS", "strong", colour=style.colour)
    for severity, flags in found.before.flags_per_100.items():
        yield f"  {severity:<10} {flags:8.2f} -> {found.after.flags_per_100[severity]:8.2f}"
    yield ""
    yield paint("RULES WHOSE FLAGS CHANGE", "strong", colour=style.colour)
    for rule in changing(found):
        moves = f"+{number(rule.numbers['comes'])} -{number(rule.numbers['goes'])}"
        yield (
            f"  {rule.severity[0].upper()} {rule.rule_id:<42} {number(rule.numbers['before']):>10} -> "
            f"{number(rule.numbers['after']):>10}  {moves}"
            f"{'' if rule.state == 'kept' else f'  ({rule.state})'}"
        )
    if not changing(found):
        yield "  none"
    yield ""
    yield paint("INTERRUPTIVE ALERTS", "strong", colour=style.colour)
    for name, side in (("before", found.before), ("after", found.after)):
        yield from wrapped(f"{name}: {interruptive(side)}", style.width, "  ")
    yield from wrapped(changed(found), style.width, "  ")
    yield ""
    yield from wrapped(origin(found), style.width)
    yield from wrapped(f"{found.notice} {found.disclaimer}", style.width)


def changing(found: Burden) -> list[RuleBurden]:
    """Return the rules whose flags change for somebody, or whose numbers are not shown."""
    return [
        rule
        for rule in found.rules
        if rule.numbers["comes"] != 0 or rule.numbers["goes"] != 0 or rule.state != "kept"
    ]


def interruptive(side: Side) -> str:
    """Say how often somebody is interrupted."""
    mean = side.interruptive_per_patient
    return f"{mean:.4f} critical flags for each patient ({alerts(dict(side.interruptive))})"


def changed(found: Burden) -> str:
    """Say for how many patients something changes, and where they are named."""
    some = (
        f"fewer than {found.hidden_below}"
        if found.changed is None
        else f"{found.changed:,} of {found.patients:,}"
    )
    return f"The flags of {some} patients change; who they are stands in {found.file}."


def origin(found: Burden) -> str:
    """Say what produced the numbers."""
    packs = (f"pack {side.pack} ({side.pack_hash[:12]})" for side in (found.before, found.after))
    return f"{' and '.join(packs)}, as of {found.as_of}"


def page(found: Burden) -> str:
    """Return the comparison as a page."""
    rules = changing(found)
    most = max([1, *(each.numbers[side] or 0 for each in rules for side in ("before", "after"))])
    bars = [
        {
            "rule": each,
            "y": TOP + ROW * at,
            "before": _length(each, "before", most),
            "after": _length(each, "after", most),
        }
        for at, each in enumerate(rules)
    ]
    said = {
        "bars": bars, "number": number, "interruptive": interruptive, "changed": changed(found),
        "origin": origin(found), "row": ROW, "left": LEFT, "width": LEFT + WIDTH + 90,
        "height": TOP + ROW * len(rules) + 10, "most": most,
    }  # fmt: skip
    return environment().get_template("burden.html").render(found=found, said=said)


def _length(rule: RuleBurden, side: str, most: int) -> float | None:
    patients = rule.numbers[side]
    return None if patients is None else round(WIDTH * patients / most, 1)
