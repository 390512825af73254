"""Overrides are counted rule by rule, once for each card, and no more is said than the counts carry."""

import importlib.util
import json
from datetime import timedelta

import pytest

from osteon.doors.cli import main
from osteon.doors.service.records.counting import FEW, ReasonCount, count_feedback
from osteon.doors.service.records.entries import RecordsError
from osteon.doors.service.records.opening import open_database
from osteon.doors.service.records.records import Records
from tests.unit.doors.service.filed import NOON, evaluation, feedback, uuid

REASON = {"reason_code": "patient-refused", "reason_system": "https://example.org/reasons"}


@pytest.fixture
def filed(database):
    """Keep evaluations and feedback, and count them."""

    def keep(evaluations, said, since=None):
        with Records.open(database) as records:
            for entry in evaluations:
                records.keep_evaluation(entry, 60)
            records.keep_feedback(said, 60)
        engine = open_database(database, new=False)
        try:
            return count_feedback(engine, since)
        finally:
            engine.dispose()

    return keep


def natto(*cards):
    return tuple((card, "vka-natto", "critical") for card in cards)


def test_each_rule_is_counted_for_itself(filed):
    evaluations = [
        evaluation(1, (*natto(101, 102, 103, 104, 105), (201, "calcium-iron", "info"))),
        evaluation(2, ((301, "", "info"),)),
    ]
    said = [
        feedback(101, "accepted", suggestions=(uuid(7),)),
        feedback(102, **REASON),
        feedback(103, **REASON),
        feedback(104),
        feedback(301),
    ]
    report = filed(evaluations, said)
    assert (report.evaluations, report.packs, report.strays) == (2, ("sha256:5678",), 0)
    missing, iron, found = report.rules
    assert (found.shown, found.accepted, found.overridden, found.unanswered) == (5, 1, 3, 1)
    assert found.override_rate == 0.75
    assert found.low < 0.35 and found.high > 0.94 and found.few
    assert found.reasons == (
        ReasonCount("https://example.org/reasons", "patient-refused", 2),
        ReasonCount("", "", 1),
    )
    assert (iron.rule, iron.shown, iron.unanswered) == ("calcium-iron", 1, 1)
    assert (iron.override_rate, iron.low, iron.high, iron.reasons) == (None, None, None, ())
    assert (missing.rule, missing.overridden) == ("", 1)


def test_a_card_counts_once_and_by_its_last_feedback(filed):
    shown_twice = [evaluation(1, natto(101)), evaluation(2, natto(101))]
    said = [
        feedback(101, "accepted", after=50),
        feedback(101, after=90, **REASON),
        feedback(101, "accepted", after=10, received_at=NOON + timedelta(hours=1)),
    ]
    (found,) = filed(shown_twice, said).rules
    assert (found.shown, found.accepted, found.overridden) == (1, 0, 1)
    assert found.reasons[0].code == "patient-refused"


def test_feedback_counts_only_from_whom_the_card_was_shown_to(filed):
    said = [
        feedback(101, issuer="https://other.example.org"),
        feedback(101, tenant="north"),
        feedback(999),
        feedback(999, "accepted"),
    ]
    report = filed([evaluation(1, natto(101))], said)
    assert (report.rules[0].unanswered, report.strays) == (1, 3)


def test_counting_begins_where_it_is_told_to(filed):
    evaluations = [
        evaluation(1, natto(101), received_at=NOON - timedelta(days=2), pack_hash="sha256:old"),
        evaluation(2, natto(102)),
    ]
    report = filed(evaluations, [feedback(101), feedback(102)], since=NOON - timedelta(days=1))
    assert (report.evaluations, report.packs, report.rules[0].shown) == (1, ("sha256:5678",), 1)


def test_many_answers_are_not_called_few(filed):
    cards = range(1000, 1000 + FEW)
    (found,) = filed([evaluation(1, natto(*cards))], [feedback(card) for card in cards]).rules
    assert (found.override_rate, found.few) == (1.0, False)
    assert found.low < 1.0


def told(capsys, *options):
    try:
        code = main(["feedback", "report", *options])
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, *capsys.readouterr()


def test_the_command_shows_a_table(filed, database, capsys):
    filed(
        [evaluation(1, (*natto(101, 102), (103, "calcium-iron", "info")))],
        [feedback(101, **REASON), feedback(999)],
    )
    code, out, _ = told(capsys, "--database", database)
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split() == ["rule", "shown", "accepted", "overridden", "unanswered", "override", "rate"]
    assert lines[1].split() == ["calcium-iron", "1", "0", "0", "1", "no", "card", "was", "answered"]
    assert "100% (21% to 100%), few answers" in lines[2]
    assert "patient-refused (https://example.org/reasons): 1" in lines[3]
    assert "not shown to who sent it: 1" in out


def test_the_command_writes_json(filed, database, capsys):
    filed([evaluation(1, natto(101))], [feedback(101)])
    code, out, _ = told(capsys, "--database", database, "--format", "json", "--since", "2026-11-01")
    report = json.loads(out)
    assert (code, report["format"], report["since"][:10]) == (0, "osteon-feedback/1", "2026-11-01")
    assert report["rules"][0] | {"low": 0, "reasons": 0} == {
        "rule": "vka-natto", "shown": 1, "accepted": 0, "overridden": 1, "unanswered": 0, "override_rate": 1.0,
        "low": 0, "high": 1.0, "few": True, "reasons": 0,
    }  # fmt: skip


def test_where_nothing_was_shown_nothing_is_invented(filed, database, capsys):
    filed([], [])
    assert told(capsys, "--database", database)[1] == "No card was shown. Evaluations: 0.\n"
    filed([evaluation(1, ())], [])
    assert "Evaluations: 0" in told(capsys, "--database", database, "--since", "2027-01-01")[1]


def test_without_the_extra_the_command_says_what_to_install(monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "sqlalchemy" else found(name, *rest)
    )
    monkeypatch.setattr("osteon.doors.cli.extras.find_spec", importlib.util.find_spec)
    code, out, err = told(capsys)
    assert (code, out) == (2, "")
    assert "pip install 'osteon[service]'" in err


def test_records_that_are_not_there_are_an_error(tmp_path, capsys):
    code, out, err = told(capsys, "--database", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert (code, out) == (2, "")
    assert "there are no records" in err
    assert not (tmp_path / "none.sqlite").exists()


def test_a_database_of_something_else_is_an_error(tmp_path, capsys):
    (tmp_path / "other.sqlite").touch()
    code, out, err = told(capsys, "--database", f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert (code, out) == (70, "")
    assert "holds no records of osteon" in err


def test_records_of_another_version_are_not_counted(filed, database):
    filed([], [])
    engine = open_database(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordsError, match="another version"):
        count_feedback(engine, None)
    engine.dispose()
