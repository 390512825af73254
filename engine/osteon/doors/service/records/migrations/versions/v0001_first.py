"""The first tables: evaluations, cards, feedback and used tokens.

What a column means stands in `records/tables.py`; a test holds the two together.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "evaluation",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("received_at", _MOMENT, nullable=False, index=True),
        sa.Column("service", sa.String(200), nullable=False),
        sa.Column("hook", sa.String(100), nullable=False),
        sa.Column("hook_instance", sa.String(36), index=True),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("profile_hash", sa.String(200), nullable=False),
        sa.Column("pack", sa.String(200), nullable=False),
        sa.Column("pack_version", sa.String(100), nullable=False),
        sa.Column("pack_hash", sa.String(200), nullable=False),
        sa.Column("osteon", sa.String(100), nullable=False),
        sa.Column("engines", sa.JSON, nullable=False),
        sa.Column("verdicts", sa.JSON, nullable=False),
        sa.Column("profile", sa.JSON),
    )
    _cards()
    _feedback()
    op.create_table(
        "used_token",
        sa.Column("digest", sa.LargeBinary(32), primary_key=True),
        sa.Column("until", _MOMENT, nullable=False, index=True),
    )


def _cards() -> None:
    owner = sa.ForeignKey("evaluation.id", ondelete="CASCADE")
    op.create_table(
        "card",
        sa.Column("evaluation", sa.String(36), owner, primary_key=True),
        sa.Column("uuid", sa.String(36), primary_key=True, index=True),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("indicator", sa.String(20), nullable=False),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("card", sa.String(36), nullable=False, index=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("outcome_at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("service", sa.String(200), nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("suggestions", sa.JSON, nullable=False),
        sa.Column("reason_code", sa.String(100), nullable=False),
        sa.Column("reason_system", sa.String(300), nullable=False),
        sa.Column("comment", sa.Text),
    )
