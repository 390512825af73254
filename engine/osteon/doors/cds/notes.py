"""Cards that no rule raised: what failed, what was not read, what is not recorded, what there is besides.

At most one of each, and each says how much it does not list.
"""

from collections.abc import Sequence

from osteon.doors.cds.asked import Asked
from osteon.doors.cds.cards import note_card
from osteon.doors.cds.hooks import Json
from osteon.doors.cds.wording import listed, note_detail
from osteon.doors.fhir.accounting import Item
from osteon.doors.rendering.markdown import escaped
from osteon.doors.rendering.order import SEVERITIES
from osteon.reasoning.report import Advisory, Unassessed
from osteon.reasoning.reporting import Report

_MOST_UNREAD = 10


def failed_card(report: Report) -> Json | None:
    """Return a card if rules could not be evaluated, or if the evaluators differ on them."""
    errors = report.errors
    if not errors:
        return None
    rules = report.edition.rulebook.rules
    gravest = min((rules[name].severity for name in errors), key=SEVERITIES.index)
    count = "1 rule" if len(errors) == 1 else f"{len(errors)} rules"
    failed = [f"{rules[name].title} ({rules[name].severity}): {why}" for name, why in errors.items()]
    detail = note_detail(
        report,
        ["Nothing may be concluded about what they would have said. It is a fault of osteon or its pack."],
        listed("Without a verdict", map(escaped, failed)),
    )
    indicator = "critical" if gravest == "critical" else "warning"
    return note_card(report.edition, f"Not assessed: {count} could not be evaluated.", detail, indicator)


def more_card(report: Report, further: Sequence[Advisory], *, apart: bool) -> Json | None:
    """Return a card that names raised rules which have no card of their own.

    `apart`: because the orders in hand changed nothing about them; otherwise because there are too many.
    """
    if not further:
        return None
    count = "1 advisory" if len(further) == 1 else f"{len(further)} advisories"
    about = "apart from these orders" if apart else "besides those shown"
    lines = [f"{each.severity}: {each.clinician.summary}" for each in further]
    gravest = min((each.severity for each in further), key=SEVERITIES.index)
    detail = note_detail(report, listed("Also raised", map(escaped, lines)))
    return note_card(report.edition, f"{count} more on this patient, {about}.", detail, gravest)


def drafts_card(report: Report, unread: Sequence[Item]) -> Json | None:
    """Return a card if a draft order could not be read whole: its advice is then not complete."""
    if not unread:
        return None
    told = [item.why.removeprefix(f"{item.path}: ") for item in unread]
    count = "A draft order was" if len(unread) == 1 else f"{len(unread)} draft orders were"
    lines = [escaped(f"{item.what}: {why}") for item, why in zip(unread, told, strict=True)]
    detail = note_detail(report, listed("Draft orders", lines[:_MOST_UNREAD], len(lines) - _MOST_UNREAD))
    return note_card(report.edition, f"{count} not assessed in full: {told[0]}.", detail)


def open_card(report: Report, asked: Asked) -> Json | None:
    """Return a card if facts are not recorded on which grave rules depend, or if parts could not be used.

    `asked` says which facts, and how to ask for them.
    """
    unread = [each for each in report.not_assessed if each.where != "rulebook"]
    if not asked.summary and not unread:
        return None
    lines = [escaped(_unread(each)) for each in unread[:_MOST_UNREAD]]
    detail = note_detail(
        report, asked.block, listed("Could not be used as it is", lines, len(unread) - _MOST_UNREAD)
    )
    return note_card(report.edition, asked.summary or _not_used(len(unread)), detail)


def _not_used(count: int) -> str:
    parts = "1 part" if count == 1 else f"{count} parts"
    return f"Not assessed: {parts} of the record could not be used as it is."


def _unread(note: Unassessed) -> str:
    hint = f" ({note.hint})" if note.hint else ""
    return f"{note.what}: {note.why}{hint}"
