"""Entries for the records, as a service would hand them in."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from osteon.doors.service.records.entries import CardShown, EvaluationEntry, FeedbackEntry
from osteon.doors.service.records.opening import open_database, reading

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ISS = "https://ehr.example.org"


def uuid(number):
    return str(UUID(int=number))


def evaluation(number=1, cards=((101, "vka-natto", "critical"),), **changed):
    told = {
        "id": uuid(number), "service": "osteon-order-sign", "hook": "order-sign",
        "hook_instance": uuid(9000 + number), "received_at": NOON, "as_of": date(2026, 11, 24),
        "profile_hash": "sha256:1234", "pack": "vitamins", "pack_version": "0.1.0", "pack_hash": "sha256:5678",
        "osteon": "0.1.0", "engines": ("durable-rules", "reference"),
        "verdicts": {"vka-natto": "raised", "calcium-iron": "unknown"},
        "cards": tuple(CardShown(uuid(each), rule, indicator) for each, rule, indicator in cards),
        "issuer": ISS,
    }  # fmt: skip
    return EvaluationEntry(**{**told, **changed})


def feedback(card=101, outcome="overridden", after=60, **changed):
    told = {
        "card": uuid(card), "outcome": outcome, "outcome_at": NOON + timedelta(seconds=after),
        "received_at": NOON + timedelta(seconds=after + 1), "service": "osteon-order-sign", "issuer": ISS,
    }  # fmt: skip
    return FeedbackEntry(**{**told, **changed})


def rows(url, table):
    """Every row of a table, as dictionaries."""
    engine = open_database(url, new=False)
    with reading(engine) as connection:
        found = [dict(row) for row in connection.execute(select(table.__table__)).mappings()]
    engine.dispose()
    return found
