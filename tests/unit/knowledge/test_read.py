"""A sound pack becomes a rulebook; what is in it is what was written."""

from fractions import Fraction
from pathlib import Path

import pytest

from osteon.basics.errors import PackError
from osteon.knowledge.models import Rulebook
from osteon.knowledge.read import read_files, read_rulebook
from osteon.language.syntax import AllOf, Compare, Defined, Holds, Not
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO
from tests.unit.knowledge.base_pack import BASE, Patch, bytes_of, changed
from tests.unit.knowledge.packs import contents, laid_out


def book(patch: Patch | None = None) -> Rulebook:
    return read_files(bytes_of(BASE | (patch or {})), "rules")


def refused(patch: Patch) -> list[str]:
    with pytest.raises(PackError) as trouble:
        book(patch)
    return [problem.message for problem in trouble.value.problems]


def test_a_folder_and_its_files_give_the_same_rulebook(tmp_path: Path) -> None:
    assert contents(read_rulebook(str(laid_out(tmp_path)))) == contents(book())


def test_lines_of_a_condition_are_joined_with_and() -> None:
    assert book().rules["high-dose-d3"].when == AllOf((Defined("high_dose"), Not(Holds("takes.vitamin_k2"))))


def test_a_definition_means_its_expression() -> None:
    assert book().definitions["high_dose"].means == Compare("dose.vitamin_d", ">=", "high_dose_d")


def test_the_type_of_a_fact_follows_from_its_kind() -> None:
    facts = book().vocabulary.facts
    assert (facts["takes.warfarin"].type, facts["age"].type, facts["pregnancy"].type) == (
        YES_NO,
        NUMBER,
        CHOICE,
    )


def test_choices_may_be_left_to_the_field() -> None:
    patch = changed("vocabulary/patient.yaml", "  choices: [pregnant, possible, not_pregnant]\n", "")
    assert book(patch).vocabulary["pregnancy"].choices == ("pregnant", "possible", "not_pregnant")


def test_numbers_are_exact() -> None:
    concepts = book().terminology.concepts
    assert concepts["calcium"].salts[0].fraction == Fraction(2, 5)
    assert concepts["vitamin-d3"].conversions[0].factor == 40


def test_values_are_ordered_by_their_days() -> None:
    patch = changed(
        "parameters/numbers.yaml",
        "    2025-01-01: { value: 18 years, source: P44 }",
        "    2026-01-01: { value: 21 years, source: P44 }\n    2020-01-01: { value: 18 years, source: P44 }",
    )
    values = book(patch).parameters["adult_age"].values
    assert [(value.since, value.number) for value in values] == [("2020-01-01", 18), ("2026-01-01", 21)]


def test_an_example_tells_null_from_the_word() -> None:
    assert book().rules["high-dose-d3"].examples[2].given == {"medications": None}


def test_folded_texts_are_one_line_without_an_end() -> None:
    detail = book().rules["high-dose-d3"].clinician.detail
    assert detail.endswith("Consider whether that dose is still needed.")
    assert "\n" not in detail


def test_a_rule_knows_its_topic_and_its_file() -> None:
    rule = book().rules["high-dose-d3"]
    assert (rule.topic, rule.file) == ("bones", "rules/bones/high-dose-d3.yaml")


def test_records_know_where_they_stand() -> None:
    places = book().places
    assert places["evidence P44"] == "rules/evidence/sources.yaml:8:1"
    assert book().lines["high-dose-d3"] == 9


def test_the_hash_follows_contents_and_paths() -> None:
    renamed: Patch = {"README.md": None, "NOTES.md": BASE["README.md"]}
    hashes = {book().hash, book({"README.md": "# Another\n"}).hash, book(renamed).hash}
    assert len(hashes) == 3
    assert book().hash == book().hash


def test_a_missing_folder_is_a_pack_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no knowledge pack at"):
        read_rulebook(str(tmp_path / "nowhere"))


def test_what_follows_from_an_unreadable_file_is_not_told_again() -> None:
    assert refused({"vocabulary/intake.yaml": "takes.warfarin: [one\n"}) == ["this `[` list is not closed"]


def test_what_follows_from_an_unreadable_record_is_not_told_again() -> None:
    broken = changed("definitions/phrases.yaml", "  reads: takes much vitamin D\n", "")
    assert refused(broken) == ["`reads` is missing in `high_dose`"]


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    patch = changed(
        "bones/high-dose-d3.yaml", "severity: info", "severity: mild", "status: draft", "status: new"
    )
    with pytest.raises(PackError) as trouble:
        book(patch | changed("pack.yaml", "id: small", "id: Small"))
    places = [str(problem.place) for problem in trouble.value.problems]
    assert places == [
        "rules/bones/high-dose-d3.yaml:3:11",
        "rules/bones/high-dose-d3.yaml:5:9",
        "rules/pack.yaml:1:5",
    ]


def test_a_rule_that_cannot_be_read_is_still_known_by_name() -> None:
    patch = changed("bones/high-dose-d3.yaml", "severity: info", "severity: mild")
    assert refused(patch) == ["unknown severity `mild`"]


def test_a_concept_without_unit_is_counted_like_the_wider_one() -> None:
    patch = changed(
        "terminology/nutrients.yaml",
        "  names: [cholecalciferol]\n  unit: IU\n",
        "  names: [cholecalciferol]\n",
    )
    assert book(patch).terminology.concepts["vitamin-d3"].unit == ""
