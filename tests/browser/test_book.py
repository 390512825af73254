"""The review book of a pack with an approved rule that was changed since, in a real browser and on paper."""

import re
import shutil

import pytest

from osteon.doors.cli import main
from osteon.knowledge.shelf import find_pack
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_page import violations

DAY = "2026-11-29"
RULE = "vitamin-d-above-ul"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Write the book, without features, of the shipped pack with one rule approved and then changed."""
    folder = tmp_path_factory.mktemp("book")
    pack = shutil.copytree(find_pack(), folder / "rules")
    on = ["--as-of", DAY, "--pack", str(pack)]
    assert main(["approve", RULE, "--by", "A. Example", "--role", "pharmacist", *on]) == 0
    numbers = pack / "parameters" / "vitamin-d.yaml"
    before = numbers.read_text(encoding="utf-8")
    after = re.sub(r"(?s)(^vitamin_d_upper_level:.*?value: )4000", r"\g<1>5000", before, flags=re.MULTILINE)
    assert after != before
    numbers.write_text(after, encoding="utf-8")
    nothing = folder / "none"
    nothing.mkdir()
    (nothing / "a.feature").write_text("Feature: A\n  Scenario: A\n    When the profile is evaluated\n")
    assert main(["book", "--features", str(nothing), "--output", str(folder / "book.html"), *on]) == 0
    return folder / "book.html"


@pytest.fixture
def page(browser, book):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(book.as_uri())
    yield page
    context.close()


def test_what_changed_is_open_to_everybody_and_no_wider_than_its_window(page):
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_what_changed_can_be_read_without_any_colour(page):
    """Words say which is which; lines through and under it say it again."""
    since = page.locator(f"#{RULE} .since")
    text = " ".join(since.inner_text().split())
    assert "the total daily vitamin D is more than was: 4,000 now: 5,000 IU/day" in text
    style = "element => getComputedStyle(element).textDecorationLine"
    assert since.locator("del").first.evaluate(style) == "line-through"
    assert since.locator("ins").first.evaluate(style) == "underline"


def test_what_changed_stands_on_paper_as_well(page):
    page.emulate_media(media="print")
    since = page.locator(f"#{RULE} .since")
    assert since.is_visible()
    assert since.locator("li").first.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
    assert since.locator(".mark").first.is_visible()
