"""The tables brought up to date at the start, also when two processes start at the same time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from osteon.doors.service.records.entries import RecordsError

# Any number that no other program is likely to lock with in the same database.
_LOCK = 7_367_656_111


def bring_up_to_date(engine: Engine) -> None:
    """Run the steps that a database lacks, in one transaction.

    Raises RecordsError if it cannot be reached, was made by a newer osteon, or does not promise to keep
    what it acknowledges.
    """
    try:
        with engine.begin() as connection:
            # SQLite has begun by taking the one lock for writing; PostgreSQL is asked for one by name.
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                _check_durable(connection)
            command.upgrade(_config(connection), "head")
    except CommandError as trouble:
        raise RecordsError("the records were made by a newer osteon; use that one") from trouble
    except SQLAlchemyError as trouble:
        raise RecordsError(f"the records cannot be opened: {type(trouble).__name__}") from trouble


def _check_durable(connection: Connection) -> None:
    for setting in ("fsync", "synchronous_commit"):
        if connection.scalar(text(f"SHOW {setting}")) == "off":
            raise RecordsError(
                f"this PostgreSQL says that something is kept before it is ({setting} is off), and feedback "
                f"must not be lost: set {setting} to on"
            )


def check_version(connection: Connection) -> None:
    """Refuse to read records that are not of this version.

    Raises RecordsError.
    """
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        raise RecordsError("this database holds no records of osteon")
    expected = ScriptDirectory.from_config(_config(connection)).get_current_head()
    if found != expected:
        raise RecordsError("the records are of another version; starting the service brings them up to date")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
