"""Cards: one for each raised rule, with its grounds, sources, reasons to override it, and what can be done.

A card's uuid is the same for the same content within one call, and never for another.
"""

from collections.abc import Iterable
from uuid import UUID, uuid5

import orjson

from osteon.basics.records import dataclass
from osteon.basics.typed import NamedTuple
from osteon.doors.cds.hooks import Json
from osteon.doors.cds.overrides import Reasons
from osteon.doors.cds.requests import DraftOrder
from osteon.doors.cds.wording import advisory_detail, is_address, shortened
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Advisory
from osteon.reasoning.reporting import Report

_OSTEON = UUID("5f3c7f0e-6f0a-5d0c-9a59-0f3f8e1c7b42")
_MOST_LINKS = 5
_RULE = "urn:osteon:rule"


class Removable(NamedTuple):
    """A draft order without which an advisory is not given, and which may be proposed to be withdrawn."""

    draft: DraftOrder
    name: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the uuids of one response are made from: the call, the service, and the pack."""

    instance: str
    service: str
    pack_hash: str

    def on(self, card: Json) -> Json:
        """Return a card with its uuid, and its suggestions with theirs."""
        content = orjson.dumps(card, option=orjson.OPT_SORT_KEYS).decode()
        uuid = uuid5(_OSTEON, f"{self.service}\n{self.instance}\n{self.pack_hash}\n{content}")
        card = {"uuid": str(uuid), **card}
        suggestions = card.get("suggestions")
        if isinstance(suggestions, list):
            card["suggestions"] = [
                {"uuid": str(uuid5(uuid, str(at))), **each} for at, each in enumerate(suggestions)
            ]
        return card


def source_of(edition: Edition, rule_id: str = "", title: str = "") -> Json:
    """Return who says it: the pack, with the rule as its topic."""
    pack = edition.rulebook.pack
    source: Json = {"label": f"osteon, {pack.title} {pack.version}: prototype, not clinically approved"}
    if rule_id:
        source["topic"] = {"system": _RULE, "code": rule_id, "display": title}
    return source


def advisory_card(
    advisory: Advisory, report: Report, removable: Iterable[Removable], reasons: Reasons
) -> Json:
    """Return the card of a raised rule, still without its uuid."""
    card: Json = {
        "summary": shortened(advisory.clinician.summary),
        "indicator": advisory.severity,
        "detail": advisory_detail(advisory, report),
        "source": source_of(report.edition, advisory.rule_id, advisory.title),
    }
    if offered := reasons.of(advisory):
        card["overrideReasons"] = offered
    if suggestions := [_withdrawal(each) for each in removable]:
        card |= {"suggestions": suggestions, "selectionBehavior": "any"}
    if links := [
        {"label": shortened(each.cite, 100), "url": each.url, "type": "absolute"}
        for each in advisory.citations
        if is_address(each.url)
    ]:
        card["links"] = links[:_MOST_LINKS]
    return card


def _withdrawal(removable: Removable) -> Json:
    name = shortened(removable.name, 60)
    action = {
        "type": "delete",
        "description": f"Withdraw the draft order of {name}. Without it this advice would not be given.",
        "resourceId": removable.draft.reference,
    }
    return {"label": f"Withdraw the order of {name}", "actions": [action]}


def note_card(edition: Edition, summary: str, detail: str, indicator: str = "info") -> Json:
    """Return a card that no rule raised, still without its uuid."""
    return {
        "summary": shortened(summary),
        "indicator": indicator,
        "detail": detail,
        "source": source_of(edition),
    }
