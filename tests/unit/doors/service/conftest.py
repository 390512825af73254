"""Databases for the tests of the records: a file, and a PostgreSQL where there is one."""

from uuid import uuid4

import pytest

from tests.unit.doors.service.databases import ABSENT, cluster, fresh_database


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL, or None."""
    with cluster() as url:
        yield url


@pytest.fixture
def on_postgres(postgres):
    """The address of an empty database of PostgreSQL."""
    if postgres is None:
        pytest.skip(ABSENT)
    with fresh_database(postgres, f"osteon_{uuid4().hex[:12]}") as own:
        yield own


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("on_postgres")
    return f"sqlite:///{tmp_path / 'records.sqlite'}"
