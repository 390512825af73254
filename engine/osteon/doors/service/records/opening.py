"""The database that an address names, opened so that what is committed stays: SQLite or PostgreSQL."""

import os
from collections.abc import Mapping

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from osteon.basics.typed import Any
from osteon.doors.service.records.entries import RecordsError

_WAIT_MS = 5_000
_POOL_S = 3
# A server that is silent is given up after seconds; what the address says of these goes first.
_PATIENCE = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_READS = "osteon_reads"


def where(chosen: str | None, environment: Mapping[str, str]) -> str:
    """Return the address of the database: what was chosen, else what the environment says, else a file.

    $OSTEON_DATABASE is the address; $OSTEON_DATABASE_FILE names a file that holds it, for addresses with a
    password. Without either it is osteon's own file in the user's state folder. Raises RecordsError.
    """
    if chosen or environment.get("OSTEON_DATABASE"):
        return chosen or environment["OSTEON_DATABASE"]
    secret = environment.get("OSTEON_DATABASE_FILE")
    if secret:
        return _first_line(secret)
    home = environment.get("HOME") or os.path.expanduser("~")
    state = environment.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state")
    return f"sqlite:///{os.path.join(state, 'osteon', 'records.sqlite')}"


def _first_line(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            told = file.readline().strip()
    except (OSError, ValueError) as trouble:
        raise RecordsError(f"{path} ($OSTEON_DATABASE_FILE) cannot be read") from trouble
    if not told:
        raise RecordsError(f"{path} ($OSTEON_DATABASE_FILE) is empty; its first line must be an address")
    return told


def shown(url: str) -> str:
    """Return an address as it may be shown: without its password."""
    return _address(url).render_as_string(hide_password=True)


def open_database(url: str, *, new: bool = True) -> Engine:
    """Return an engine for an address; with `new` a file that is not there is made, for its user alone.

    Raises RecordsError for an address that cannot be opened.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _prepare_file(address, new=new)
        engine = create_engine(address)
        event.listen(engine, "connect", _steady_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    patience = {name: value for name, value in _PATIENCE.items() if name not in address.query}
    return create_engine(address, pool_pre_ping=True, pool_timeout=_POOL_S, connect_args=patience)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as trouble:
        raise RecordsError("the address of the database cannot be read; write sqlite:///FILE or "
                           "postgresql://USER@HOST/DATABASE") from trouble  # fmt: skip
    if address.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return address.set(drivername="postgresql+psycopg")
    if address.drivername in ("sqlite", "sqlite+pysqlite") and address.database not in (None, "", ":memory:"):
        return address
    raise RecordsError(
        f"{address.render_as_string(hide_password=True)} is neither sqlite:///FILE nor "
        "postgresql://USER@HOST/DATABASE"
    )


def _prepare_file(address: URL, *, new: bool) -> None:
    path = address.database or ""
    if os.path.exists(path):
        return
    if not new:
        raise RecordsError(f"there are no records at {path}; name another place with --database")
    try:
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as trouble:
        raise RecordsError(f"{path} cannot be made: {trouble.strerror}") from trouble


def reading(engine: Engine) -> Connection:
    """Return a connection that only reads, and so waits for nobody who writes."""
    return engine.connect().execution_options(**{_READS: True})


def _begin_sqlite(connection: Connection) -> None:
    # Two writers that began by reading would each wait for the other.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _steady_sqlite(connection: DBAPIConnection, _: object) -> None:
    told: Any = connection  # one of the standard library, which SQLAlchemy does not say
    # Otherwise sqlite3 would begin transactions by its own rules.
    told.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_WAIT_MS}"):
        told.execute(f"PRAGMA {setting}").close()
