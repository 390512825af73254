"""A profile written as rows means what it meant."""

from hypothesis import given, settings

from osteon import load_rulebook
from osteon.doors.registry.rows import rows_of
from osteon.doors.registry.single import Single
from osteon.doors.screen.form import document_of
from osteon.reasoning.advise import advisor_for
from tests.properties.profiles import documents
from tests.unit.doors.registry.registries import DAY

SINGLE = Single(load_rulebook(), DAY)
RULES = load_rulebook().rules
ADVISOR = advisor_for(load_rulebook(), DAY)


@settings(max_examples=80, deadline=None)
@given(documents())
def test_a_profile_written_as_rows_and_read_again_has_the_same_verdicts(document):
    again = document_of(rows_of("7", document))
    assert SINGLE.verdicts("7", again) == SINGLE.verdicts("7", document)


@settings(max_examples=80, deadline=None)
@given(documents())
def test_the_slow_engine_says_what_a_report_says(document):
    report = ADVISOR.advise(document, DAY, "reference")
    told = {verdict.rule_id: str(verdict.verdict) for verdict in report.verdicts}
    assert {rule: verdict for _, rule, verdict, _ in SINGLE.verdicts("7", document)} == told


@settings(max_examples=80, deadline=None)
@given(documents())
def test_what_is_unknown_names_what_is_wanting_and_what_is_raised_what_it_rests_on(document):
    values = ADVISOR.plan.derive(document, DAY).values
    for _, rule, verdict, deciding in SINGLE.verdicts("7", document):
        read = ADVISOR.edition.facts_of_rule(RULES[rule])
        names = deciding.split(",") if deciding else []
        assert set(names) <= set(read)
        assert bool(names) is (verdict != "not raised")
        assert all(name in values for name in names)
