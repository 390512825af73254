"""Whatever is typed into the page is shown as text: it makes no element, no attribute and no script."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("fastapi", reason="the extra `service` is not installed")

from starlette.testclient import TestClient

from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.page.fields import NAMES
from osteon.doors.service.settings import Settings
from tests.unit.doors.web.reader import Page, send

DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
SETTINGS = Settings(engine="reference", dev=True, time_limit=60)
CLIENT = TestClient(
    create_app(SETTINGS, service=Service(SETTINGS, clock=lambda: DAY)), raise_server_exceptions=False
)
MARK = "zq7"
ATTACKS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><svg onload=alert(1)>", "'\"><b>",
    '" autofocus onfocus=alert(1) x="', "javascript:alert(1)", "</title><script>", "<!--", "]]>", "{{7*7}}",
    "{% raw %}", "&lt;b&gt;", "\u202e", "\x00", "\r\n\r\n", "</form><form action=//evil.example>", "\ud7ff", "=",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=6), min_size=1, max_size=4).map(
    lambda parts: f"<{MARK} {''.join(parts)}"
)
KNOWN = {"html", "head", "meta", "title", "link", "script", "body", "a", "header", "p", "nav", "ul", "li", "main",
         "h1", "h2", "h3", "h4", "form", "input", "button", "label", "textarea", "fieldset", "legend", "div", "span",
         "section", "article", "details", "summary", "ol", "strong", "em", "cite", "code", "table", "thead", "tbody",
         "tr", "th", "td", "aside", "datalist", "option", "figure", "figcaption", "dl", "dt", "dd", "svg", "rect", "path", "circle",
         "text", "footer", "pre"}  # fmt: skip
WRITTEN_ONCE = {"script": 2, "html": 1, "title": 1, "main": 1}


def shown(told):
    return Page(send(CLIENT, told))


def is_only_text(page):
    assert page.status in (200, 422)
    tags = [tag for tag, _ in page.tags]
    assert set(tags) <= KNOWN
    assert {tag: tags.count(tag) for tag in WRITTEN_ONCE} == WRITTEN_ONCE
    for tag, told in page.tags:
        assert not [name for name in told if name.startswith("on") or MARK in name or name == "style"]
        assert MARK not in f"{told.get('id')}{told.get('href')}{told.get('action')}{told.get('src')}"
        assert tag != "form" or told["action"] in ("/", "/report")


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1, max_size=6))
def test_what_is_typed_into_the_form(told):
    is_only_text(shown(list(told.items())))


@settings(max_examples=20)
@given(TEXTS, TEXTS, TEXTS)
def test_what_is_pasted(name, key, text):
    profile = {
        "id": name,
        "medications": [name, {"name": key, "form": text}],
        "supplements": ["MK-7 100 mcg/day"],
    }
    is_only_text(shown([("text", json.dumps(profile))]))
    is_only_text(shown([("text", json.dumps({key: text}))]))
    is_only_text(shown([("text", text)]))


@settings(max_examples=20)
@given(TEXTS, TEXTS, TEXTS)
def test_what_is_pasted_as_fhir(name, key, text):
    resource = {"resourceType": "MedicationStatement", "id": key, "status": "active",
                "medicationCodeableConcept": {"text": name}, "dosage": [{"text": text}]}  # fmt: skip
    bundle = {
        "resourceType": "Bundle",
        "entry": [{"resource": resource}, {"resource": {"resourceType": text}}],
    }
    is_only_text(shown([("text", json.dumps(bundle))]))


@settings(max_examples=30)
@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["diet.natto", "age", "takes.vitamin_k", "time_since.inr"]))
def test_what_is_answered_and_supposed(reply, name, value, fact):
    entered = [("how", "form"), ("given", json.dumps({"medications": "warfarin"}))]
    is_only_text(shown([*entered, (f"reply.{fact}", reply), ("name0", name), ("value0", value)]))
    is_only_text(
        shown([*entered, ("answered", f"{fact}={reply}"), ("audience", name), ("clear", "vka-natto")])
    )
    is_only_text(
        shown([*entered, ("name1", "vitamin d"), ("value1", value), ("explain", name), ("show", value)])
    )


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["how", "given", "answered", "reply", "take_back", "explain", "text"]), TEXTS
        ),
        min_size=1,
    )
)
def test_what_no_form_of_ours_would_send(told):
    is_only_text(shown(told))


@settings(max_examples=20)
@given(TEXTS, TEXTS)
def test_what_is_asked_of_the_rules(words, severity):
    page = Page(CLIENT.get("/rules", params={"words": words, "severity": severity}))
    assert page.status == 200
    assert {tag for tag, _ in page.tags} <= KNOWN | {"select"}
    assert not [name for _, told in page.tags for name in told if name.startswith("on")]


@settings(max_examples=30)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=200))
def test_what_was_pasted_comes_back_letter_by_letter(text):
    page = shown([("text", f"#{text}\n: : :")])
    assert page.status == 422
    assert ("text", f"#{text}\n: : :") in page.fields


@settings(max_examples=20)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_what_was_entered_travels_letter_by_letter(name):
    page = shown([("medications", name)])
    if page.status == 200:
        given_again = dict(page.fields)["given"]
        assert json.loads(given_again).get("medications", "") in (name, "")
