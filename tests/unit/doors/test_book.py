"""The review book: complete, small, readable by everybody, and printed one rule on a page."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from osteon import load_rulebook
from osteon.doors import printing, rendering
from tests.architecture.house import TOP
from tests.unit.doors.conftest import PACK
from tests.unit.doors.test_approving import edit
from tests.unit.doors.test_page import READABLE, contrast, outline_of

DAY = "2026-11-29"
STYLE = (Path(rendering.__file__).parent / "pages" / "book.css").read_text(encoding="utf-8")
MEGABYTE = 1_000_000
needs_chromium = pytest.mark.skipif(
    not printing.browser(), reason="Chromium is not installed (Debian: apt install chromium)"
)

FEATURE = """\
Feature: Vitamin K
  Background:
    Given whose history holds nothing else of note

  @rule_vitamin_k_on_warfarin
  Rule: Warfarin and vitamin K

    Scenario: Right
      Given who takes warfarin
      When the profile is evaluated
      Then there is a report

    @suggested @needs-review
    Scenario Outline: Wrong for <medicine>
      Given who takes <medicine>
      When the profile is evaluated
      Then the flag "vitamin-k-on-warfarin" is raised

      Examples: Some
        | medicine |
        | warfarin |
"""


@pytest.fixture
def write(osteon, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*more):
        ran = osteon("book", "--as-of", DAY, *more, pack=PACK)
        assert ran.code == 0, ran.err
        return Path("review-book.html").read_text(encoding="utf-8"), ran.out

    return run


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    from osteon.doors.cli import main

    path = tmp_path_factory.mktemp("book") / "book.html"
    assert main(["book", "--as-of", DAY, "--features", str(TOP / "features"), "--output", str(path)]) == 0
    return path.read_text(encoding="utf-8")


def section(page, rule):
    return page.partition(f'<section class="rule" id="{rule}"')[2].partition('<section class="rule"')[0]


def test_the_shipped_book_is_small_and_needs_nothing_from_elsewhere(shipped):
    assert len(shipped.encode()) < MEGABYTE
    assert not re.search(r"\bsrc=|<link|<script|<iframe|@import|url\(", shipped)
    assert "default-src 'none'" in shipped


def test_every_rule_has_a_section_with_everything_a_reviewer_needs(shipped):
    for rule in load_rulebook().rules.values():
        told = section(shipped, rule.id)
        assert f'<a href="#{rule.id}">' in shipped
        for wanted in (
            "Not clinically approved", "When it is raised", "Everything it does", "What the clinician is told",
            "What the patient is told", "Evidence", "Scenarios", "Questions for the reviewer", "Signature",
            f"osteon approve {rule.id}",
        ):  # fmt: skip
            assert wanted in told, (rule.id, wanted)
        assert all(f"<strong>{source}: " in told for source in rule.because)


def test_no_place_of_a_text_is_left_unfilled(shipped):
    assert not re.search(r"\{[a-z][\w.]*\}", shipped.partition("<main>")[2])


def test_the_page_is_well_formed_and_its_headings_are_in_order(shipped):
    # The ends of cells and rows of examples are left out, as HTML allows; everything else is closed.
    outline = outline_of(re.sub(r"</?t[dr][^>]*>", "", shipped))
    assert outline.open == []
    assert outline.headings.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(outline.headings))
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.led_to) <= set(outline.ids)


def test_every_table_says_what_its_columns_are(shipped):
    tables = re.findall(r"<table>.*?</table>", shipped, re.DOTALL)
    assert len(tables) > 200
    assert all('<th scope="col">' in table for table in tables)


def test_text_stands_out_from_what_it_stands_on():
    screen = STYLE.partition("@media print")[0]
    for rule in re.findall(r"\{([^}]*)\}", screen):
        ink, paper = (re.search(rf"(?:^|[ ;]){name}: #(\w+)", rule) for name in ("color", "background"))
        for under in [paper[1]] if paper else ["fff", "f1f4f7"]:
            assert not ink or contrast(ink[1], under) >= READABLE, rule


def test_rows_are_shown_with_what_came_of_them(write, tmp_path):
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "k.feature").write_text(FEATURE, encoding="utf-8")
    page, said = write()
    told = section(page, "vitamin-k-on-warfarin")
    assert "1 of 2 rows are met" in told
    assert "1 of them unconfirmed" in told
    assert "vitamin-k-on-warfarin is undecided" in told
    assert "2 rows, 1 met" in said
    assert "No feature has a block for this rule" in section(page, "vitamin-d-above-level")


def test_without_features_the_book_says_that_nothing_was_played(write):
    page, said = write()
    assert "No features were given." in page
    assert "no features were given" in said
    assert "met</i>" not in page


def test_a_book_of_one_rule_holds_that_rule(write):
    page, _ = write("vitamin-d-above-level")
    assert re.findall(r'<section class="rule" id="([^"]+)"', page) == ["vitamin-d-above-level"]


def test_an_approval_and_what_changed_since_stand_in_the_book(osteon, write, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    rule = "vitamin-k-on-warfarin"
    options = ("--by", "A. Example", "--role", "pharmacist", "--comment", "for adults", "--as-of", DAY)
    assert osteon("approve", rule, *options, pack=str(pack)).code == 0
    page, _ = write("--pack", str(pack))
    assert "Approved by A. Example, pharmacist, on 2026-11-29." in section(page, rule)
    assert "for adults" in section(page, rule)
    file = pack / "warfarin" / f"{rule}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("critical", "warning"), encoding="utf-8")
    page, _ = write("--pack", str(pack))
    assert "behaviour changed since approval: A. Example" in section(page, rule)


def test_a_hostile_text_stays_text(osteon, write, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    file = pack / "warfarin" / "vitamin-k-on-warfarin.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "title: A vitamin K product", "title: <script>alert(1)</script>"
    )
    file.write_text(text, encoding="utf-8")
    page, _ = write("--pack", str(pack))
    assert "<script>" not in page


def test_without_chromium_a_pdf_is_refused_with_what_to_do(osteon, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    ran = osteon("book", "--as-of", DAY, "--output", "book.pdf", pack=PACK)
    assert ran.code == 2
    assert "needs Chromium" in ran.err
    assert not Path("book.pdf").exists()


@needs_chromium
def test_chromium_prints_each_rule_on_a_page_of_its_own(osteon, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = osteon("book", "--as-of", DAY, "--output", "book.pdf", pack=PACK)
    assert ran.code == 0, ran.err
    printed = Path("book.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", printed)) > len(load_rulebook(PACK).rules)


@needs_chromium
def test_chromium_lays_the_book_out_no_wider_than_its_window(tmp_path, shipped):
    """The text can be read on a narrow screen without moving it sideways (WCAG 2.1, 1.4.10)."""
    probe = "<script>document.title = document.documentElement.scrollWidth</script></body>"
    page = re.sub(r"<meta http-equiv[^>]*>", "", shipped).replace("</body>", probe)
    (tmp_path / "book.html").write_text(page, encoding="utf-8")
    ran = printing.run_browser(printing.browser(), tmp_path, "--window-size=500,800", "--dump-dom")
    width = int(re.search(r"<title>(\d+)</title>", ran.stdout)[1])
    assert width <= 500


@pytest.fixture
def changed_book(osteon, tmp_path, monkeypatch):
    """Return the section of a rule that somebody approved and that was changed since, as a book shows it."""

    def run(pattern, instead, *, approved=True):
        folder = shutil.copytree(PACK, tmp_path / "changed")
        monkeypatch.chdir(tmp_path)
        if approved:
            ran = osteon("approve", APPROVED, "--by", "A. Example", "--role", "clinical pharmacist", "--as-of",
                         DAY, pack=str(folder))  # fmt: skip
            assert ran.code == 0, ran.err
        edit(folder, f"warfarin/{APPROVED}.yaml", pattern, instead)
        ran = osteon("book", "--as-of", DAY, APPROVED, pack=str(folder))
        assert ran.code == 0, ran.err
        return section(Path("review-book.html").read_text(encoding="utf-8"), APPROVED)

    return run


APPROVED = "vitamin-k-on-warfarin"


def test_what_changed_since_the_approval_is_shown_before_and_after(changed_book):
    told = changed_book("^severity: .*", "severity: warning")
    assert "Since the last approval" in told
    assert "Approved by A. Example, clinical pharmacist, on 2026-11-29." in told
    assert '<del><span class="mark">was:</span> critical</del>' in told
    assert '<ins><span class="mark">now:</span> warning</ins>' in told


def test_a_rule_that_nobody_approved_has_nothing_that_changed(changed_book):
    assert "Since the last approval" not in changed_book("^severity: .*", "severity: warning", approved=False)


def test_a_rule_that_is_approved_as_it_stands_has_nothing_that_changed(changed_book):
    told = changed_book("^title: (.*)", "# a remark\ntitle: \\1")
    assert "Since the last approval" not in told
    assert "Approved by A. Example" in told


def test_strange_words_of_an_approval_are_not_markup(changed_book):
    told = changed_book("summary: .*", "summary: <b>Strange</b> & wonderful.")
    assert "<b>Strange" not in told
    assert "&lt;b&gt;Strange&lt;/b&gt; &amp; wonderful." in told
