"""Break each stage in turn: no fault yields an empty or a shortened report."""

from collections.abc import Callable

import pytest

import osteon
from osteon.basics.errors import EngineDisagreement, EngineError, OsteonError, ReportError
from osteon.basics.truth import YES
from osteon.doors.cli import main
from osteon.knowledge.models import Rule, Wording
from osteon.reasoning import advise, reporting, wording
from osteon.reasoning.advise import Advisor
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.engines.rete import Network

PATIENT: dict[str, object] = {
    "medications": ["warfarin"],
    "supplements": [
        {"name": "MK-7", "amount": "100 mcg/day"},
        {"name": "vitamin D3", "amount": "5000 IU/day"},
    ],
    "conditions": "none",
    "age": 72,
    "sex": "female",
}
DAY = "2026-11-24"


@pytest.fixture
def advisor() -> Advisor:
    """A fresh advisor: what is broken here must not be met by another test."""
    return Advisor(edition_on(osteon.load_rulebook(), DAY))


@pytest.fixture(autouse=True)
def _our_advisor(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("osteon.doors.library.advisor_for", lambda _rulebook, _day: advisor)


def evaluated() -> osteon.Report:
    return osteon.evaluate(PATIENT, as_of=DAY)


def test_without_a_fault_the_patient_has_critical_advisories_and_a_verdict_for_every_rule(
    advisor: Advisor,
) -> None:
    report = evaluated()
    assert report.advisories[0].severity == "critical"
    assert len(report.verdicts) == len(osteon.load_rulebook().rules)


def _facts_fail(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(advisor.plan, "derive", _raise(RuntimeError("broken")))


def _a_fact_is_missing(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    honest = advisor.plan.derive

    def derive(document: object, as_of: object) -> object:
        facts = honest(document, as_of)  # type: ignore[arg-type]  # passed through
        facts.values.pop(next(iter(facts.values)))
        return facts

    patch.setattr(advisor.plan, "derive", derive)


def _the_reference_fails(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Reference, "outcomes", _raise(ZeroDivisionError("broken")))


def _the_reference_says_no_to_everything(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Reference, "outcomes", lambda self, _values: [0] * len(advisor.edition.rules))


def _the_reference_forgets_rules(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Reference, "outcomes", lambda self, _values: [])


def _the_network_says_nothing(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Network, "evaluate", lambda self, _row: [])


def _the_network_fails(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Network, "evaluate", _raise(MemoryError("broken")))


def _the_network_loses_an_answer(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    honest = Network.evaluate
    patch.setattr(Network, "evaluate", lambda self, row: honest(self, row)[1:])


def _the_regions_fail(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(advisor.regions, "row", _raise(KeyError("broken")))


def _everything_gives_way(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(advise, "give_way", lambda outcomes, _above: set(range(len(outcomes))))


def _the_network_makes_everything_give_way(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Rete, "give_way", lambda self, outcomes: set(range(len(outcomes))))


def _raise(fault: BaseException) -> Callable[..., object]:
    def broken(*_arguments: object, **_keywords: object) -> object:
        raise fault

    return broken


@pytest.mark.parametrize(
    "plant",
    [
        _facts_fail, _a_fact_is_missing, _the_reference_fails, _the_reference_says_no_to_everything,
        _the_reference_forgets_rules, _the_network_says_nothing, _the_network_fails, _the_network_loses_an_answer,
        _the_regions_fail, _everything_gives_way, _the_network_makes_everything_give_way,
    ],
)  # fmt: skip
def test_a_fault_in_the_evaluation_is_an_error_and_never_a_report(
    plant: Callable[[Advisor, pytest.MonkeyPatch], None], advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(advisor, monkeypatch)
    with pytest.raises(EngineError) as caught:
        evaluated()
    assert isinstance(caught.value, OsteonError)


def test_a_disagreement_tells_the_rules_and_can_be_repeated(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _the_network_says_nothing(advisor, monkeypatch)
    with pytest.raises(EngineDisagreement) as caught:
        evaluated()
    record = caught.value.record
    assert "vka-vitamin-k-supplement" in record["rules"]  # type: ignore[operator]  # a list of ids
    assert {"pack_hash", "edition", "regions", "reference", "durable_rules"} <= record.keys()


def test_a_text_that_cannot_be_filled_is_an_error_and_not_a_missing_advisory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording.Writer, "_filled", _raise(ReportError("broken")))
    report = evaluated()
    with pytest.raises(ReportError):
        _ = report.advisories
    with pytest.raises(ReportError):
        report.to_json()


def test_a_place_for_a_fact_that_is_not_there_is_an_error(advisor: Advisor) -> None:
    rule = next(iter(advisor.edition.rules))
    rulebook = advisor.edition.rulebook
    facts = advisor.plan.derive({}, evaluated().as_of)
    writer = wording.Writer(rulebook.vocabulary, rulebook.terminology, facts, {})
    with pytest.raises(ReportError, match=r"nothing can be written for \{no\.such_fact\}"):
        writer.text(rule, Wording("{no.such_fact}", ""))


def test_a_citation_that_is_not_in_the_register_is_an_error(advisor: Advisor) -> None:
    evidence = advisor.edition.rulebook.evidence
    kept = dict(evidence)
    evidence.clear()
    try:
        with pytest.raises(ReportError, match="not in the evidence register"):
            _ = evaluated().advisories
    finally:
        evidence.update(kept)


def test_a_renderer_that_fails_leaves_the_report_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    report = evaluated()
    monkeypatch.setattr(reporting, "plain", _raise(TypeError("broken")))
    with pytest.raises(TypeError):
        report.to_json()
    monkeypatch.undo()
    assert report.to_json() == osteon.evaluate(PATIENT, as_of=DAY).to_json()


# ---- on_error="report": what fails is a verdict, and what does not fail is reported.


def reported() -> osteon.Report:
    return osteon.evaluate(PATIENT, as_of=DAY, on_error="report")


def as_usual() -> dict[str, str]:
    return {each.rule_id: str(each.verdict) for each in evaluated().verdicts}


def differing(report: osteon.Report, usual: dict[str, str]) -> dict[str, str]:
    return {each.rule_id: each.verdict for each in report.verdicts if each.verdict != usual[each.rule_id]}


def test_without_a_fault_both_ways_give_the_same_bytes() -> None:
    assert reported().to_json() == evaluated().to_json()


def _one_rule_fails(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    at = [rule.id for rule in advisor.edition.rules].index("vka-natto")
    advisor.reference._questions[at] = (_raise(ZeroDivisionError("broken")), None)


def _one_rule_is_misjudged(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    at = [rule.id for rule in advisor.edition.rules].index("vka-natto")
    advisor.reference._questions[at] = (lambda _values: YES, None)


def _one_text_fails(advisor: Advisor, patch: pytest.MonkeyPatch) -> None:
    honest = wording.Writer.text

    def text(self: wording.Writer, rule: Rule, words: Wording) -> object:
        if rule.id == "vka-vitamin-k-supplement":
            raise ReportError("broken")
        return honest(self, rule, words)

    patch.setattr(wording.Writer, "text", text)


@pytest.mark.parametrize(
    ("plant", "broken"),
    [
        (_one_rule_fails, "vka-natto"),
        (_one_rule_is_misjudged, "vka-natto"),
        (_one_text_fails, "vka-vitamin-k-supplement"),
    ],
)
def test_a_rule_that_fails_is_an_error_beside_the_verdicts_of_the_others(
    plant: Callable[[Advisor, pytest.MonkeyPatch], None],
    broken: str,
    advisor: Advisor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = as_usual()
    advisories = {each.rule_id for each in evaluated().advisories}
    plant(advisor, monkeypatch)
    report = reported()
    assert differing(report, usual) == {broken: "error"}
    assert next(each.why for each in report.verdicts if each.rule_id == broken)
    assert report.not_assessed[0].what == broken
    assert {each.rule_id for each in report.advisories} == advisories
    assert '"verdict": "error"' in report.to_json()


def test_a_raised_rule_whose_giving_way_is_in_doubt_is_an_error(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = as_usual()
    _the_network_makes_everything_give_way(advisor, monkeypatch)
    found = differing(reported(), usual)
    assert found and set(found.values()) == {"error"}
    assert {name for name, verdict in usual.items() if verdict == "raised"} <= found.keys()


@pytest.mark.parametrize("plant", [_facts_fail, _the_network_fails, _the_regions_fail, _a_fact_is_missing])
def test_what_leaves_no_rule_cross_checked_stays_an_error(
    plant: Callable[[Advisor, pytest.MonkeyPatch], None], advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(advisor, monkeypatch)
    with pytest.raises(EngineError):
        reported()


def test_if_every_rule_fails_nothing_is_reported(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reference, "outcomes", _raise(ZeroDivisionError("broken")))
    monkeypatch.setattr(Reference, "outcome", _raise(ZeroDivisionError("broken")))
    with pytest.raises(EngineError, match="no rule could be evaluated"):
        reported()


def test_there_are_two_ways_to_take_an_error() -> None:
    with pytest.raises(ValueError, match="on_error must be raise or report"):
        osteon.evaluate(PATIENT, as_of=DAY, on_error="ignore")


def _on_the_command_line(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    line = [
        "evaluate",
        "--as-of",
        DAY,
        "--medication",
        "warfarin",
        "--supplement",
        "MK-7 100 mcg/day",
        *words,
    ]
    code = main(line)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("form", ["table", "markdown", "html", "json", "ndjson"])
def test_the_command_line_reports_the_other_rules_and_says_that_one_failed(
    form: str, advisor: Advisor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("osteon.doors.cli.ward_round.advisor_for", lambda _rulebook, _day: advisor)
    _one_rule_fails(advisor, monkeypatch)
    code, out, err = _on_the_command_line(capsys, "--format", form)
    assert (code, "ZeroDivisionError" in err) == (70, True)
    assert "vka-vitamin-k-supplement" not in out and "Vitamin K2" not in out
    code, out, _ = _on_the_command_line(capsys, "--format", form, "--on-error", "report")
    assert code == 70
    assert "vka-natto" in out and "the rule has no verdict" in out
    assert "critical" in out.casefold()
