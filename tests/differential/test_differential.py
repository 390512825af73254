"""The evaluators never differ, and the comparison notices when one of them is wrong."""

from collections.abc import Callable

import pytest

from osteon.basics.errors import EngineError
from osteon.language import judge, written
from osteon.reasoning import regions
from tests.differential.campaign import run, run_profiles

EVALUATIONS = 25_000


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_evaluators_agree_on_random_profiles_and_rulebooks(seed: int) -> None:
    tally = run_profiles(EVALUATIONS, seed)
    assert tally.evaluations >= EVALUATIONS
    assert tally.disagreements == []
    assert min(tally.raised, tally.undecided, tally.suppressed, tally.superseded) > 1_000


@pytest.mark.parametrize("seed", [1, 2])
def test_the_evaluators_agree_on_random_facts_and_rulebooks(seed: int) -> None:
    tally = run(EVALUATIONS, seed)
    assert tally.evaluations >= EVALUATIONS
    assert tally.disagreements == []
    assert min(tally.raised, tally.undecided, tally.suppressed, tally.superseded) > 1_000


def _drop_a_path(paths: list) -> list:
    return paths[1:]


def _turn_undecided_into_yes(paths: list) -> list:
    return [(rule, 2 if outcome == 1 else outcome, steps) for rule, outcome, steps in paths]


def _shift_a_region(paths: list) -> list:
    return [
        (rule, outcome, (*steps[:-1], (steps[-1][0], steps[-1][1] + 1, steps[-1][2] + 1)) if steps else steps)
        for rule, outcome, steps in paths
    ]


def _forget_the_last_step(paths: list) -> list:
    return [(rule, outcome, steps[:-1]) for rule, outcome, steps in paths]


def _exchange_two_rules(paths: list) -> list:
    last = max((rule for rule, _, _ in paths), default=0)
    return [(last - rule, outcome, steps) for rule, outcome, steps in paths]


@pytest.mark.parametrize(
    "fault",
    [_drop_a_path, _turn_undecided_into_yes, _shift_a_region, _forget_the_last_step, _exchange_two_rules],
)
def test_a_fault_planted_in_the_network_is_noticed(fault: Callable[..., list]) -> None:
    assert _noticed(fault)


def _noticed(fault: Callable[..., list]) -> bool:
    try:
        return bool(run(2_000, 5, fault).disagreements)
    except (EngineError, IndexError):  # a planted fault may also be refused outright
        return True


def _unknown_counts_as_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "_OPPOSITE", (judge.YES, judge.YES, judge.NO))


def _at_least_becomes_above(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = judge._compare
    monkeypatch.setattr(judge, "_compare", lambda fact, op, limit: honest(fact, op.replace(">=", ">"), limit))


def _any_becomes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "_some", judge._every)


def _known_becomes_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "is_known", lambda value: value is judge.YES)


@pytest.mark.parametrize(
    "plant", [_unknown_counts_as_no, _at_least_becomes_above, _any_becomes_all, _known_becomes_holds]
)
def test_a_fault_planted_in_the_reference_is_noticed(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    assert run(2_000, 6).disagreements


def _loosen_comparisons(text: str) -> str:
    return text.replace(" >= ", " > ")


def _let_silence_settle(text: str) -> str:
    return text.replace(" is NO or", " is not YES or")


def _exchange_open_and_settled(text: str) -> str:
    return text.replace("else UNKNOWN)", "else NO)")


@pytest.mark.parametrize("plant", [_loosen_comparisons, _let_silence_settle, _exchange_open_and_settled])
def test_a_fault_planted_in_the_written_conditions_is_noticed(
    plant: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = written.compile_text
    monkeypatch.setattr(written, "compile_text", lambda text: honest(plant(text)))
    assert run(2_000, 9).disagreements


def test_a_fault_planted_in_the_regions_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = regions.region
    monkeypatch.setattr(regions, "region", lambda number, thresholds: honest(number, thresholds) & ~1)
    assert run(2_000, 7).disagreements


def test_the_campaign_is_repeatable() -> None:
    assert run(1_000, 8) == run(1_000, 8)
