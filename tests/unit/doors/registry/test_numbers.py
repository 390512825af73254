"""What a summary says and does not say: bounds that hold, and small numbers that cannot be had."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon import load_rulebook
from osteon.doors.registry.bulk import cuts_of
from osteon.doors.registry.burden import _shown
from osteon.doors.registry.run import run
from osteon.doors.registry.summary import _wilson, summary_of
from osteon.doors.registry.suppression import hidden
from tests.unit.doors.registry.registries import order, synthetic, verdicts

RULES = load_rulebook().rules
COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 40), min_size=1)


@given(COUNTS, st.integers(0, 12))
def test_no_small_number_is_shown_and_none_follows_from_the_total(counts, below):
    shown = hidden(counts, below)
    kept_back = [name for name, number in shown.items() if number is None]
    assert all(not 0 < number < below for number in shown.values() if number is not None)
    assert all(shown[name] == counts[name] for name in counts if name not in kept_back)
    others = [number for name, number in counts.items() if name not in kept_back and number]
    if kept_back and (others or len(kept_back) > 1):
        assert len(kept_back) > 1
        # Whoever subtracts what is shown from the total still cannot tell any of them.
        rest = sum(counts.values()) - sum(each for each in shown.values() if each is not None)
        ways = (
            [way for way in product(range(rest + 1), repeat=len(kept_back)) if sum(way) == rest]
            if rest < 60 and len(kept_back) < 3
            else []
        )
        assert not ways or all(len({way[at] for way in ways}) > 1 for at in range(len(kept_back)))


def test_nothing_is_hidden_if_nothing_is_to_be():
    assert hidden({"a": 1, "b": 9}, 0) == {"a": 1, "b": 9}


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(1, 12))
def test_no_number_of_a_change_follows_from_the_others(before, comes, goes, below):
    goes = min(goes, before)
    numbers = {"before": before, "after": before - goes + comes, "comes": comes, "goes": goes}
    shown = _shown(numbers, below)
    assert all(not 0 < number < below for number in shown.values() if number is not None)
    assert list(shown.values()).count(None) != 1 or not [n for n in shown.values() if n]


@pytest.mark.parametrize("of", [1, 10, 1000])
def test_an_interval_of_a_sample_holds_the_share_and_stays_within_0_and_1(of):
    for hits in {0, 1, of // 2, of}:
        low, high = _wilson(hits, of)
        assert 0 <= low <= hits / of + 1e-12
        assert hits / of - 1e-12 <= high <= 1


def test_a_summary_adds_up_to_the_verdicts_it_is_made_from(tmp_path):
    out = tmp_path / "out"
    source = synthetic(tmp_path / "registry", 300)
    lines = run(order(source, out))
    found = summary_of(lines, load_rulebook(), str(out), is_complete=True, below=0, is_sample=True)
    rows = verdicts(out)
    assert found.patients == len({patient for patient, *_ in rows})
    assert sum(found.account["patients"].values()) == 300
    for rule in found.rules:
        for verdict, number in rule.patients.items():
            assert number == sum(each[1:3] == (rule.rule_id, verdict) for each in rows)
        assert rule.lowest == rule.patients["raised"] / found.patients
        assert rule.highest == (rule.patients["raised"] + rule.patients["unknown"]) / found.patients
        assert rule.sample[0] <= rule.lowest <= rule.highest <= rule.sample[1]
    for wanting in found.wanting:
        open_rows = [each for each in rows if each[2] == "unknown" and wanting.fact in each[3].split(",")]
        assert wanting.verdicts == len(open_rows)
        assert wanting.alone == sum(each[3] == wanting.fact for each in open_rows)
        assert set(wanting.rules) == {each[1] for each in open_rows}
    for severity, flags in found.alerts.items():
        assert sum(flags.values()) == found.patients
        raised = [each for each in rows if each[2] == "raised" and RULES[each[1]].severity == severity]
        assert sum(int(number) * patients for number, patients in flags.items()) == len(raised)


def test_a_summary_hides_what_is_small_and_what_tells_it(tmp_path):
    out = tmp_path / "out"
    lines = run(order(synthetic(tmp_path / "registry", 300), out))
    shown, whole = (
        summary_of(lines, load_rulebook(), str(out), is_complete=True, below=below) for below in (10, 0)
    )
    small = [
        one
        for one, all_ in zip(shown.rules, whole.rules, strict=True)
        if any(0 < n < 10 for n in all_.patients.values())
    ]
    assert small
    for rule in small:
        assert list(rule.patients.values()).count(None) >= 2
        assert rule.lowest is None or rule.highest is None
        assert not any(rule.rule_id in wanting.rules for wanting in shown.wanting)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=64), st.integers(1, 500))
def test_parts_of_an_export_hold_all_groups_and_about_as_many_patients_each(counts, patients):
    cuts = cuts_of(counts, patients)
    assert cuts[0] == 0 and cuts[-1] == len(counts) and cuts == sorted(set(cuts))
    held = [sum(counts[first:end]) for first, end in pairwise(cuts)]
    several = -(-sum(counts) // patients) or 1
    assert len(held) <= several
    # No part is larger or smaller than its share by more than the groups at its ends.
    share = sum(counts) / min(several, len(counts))
    assert all(each <= share + max(counts) + 1 for each in held)
    assert len(held) == 1 or all(each >= share - 2 * max(counts) - 1 for each in held)
