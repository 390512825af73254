"""The pages without JavaScript: entered, pasted, answered, supposed, browsed, and wrong."""

import json
import logging
import re

import pytest
from starlette.testclient import TestClient

from osteon.basics.errors import EngineDisagreement
from osteon.basics.records import replace
from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.page import writing
from osteon.doors.service.settings import Settings
from osteon.knowledge.shelf import load_rulebook
from tests.architecture.house import TOP
from tests.unit.doors.web.conftest import DAY
from tests.unit.doors.web.reader import Reader, send

RULES = load_rulebook().rules
DISCLAIMER = load_rulebook().pack.disclaimer.strip()
BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "1", "birthDate": "1950-02-01", "gender": "female"}},
        {
            "resource": {
                "resourceType": "MedicationStatement",
                "id": "m",
                "status": "active",
                "subject": {"reference": "Patient/1"},
                "medicationCodeableConcept": {"text": "warfarin 5 mg"},
            }
        },
        {"resource": {"resourceType": "Basic", "id": "b", "code": {"text": "x"}}},
    ],
}


def test_the_form_asks_for_four_fields_and_hides_the_rest_behind_more(reader):
    page = reader.get("/")
    before, behind = page.text.split("<details", 1)
    assert 'name="medications"' in before and 'name="pregnancy"' in before
    assert 'name="supplements"' not in before and 'name="supplements"' in behind
    assert "open" not in page.all("details", class_="more")[0]


def test_a_patient_who_is_entered_gets_the_report_the_gravest_first(reader):
    page = reader.enter(medications="warfarin", supplements="MK-7 100 mcg/day", d3_dose="5000 IU/day")
    assert page.status == 200
    assert page.raised()[0] == "vka-vitamin-k-supplement"
    severities = [RULES[name].severity for name in page.raised()]
    assert severities == sorted(severities, key=("critical", "warning", "info").index)
    for name in page.raised():
        assert RULES[name].title in page.said


def test_a_report_says_how_far_it_can_be_relied_on(reader):
    page = reader.enter(medications="warfarin", supplements="MK-7 100 mcg/day")
    assert "not clinically approved" in page.said
    assert "certainty of evidence, basis confirmed, draft" in page.said
    assert DISCLAIMER in page.said
    assert "12 sources: 12 supported" in page.said
    assert "reference alone, without cross-check" in page.said


def test_why_names_the_facts_that_alone_are_enough(reader):
    page = reader.enter(medications="warfarin", supplements="MK-7 100 mcg/day")
    article = page.text.split('id="vka-vitamin-k-supplement"')[1].split("</article>")[0]
    assert "takes a vitamin K antagonist (warfarin)" in article
    assert "The condition, with this patient’s values" in article


def test_no_advisory_is_not_said_to_be_good_news(reader):
    page = reader.enter(medications__whole="yes")
    assert page.raised() == []
    assert "That is not a statement that nothing is wrong." in page.said


def test_what_could_not_be_used_is_said(reader):
    page = reader.enter(medications="Zyxelor forte")
    assert "Zyxelor forte" in page.text.split('id="not-assessed"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("audience", "there", "not_there"),
    [
        ("patient", RULES["vka-natto"].patient.summary, "What would clear this flag?"),
        ("clinician", "Treat it as a large dose of MK-7", RULES["vka-natto"].patient.summary),
        ("both", RULES["vka-natto"].patient.summary, "no such words"),
    ],
)
def test_the_wording_is_that_of_the_reader(reader, audience, there, not_there):
    reader.enter(medications="warfarin", natto="2 servings/week")
    page = reader.press("show", audience)
    assert there in page.said and not_there not in page.said
    assert [told["value"] for told in page.all("button", aria_pressed="true")] == [audience]


def test_the_wording_stays_while_questions_are_answered(reader):
    reader.enter(medications="warfarin")
    reader.press("show", "patient")
    page = reader.answer("diet.natto", "2 servings/week")
    assert RULES["vka-natto"].patient.summary in page.said


def test_an_answer_updates_the_report_and_says_what_it_changed(reader):
    before = reader.enter(medications="warfarin")
    assert "vka-natto" not in before.raised()
    page = reader.answer("diet.natto", "2 servings/week")
    assert "vka-natto" in page.raised()
    changed = page.text.split('id="changed"')[1].split("</div>")[0]
    assert "How many servings of natto do you eat a week?" in changed
    assert RULES["vka-natto"].title in changed
    assert page.all("li", id="q-diet.natto") == []


def test_an_answer_that_is_typed_counts_as_well(reader):
    reader.enter(medications="warfarin")
    page = reader.press(**{"reply.diet.natto": "2 servings/week"})
    assert "vka-natto" in page.raised()


