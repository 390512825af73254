"""The page as a person meets it: by keyboard, on a telephone, on paper, with and without JavaScript."""

import re
from io import BytesIO

import pytest

from tests.browser.conftest import NARROW, WIDE

BUNDLE = """{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {
 "resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": {"text": "warfarin 5 mg"}}}]}"""
CLEARED = "button[name=clear]"


def entered(page):
    page.fill("#medications", "warfarin 5 mg\nZyxelor forte")
    page.fill("#d3_dose", "5000 IU/day")
    page.get_by_role("button", name="Evaluate", exact=True).click()
    page.wait_for_url("**/report")


def form(window):
    window.go("/")


def form_with_more(window):
    window.go("/").click("details.more summary")


def form_with_mistakes(window):
    page = window.go("/")
    page.fill("#d3_dose", "5000")
    page.click("details.more summary")
    page.fill("#age", "720")
    page.get_by_role("button", name="Evaluate", exact=True).click()
    page.wait_for_selector("#age-wrong")


def text_with_mistakes(window):
    page = window.go("/")
    page.fill("#text", "medications: [warfarin]\nage: 720\n")
    page.get_by_role("button", name="Evaluate the record").click()
    page.wait_for_selector("#text-wrong")


def report(window):
    entered(window.go("/"))


def report_unfolded(window):
    report(window)
    unfold(window.page)


def unfold(page):
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")


def report_for_patient(window):
    report(window)
    window.page.click("button[name=show][value=patient]")
    window.page.wait_for_selector("button[value=patient][aria-pressed=true]")


def report_answered(window):
    report(window)
    window.page.click(".asking summary")
    window.page.fill("[name='reply.diet.natto']", "plenty")
    window.page.click("button[name=reply][value='takes.vitamin_k=yes']")
    window.page.wait_for_selector("#changed")


def report_of_a_bundle(window):
    page = window.go("/")
    page.fill("#text", BUNDLE)
    page.get_by_role("button", name="Evaluate the record").click()
    page.click("section:has(#account) summary")


def report_supposed(window):
    report(window)
    window.page.fill("#name0", "vitamin d")
    window.page.fill("#value0", "2000 IU/day")
    window.page.fill("#name1", "zzz")
    window.page.click("button[name=suppose]")
    window.page.wait_for_selector("#suppose1-wrong")
    window.page.fill("#name1", "")
    window.page.click("button[name=suppose]")
    window.page.wait_for_selector("#supposed")


def report_cleared(window):
    report(window)
    window.page.click(f"{CLEARED} >> nth=0")
    window.page.wait_for_selector("#cleared")


def report_explained(window):
    report_unfolded(window)
    window.page.click("button[name=explain][value=vka-natto]")
    window.page.wait_for_selector("#explained")


def rules(window):
    window.go("/rules")


def rule(window):
    window.go("/rules/vka-natto")


def nothing_there(window):
    window.go("/rules/nothing")


PLACES = [
    form, form_with_more, form_with_mistakes, text_with_mistakes, report, report_for_patient, report_answered,
    report_of_a_bundle, report_supposed, report_cleared, report_explained, rules, rule, nothing_there,
]  # fmt: skip


def violations(page, **options):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_page_is_open_to_everybody_and_no_wider_than_its_window(window, place):
    here = window()
    place(here)
    for size in (WIDE, NARROW):
        here.page.set_viewport_size(size)
        assert violations(here.page) == []
        assert here.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_report_is_readable_in_the_dark_too(window):
    here = window(color_scheme="dark")
    report_answered(here)
    assert violations(here.page, runOnly={"type": "rule", "values": ["color-contrast"]}) == []
    assert here.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 28)"


def test_by_keyboard_from_the_empty_form_to_an_answered_question(window):
    here = window()
    page = here.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "medications"
    page.keyboard.type("warfarin")
    walk_to(page, "document.activeElement.textContent === 'Evaluate'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report")
    walk_to(page, "document.activeElement.matches('.asking summary')")
    page.keyboard.press("Enter")
    walk_to(page, "document.activeElement.name === 'reply.diet.natto'")
    page.keyboard.type("2 servings/week")
    page.keyboard.press("Enter")
    page.wait_for_selector("#vka-natto")
    assert page.evaluate("document.activeElement.id") == "changed"
    assert page.locator("#changed").inner_text().startswith("How many servings of natto do you eat a week?")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#changed') !== null"), (
        "the new flag is the next stop"
    )


