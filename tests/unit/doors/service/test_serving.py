"""`osteon serve` and `osteon cds-check` as programs of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from osteon.doors.cli import main
from osteon.doors.service.settings import Settings, SettingsError, read_settings
from tests.architecture.house import TOP
from tests.unit.doors.cds.calls import call, order
from tests.unit.doors.service.test_cds_routes import ON_WARFARIN


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def program(*words, **more):
    path = os.pathsep.join([str(TOP / "engine"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-m", "osteon", *words],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def wait_for(address):
    # No stopwatch: it is asked until it answers, and the test suite has a limit of its own.
    for _ in range(600):
        try:
            return httpx2.get(f"{address}/ready").raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the service did not start")


def test_a_real_service_meets_every_demand_of_a_real_client_and_ends_when_told(tmp_path):
    port, key = free_port(), tmp_path / "key.pem"
    address = f"http://127.0.0.1:{port}"
    check = ("cds-check", address, "--key", str(key), "--issuer", "https://ehr.example")
    unreachable = program(*check)
    unreachable.communicate()
    assert unreachable.returncode == 3
    trust = tmp_path / "trust.yaml"
    trust.write_text(json.dumps({"issuers": [{"iss": "https://ehr.example", "jwks": f"{key}.jwks.json"}]}))
    database = f"sqlite:///{tmp_path / 'records.sqlite'}"
    serving = program("serve", "--port", str(port), "--trust", str(trust), "--strict", "--database", database)
    try:
        wait_for(address)
        checking = program(*check, "--json")
        found, _ = checking.communicate()
        assert [each for each in json.loads(found) if each["verdict"] != "met"] == []
        assert checking.returncode == 0
    finally:
        serving.send_signal(signal.SIGTERM)
        _, log = serving.communicate()
    assert serving.returncode == 0
    assert "not a medical device" in log
    assert "POST /cds-services/{id} 200" in log
    assert "Traceback" not in log


def test_a_request_that_has_begun_is_answered_before_the_end():
    port = free_port()
    serving = program("serve", "--port", str(port), "--dev", "--database", "none")
    try:
        wait_for(f"http://127.0.0.1:{port}")
        body = json.dumps(call("order-sign", order("MK-7", "d1"), prefetch=ON_WARFARIN)).encode()
        head = f"POST /cds-services/order-sign HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port)) as half:
            half.sendall(head.encode() + body[:100])
            time.sleep(0.3)
            serving.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            half.sendall(body[100:])
            answer = b"".join(iter(lambda: half.recv(65536), b""))
    finally:
        serving.send_signal(signal.SIGTERM)
        _, log = serving.communicate()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b'"cards"' in answer
    assert "DEVELOPMENT MODE" in log


def test_what_never_comes_to_its_body_is_hung_up_on_and_nobody_else_is_harmed():
    port = free_port()
    serving = program("serve", "--port", str(port), "--dev", "--database", "none")
    beginnings = (
        b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 20_000,
        b"GET /health HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 100_000,
        b"GET /" + b"a" * 100_000,
        b"POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        + b"A: b\r\n" * 200_000,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}")
        for beginning in beginnings:
            with socket.create_connection(("127.0.0.1", port), timeout=20) as endless:
                with suppress(ConnectionError):
                    endless.sendall(beginning)
                with suppress(ConnectionError):
                    while endless.recv(65536):
                        pass
        assert httpx2.get(f"http://127.0.0.1:{port}/health").status_code == 200
    finally:
        serving.send_signal(signal.SIGTERM)
        _, log = serving.communicate()
    assert "Traceback" not in log


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["serve"], 2, "--trust FILE"),
        (["serve", "--dev", "--processes", "0"], 2, "--processes"),
        (["serve", "--trust", "nowhere.yaml", "--database", "none"], 2, "nowhere.yaml"),
        (["serve", "--dev", "--database", "none", "--fhir-server", "http://x.example"], 2, "fhir_servers"),
        (["serve", "--dev", "--database", "mysql://x"], 2, ""),
        (["serve", "--dev", "--database", "none", "--pack", "nowhere"], 5, "nowhere"),
        (["cds-check", "ftp://x"], 2, "https://cds.example.org"),
        (["cds-check", "http://127.0.0.1:9"], 3, "gives no answer"),
    ],
)
def test_what_cannot_start_says_why(words, code, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        ended = main(words)
    except SystemExit as end:
        ended = end.code
    assert ended == code
    assert said in capsys.readouterr().err


def test_settings_come_from_a_file_and_the_command_line_goes_first(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"rate": 60, "ballot": True, "base_url": "https://a.example"}))
    read = read_settings(str(file), base_url="https://b.example", cors=[], strict=False)
    assert (read.rate, read.ballot, read.base_url) == (60, True, "https://b.example")


@pytest.mark.parametrize(
    "written", ["[]", "{", '{"rat": 60}', '{"rate": 0}', '{"fhir_servers": ["http://x"]}']
)
def test_settings_that_do_not_hold_are_refused(tmp_path, written):
    file = tmp_path / "settings.json"
    file.write_text(written)
    with pytest.raises(SettingsError):
        read_settings(str(file))


def test_every_setting_says_what_it_is_for():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    page = Path(TOP / "docs" / "cds-hooks.md").read_text(encoding="utf-8")
    rows = [
        f"| `{name}` | {written(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    assert [row for row in rows if row not in page] == []


def written(default):
    """A default as the documentation writes it."""
    if default is None or default == ():
        return "none"
    if isinstance(default, bool):
        return "yes" if default else "no"
    return f"`{default}`" if isinstance(default, str) else f"{default:,}"