def test_an_answer_is_taken_back(reader):
    reader.enter(medications="warfarin")
    reader.answer("diet.natto", "2 servings/week")
    page = reader.press("take_back", "diet.natto")
    assert "vka-natto" not in page.raised()
    assert page.all("li", id="q-diet.natto") != []
    assert "No longer raised" in page.said


def test_dont_know_is_an_answer_and_is_not_asked_again_in_vain(reader):
    reader.enter(medications="warfarin")
    page = reader.answer("diet.natto", "don't know")
    assert "natto do you eat a week? don't know" in page.said
    assert page.all("li", id="q-diet.natto") == []


def test_an_answer_that_is_not_understood_is_told_at_its_question_and_changes_nothing(reader):
    before = reader.enter(medications="warfarin")
    page = reader.answer("diet.natto", "plenty")
    assert page.raised() == before.raised()
    told = page.text.split('id="q-diet.natto-wrong"')[1].split("</p>")[0]
    assert "plenty" in told and "servings/week" in told
    [field] = page.all("input", name="reply.diet.natto")
    assert field["value"] == "plenty" and field["aria-invalid"] == "true"
    assert "1 answer was not understood, and changed nothing." in page.said
    assert "Answered here" not in page.said


def test_a_question_that_yes_does_not_answer_says_what_yes_means(reader):
    page = reader.enter(supplements="MK-7 45 mg")
    question = page.text.split('id="q-implausible.amount"')
    if len(question) > 1:
        assert "Yes: the patient has an amount on record" in question[1]
    page = reader.enter(medications="warfarin")
    assert "Yes: the patient has an amount on record that is probably a slip of the unit." in page.said


def test_every_question_takes_an_answer_that_it_offers(reader):
    page = reader.enter(medications="warfarin", supplements="MK-7 100 mcg/day\ncalcium 600 mg/day", age="60")
    offered = [
        told["value"] for told in page.all("button", name="reply") if not told["value"].endswith("know")
    ]
    assert len(offered) > 10
    for button in offered:
        reader.page = page
        assert reader.press("reply", button).status == 200


def test_a_supposition_is_compared_with_the_record(reader):
    reader.enter(medications="warfarin", supplements="MK-7 100 mcg/day")
    page = reader.press("suppose", "yes", name0="vitamin k2", value0="none")
    found = page.text.split('id="supposed"')[1]
    assert "Flags that go" in found and "vka-vitamin-k-supplement" in found
    assert "vka-vitamin-k-supplement" in page.raised(), "the record itself is as it was"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"name0": "vitamin k2"}, "Say what is supposed of it"),
        ({"value0": "none"}, "Say of what"),
        ({"name0": "zzz", "value0": "none"}, "neither a fact nor a name"),
        ({"name1": "vitamin d", "value1": "5000"}, "unit"),
    ],
)
def test_a_supposition_that_is_not_understood_is_told_at_its_line(reader, line, told):
    reader.enter(medications="warfarin")
    page = reader.press("suppose", "yes", **line)
    at = re.search(r'id="suppose(\d)-wrong">(.*?)</p>', page.text, re.DOTALL)
    assert at is not None and told in at[2]
    assert at[1] == next(iter(line))[-1]


def test_what_would_clear_a_flag_is_never_advice(reader):
    reader.enter(d3_dose="5000 IU/day", supplements="vitamin D3 5000 IU/day", medications__whole="yes")
    page = reader.press("clear", "vitamin-d-above-ul")
    found = page.text.split('id="cleared"')[1]
    assert "Not advice." in found and "effort" in found


def test_why_a_rule_is_not_raised_can_be_asked(reader):
    reader.paste('{"takes": {"vitamin d": "3000 IU/day"}, "medications": "none", "supplements": "none"}')
    page = reader.press("explain", "vitamin-d-above-ul")
    found = page.text.split('id="explained"')[1]
    assert "Would be raised if" in found and "the total daily vitamin D" in found


def test_a_dose_is_drawn_beside_its_thresholds_and_said_in_words(reader):
    page = reader.enter(d3_dose="5000 IU/day")
    [drawing] = page.all("svg")
    assert drawing["role"] == "img"
    assert "above 4,000 IU/day" in drawing["aria-label"]
    assert "The dose is above 4,000 IU/day" in page.said
    assert "since 2025-01-01, from P11" in page.said


def test_no_dose_no_drawing(reader):
    assert reader.enter(medications="warfarin").all("svg") == []


def test_a_bundle_is_read_and_every_entry_accounted_for(reader):
    page = reader.paste(json.dumps(BUNDLE))
    assert "vka-consult-prescriber" in page.raised()
    account = page.text.split('id="account"')[1].split("</section>")[0]
    assert "3 entries" in account and "resources of type Basic are not read" in account
    page = reader.answer("diet.natto", "2 servings/week")
    assert "vka-natto" in page.raised() and "3 entries" in page.said


