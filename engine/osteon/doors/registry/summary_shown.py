"""What a registry's screening found, on a terminal and as one HTML page that needs nothing else."""

from collections.abc import Iterator

from osteon.doors.registry.summary import RuleCount, Summary
from osteon.doors.registry.suppression import Shown
from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.html import environment
from osteon.doors.rendering.paint import paint, wrapped

MOST_WANTED = 15
"""The most facts that are shown; the JSON has all."""


def as_text(found: Summary, style: Style) -> Iterator[str]:
    """Yield the lines of a summary."""
    yield _heading("Patients", style)
    for kind, counts in found.account.items():
        yield from wrapped(
            f"{kind}: " + ", ".join(f"{number:,} {what}" for what, number in counts.items()),
            style.width,
            "  ",
        )
    if not found.is_complete:
        yield from wrapped(
            "Not every part of the input is finished: these numbers are of a part of it.", style.width, "  "
        )
    yield ""
    yield _heading("Flags", style)
    yield f"  {'rule':<44} {'raised':>12} {'unknown':>12} {'withheld':>12}  rate"
    for rule in found.rules:
        yield (
            f"  {rule.severity[0].upper()} {rule.rule_id:<42} {number(rule.patients['raised']):>12} "
            f"{number(rule.patients['unknown']):>12} {number(rule.patients['withheld']):>12}  {rate(rule)}"
        )
    yield from wrapped(BOUNDS, style.width, "  ")
    yield ""
    yield _heading("Unknown for want of", style)
    for wanting in found.wanting[:MOST_WANTED]:
        yield from wrapped(
            f"{wanting.fact}: {wanting.verdicts:,} verdicts, {wanting.alone:,} of them for nothing else. "
            f"{wanting.ask}",
            style.width, "  - ",
        )  # fmt: skip
    yield ""
    yield _heading("Alerts", style)
    for severity, flags in found.alerts.items():
        yield from wrapped(f"{severity}: {alerts(flags)}", style.width, "  ")
    if found.hidden_below:
        yield from wrapped(hiding(found), style.width, "  ")
    yield ""
    yield from wrapped(origin(found), style.width)
    yield from wrapped(f"{found.notice} {found.disclaimer}", style.width)


BOUNDS = (
    "The rate is a range: from what is raised as it stands, to what would be raised if every unknown verdict "
    "turned out yes. Where much is unknown the range is wide, and its middle means nothing."
)


def hiding(found: Summary) -> str:
    """Say what is not shown, and why."""
    return (
        f"Numbers of fewer than {found.hidden_below} patients are not shown, nor those from which they could "
        "be reckoned. Rules with such numbers are left out of what is wanting."
    )


def number(patients: int | None) -> str:
    """Write a number of patients, or that it is not shown."""
    return "not shown" if patients is None else f"{patients:,}"


def rate(rule: RuleCount) -> str:
    """Write the bounds of a rate."""
    if rule.lowest is None:
        return "not shown"
    if rule.highest is None:
        return f"from {percent(rule.lowest)}"
    said = f"{percent(rule.lowest)} to {percent(rule.highest)}"
    return (
        said
        if rule.sample is None
        else f"{said} (sample: {percent(rule.sample[0])} to {percent(rule.sample[1])})"
    )


def percent(share: float) -> str:
    """Write a share of patients."""
    return f"{share:.2%}"


def alerts(counts: Shown) -> str:
    """Write how many patients have so many flags."""
    return ", ".join(
        f"{flags} flag{'s' if flags != '1' else ''}: {number(patients)}" for flags, patients in counts.items()
    )


def origin(found: Summary) -> str:
    """Say what produced the numbers."""
    told = found.versions
    return (
        f"osteon {told['osteon']}, pack {told['pack']} ({str(told['pack_hash'])[:12]}), "
        f"as of {told['as_of']}, {told['input_kind']} input {str(told['input'])[:12]}, "
        f"engine {told['engine']}"
    )


def page(found: Summary) -> str:
    """Return the summary as a page."""
    said = {
        "BOUNDS": BOUNDS, "number": number, "rate": rate, "alerts": alerts,
        "hiding": hiding(found), "origin": origin(found),
    }  # fmt: skip
    return environment().get_template("screening.html").render(found=found, said=said)


def _heading(text: str, style: Style) -> str:
    return paint(text.upper(), "strong", colour=style.colour)
