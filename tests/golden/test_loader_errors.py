"""Every mistake that a pack can hold, and the very words in which it is told.

The texts lie in `loader/`. After a wanted change, rewrite them with
`OSTEON_RESET_GOLDEN=1` in the environment and read the difference.
"""

import os
from pathlib import Path

import pytest

from osteon.basics.errors import PackError
from osteon.knowledge.read import read_files
from tests.golden.loader_cases import CASES
from tests.unit.knowledge.base_pack import BASE, Patch, bytes_of

GOLDEN = Path(__file__).parent / "loader"


def told(texts: Patch) -> str:
    with pytest.raises(PackError) as refused:
        read_files(bytes_of(BASE | texts), "rules")
    return str(refused.value) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_in_these_words(case: str) -> None:
    golden = GOLDEN / f"{case}.txt"
    words = told(CASES[case])
    if os.environ.get("OSTEON_RESET_GOLDEN"):
        golden.write_text(words, encoding="utf-8")
    assert words == golden.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_points_at_a_file(case: str) -> None:
    with pytest.raises(PackError) as refused:
        read_files(bytes_of(BASE | CASES[case]), "rules")
    assert all(
        problem.place and problem.place.file.startswith("rules/") for problem in refused.value.problems
    )


def test_the_mistakes_of_all_files_are_told_at_once() -> None:
    together = CASES["unknown-fact"] | CASES["value-in-another-unit"] | CASES["unknown-parent"]
    with pytest.raises(PackError) as refused:
        read_files(bytes_of(BASE | together), "rules")
    assert [problem.place.file for problem in refused.value.problems if problem.place] == [
        "rules/bones/high-dose-d3.yaml",
        "rules/parameters/numbers.yaml",
        "rules/terminology/medicines.yaml",
    ]