@pytest.mark.parametrize("text", ['{"medications": ["warfarin"]}', "medications: [warfarin]\n"])
def test_a_profile_is_read_in_json_and_in_yaml(reader, text):
    assert "vka-consult-prescriber" in reader.paste(text).raised()


def test_a_file_is_read_like_a_text(client):
    file = ("patient.json", b'\xef\xbb\xbf{"medications": ["warfarin"]}', "application/json")
    page = send(client, [("text", "")], file=file)
    assert 'id="vka-consult-prescriber"' in page.text


def test_a_file_that_is_no_text_is_refused(client):
    page = send(client, [("text", "")], file=("x.json", b"\xff\xfe\x00"))
    assert page.status_code == 422
    assert "not UTF-8 text" in page.text and "Nothing was assessed" in page.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "There is nothing to read"),
        ('{"medications": ["warfarin"], }', "Line 1: this is not JSON"),
        ("medications: [warfarin]\nage: 720\n", "Line 2: age"),
        ('{"medicatons": []}', "did you mean"),
        ('{"resourceType": "Bundle", "entry": [' + ",".join(
            f'{{"resource": {{"resourceType": "Patient", "id": "{at}"}}}}' for at in (1, 2)) + "]}", "2 patients"),
        ("[" * 5_000, "not"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_read_comes_back_with_what_is_wrong(reader, text, told):
    page = reader.paste(text)
    assert page.status == 422
    assert told.casefold() in page.text.split('id="text-wrong"')[1].split("</div>")[0].casefold()
    assert "Nothing may be concluded about this patient." in page.said
    assert ("text", text) in page.fields


def test_a_mistake_in_the_form_stands_at_its_field_and_nothing_typed_is_lost(reader):
    page = reader.enter(medications="warfarin", d3_dose="5000", medications__whole="yes")
    assert page.status == 422
    assert "5000 has no unit" in page.text.split('id="d3_dose-wrong"')[1].split("</div>")[0]
    [field] = page.all("input", id="d3_dose")
    assert field["value"] == "5000" and field["aria-invalid"] == "true"
    assert "d3_dose-wrong" in field["aria-describedby"].split()
    assert page.all("a", href="#d3_dose") != []
    assert "warfarin</textarea>" in page.text
    assert "checked" in page.all("input", name="medications.whole", value="yes")[0]


def test_a_mistake_behind_more_opens_it(reader):
    page = reader.enter(age="720")
    assert "open" in page.all("details", class_="more")[0]


def test_a_patient_who_has_died_gets_no_advice_and_the_reason(reader):
    page = reader.paste('{"deceased": true, "medications": ["warfarin"]}')
    assert page.status == 422
    assert "No advice is given" in page.said and "has died" in page.said


def test_what_was_entered_stands_beside_the_report(reader):
    page = reader.enter(medications="warfarin\naspirin", medications__whole="no", age="70")
    assert "Medicines warfarin; aspirin; there may be more" in page.said
    assert "Age in years 70" in page.said
    assert "A text of 2 lines." in reader.paste("medications: [warfarin]\nage: 70").said


def test_what_was_entered_can_be_changed(reader, client):
    reader.enter(medications="warfarin", age="70")
    told = [field for field in reader.page.fields if field[0] in ("how", "given")]
    page = send(client, told, "/")
    assert "warfarin</textarea>" in page.text
    assert re.search(r'id="age"[^>]*value="70"', page.text)


def test_what_no_page_of_ours_has_sent_is_refused(client):
    for given in ("no json", "[1]", '{"medications": 1}', "[" * 100_000):
        page = send(client, [("how", "form"), ("given", given)])
        assert page.status_code == 422
        assert "did not arrive as this page sent it" in page.text


def test_a_form_that_is_too_long_is_refused_on_a_page(client):
    page = send(client, [("text", "#" * 5_000_000)])
    assert page.status_code == 413
    assert "Nothing was assessed" in page.text and "text/html" in page.headers["content-type"]


def test_a_text_that_leaves_no_room_for_answers_is_refused_at_its_field(reader):
    page = reader.paste("a" * (3 * 1024 * 1024 + 1))
    assert page.status == 422 and "The text is longer than 3,145,728 letters" in page.said


def test_a_form_that_is_none_is_refused_on_a_page(client):
    for kind, status in (
        ("multipart/form-data", 400),
        ("application/x-www-form-urlencoded", 415),
        ("text/x", 415),
    ):
        page = client.post("/report", content=b"x=y", headers={"Content-Type": kind})
        assert page.status_code == status and "Nothing was assessed" in page.text


def test_the_address_of_a_report_leads_back_to_the_form(client):
    answer = client.get("/report", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("address", ["/", "/rules", "/rules/vka-natto", "/rules/nothing", "/assets/nothing"])
def test_every_page_is_kept_by_nobody_and_may_load_nothing_from_elsewhere(client, address):
    answer = client.get(address)
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<style|<script(?! src=\"/assets/)| style=| on[a-z]+=", answer.text)
    assert not re.search(r'(?:src|action)="(?!/)', answer.text)


def test_a_report_is_kept_by_nobody(reader):
    page = reader.enter(medications="warfarin")
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<style|<script(?! src=\"/assets/)| style=| on[a-z]+=", page.text)


def test_no_patient_stands_in_an_address_or_a_log(reader, caplog):
    caplog.set_level(logging.DEBUG)
    page = reader.enter(medications="warfarin\nKanarienvogel", natto="2 servings/week")
    reader.answer("age", "Kanarienvogel")
    forms = page.all("form")
    assert {told["method"] for told in forms} == {"post"}
    assert all("Kanarienvogel" not in (told.get("href") or "") for told in page.all("a"))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("osteon")]
    assert "Kanarienvogel" not in "\n".join(ours)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (EngineDisagreement("Kanarienvogel", {}), "two evaluators came to different results"),
        (RuntimeError("Kanarienvogel"), "osteon failed"),
    ],
)
def test_a_fault_is_said_to_be_one_and_never_looks_like_a_report(reader, monkeypatch, caplog, fault, told):
    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(Service, "evaluate", fail)
    page = reader.enter(medications="warfarin")
    assert page.status == 500
    assert told in page.said and "Nothing was assessed." in page.said
    assert "Advisories" not in page.said
    assert "Kanarienvogel" not in page.text + caplog.text


