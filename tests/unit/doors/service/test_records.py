"""What is handed to the records is kept, once, and nothing of a patient beside it; in both databases."""

import os
import signal
import stat
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import text

from osteon.basics.records import replace
from osteon.doors.service.records.entries import Keep, NotARecord, NotKept, RecordsError
from osteon.doors.service.records.opening import open_database, shown, where
from osteon.doors.service.records.records import Records
from osteon.doors.service.records.tables import Card, Evaluation, Feedback, UsedToken
from tests.unit.doors.service.filed import ISS, NOON, evaluation, feedback, rows, uuid

CANARY = "canary-93b1"


@pytest.fixture
def records(database):
    with Records.open(database) as opened:
        yield opened


def test_an_evaluation_is_kept_with_its_verdicts_and_cards(records, database):
    records.keep_evaluation(evaluation(cards=((101, "vka-natto", "critical"), (102, "", "info"))))
    (kept,) = rows(database, Evaluation)
    assert kept["verdicts"] == {"vka-natto": "raised", "calcium-iron": "unknown"}
    assert (kept["received_at"], kept["issuer"], kept["hook_instance"]) == (NOON, ISS, uuid(9001))
    assert kept["engines"] == ["durable-rules", "reference"]
    assert {(card["uuid"], card["rule"]) for card in rows(database, Card)} == {
        (uuid(101), "vka-natto"),
        (uuid(102), ""),
    }


def test_feedback_is_kept_in_utc(records, database):
    at = datetime(2026, 11, 24, 14, 0, 30, 5, tzinfo=timezone(timedelta(hours=2)))
    records.keep_feedback(
        [feedback(outcome_at=at, reason_code="d7ecf885", reason_system="https://example.org/r")]
    )
    (kept,) = rows(database, Feedback)
    assert kept["outcome_at"] == at and kept["outcome_at"].utcoffset() == timedelta(0)
    assert (kept["reason_code"], kept["outcome"], kept["suggestions"]) == ("d7ecf885", "overridden", [])


def test_feedback_said_again_is_kept_once(records, database):
    records.keep_feedback([feedback(), feedback()])
    records.keep_feedback([feedback(received_at=NOON + timedelta(hours=5)), feedback(102)])
    assert sorted(each["card"] for each in rows(database, Feedback)) == [uuid(101), uuid(102)]
    assert min(each["received_at"] for each in rows(database, Feedback)) == feedback().received_at


@pytest.mark.parametrize(
    "changed",
    [{"outcome": "accepted"}, {"after": 61}, {"issuer": "https://other.example.org"}, {"tenant": "north"},
     {"reason_code": "x"}, {"suggestions": (uuid(7),)}],
    ids=str,
)  # fmt: skip
def test_feedback_that_says_something_else_is_kept_beside_it(records, database, changed):
    records.keep_feedback([feedback(), feedback(**changed)])
    assert len(rows(database, Feedback)) == 2


def test_an_evaluation_handed_in_again_is_kept_once(records, database):
    for _ in range(2):
        records.keep_evaluation(evaluation())
    assert (len(rows(database, Evaluation)), len(rows(database, Card))) == (1, 1)


def test_profiles_and_comments_are_dropped_unless_they_are_switched_on(records, database):
    records.keep_evaluation(evaluation(profile={"name": CANARY}, hook_instance=CANARY))
    records.keep_feedback([feedback(comment=CANARY)])
    for table in (Evaluation, Card, Feedback):
        assert CANARY not in repr(rows(database, table))


def test_profiles_and_comments_are_kept_if_they_are_switched_on(database):
    with Records.open(database, keep=Keep(profiles=True, comments=True)) as records:
        records.keep_evaluation(evaluation(profile={"name": CANARY}))
        records.keep_feedback([feedback(comment=CANARY)])
    assert rows(database, Evaluation)[0]["profile"] == {"name": CANARY}
    assert rows(database, Feedback)[0]["comment"] == CANARY


@pytest.mark.parametrize(
    "changed",
    [{"outcome": CANARY}, {"reason_code": f"{CANARY} " * 50}, {"reason_code": " "}, {"reason_system": "two words"},
     {"comment": "x" * 5000}, {"comment": "\x00"}, {"suggestions": (CANARY,)}],
    ids="-".join,
)  # fmt: skip
def test_feedback_of_another_form_is_refused_whole_and_not_quoted(records, database, changed):
    with pytest.raises(NotARecord) as refusal:
        records.keep_feedback([feedback(102), feedback(**changed)])
    assert CANARY not in str(refusal.value)
    assert rows(database, Feedback) == []


def test_feedback_on_what_is_no_card_is_refused(records):
    with pytest.raises(NotARecord, match="card"):
        records.keep_feedback([replace(feedback(), card=CANARY)])


