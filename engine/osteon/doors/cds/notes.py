"""Cards that no rule raised: what failed, what was not read, what is not recorded, what there is besides.

At most one of each, and each says how much it does not list.
"""

from collections.abc import Sequence

from osteon.doors.cds.cards import note_card
from osteon.doors.cds.hooks import Json
from osteon.doors.cds.wording import SUMMARY, listed, note_detail, pack_text, shortened
from osteon.doors.fhir.accounting import Item
from osteon.doors.rendering.markdown import escaped
from osteon.doors.rendering.order import SEVERITIES
from osteon.patient.vocabulary import YES_NO, Fact
from osteon.reasoning.report import Advisory, Question, Unassessed
from osteon.reasoning.reporting import Report

_MOST_NAMED = 3
_MOST_ASKED = 5
_MOST_UNREAD = 10
_MOST_RULES = 2


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


def open_card(report: Report, important: Sequence[Question]) -> Json | None:
    """Return a card if facts are not recorded on which grave rules depend, or if parts could not be used.

    `important` asks for these facts.
    """
    unread = [each for each in report.not_assessed if each.where != "rulebook"]
    if not important and not unread:
        return None
    by_ask: dict[str, list[Question]] = {}
    for each in important:
        by_ask.setdefault(each.ask, []).append(each)
    detail = note_detail(
        report,
        listed(
            "Worth asking the patient",
            [pack_text(_question(each, report)) for each in list(by_ask.values())[:_MOST_ASKED]],
            len(by_ask) - _MOST_ASKED,
        ),
        listed(
            "Could not be used as it is",
            [escaped(_unread(each)) for each in unread[:_MOST_UNREAD]],
            len(unread) - _MOST_UNREAD,
        ),
    )
    facts = report.edition.rulebook.vocabulary
    names = list(dict.fromkeys(_named(facts[each.fact]) for each in important))
    return note_card(report.edition, _not_recorded(names) if names else _not_used(len(unread)), detail)


def _not_used(count: int) -> str:
    parts = "1 part" if count == 1 else f"{count} parts"
    return f"Not assessed: {parts} of the record could not be used as it is."


def _unread(note: Unassessed) -> str:
    hint = f" ({note.hint})" if note.hint else ""
    return f"{note.what}: {note.why}{hint}"


def _named(fact: Fact) -> str:
    return f"whether the patient {fact.reads}" if fact.type == YES_NO else fact.reads


def _not_recorded(names: Sequence[str]) -> str:
    """Name as many facts as fit, and count the others."""
    for most in range(min(_MOST_NAMED, len(names)), 0, -1):
        left = len(names) - most
        said = f"Not recorded: {'; '.join(names[:most])}{f'; and {left} more' if left else ''}."
        if len(said) <= SUMMARY:
            return said
    return shortened(f"Not recorded: {len(names)} facts on which grave advice depends.")


def _question(asked: Sequence[Question], report: Report) -> str:
    """Return what to ask, and the gravest rules on which it bears."""
    rules = report.edition.rulebook.rules
    ids = dict.fromkeys(name for each in asked for name in (*each.decides, *each.helps))
    found = sorted((rules[name] for name in ids), key=lambda rule: SEVERITIES.index(rule.severity))
    said = "; ".join(f"{rule.title} ({rule.severity})" for rule in found[:_MOST_RULES])
    more = f" and {len(found) - _MOST_RULES} more" if len(found) > _MOST_RULES else ""
    return f"{asked[0].ask} It bears on: {said}{more}."
