"""Used tokens in the database, for services of several processes: who sees a token first, sees it for all."""

from datetime import datetime
from threading import Lock

from sqlalchemy import Engine, delete, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from osteon.basics.typed import Any
from osteon.doors.service.records.entries import NotKept
from osteon.doors.service.records.tables import UsedToken

_SWEEP_EVERY = 1_000


class RecordedReplays:
    """Used tokens that every process sees which shares the database, and that outlive a restart."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._uses = 0

    def first_use(self, token: bytes, until: datetime, now: datetime) -> bool:
        """Remember a token until a time, and say whether it had not been used before.

        Raises NotKept if the database does not answer.
        """
        try:
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    # A token lost with the power is a token that lives for minutes; waiting for the disk
                    # at every call would cost more than that is worth.
                    connection.execute(text("SET LOCAL synchronous_commit = off"))
                if self._time_to_sweep():
                    connection.execute(delete(UsedToken).where(UsedToken.until <= now))
                first = connection.scalar(_taken(connection.dialect.name, token, until, now))
        except SQLAlchemyError as trouble:
            raise NotKept(f"the database does not answer: {type(trouble).__name__}") from trouble
        return first is not None

    def _time_to_sweep(self) -> bool:
        with self._lock:
            self._uses += 1
            return self._uses % _SWEEP_EVERY == 1


def _taken(dialect: str, token: bytes, until: datetime, now: datetime) -> Any:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    row = insert(UsedToken).values(digest=token, until=until)
    # Nothing is returned where the token stands there already and has not expired.
    return row.on_conflict_do_update(
        index_elements=[UsedToken.digest], set_={"until": until}, where=UsedToken.until <= now
    ).returning(UsedToken.digest)