def test_a_rule_that_fails_is_said_first_and_hides_no_other(monkeypatch):
    settings = Settings(engine="reference", dev=True, time_limit=60)
    # A rulebook of its own has an advisor of its own: the others' must not fail.
    service = Service(settings, rulebook=replace(load_rulebook()), clock=lambda: DAY)
    advisor = service.advisor()

    def broken(_):
        raise ZeroDivisionError("broken")

    questions = list(advisor.reference._questions)
    questions[[rule.id for rule in advisor.edition.rules].index("vka-natto")] = (broken, None)
    monkeypatch.setattr(advisor.reference, "_questions", questions)
    with TestClient(create_app(settings, service=service)) as client:
        # The service has written one function of all conditions by now; it has the same fault.
        monkeypatch.setattr(advisor.reference, "_all", broken)
        page = Reader(client).enter(medications="warfarin", supplements="MK-7 100 mcg/day")
        explained = Reader(client)
        explained.page = page
        assert explained.press("explain", "vka-natto").status == 200
    assert page.status == 200
    assert "Nothing may be concluded about: vka-natto." in page.said.split("Advisories")[0]
    assert "vka-vitamin-k-supplement" in page.raised()
    assert "vka-natto" in page.text.split('id="not-assessed"')[1].split("</li>")[0]


def test_what_nobody_need_ask_is_said(reader):
    page = reader.enter(medications="warfarin")
    assert "No need to ask" in page.said
    assert "No need to ask" not in reader.press("show", "patient").said


def test_the_rules_are_listed_and_narrowed(reader):
    assert "66 of 66 rules." in reader.get("/rules").said.replace(str(len(RULES)), "66")
    page = reader.get("/rules?words=natto&severity=critical")
    links = {told["href"] for told in page.all("a") if (told["href"] or "").startswith("/rules/")}
    assert "/rules/vka-natto" in links and len(links) < 5
    assert "No rule fits." in reader.get("/rules?words=zzz").said


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_a_page_with_all_that_it_does(reader, name):
    page = reader.get(f"/rules/{name}")
    assert page.status == 200
    rule = RULES[name]
    assert rule.title in page.said and "not clinically approved" in page.said.casefold()
    assert page.all("table") != []
    for source in rule.because:
        assert f"[{source}]" in page.said


def test_a_rule_that_is_not_there_is_said_not_to_be(reader):
    page = reader.get("/rules/nothing")
    assert page.status == 404 and "There is nothing at this address." in page.said


def test_the_script_is_htmx_as_it_was_released():
    written = (TOP / "engine/osteon/doors/service/page/assets/htmx.min.js").read_text(encoding="utf-8")
    assert f'version="{writing.HTMX}"' in written
    assert writing.integrity("htmx.min.js") == (
        "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
    )


def test_a_file_of_the_page_has_the_digest_that_the_page_names(client):
    page = client.get("/").text
    for name in ("page.css", "page.js", "htmx.min.js"):
        assert f'/assets/{name}" integrity="{writing.integrity(name)}"' in page
        assert client.get(f"/assets/{name}").status_code == 200
