"""The whole service as it is deployed: real tokens, a real database, real cards, and a process that is killed."""

import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from threading import Event
from uuid import uuid4

import httpx2
import pytest
from starlette.testclient import TestClient

from osteon.doors.cli import main
from osteon.doors.service.app import create_app
from osteon.doors.service.records.tables import Card, Evaluation, Feedback
from osteon.doors.service.settings import Settings
from tests.architecture.house import TOP
from tests.unit.doors.cds.calls import call, order
from tests.unit.doors.service.filed import rows
from tests.unit.doors.service.test_canaries import BODY, CANARY, PATHS, with_canary
from tests.unit.doors.service.test_cds_routes import ON_WARFARIN, service_of
from tests.unit.doors.service.test_serving import free_port, wait_for
from tests.unit.doors.service.tokens import BASE, ISS, bearer, jwks

SERVICE = "/cds-services/order-sign"
ROUNDS = int(os.environ.get("OSTEON_KILLS", "1"))
_JTI = count()


def authorized(address, path, **changed):
    """The headers of a call with a token of its own."""
    now = int(datetime.now(UTC).timestamp())
    told = {"aud": address + path, "iat": now, "exp": now + 240, "jti": f"{os.getpid()}-{next(_JTI)}"}
    return {"Authorization": bearer(**{**told, **changed})}


@contextmanager
def served(folder, database, port):
    """A service in a process of its own, its log in a file; it is killed when the block ends."""
    (folder / "keys.json").write_text(jwks(), encoding="utf-8")
    (folder / "trust.yaml").write_text(f"issuers: [{{iss: {ISS}, jwks: keys.json}}]", encoding="utf-8")
    (folder / "settings.json").write_text('{"shared_replays": true, "waiting": 200}', encoding="utf-8")
    words = ["serve", "--port", str(port), "--trust", "trust.yaml", "--settings", "settings.json"]
    path = os.pathsep.join([str(TOP / "engine"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": path, "OSTEON_DATABASE": database}
    command = [sys.executable, "-m", "osteon", *words]
    with (folder / "log").open("a") as log, subprocess.Popen(
        command, env=environment, cwd=folder, stdout=log, stderr=log
    ) as program:  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield program
        finally:
            program.kill()


def one_call(client, address):
    """Ask once, and return the uuids of the cards."""
    body = call("order-sign", order("MK-7", "d1"), prefetch=ON_WARFARIN) | {"hookInstance": str(uuid4())}
    answer = client.post(address + SERVICE, json=body, headers=authorized(address, SERVICE))
    return [card["uuid"] for card in answer.raise_for_status().json()["cards"]]


def say_of(client, address, cards):
    """Override cards, and return whether that was acknowledged."""
    path = f"{SERVICE}/feedback"
    said = [
        {"card": card, "outcome": "overridden", "outcomeTimestamp": "2026-11-24T12:00:00Z"} for card in cards
    ]
    answer = client.post(address + path, json={"feedback": said}, headers=authorized(address, path))
    assert answer.status_code == 200, answer.text
    return True


def worked_until_killed(program, address, enough):
    """Ask and answer from four threads until the program is killed; return cards shown and cards acknowledged."""
    shown, acknowledged, over = set(), set(), Event()

    def work(_):
        with httpx2.Client(timeout=30) as client:
            while not over.is_set():
                try:
                    cards = one_call(client, address)
                    shown.update(cards)
                    if say_of(client, address, cards):
                        acknowledged.update(cards)
                except httpx2.TransportError:
                    assert over.is_set(), "nobody killed it yet"
                if len(acknowledged) >= enough:
                    over.set()
                    program.kill()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    return shown, acknowledged


def test_a_killed_service_has_lost_nothing_it_acknowledged(database, tmp_path, capsys):
    port, draw = free_port(), random.Random(11)
    address, shown, acknowledged = f"http://127.0.0.1:{port}", set(), set()
    for _ in range(ROUNDS):
        with served(tmp_path, database, port) as program:
            found = worked_until_killed(program, address, draw.randint(10, 60))
            shown, acknowledged = shown | found[0], acknowledged | found[1]
    kept = [each["card"] for each in rows(database, Feedback)]
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept))
    log = (tmp_path / "log").read_text(encoding="utf-8")
    known = {each["uuid"] for each in rows(database, Card)}
    assert shown <= known or "an evaluation was not kept" in log
    assert "Traceback" not in log
    assert main(["feedback", "report", "--database", database, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert sum(rule["overridden"] for rule in report["rules"]) + report["strays"] == len(kept)
    assert report["evaluations"] == len(rows(database, Evaluation))


def test_a_token_that_was_used_is_refused_after_a_restart(database, tmp_path, caplog):
    (tmp_path / "trust.yaml").write_text(f"issuers: [{{iss: {ISS}, jwks: {jwks()}}}]", encoding="utf-8")
    settings = Settings(
        base_url=BASE, trust=str(tmp_path / "trust.yaml"), database=database, shared_replays=True
    )
    service = service_of(settings)
    now = int(service.clock().timestamp())
    headers = authorized(BASE, "/cds-services", iat=now, exp=now + 60)
    for status in (200, 401):
        with TestClient(create_app(service=service), base_url=BASE) as client:
            assert client.get("/cds-services", headers=headers).status_code == status
    assert "used before" in caplog.text


@pytest.fixture
def filled(database):
    """A database after every text of a call, and of feedback, was the canary once."""
    settings = Settings(dev=True, database=database)
    with TestClient(create_app(service=service_of(settings))) as client:
        for path in PATHS:
            client.post(SERVICE, json=with_canary(BODY, path))
        cards = client.post(SERVICE, json=BODY).json()["cards"]
        said = {"card": cards[0]["uuid"], "outcome": "overridden", "outcomeTimestamp": "2026-11-24T12:00:00Z"}
        said["overrideReason"] = {
            "userComment": CANARY,
            "reason": {"code": "x", "system": "https://example.org"},
        }
        assert client.post(f"{SERVICE}/feedback", json={"feedback": [said]}).status_code == 200
    return database


def test_nothing_a_client_wrote_about_a_patient_is_in_the_database(filled):
    assert len(rows(filled, Evaluation)) > 10
    assert len(rows(filled, Feedback)) == 1
    for table in (Evaluation, Card, Feedback):
        assert CANARY not in repr(rows(filled, table))
