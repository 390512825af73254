import json

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from osteon.doors.service.app import create_app
from osteon.doors.service.keeping import digest_of_profile
from osteon.doors.service.settings import Settings
from tests.unit.doors.cds.calls import RULEBOOK, call, order
from tests.unit.doors.service.test_canaries import BODY, CANARY, PATHS, with_canary
from tests.unit.doors.service.test_cds_routes import ON_WARFARIN, post, service_of


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'records.sqlite'}"


def client_of(url, **more):
    return TestClient(create_app(service=service_of(Settings(dev=True, database=url, **more))))


def rows(url, table):
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {table}"))]
    engine.dispose()
    return found


def feedback(card, **more):
    item = {"card": card, "outcome": "overridden", "outcomeTimestamp": "2026-11-24T12:00:00Z"}
    return {"feedback": [item | more]}


def test_an_evaluation_is_kept_with_its_verdicts_and_cards(url):
    with client_of(url) as client:
        cards = post(client, call("order-sign", order("MK-7", "d1"), prefetch=ON_WARFARIN)).json()["cards"]
    (kept,) = rows(url, "evaluation")
    assert kept["pack_hash"] == RULEBOOK.hash
    assert json.loads(kept["verdicts"])["vka-vitamin-k-supplement"] == "raised"
    assert kept["profile"] in (None, "null")
    assert [row["uuid"] for row in rows(url, "card")] == [card["uuid"] for card in cards]
    assert "vka-vitamin-k-supplement" in {row["rule"] for row in rows(url, "card")}


def test_a_profile_is_kept_only_if_that_is_switched_on(url):
    with client_of(url, keep_profiles=True) as client:
        post(client, call(prefetch=ON_WARFARIN))
    (kept,) = rows(url, "evaluation")
    assert "warfarin" in kept["profile"]


def test_feedback_is_kept_with_its_reason(url):
    reason = {"reason": {"code": "patient-refuses", "system": "http://x.example"}, "userComment": CANARY}
    with client_of(url) as client:
        (card, *_) = post(client, call(prefetch=ON_WARFARIN)).json()["cards"]
        answer = client.post(
            "/cds-services/patient-view/feedback", json=feedback(card["uuid"], overrideReason=reason)
        )
    assert answer.status_code == 200
    (kept,) = rows(url, "feedback")
    assert (kept["card"], kept["reason_code"], kept["comment"]) == (card["uuid"], "patient-refuses", None)


@pytest.mark.parametrize(
    "body",
    [
        feedback("no uuid"),
        feedback("9494886a-80d3-50f8-bfe8-76fbbcc8a81c", outcomeTimestamp="yesterday"),
        feedback("9494886a-80d3-50f8-bfe8-76fbbcc8a81c", outcome="ignored"),
        feedback("9494886a-80d3-50f8-bfe8-76fbbcc8a81c", outcome="accepted"),
        {"feedback": []},
    ],
)
def test_feedback_that_cannot_be_kept_is_refused(url, body):
    with client_of(url) as client:
        answer = client.post("/cds-services/patient-view/feedback", json=body)
    assert answer.status_code == 400
    assert rows(url, "feedback") == []


def test_without_a_database_feedback_is_never_acknowledged():
    with TestClient(create_app(service=service_of())) as client:
        body = feedback("9494886a-80d3-50f8-bfe8-76fbbcc8a81c")
        assert client.post("/cds-services/patient-view/feedback", json=body).status_code == 503


def test_no_text_of_a_call_is_kept(url):
    with client_of(url) as client:
        for path in PATHS:
            client.post("/cds-services/order-sign", json=with_canary(BODY, path))
            told = feedback(CANARY) | {"x": CANARY}
            client.post("/cds-services/order-sign/feedback", json=told)
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = [
            row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        ]
    engine.dispose()
    assert "evaluation" in tables
    assert [table for table in tables if CANARY in str(rows(url, table))] == []


def test_a_service_whose_records_are_gone_is_not_ready_and_advises_all_the_same(url):
    app = create_app(service=service_of(Settings(dev=True, database=url)))
    with TestClient(app) as client:
        assert client.get("/ready").status_code == 200
        engine = create_engine(url)
        with engine.begin() as connection:
            for table in ("card", "feedback", "evaluation", "alembic_version"):
                connection.execute(text(f"DROP TABLE {table}"))
        engine.dispose()
        assert client.get("/ready").status_code == 503
        assert post(client, call(prefetch=ON_WARFARIN)).json()["cards"]
        body = feedback("9494886a-80d3-50f8-bfe8-76fbbcc8a81c")
        assert client.post("/cds-services/patient-view/feedback", json=body).status_code == 503


def test_the_digest_of_a_profile_hangs_on_all_of_it_and_not_on_its_order():
    one, other = {"age": 72, "tests": [{"name": "INR", "value": 2.5}]}, {"age": 72, "tests": []}
    assert digest_of_profile(one) == digest_of_profile(dict(reversed(one.items())))
    long, half = {"age": 10**40}, {"name": "\ud800"}
    assert len({digest_of_profile(each) for each in (one, other, long, half, {"age": 10**40 + 1})}) == 5
