import pytest

from osteon.basics.records import replace
from osteon.doors.cds.overrides import Reasons
from osteon.knowledge.models import Override
from osteon.knowledge.reason_codes import REASONS
from tests.architecture.house import TOP
from tests.unit.doors.cds.calls import EDITION, PATIENT, answered, bundle, call, order, taken

WARFARIN = {"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"))}
CALL = call("order-sign", order("MK-7 100 mcg/day", "d1"), prefetch=WARFARIN)
REPORT = answered(CALL).report
ADVISORY = REPORT.advisories[0]


def offered(*overrides, advisory=ADVISORY):
    edition = replace(EDITION, rulebook=replace(EDITION.rulebook, overrides=overrides))
    return [each["code"] for each in Reasons(edition).of(advisory)]


def entry(**narrowed):
    return Override("e", "so", ("limited-time",), **narrowed)


def test_the_pack_says_what_is_offered_and_nothing_else_is():
    assert offered() == []
    assert offered(entry()) == ["limited-time"]
    assert offered(entry(), Override("f", "so", ("patient-refuses", "limited-time"))) == [
        "limited-time",
        "patient-refuses",
    ]


@pytest.mark.parametrize(
    ("fits", "does_not"),
    [
        ({"severity": ("critical",)}, {"severity": ("info", "warning")}),
        ({"certainty": (ADVISORY.certainty,)}, {"certainty": ("very low",)}),
        ({"about": ("food", "class")}, {"about": ("test",)}),
        ({"rules": (ADVISORY.rule_id,)}, {"rules": ("another",)}),
        (
            {"rules": (ADVISORY.rule_id,), "severity": ("critical",)},
            {"about": ("class",), "severity": ("info",)},
        ),
    ],
)
def test_what_an_entry_names_narrows_down_for_what_it_is_offered(fits, does_not):
    assert ADVISORY.severity == "critical"
    assert offered(entry(**fits)) == ["limited-time"]
    assert offered(entry(**does_not)) == []


def test_some_reasons_are_offered_only_where_something_is_left_open():
    confirmed = replace(ADVISORY, basis="confirmed", also_ask=())
    assert offered(entry(unconfirmed=True), advisory=confirmed) == []
    assert offered(entry(unconfirmed=True), advisory=replace(confirmed, basis="assumed")) == ["limited-time"]


def test_every_rule_of_the_shipped_pack_offers_a_few_reasons():
    found = Reasons(EDITION)
    for rule in EDITION.rules:
        codes = [each["code"] for each in found.of(replace(ADVISORY, rule_id=rule.id))]
        assert 4 <= len(codes) <= 14, rule.id


def test_a_pack_that_offers_none_has_cards_without_the_key():
    edition = replace(EDITION, rulebook=replace(EDITION.rulebook, overrides=()))
    cards = answered(CALL, edition=edition).response["cards"]
    assert cards
    assert not any("overrideReasons" in each for each in cards)


def test_the_reference_lists_every_code():
    page = (TOP / "docs" / "rule-language.md").read_text(encoding="utf-8")
    assert [code for reasons in REASONS.values() for code in reasons if f"`{code}`" not in page] == []
