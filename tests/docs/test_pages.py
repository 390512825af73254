"""After a wanted change of output: OSTEON_RESET_GOLDEN=1 rewrites the pages, and `git diff` is the review."""

import os
import re

import pytest

from tests.architecture.house import TOP
from tests.docs.pages import READ, RUN, as_it_should_read, blocks, folder_to_run_in, pages

MAKEFILE = (TOP / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("page", pages())
def test_every_block_of_a_page_runs_and_shows_what_comes_out(page, tmp_path):
    path = TOP / page
    written = path.read_text(encoding="utf-8")
    ran = as_it_should_read(written, folder_to_run_in(tmp_path))
    if os.environ.get("OSTEON_RESET_GOLDEN") and ran != written:
        path.write_text(ran, encoding="utf-8")
        written = ran
    assert ran == written


@pytest.mark.parametrize("page", pages())
def test_every_block_of_a_page_is_of_a_known_kind(page):
    strange = {block.language for block in blocks((TOP / page).read_text(encoding="utf-8"))} - RUN - READ
    assert strange == set()


@pytest.mark.parametrize("page", pages())
def test_a_page_names_only_targets_that_the_makefile_has(page):
    text = (TOP / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^|&& )make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert named <= TARGETS


@pytest.mark.parametrize("page", pages())
def test_a_page_links_only_to_what_is_there(page):
    text = re.sub(r"```.*?```", "", (TOP / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    lost = [link for link in links if "://" not in link and not ((TOP / page).parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("folder", ["docs", "docs/decisions", "examples"])
def test_the_index_of_a_folder_leads_to_every_page(folder):
    index = (TOP / folder / "README.md").read_text(encoding="utf-8")
    pages_here = {path.name for path in (TOP / folder).iterdir() if path.is_file()} - {"README.md"}
    assert [page for page in sorted(pages_here) if f"({page})" not in index] == []
