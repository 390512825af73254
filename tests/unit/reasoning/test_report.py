"""What a report promises, on the shipped pack."""

import json
from datetime import date, datetime
from random import Random

import pytest

import osteon
from osteon.basics.records import replace
from osteon.knowledge.models import SEVERITIES
from tests.differential.random_profiles import random_document

DAY = "2026-11-24"
PATIENT: dict[str, object] = {
    "age": 72,
    "sex": "female",
    "medications": ["Coumadin"],
    "supplements": [{"name": "D/K2 drops", "ingredients": [{"name": "MK-7", "amount": "100 mcg"}]}],
    "conditions": "none",
}


def evaluated(**changes: object) -> osteon.Report:
    return osteon.evaluate({**PATIENT, **changes}, as_of=DAY)


def verdict_of(report: osteon.Report, rule_id: str) -> str:
    return str(next(each.verdict for each in report.verdicts if each.rule_id == rule_id))


@pytest.mark.parametrize("seed", range(5))
def test_every_rule_has_one_verdict_and_advisories_come_by_severity(seed: int) -> None:
    random, rules = Random(seed), set(osteon.load_rulebook().rules)
    for _ in range(50):
        report = osteon.evaluate(random_document(random), as_of=DAY)
        assert {each.rule_id for each in report.verdicts} == rules
        assert report.became == {each.rule_id: each.verdict for each in report.verdicts}
        raised = {each.rule_id for each in report.verdicts if each.verdict == "raised"}
        assert {each.rule_id for each in report.advisories} == raised
        ranks = [SEVERITIES.index(each.severity) for each in report.advisories]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_profile_day_and_pack_give_the_same_bytes(seed: int) -> None:
    document = random_document(Random(seed))
    assert (
        osteon.evaluate(document, as_of=DAY).to_json() == osteon.evaluate(dict(document), as_of=DAY).to_json()
    )


def test_the_json_has_the_names_of_the_attributes() -> None:
    report = evaluated()
    data = json.loads(report.to_json())
    first = report.advisories[0]
    assert data["advisories"][0]["rule_id"] == first.rule_id == "vka-vitamin-k-supplement"
    assert data["advisories"][0]["severity"] == first.severity == "critical"
    assert data["advisories"][0]["clinician"]["summary"] == first.clinician.summary
    assert list(data) == [
        "format", "advisories", "verdicts", "questions", "no_need_to_ask", "not_assessed", "versions",
        "disclaimer",
    ]  # fmt: skip
    assert data["versions"]["pack_hash"] == osteon.load_rulebook().hash


def test_every_report_says_that_nobody_approved_it() -> None:
    report = evaluated()
    assert all(each.approval == "not clinically approved" for each in report.advisories)
    assert "No clinician" in report.versions.approval
    assert "not a medical device" in report.disclaimer


def test_every_advisory_tells_its_facts_and_its_evidence() -> None:
    for advisory in evaluated().advisories:
        assert advisory.citations
        assert advisory.because.truth == "yes"
        assert all(
            citation.verdict not in ("unverifiable", "contradicted") for citation in advisory.citations
        )


def test_a_product_is_named_as_the_record_names_it() -> None:
    assert (
        "D/K2 drops" in evaluated().advisories[0].patient.detail + evaluated().advisories[0].clinician.detail
    )


def test_what_was_stated_without_a_list_is_named_by_its_concept() -> None:
    report = osteon.evaluate(takes={"warfarin": "taken", "MK-7": "100 mcg/day"}, as_of=DAY)
    advisory = next(each for each in report.advisories if each.rule_id == "vka-vitamin-k-supplement")
    texts = (advisory.clinician, advisory.patient)
    assert not any(" yes " in f" {text.summary} {text.detail} " for text in texts)


def test_summaries_stay_under_140_characters_whatever_the_record_calls_its_products() -> None:
    long = [
        {"name": "MK-7 " + "x" * 200, "codes": [], "form": "MK-7"},
        *(f"MK-7 {at} mcg" for at in range(1, 12)),
    ]
    report = osteon.evaluate({**PATIENT, "supplements": long}, as_of=DAY)
    for advisory in report.advisories:
        assert len(advisory.clinician.summary) < 140
        assert len(advisory.patient.summary) < 140


def test_a_rule_past_its_review_date_still_speaks_and_is_marked_stale() -> None:
    report = osteon.evaluate(PATIENT, as_of="2028-01-01")
    assert report.advisories
    assert all(each.stale for each in report.advisories)
    assert "vka-vitamin-k-supplement" in report.versions.stale_rules


