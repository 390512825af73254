"""The pages for a small pack and a few patients, letter by letter.

They lie in `told/`. After a wanted change, rewrite them with `OSTEON_RESET_GOLDEN=1` in the
environment and read the difference.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `service` is not installed")

from starlette.testclient import TestClient

from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.page.writing import ASSETS, integrity
from osteon.doors.service.settings import Settings
from tests.golden.cli.test_command_line import steady
from tests.unit.doors.web.reader import Page, send

HERE = Path(__file__).parent
TOLD = HERE / "told"
PATIENTS = HERE.parent / "cli" / "patients"
DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)

GRAVE = [("text", (PATIENTS / "grave.yaml").read_text(encoding="utf-8"))]
HOSTILE = [("text", (PATIENTS / "hostile.json").read_text(encoding="utf-8"))]
ENTERED = [("medications", "Coumadin"), ("supplements", "MK-7 100 mcg"), ("d3_dose", "5000 IU/day")]
WRONG = [("medications", "Coumadin"), ("d3_dose", "5000"), ("age", "720")]

CASES = {
    "form": ("GET", "/", []),
    "form-with-mistakes": ("POST", "/report", WRONG),
    "text-with-a-mistake": ("POST", "/report", [("text", "medications: [warfarin]\nage: 720\n")]),
    "grave": ("POST", "/report", GRAVE),
    "grave-for-the-patient": ("POST", "/report", [*GRAVE, ("show", "patient")]),
    "entered-for-both": ("POST", "/report", [*ENTERED, ("show", "both")]),
    "entered-and-supposed": (
        "POST", "/report", [*ENTERED, ("name0", "MK-7"), ("value0", "none"), ("clear", "vitamin-k-on-warfarin")],
    ),
    "answered-wrongly": ("POST", "/report", [("medications", "none"), ("reply.dose.vitamin_d", "plenty")]),
    "hostile": ("POST", "/report", HOSTILE),
    "rules": ("GET", "/rules", []),
    "rule": ("GET", "/rules/much-vitamin-d-alone", []),
    "nothing-there": ("GET", "/rules/nothing", []),
}  # fmt: skip


@pytest.fixture(scope="module")
def client():
    settings = Settings(engine="reference", dev=True, time_limit=60, pack=str(HERE.parent / "cli" / "pack"))
    with TestClient(create_app(settings, service=Service(settings, clock=lambda: DAY))) as client:
        yield client


def told(client, case):
    method, address, form = CASES[case]
    answer = client.get(address) if method == "GET" else send(client, form, address)
    text = steady(answer.text)
    for name in ASSETS:
        text = text.replace(integrity(name), f"DIGEST-OF-{name}")
    return f"{answer.status_code}\n{text}"


@pytest.mark.parametrize("case", CASES)
def test_a_page_says_these_words(case, client):
    golden = TOLD / f"{case}.html"
    words = told(client, case)
    if os.environ.get("OSTEON_RESET_GOLDEN"):
        golden.write_text(words, encoding="utf-8")
    assert words == golden.read_text(encoding="utf-8")


def test_every_golden_page_belongs_to_a_case():
    assert {path.stem for path in TOLD.glob("*.html")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_closed_where_it_was_opened_and_leads_to_what_is_there(case, client):
    method, address, form = CASES[case]
    page = Page(client.get(address) if method == "GET" else send(client, form, address))
    assert page.open == []
    ids = [told["id"] for _, told in page.tags if "id" in told]
    assert len(ids) == len(set(ids))
    led = [told["href"][1:] for _, told in page.tags if (told.get("href") or "").startswith("#")]
    for name in ("aria-labelledby", "aria-describedby", "for"):
        led += [each for _, told in page.tags if told.get(name) for each in told[name].split()]
    assert set(led) <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
