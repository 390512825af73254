"""One call answered: read the request, evaluate the patient, write the cards.

Whatever goes wrong is a visible card or an error, never an empty list.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from osteon.basics.errors import NoAdvice
from osteon.basics.records import dataclass
from osteon.basics.typed import NamedTuple
from osteon.doors.cds.asked import Asking
from osteon.doors.cds.cards import Removable, Stamp, advisory_card, note_card
from osteon.doors.cds.comparing import GRAVE, Comparing
from osteon.doors.cds.gathering import Gathering
from osteon.doors.cds.hooks import Json
from osteon.doors.cds.notes import drafts_card, failed_card, more_card, open_card
from osteon.doors.cds.overrides import Reasons
from osteon.doors.cds.prefetch import Search, searches
from osteon.doors.cds.requests import HookRequest, Refused
from osteon.doors.cds.withdrawing import candidates, removable_drafts
from osteon.doors.cds.without import Without
from osteon.doors.fhir.reading import FhirRecord, Reader
from osteon.patient.facts import Facts
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Advisory
from osteon.reasoning.reporting import Report

Evaluate = Callable[[FhirRecord], Report]
"""Evaluates a record; a rule that fails has the verdict "error" in its report."""

Derive = Callable[[FhirRecord], Facts]
"""Derives the facts of a record, and asks no rule."""

MOST_CARDS = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers calls on one day: the rules in force and the evaluators. Open one with `open_desk`.

    `wanted` is what to prefetch for the rules, `comparing` compares patients with and without draft orders,
    `asking` knows what is worth asking, `reasons` are offered to whoever overrides.
    """

    edition: Edition
    wanted: Mapping[str, Search]
    comparing: Comparing
    asking: Asking
    reasons: Reasons
    reader: Reader
    derive: Derive
    evaluate: Evaluate
    day: date
    most_cards: int = MOST_CARDS


def open_desk(
    edition: Edition, reader: Reader, evaluate: Evaluate, day: date, most_cards: int = MOST_CARDS
) -> Desk:
    """Return what answers calls by the rules of an edition on a day."""
    wanted, comparing, reasons = searches(edition), Comparing(edition), Reasons(edition)
    asking = Asking(edition)
    plan = advisor_for(edition.rulebook, day).plan

    def derive(record: FhirRecord) -> Facts:
        return plan.derive(record.document(), day)

    return Desk(edition, wanted, comparing, asking, reasons, reader, derive, evaluate, day, most_cards)


class Shown(NamedTuple):
    """A card that was sent, and the rule that raised it; "" for a card of another kind."""

    uuid: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and what it was made from. There is no report where nobody may be advised."""

    response: Json
    shown: tuple[Shown, ...]
    record: FhirRecord
    report: Report | None


def answer(request: HookRequest, desk: Desk) -> Answered:
    """Answer a call with cards.

    Raises Refused (412 where nothing of the patient came), ProfileError for a record beyond the documented
    limits, and EngineError if no rule could be evaluated.
    """
    gathering = Gathering(request, desk.wanted, desk.reader, desk.day)
    if not gathering.is_assessable:
        raise Refused(412, f"nothing of the patient was sent: prefetch needs {', '.join(desk.wanted)}")
    record = gathering.record
    stamp = Stamp(request.instance, request.hook.name, desk.edition.rulebook.hash)
    try:
        report = desk.evaluate(record)
    except NoAdvice:
        return _answered([(_nobody(desk.edition), "")], stamp, record, None)
    return _answered(list(_cards(report, record, gathering, desk)), stamp, record, report)


def _answered(
    cards: Iterable[tuple[Json, str]], stamp: Stamp, record: FhirRecord, report: Report | None
) -> Answered:
    stamped = [(stamp.on(card), rule_id) for card, rule_id in cards]
    shown = tuple(Shown(str(card["uuid"]), rule_id) for card, rule_id in stamped)
    return Answered({"cards": [card for card, _ in stamped]}, shown, record, report)


def _nobody(edition: Edition) -> Json:
    detail = "If that is wrong, correct the record. Nothing was assessed."
    return note_card(
        edition, "No advice is given: the record says that the patient has died.", detail, "warning"
    )


def _cards(
    report: Report, record: FhirRecord, gathering: Gathering, desk: Desk
) -> Iterator[tuple[Json, str]]:
    without = Without(gathering, desk.derive, desk.evaluate)
    found = candidates(record, without, desk.edition.rulebook.terminology)
    tied, apart, facts = _sorted(report, without, desk.comparing, gathering, found)
    shown, further = tied[: desk.most_cards], tied[desk.most_cards :]
    if failed := failed_card(report):
        yield failed, ""
    for advisory in shown:
        removable = removable_drafts(advisory, found, without, desk.comparing)
        yield advisory_card(advisory, report, removable, desk.reasons), advisory.rule_id
    notes = [
        more_card(report, further, apart=False),
        more_card(report, apart, apart=True),
        drafts_card(report, gathering.unread_drafts(record)),
        open_card(report, desk.asking.about(desk.comparing.open(report, facts))),
    ]
    yield from ((card, "") for card in notes if card)


def _sorted(
    report: Report, without: Without, comparing: Comparing, gathering: Gathering, found: list[Removable]
) -> tuple[Sequence[Advisory], Sequence[Advisory], Facts | None]:
    """Return the advisories that the selected drafts raise or give other grounds, and all the others.

    The facts are those without these drafts. Where there is nothing to compare with, every advisory counts
    as tied: rather too many cards than too few.
    """
    if not gathering.request.hook.orders:
        return report.advisories, (), None
    selected = [draft for draft in gathering.request.drafts if draft.selected]
    # Where a draft may be proposed to be withdrawn, both evaluators are asked in any case.
    if not (found and any(each.severity in GRAVE for each in report.advisories)):
        facts = without.facts(selected)
        if facts is not None and not comparing.may_owe(report, facts):
            return (), report.advisories, facts
    before = without.report(selected)
    if before is None:
        return report.advisories, (), None
    return *comparing.tied(report, before), before.facts