def test_a_day_before_the_pack_is_an_error_and_not_an_empty_report() -> None:
    with pytest.raises(osteon.PackError, match="no rule in force on 2020-01-01"):
        osteon.evaluate(PATIENT, as_of="2020-01-01")


@pytest.mark.parametrize("day", [DAY, date(2026, 11, 24), datetime(2026, 11, 24, 23, 59)])  # noqa: DTZ001  # a caller may have one
def test_the_day_may_be_a_text_a_date_or_a_moment(day: object) -> None:
    assert osteon.evaluate(PATIENT, as_of=day).versions.as_of == DAY  # type: ignore[arg-type]  # each kind in turn


def test_a_day_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(osteon.ProfileError, match="as_of: 'tomorrow' is not a date"):
        osteon.evaluate(PATIENT, as_of="tomorrow")


def test_the_reference_alone_gives_the_same_verdicts_and_says_that_it_spoke_alone() -> None:
    both, alone = evaluated(), osteon.evaluate(PATIENT, as_of=DAY, engine="reference")
    assert both.verdicts == alone.verdicts
    assert both.versions.engines == ("durable-rules 2.0.28", "reference")
    assert alone.versions.engines == ("reference",)


def test_an_engine_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="engine must be one of durable-rules, reference"):
        osteon.evaluate(PATIENT, engine="rete")


@pytest.mark.parametrize(
    "given",
    ["[]", "5", '"warfarin"', "{", "", "NaN", '{"age": NaN}', "\ud800", "[" * 100_000, "{}x", b"\xff\xfe"],
)
def test_text_that_is_no_profile_is_refused_in_words(given: str | bytes) -> None:
    with pytest.raises(osteon.ProfileError):
        osteon.evaluate(given, as_of=DAY)


def test_a_key_that_stands_twice_is_refused_and_never_overwrites_the_first() -> None:
    with pytest.raises(osteon.ProfileError, match="`medications` stands twice"):
        osteon.evaluate('{"medications": ["warfarin"], "medications": []}', as_of=DAY)


def test_the_profile_may_be_keywords_a_mapping_json_text_or_a_profile() -> None:
    fields: dict[str, object] = {"medications": ["warfarin"], "d3_dose": "5000 IU/day", "pregnant": False}
    ways = (
        osteon.evaluate(as_of=DAY, **fields),  # type: ignore[arg-type]  # fields, not the named arguments
        osteon.evaluate(fields, as_of=DAY),
        osteon.evaluate(json.dumps(fields), as_of=DAY),
        osteon.evaluate(json.dumps(fields).encode(), as_of=DAY),
        osteon.evaluate(osteon.Profile.model_validate(fields), as_of=DAY),
    )
    assert len({report.to_json() for report in ways}) == 1


def test_four_plain_fields_are_enough_to_warn_and_to_ask() -> None:
    report = osteon.evaluate(
        medications=["warfarin"], d3_dose="5000 IU/day", osteoporosis=True, pregnant=False, as_of=DAY
    )
    assert verdict_of(report, "vka-consult-prescriber") == "raised"
    assert verdict_of(report, "vka-vitamin-k-supplement") == "unknown"
    assert report.questions[0].severity == "critical"


def test_an_unrecognised_name_is_reported_and_could_be_anything() -> None:
    report = osteon.evaluate({**PATIENT, "medications": ["warferin"]}, as_of=DAY)
    note = next(each for each in report.not_assessed if each.what == "warferin")
    assert note.where.startswith("medications[0]")
    assert "warfarin" in note.hint
    assert verdict_of(report, "vka-vitamin-k-supplement") == "unknown"


def test_nothing_told_is_nothing_raised_and_much_asked() -> None:
    report = osteon.evaluate({}, as_of=DAY)
    assert report.advisories == ()
    assert len(report.questions) > 10
    assert verdict_of(report, "vka-vitamin-k-supplement") == "unknown"


def test_a_rule_that_is_not_yet_in_force_says_from_which_day_it_is() -> None:
    book = osteon.load_rulebook()
    late = replace(book.rules["vka-consult-prescriber"], since="2027-06-01")
    book = replace(book, rules={**book.rules, late.id: late})
    report = osteon.evaluate(PATIENT, as_of=DAY, rulebook=book)
    verdict = next(each for each in report.verdicts if each.rule_id == late.id)
    assert (verdict.verdict, verdict.decided_by, verdict.why) == (
        "not in force",
        "",
        "in force from 2027-06-01",
    )
    assert late.id in {each.what for each in report.not_assessed}
