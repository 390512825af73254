"""Entries become rows: what is kept of each, and how a row that is there already is left alone."""

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, Table, delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from osteon.basics.typed import Any
from osteon.doors.service.records.entries import (
    EvaluationEntry,
    FeedbackEntry,
    Keep,
    NotARecord,
    check_feedback,
    uuid_of,
)
from osteon.doors.service.records.tables import Base, Card, Evaluation, Feedback, UsedToken

Row = tuple[str, Mapping[str, Any]]
"""The name of a table, and a row of it."""

_ORDER = (Evaluation.__tablename__, Card.__tablename__, Feedback.__tablename__)

_DIGEST = b"trial"
TRIAL: Sequence[Row] = [("used_token", {"digest": _DIGEST, "until": datetime(2000, 1, 1, tzinfo=UTC)})]
"""A row that is written only to see whether it can be. No token has a digest of that length."""


def evaluation_rows(entry: EvaluationEntry, keep: Keep) -> list[Row]:
    """Return the rows that an evaluation leaves: itself and its cards.

    Raises NotARecord for an id that is not a UUID.
    """
    own = uuid_of(entry.id, "`id`")
    row = {
        "id": own, "received_at": entry.received_at, "service": entry.service, "hook": entry.hook,
        "hook_instance": _uuid_or_none(entry.hook_instance), "issuer": entry.issuer, "tenant": entry.tenant,
        "as_of": entry.as_of, "profile_hash": entry.profile_hash, "pack": entry.pack,
        "pack_version": entry.pack_version, "pack_hash": entry.pack_hash, "osteon": entry.osteon,
        "engines": list(entry.engines), "verdicts": dict(entry.verdicts),
        "profile": entry.profile if keep.profiles else None,
    }  # fmt: skip
    cards = {uuid_of(card.uuid, "`card.uuid`"): card for card in entry.cards}
    return [
        ("evaluation", row),
        *(
            ("card", {"evaluation": own, "uuid": uuid, "rule": card.rule, "indicator": card.indicator})
            for uuid, card in cards.items()
        ),
    ]


def feedback_rows(entries: Iterable[FeedbackEntry], keep: Keep) -> list[Row]:
    """Return the rows that feedback leaves.

    Raises NotARecord if any of it is not of the form that is kept.
    """
    return [("feedback", _feedback_row(entry, keep)) for entry in entries]


def _feedback_row(entry: FeedbackEntry, keep: Keep) -> dict[str, Any]:
    check_feedback(entry)
    said: dict[str, Any] = {
        "card": uuid_of(entry.card, "`card`"), "outcome": entry.outcome, "service": entry.service,
        "issuer": entry.issuer, "tenant": entry.tenant,
        "suggestions": sorted(uuid_of(each, "`acceptedSuggestions.id`") for each in entry.suggestions),
        "reason_code": entry.reason_code, "reason_system": entry.reason_system,
        "comment": entry.comment if keep.comments and entry.comment else None,
    }  # fmt: skip
    # Whoever says the same again is kept once: clients repeat themselves when an answer got lost.
    told = json.dumps({**said, "outcome_at": entry.outcome_at.timestamp()}, sort_keys=True)
    digest = sha256(told.encode()).hexdigest()
    return {**said, "digest": digest, "outcome_at": entry.outcome_at, "received_at": entry.received_at}


def _uuid_or_none(text: str) -> str | None:
    try:
        return uuid_of(text, "")
    except NotARecord:
        return None


def write(connection: Connection, rows: Sequence[Row]) -> None:
    """Write rows; one whose key is there already is left as it is. Raises what SQLAlchemy raises."""
    for name in _ORDER:
        found = [row for table, row in rows if table == name]
        if found:
            connection.execute(_insert(connection, Base.metadata.tables[name]), found)

    if any(table == UsedToken.__tablename__ for table, _ in rows):
        _try_it(connection)


def _try_it(connection: Connection) -> None:
    for name in _ORDER:
        connection.execute(select(literal(1)).select_from(Base.metadata.tables[name]).limit(1))
    # Taken away and written anew, because a row that is left alone proves nothing of the disk.
    connection.execute(delete(UsedToken).where(UsedToken.digest == _DIGEST))
    connection.execute(_insert(connection, Base.metadata.tables["used_token"]), [TRIAL[0][1]])


def _insert(connection: Connection, table: Table) -> Any:
    return _insertion(connection.dialect.name, table.name)


@functools.cache
def _insertion(dialect: str, name: str) -> Any:
    table = Base.metadata.tables[name]
    made = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return made.on_conflict_do_nothing()
