"""Whatever letters a record holds, they stay letters: no markup, no link, no command to the terminal."""

import html.parser
import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from osteon.basics.errors import Place, Problem
from osteon.doors.rendering import html as pages
from osteon.doors.rendering.answers import Answer, Style
from osteon.doors.rendering.markdown import escaped
from osteon.doors.rendering.paint import clean, clean_lines, wrapped

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![](http://evil.example/x.png)",
    "| a | b |\n|---|---|",
    "`code` *bold* _em_ ~~strike~~ $x$ &lt; &#60;",
    "http://evil.example www.evil.example me@evil.example",
    "\x1b[2J\x1b]0;title\x07\x9b31m\u202e\u2066\u200f\u2028",
    '" onmouseover="alert(1)',
    "\\",
    "# heading\n- list\n1. list\n> quote",
    "{{ 7 * 7 }} {% raw %}",
)
ANYTHING = st.text() | st.lists(st.sampled_from(HOSTILE + tuple("\\`*_[]()<>#|~&!-+.:/@"))).map("".join)


def hostile(test):
    for text in HOSTILE:
        test = example(text)(test)
    return given(ANYTHING)(test)


@hostile
def test_cleaned_text_holds_nothing_that_steers(text):
    for cleaned in (clean(text), clean_lines(text).replace("\n", "")):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", cleaned)


def test_cleaning_keeps_what_people_write():
    text = "Vitamin D₃ 1.000 IE/Tag – „Calcichew“ グラケー ½ µg ñ"
    assert clean(text) == text


@hostile
def test_markdown_shows_the_text_letter_by_letter(text):
    shown = (
        MarkdownIt("commonmark")
        .enable("table")
        .enable("strikethrough")
        .parseInline(escaped(text))[0]
        .children
    )
    assert {token.type for token in shown} <= {"text", "text_special", "softbreak"}
    said = "".join(" " if token.type == "softbreak" else token.content for token in shown)
    assert said.split() == clean(text).split()


@hostile
def test_markdown_keeps_a_table_cell_one_cell(text):
    table = f"| a | b |\n|---|---|\n| {escaped(text)} | end |"
    cells = [
        token for token in MarkdownIt("commonmark").enable("table").parse(table) if token.type == "td_open"
    ]
    assert len(cells) == 2


@hostile
def test_markdown_makes_no_link_of_an_address(text):
    assert not re.search(r"https?://|www\.|@", escaped(text), re.IGNORECASE)


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(sorted(name for name, _ in attrs))))


def tags_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    tags = Tags()
    problem = Problem(text, Place(text, 1, 1), text)
    tags.feed("".join(pages.pieces([Answer(text, text, None, (problem,))], Style())))
    return tags.seen


@hostile
def test_html_has_the_same_elements_whatever_the_text(text):
    assert tags_of(text) == tags_of("harmless")


@given(st.text(), st.integers(10, 100))
def test_wrapping_loses_no_letter_and_keeps_the_width(text, width):
    lines = wrapped(text, width, "  - ")
    assert "".join("".join(lines)[4:].split()) == "".join(clean(text).split())
    assert all(len(line) <= width for line in lines) or any(not line.isascii() for line in lines)
