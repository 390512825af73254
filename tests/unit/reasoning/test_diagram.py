"""The compiled form means what the conditions mean."""

import json
from random import Random

import pytest

from osteon.basics.errors import PackError, RuleTooComplex
from osteon.basics.quantity import BOUNDLESS, Interval, exactly
from osteon.reasoning import diagram, strata
from osteon.reasoning.compiled import compile_edition
from osteon.reasoning.edition import days_of_change, edition_on
from osteon.reasoning.network import build_shards, precedence_paths
from osteon.reasoning.precedence import give_way
from osteon.reasoning.regions import region
from osteon.reasoning.strata import SPOKEN, stratify
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values


@pytest.mark.parametrize(
    ("number", "expected"), [(0, 0), (3999, 0), (4000, 1), (4001, 2), (5000, 3), (9999, 4), (BOUNDLESS, 4)]
)
def test_a_number_falls_into_one_region(number, expected):
    assert region(number, (4000, 5000)) == expected


@pytest.mark.parametrize("seed", range(20))
def test_every_patient_is_on_at_most_one_path_and_it_says_what_the_diagram_says(seed):
    random = Random(seed)
    compiled = compile_edition(edition_on(random_rulebook(random, rules=6), DAY))
    found = [
        (at, out, steps)
        for at, node in enumerate(compiled.nodes)
        for steps, out in compiled.diagrams.paths(node, SPOKEN)
    ]
    limits = list(compiled.edition.parameters.values())
    for _ in range(50):
        row = compiled.regions.row(random_values(random, compiled.edition.rulebook, limits))
        for index, node in enumerate(compiled.nodes):
            on = [
                out
                for rule, out, steps in found
                if rule == index and all(a <= row[c] <= b for c, a, b in steps)
            ]
            outcome = compiled.diagrams.outcome(node, row)
            assert on == ([outcome] if outcome in SPOKEN else [])


def test_a_condition_that_needs_too_many_branches_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(diagram, "MAXIMUM_BRANCHES", 3)
    with pytest.raises(RuleTooComplex, match="rule rule-"):
        compile_edition(edition_on(random_rulebook(Random(1)), DAY))


def test_a_condition_that_needs_too_many_paths_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(strata, "MAXIMUM_PATHS", 1)
    edition = edition_on(random_rulebook(Random(1)), DAY)
    with pytest.raises(RuleTooComplex, match=r"rule rule-.*split it"):
        stratify(edition, compile_edition(edition).regions)


def test_a_day_before_the_first_rule_is_an_error_and_not_an_empty_report():
    with pytest.raises(PackError, match="no rule in force on 2025-12-31"):
        edition_on(random_rulebook(Random(1)), "2025-12-31")


def test_an_edition_starts_on_the_last_day_of_change():
    rulebook = random_rulebook(Random(1))
    assert days_of_change(rulebook) == ["2026-01-01"]
    assert edition_on(rulebook, "2030-05-05").first_day == "2026-01-01"


def test_a_rule_gives_way_only_to_rules_that_apply():
    above = [(0, (1, 2))]
    assert give_way([2, 1, 1], above) == set()
    assert give_way([2, 3, 0], above) == set()
    assert give_way([2, 0, 2], above) == {0}
    assert give_way([1, 2, 2], above) == set()


def test_precedence_paths_never_overlap():
    paths = precedence_paths([(0, (1, 2, 3))])
    for row in [(2, a, b, c) for a in range(3) for b in range(3) for c in range(3)]:
        on = [1 for _, _, steps in paths if all(low <= row[at] <= high for at, low, high in steps)]
        assert len(on) == (1 if 2 in row[1:] else 0)


def test_an_empty_network_still_has_its_sentinel():
    assert [list(json.loads(shard.text)) for shard in build_shards([], [])] == [["~"]]


def test_a_partly_known_number_is_a_pair_of_regions():
    compiled = compile_edition(edition_on(random_rulebook(Random(4)), DAY))
    name, cut = next((name, cut) for name, cut in compiled.regions.cuts.items() if cut.type == "number")
    values = random_values(Random(3), compiled.edition.rulebook, [0])
    values[name] = Interval(cut.thresholds[0], BOUNDLESS)
    row = compiled.regions.row(values)
    assert [*row[cut.column : cut.column + 2]] == [1, 2 * len(cut.thresholds)]
    values[name] = exactly(cut.thresholds[0])
    assert compiled.regions.row(values)[cut.column + 1] == 1