def test_an_entry_that_cannot_be_written_does_not_take_others_with_it(records, database):
    broken = evaluation(1, verdicts={"rule": object()})
    with ThreadPoolExecutor(16) as pool:
        told = [pool.submit(records.keep_evaluation, each, 10.0) for each in
                [evaluation(number, cards=()) for number in range(2, 40)] + [broken]]  # fmt: skip
        failed = [each for each in told if each.exception()]
    assert len(failed) == 1 and isinstance(failed[0].exception(), NotKept)
    assert len(rows(database, Evaluation)) == 38
    records.keep_evaluation(evaluation(50, cards=()))
    assert records.ready()


def test_many_at_once_are_each_kept(records, database):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: records.keep_feedback([feedback(number)]), range(1, 301)))
    assert len(rows(database, Feedback)) == 300


def test_two_services_write_to_one_database(database):
    with Records.open(database) as one, Records.open(database) as other, ThreadPoolExecutor(8) as pool:
        kept = [
            pool.submit(each.keep_feedback, [feedback(n), feedback(n + 1)])
            for n in range(1, 100)
            for each in (one, other)
        ]
        for each in kept:
            each.result()
    assert len(rows(database, Feedback)) == 100


def test_tables_are_made_once_by_services_that_start_together(database):
    with ThreadPoolExecutor(4) as pool:
        for opened in list(pool.map(Records.open, [database] * 4)):
            opened.close()
    assert rows(database, Feedback) == []


def test_records_are_opened_again_with_all_they_hold(database):
    with Records.open(database) as records:
        records.keep_feedback([feedback()])
    with Records.open(database) as records:
        records.keep_feedback([feedback(102)])
    assert len(rows(database, Feedback)) == 2


def test_the_steps_make_what_the_tables_say(records, database):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from osteon.doors.service.records.tables import Base

    engine = open_database(database)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(found, Base.metadata) == []
    engine.dispose()


