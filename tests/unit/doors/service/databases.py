"""A PostgreSQL of our own for the tests: started once, in a temporary folder, without a port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

GIVEN = "OSTEON_TEST_POSTGRES"
ABSENT = f"there is no PostgreSQL here (Debian: apt install postgresql), and ${GIVEN} names none"


def programs():
    """The folder of initdb and postgres, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (each for each in folders if (each / "initdb").exists() and (each / "postgres").exists()), None
    )


def _somebody():
    # PostgreSQL refuses to run as root.
    if os.geteuid():
        return {}
    names = {each.pw_name for each in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def cluster():
    """The address of a running PostgreSQL, or None where there is none; it ends with the block."""
    if os.environ.get(GIVEN):
        yield os.environ[GIVEN]
        return
    folder = programs()
    if folder is None:
        yield None
        return
    # A short path: the name of a socket may have some hundred letters at most.
    with tempfile.TemporaryDirectory(prefix="osteon-pg-") as name:
        who = _somebody()
        if who:
            os.chown(name, who["user"], who["group"])
        data = f"{name}/data"
        make = [
            folder / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "osteon",
            "--no-sync",
            "--no-instructions",
        ]
        start = [
            folder / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            f"{name}/log",
            "-o",
            f"-c listen_addresses= -k {name}",
        ]
        for command in (make, [*start, "start"]):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=name, **who)
        try:
            yield f"postgresql://osteon@/postgres?host={name}"
        finally:
            stop = [folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]
            subprocess.run(stop, check=True, stdout=subprocess.DEVNULL, cwd=name, **who)


@contextmanager
def fresh_database(url, name):
    """The address of an empty database in a cluster, which is dropped again."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield (
            url.replace("/postgres?", f"/{name}?")
            if "/postgres?" in url
            else f"{url.rpartition('/')[0]}/{name}"
        )
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        engine.dispose()
