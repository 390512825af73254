"""Commands that need more than osteon's own requirements say which extra is missing."""

from importlib.util import find_spec

from osteon.doors.cli.trouble import UsageError

_OF_SERVICE = ("fastapi", "uvicorn", "httpx2", "jwt", "sqlalchemy", "alembic", "psycopg", "python_multipart")


def needs_service(command: str) -> None:
    """Make sure that the extra `service` is there.

    Raises UsageError that says how to install it.
    """
    missing = [name for name in _OF_SERVICE if find_spec(name) is None]
    if missing:
        raise UsageError(f"{command} needs {', '.join(missing)}: pip install 'osteon[service]'")
