"""What became of the cards, counted rule by rule: shown, accepted, overridden and why, unanswered.

A card counts once, however often it was shown, and its last feedback counts.
Feedback counts only from the caller to whom the card was shown.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Engine, Subquery, and_, exists, func, select
from sqlalchemy.exc import SQLAlchemyError

from osteon.basics.records import dataclass
from osteon.basics.typed import Any
from osteon.doors.service.records.entries import RecordsError
from osteon.doors.service.records.migrating import check_version
from osteon.doors.service.records.opening import reading
from osteon.doors.service.records.tables import Card, Evaluation, Feedback
from osteon.doors.service.records.wilson import wilson

FORMAT = "osteon-feedback/1"
FEW = 20
"""Below this many answers a rate is said to rest on few."""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How often a reason was given for overriding; both texts are empty where none was given."""

    system: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What became of the cards of one rule; `rule` is "" for cards about missing data.

    `override_rate` is the share of the answered cards that were overridden, from 0 to 1, `low` and `high`
    its 95 % interval; all three are None where no card was answered. `few` says that it rests on few answers.
    """

    rule: str
    shown: int
    accepted: int
    overridden: int
    unanswered: int
    override_rate: float | None
    low: float | None
    high: float | None
    few: bool
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """Everything that is counted, since a moment or ("") from the beginning.

    `packs` are the hashes of the packs that spoke, `strays` the cards that feedback speaks of and that were
    never shown to whoever sent it.
    """

    format: str
    since: str
    evaluations: int
    packs: tuple[str, ...]
    rules: tuple[RuleCount, ...]
    strays: int


def count_feedback(engine: Engine, since: datetime | None) -> FeedbackReport:
    """Count what became of the cards that were shown at `since` or later; None counts all of them.

    Raises RecordsError if the records cannot be read.
    """
    try:
        with reading(engine) as connection:
            check_version(connection)
            recent = [Evaluation.received_at >= since] if since is not None else []
            evaluations = connection.scalar(select(func.count()).select_from(Evaluation).where(*recent)) or 0
            packs = connection.scalars(select(Evaluation.pack_hash).where(*recent).distinct())
            return FeedbackReport(
                FORMAT,
                since.isoformat() if since else "",
                evaluations,
                tuple(sorted(packs)),
                tuple(_rules(connection, recent)),
                _strays(connection, since),
            )
    except SQLAlchemyError as trouble:
        raise RecordsError(f"the records cannot be read: {type(trouble).__name__}") from trouble


def _last_words() -> Subquery:
    place = func.row_number().over(
        partition_by=(Feedback.card, Feedback.issuer, Feedback.tenant),
        order_by=(Feedback.outcome_at.desc(), Feedback.received_at.desc(), Feedback.digest),
    )
    return select(Feedback.__table__, place.label("place")).subquery()


def _rules(connection: Connection, recent: list[Any]) -> Iterable[RuleCount]:
    shown = (
        select(Card.rule, Card.uuid, Evaluation.issuer, Evaluation.tenant)
        .join(Evaluation, Evaluation.id == Card.evaluation)
        .where(*recent)
        .distinct()
        .subquery()
    )
    last = _last_words()
    said = and_(
        last.c.card == shown.c.uuid,
        last.c.issuer == shown.c.issuer,
        last.c.tenant == shown.c.tenant,
        last.c.place == 1,
    )
    groups = (shown.c.rule, last.c.outcome, last.c.reason_system, last.c.reason_code)
    query = select(*groups, func.count()).select_from(shown.outerjoin(last, said)).group_by(*groups)
    rows = sorted(connection.execute(query).all(), key=itemgetter(0))
    for rule, found in groupby(rows, key=itemgetter(0)):
        yield _counted(rule, [(outcome, system, code, count) for _, outcome, system, code, count in found])


def _counted(rule: str, rows: list[tuple[str | None, str, str, int]]) -> RuleCount:
    accepted = sum(count for outcome, *_, count in rows if outcome == "accepted")
    reasons = [
        ReasonCount(system, code, count) for outcome, system, code, count in rows if outcome == "overridden"
    ]
    overridden = sum(reason.count for reason in reasons)
    shown, answered = sum(row[-1] for row in rows), accepted + overridden
    low, high = wilson(overridden, answered) if answered else (None, None)
    return RuleCount(
        rule,
        shown,
        accepted,
        overridden,
        unanswered=shown - answered,
        override_rate=overridden / answered if answered else None,
        low=low,
        high=high,
        few=answered < FEW,
        reasons=tuple(sorted(reasons, key=lambda each: (-each.count, each.system, each.code))),
    )


def _strays(connection: Connection, since: datetime | None) -> int:
    last = _last_words()
    known = exists().where(
        Card.uuid == last.c.card,
        Evaluation.id == Card.evaluation,
        Evaluation.issuer == last.c.issuer,
        Evaluation.tenant == last.c.tenant,
    )
    recent = [last.c.received_at >= since] if since is not None else []
    query = select(func.count()).select_from(last).where(last.c.place == 1, ~known, *recent)
    return connection.scalar(query) or 0