def walk_to(page, there, most=120):
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML")
        if page.evaluate(there):
            return
    raise AssertionError(f"not reached by the keyboard: {there}")


def test_an_answer_in_place_keeps_what_the_reader_unfolded(window):
    here = window()
    report_unfolded(here)
    page = here.page
    page.click("button[name=reply][value='takes.vitamin_k=yes']")
    page.wait_for_selector("#vka-vitamin-k-supplement")
    assert page.locator("section.asking details.more").evaluate("each => each.open")
    assert page.url.endswith("/report")


def test_without_javascript_everything_works(window):
    here = window(java_script_enabled=False)
    page = here.go("/")
    page.click("details.more summary")
    page.fill("#supplements", "MK-7 100 mcg/day")
    entered(page)
    assert page.locator("#vka-vitamin-k-supplement").count() == 1
    page.fill("[name='reply.diet.natto']", "2 servings/week")
    page.press("[name='reply.diet.natto']", "Enter")
    page.wait_for_selector("#vka-natto")
    page.click("button[name=take_back]")
    page.wait_for_selector("#changed >> text=No longer raised")
    page.click("button[name=show][value=patient]")
    page.wait_for_selector("button[value=patient][aria-pressed=true]")
    page.click("text=Change what was entered")
    assert page.input_value("#supplements") == "MK-7 100 mcg/day"
    page.click("nav >> text=Rules")
    page.fill("#words", "natto")
    page.click("button:has-text('Show')")
    page.click("text=Natto on a vitamin K antagonist")
    assert page.locator("h1").inner_text().endswith("Natto on a vitamin K antagonist")


def test_a_server_that_is_gone_is_said_to_be_gone(window):
    here = window()
    report(here)
    here.context.set_offline(True)
    here.page.click("button[name=reply][value='takes.vitamin_k=yes']")
    here.page.wait_for_selector("#unreachable:visible")
    here.context.set_offline(False)
    here.page.click("button[name=reply][value='takes.vitamin_k=yes']")
    here.page.wait_for_selector("#changed")
    assert not here.page.locator("#unreachable").is_visible()
    here.complaints[:] = [
        each for each in here.complaints if "ERR_INTERNET_DISCONNECTED" not in each and "fetch" not in each
    ]


def test_nothing_of_a_patient_is_kept_by_the_browser(window):
    here = window()
    report_answered(here)
    kept = here.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state]")
    assert kept == [0, 0, "", None]
    assert "warfarin" not in here.page.url


def test_what_is_typed_is_shown_and_never_run(window):
    here = window()
    page = here.go("/")
    attack = "</textarea><img src=x onerror='document.title=1'>"
    page.fill("#medications", attack)
    page.get_by_role("button", name="Evaluate", exact=True).click()
    page.wait_for_url("**/report")
    page.click(".asking summary")
    page.fill("[name='reply.age']", attack)
    page.press("[name='reply.age']", "Enter")
    page.wait_for_selector("[id='q-age-wrong']")
    assert page.title().startswith("Report")
    assert page.locator("img").count() == 0
    assert attack in page.locator("section:has(#not-assessed)").inner_text()


def test_a_report_prints_whole_with_its_sources_and_its_disclaimer(window):
    import pypdf

    here = window()
    entered(here.go("/"))
    printed = pypdf.PdfReader(BytesIO(here.page.pdf(format="A4")))
    words = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert "Vitamin D above the upper level" in words
    assert re.search(r"supported: .*EFSA 2023", words)
    assert "Zyxelor forte" in words
    assert "No clinician has reviewed or approved this pack." in words
    for screen_only in ("What would clear this flag?", "don't know", "Change what was entered"):
        assert screen_only not in words


def test_on_paper_it_is_black_on_white_also_for_whoever_reads_in_the_dark(window):
    here = window(color_scheme="dark")
    entered(here.go("/"))
    here.page.emulate_media(media="print")
    assert here.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
