"""Runs the steps on the connection it is handed, within its transaction. Alembic loads this file."""

from alembic import context

from osteon.doors.service.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
