"""The HTML page: complete in itself, well formed, with headings in order, and readable by people who see little."""

import html.parser
import re
from itertools import pairwise
from pathlib import Path

import pytest

from osteon.doors import rendering
from tests.unit.doors.conftest import PATIENTS

STYLE = (Path(rendering.__file__).parent / "pages" / "report.css").read_text(encoding="utf-8")
WITHOUT_END = {"meta", "br", "hr", "img", "link", "input"}
READABLE = 4.5  # WCAG 2 AA for text of ordinary size


class Outline(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.led_to: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WITHOUT_END:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "aria-labelledby" or name == "href" and (value or "").startswith("#"):
                self.led_to.append((value or "").lstrip("#"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(params=["grave.yaml", "quiet.json", "silent.json", "child.json", "ward"])
def page(request, osteon):
    return osteon("evaluate", PATIENTS / request.param, "--format", "html", "--audience", "both").out


def outline_of(page: str) -> Outline:
    outline = Outline()
    outline.feed(page)
    return outline


def test_every_element_is_closed_where_it_was_opened(page):
    assert outline_of(page).open == []


def test_there_is_one_title_and_no_level_of_headings_is_left_out(page):
    headings = outline_of(page).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(headings))


def test_every_reference_leads_somewhere(page):
    outline = outline_of(page)
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.led_to) <= set(outline.ids)


def test_the_page_needs_nothing_from_elsewhere(page):
    assert not re.search(r"\bsrc=|<link|<script|<iframe|@import|url\(", page)
    assert "default-src 'none'" in page


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_text_stands_out_from_what_it_stands_on():
    screen = STYLE.partition("@media print")[0]
    papers = ["fff", *re.findall(r"(?:section|aside|article)[^{]*\{[^}]*background: #(\w+)", screen)]
    for rule in re.findall(r"\{([^}]*)\}", screen):
        ink, paper = (re.search(rf"(?:^|[ ;]){name}: #(\w+)", rule) for name in ("color", "background"))
        if ink:
            for under in [paper[1]] if paper else papers:
                assert contrast(ink[1], under) >= READABLE, rule


def test_contrast_is_measured_as_the_standard_does():
    assert contrast("000", "fff") == pytest.approx(21)
    assert contrast("777", "fff") == pytest.approx(4.48, abs=0.01)
