"""The tables of the records, as SQLAlchemy sees them. The steps in `migrations/` make them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, LargeBinary, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC wherever it came from. SQLite knows no time zones, so it comes back with one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, as the database wants it. Raises ValueError without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        told = value.astimezone(UTC)
        return told.replace(tzinfo=None) if dialect.name == "sqlite" else told

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The tables of the records."""


class Evaluation(Base):
    """One answered request: what was evaluated by what, and what became of every rule."""

    __tablename__ = "evaluation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(Instant, index=True)
    service: Mapped[str] = mapped_column(String(200))
    hook: Mapped[str] = mapped_column(String(100))
    hook_instance: Mapped[str | None] = mapped_column(String(36), index=True)
    issuer: Mapped[str] = mapped_column(Text)
    tenant: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date]
    profile_hash: Mapped[str] = mapped_column(String(200))
    pack: Mapped[str] = mapped_column(String(200))
    pack_version: Mapped[str] = mapped_column(String(100))
    pack_hash: Mapped[str] = mapped_column(String(200))
    osteon: Mapped[str] = mapped_column(String(100))
    engines: Mapped[list[str]] = mapped_column(JSON)
    verdicts: Mapped[dict[str, str]] = mapped_column(JSON)
    profile: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))


class Card(Base):
    """A card that was shown, and the rule it speaks for."""

    __tablename__ = "card"
    __table_args__ = (Index("ix_card_uuid", "uuid"),)

    evaluation: Mapped[str] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), primary_key=True)
    rule: Mapped[str] = mapped_column(String(200))
    indicator: Mapped[str] = mapped_column(String(20))


class Feedback(Base):
    """What became of a card. The digest of what it says is its key: said again, it changes nothing."""

    __tablename__ = "feedback"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    card: Mapped[str] = mapped_column(String(36), index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    outcome_at: Mapped[datetime] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant)
    service: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(Text)
    tenant: Mapped[str] = mapped_column(Text)
    suggestions: Mapped[list[str]] = mapped_column(JSON)
    reason_code: Mapped[str] = mapped_column(String(100))
    reason_system: Mapped[str] = mapped_column(String(300))
    comment: Mapped[str | None] = mapped_column(Text)


class UsedToken(Base):
    """A token that was used, by its digest, until it would have expired."""

    __tablename__ = "used_token"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    until: Mapped[datetime] = mapped_column(Instant, index=True)