def test_records_of_a_newer_osteon_are_left_alone(database):
    Records.open(database).close()
    engine = open_database(database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(RecordsError, match="newer"):
        Records.open(database)


def test_closed_records_keep_nothing_and_say_so(database):
    records = Records.open(database)
    records.close()
    records.close()
    with pytest.raises(NotKept):
        records.keep_feedback([feedback()])


def test_ready_says_whether_records_can_be_kept(records, database):
    assert records.ready() and records.ready()
    engine = open_database(database)
    for table in ("evaluation", "card", "feedback", "used_token"):
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {table} RENAME TO away"))
        assert not records.ready()
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE away RENAME TO {table}"))
        assert records.ready()
    engine.dispose()
    assert len(rows(database, UsedToken)) == 1, "trying it often leaves one row"


def test_a_full_queue_is_said_at_once_and_what_waited_is_kept(tmp_path):
    database = f"sqlite:///{tmp_path / 'records.sqlite'}"
    with Records.open(database, waiting=2) as records, ThreadPoolExecutor(8) as pool:
        engine = open_database(database)
        with engine.begin():  # nobody else may write meanwhile
            told = [pool.submit(records.keep_feedback, [feedback(number)], 30) for number in range(1, 9)]
            while sum(each.done() for each in told) < 5:
                wait(told, return_when=FIRST_COMPLETED, timeout=0.1)
            assert not records.ready()
        engine.dispose()
        failed = [each.exception() for each in told if each.exception()]
    # Where the machine is slow SQLite gives up waiting for the other one, and what waits is refused as well.
    assert "too much waits to be written" in {str(each) for each in failed}
    assert len(rows(database, Feedback)) == 8 - len(failed)


@contextmanager
def beside(url):
    """A connection of somebody else, and the processes of the server that serve all others."""
    engine = open_database(url)
    others = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    with engine.begin() as connection:
        yield connection, list(connection.scalars(text(f"SELECT pid FROM pg_stat_activity WHERE {others}")))
    engine.dispose()


def test_a_connection_that_was_lost_is_made_anew(on_postgres):
    with Records.open(on_postgres) as records:
        records.keep_feedback([feedback(1)])
        with beside(on_postgres) as (connection, others):
            for pid in others:
                connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        records.keep_feedback([feedback(2)])
    assert len(rows(on_postgres, Feedback)) == 2


def test_a_server_that_is_silent_keeps_nobody_waiting(on_postgres):
    with Records.open(on_postgres) as records:
        records.keep_feedback([feedback(1)])
        with beside(on_postgres) as (_, (pid,)):
            pass
        try:
            os.kill(pid, signal.SIGSTOP)
        except (PermissionError, ProcessLookupError):
            pytest.skip("this PostgreSQL runs elsewhere, or as somebody else, and cannot be stopped")
        try:
            with pytest.raises(NotKept, match=r"within 0\.2 seconds"):
                records.keep_feedback([feedback(2)], 0.2)
            assert not records.ready()
        finally:
            os.kill(pid, signal.SIGCONT)
        records.keep_feedback([feedback(3)], 30)
        assert records.ready()
    assert len(rows(on_postgres, Feedback)) == 3, "what was in doubt was written after all"


def test_a_file_is_told_to_survive_the_loss_of_power(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'records.sqlite'}")
    with engine.connect() as connection:
        told = [connection.scalar(text(f"PRAGMA {name}")) for name in ("synchronous", "journal_mode")]
    engine.dispose()
    assert told == [2, "wal"]


def test_a_server_that_acknowledges_too_early_is_refused(on_postgres):
    engine = open_database(on_postgres)
    with engine.begin() as connection:
        connection.execute(text(f'ALTER DATABASE "{engine.url.database}" SET synchronous_commit = off'))
    engine.dispose()
    with pytest.raises(RecordsError, match="synchronous_commit"):
        Records.open(on_postgres)


def test_a_used_token_is_seen_by_every_process(database):
    with Records.open(database) as one, Records.open(database) as other:
        later = NOON + timedelta(seconds=60)
        assert one.replays().first_use(b"a" * 32, later, NOON)
        assert not one.replays().first_use(b"a" * 32, later, NOON)
        assert not other.replays().first_use(b"a" * 32, later, NOON)
        assert other.replays().first_use(b"b" * 32, later, NOON)
        assert other.replays().first_use(b"a" * 32, later + timedelta(seconds=60), later)
        same = one.replays()
        assert [same.first_use(b"d" * 32, later, at) for at in (NOON, NOON, later)] == [True, False, True]
        with ThreadPoolExecutor(8) as pool:
            tries = pool.map(
                lambda records: records.replays().first_use(b"c" * 32, later, NOON), [one, other] * 20
            )
            assert sum(tries) == 1


def test_tokens_that_have_expired_are_swept_away(records, database):
    replays = records.replays()
    for number in range(3):
        replays.first_use(bytes([number]), NOON + timedelta(seconds=1), NOON)
    assert len(rows(database, UsedToken)) == 3
    records.replays().first_use(b"x", NOON + timedelta(hours=2), NOON + timedelta(hours=1))
    assert [each["digest"] for each in rows(database, UsedToken)] == [b"x"]


def test_the_cards_of_an_evaluation_go_with_it(records, database):
    records.keep_evaluation(evaluation(1))
    records.keep_evaluation(evaluation(2, received_at=NOON + timedelta(days=1)))
    engine = open_database(database)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM evaluation WHERE received_at < '2026-11-25'"))
    engine.dispose()
    assert [card["evaluation"] for card in rows(database, Card)] == [uuid(2)]


def test_the_file_of_the_records_is_for_its_user_alone(tmp_path):
    path = tmp_path / "state" / "records.sqlite"
    Records.open(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://a@b/c",
        "https://example.org",
        "sqlite:////proc/x/y",
    ],
)
def test_an_address_that_is_no_database_is_refused(url):
    with pytest.raises(RecordsError):
        Records.open(url)


def test_a_database_that_is_not_there_is_an_error_without_its_password():
    with pytest.raises(RecordsError) as trouble:
        Records.open("postgresql://osteon:secret-word@127.0.0.1:9/osteon?connect_timeout=2")
    assert "secret-word" not in str(trouble.value)
    assert shown("postgresql://osteon:secret-word@db/osteon") == "postgresql+psycopg://osteon:***@db/osteon"


def test_the_address_is_chosen_or_told_by_the_environment_or_a_secret_or_is_a_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("postgresql://osteon:pw@db/osteon\n", encoding="utf-8")
    home = {"HOME": "/tmp/somebody"}
    assert where("sqlite:///a", {"OSTEON_DATABASE": "sqlite:///b"}) == "sqlite:///a"
    assert (
        where(None, {"OSTEON_DATABASE": "sqlite:///b", "OSTEON_DATABASE_FILE": str(secret)}) == "sqlite:///b"
    )
    assert where(None, {"OSTEON_DATABASE_FILE": str(secret)}) == "postgresql://osteon:pw@db/osteon"
    assert where(None, home) == "sqlite:////tmp/somebody/.local/state/osteon/records.sqlite"
    assert where(None, {**home, "XDG_STATE_HOME": "/tmp/s"}) == "sqlite:////tmp/s/osteon/records.sqlite"
    for wrong in (str(tmp_path / "none"), "/dev/null"):
        with pytest.raises(RecordsError):
            where(None, {"OSTEON_DATABASE_FILE": wrong})


def test_an_evaluation_needs_an_id_of_its_own(records):
    with pytest.raises(NotARecord):
        records.keep_evaluation(evaluation(id=str(uuid4())[:-1]))
