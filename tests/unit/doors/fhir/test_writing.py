"""A report as a FHIR Bundle, held against a model of FHIR that others maintain."""

import json

import pytest

from osteon import evaluate, from_fhir
from osteon.basics.errors import Problem
from osteon.doors.fhir.writing import bundle_of, bundle_pieces, status_of
from osteon.doors.rendering.answers import Answer, Style
from tests.unit.doors.fhir.records import AS_OF, bundle, order, patient

models = pytest.importorskip("fhir.resources.R4B.bundle", reason="fhir.resources is in the extra dev")

WARFARIN = {"medications": ["warfarin"], "supplements": [{"name": "MK-7", "amount": "100 mcg/day"}]}


def written(report, id="one"):
    return bundle_of(Answer("a.json", id, report))


def checked(document):
    """Return the Bundle as the model read it; it raises for whatever is not FHIR."""
    return models.Bundle.model_validate_json(json.dumps(document))


def parts(document, kind):
    return [each["resource"] for each in document["entry"] if each["resource"]["resourceType"] == kind]


@pytest.mark.parametrize(
    "profile",
    [{}, WARFARIN, {"d3_dose": "5000 IU/day"}, {"medications": "none", "supplements": ["Zyxelor forte"]}],
)
def test_what_is_written_is_fhir(profile):
    assert checked(written(evaluate(profile, as_of=AS_OF))).type == "collection"


def test_a_record_that_came_as_fhir_goes_back_as_fhir():
    record = from_fhir(
        bundle(patient(), order("warfarin"), order(medicationCodeableConcept=None)), as_of=AS_OF
    )
    document = written(evaluate(record), str(record.profile["id"]))
    checked(document)
    (outcome,) = parts(document, "OperationOutcome")
    assert any(issue.get("expression") == ["Bundle.entry[2].resource"] for issue in outcome["issue"])
    (response,) = parts(document, "GuidanceResponse")
    assert response["subject"] == {"reference": "Patient/one"}
    assert response["evaluationMessage"][0]["reference"] == document["entry"][-1]["fullUrl"]


def test_every_advisory_is_an_issue_and_every_question_a_requirement():
    report = evaluate(WARFARIN, as_of=AS_OF)
    document = written(report)
    issues = {
        issue["identifier"][0]["value"]: issue["severity"] for issue in parts(document, "DetectedIssue")
    }
    expected = {"critical": "high", "warning": "moderate", "info": "low"}
    assert issues == {each.rule_id: expected[each.severity] for each in report.advisories}
    (response,) = parts(document, "GuidanceResponse")
    asked = [each["extension"][0]["valueString"] for each in response["dataRequirement"]]
    assert asked == [question.ask for question in report.questions]


def test_an_issue_says_that_nobody_approved_it():
    document = written(evaluate(WARFARIN, as_of=AS_OF))
    for issue in parts(document, "DetectedIssue"):
        assert issue["status"] == "preliminary"
        assert "not clinically approved" in issue["detail"]
    assert document["meta"]["tag"][0]["code"] == "not-approved"


def test_how_complete_an_answer_is():
    assert status_of(evaluate(WARFARIN, as_of=AS_OF)) == "data-requested"
    assert status_of(evaluate({}, as_of=AS_OF)) == "data-required" or evaluate({}, as_of=AS_OF).advisories


def test_the_same_report_is_the_same_bundle():
    first, second = (written(evaluate(WARFARIN, as_of=AS_OF)) for _ in range(2))
    assert first == second


def test_no_report_is_a_failure_and_never_an_empty_bundle():
    answer = Answer("a.json", "", None, (Problem("age: 720 is not an age"),))
    document = bundle_of(answer)
    checked(document)
    assert parts(document, "GuidanceResponse")[0]["status"] == "failure"
    assert parts(document, "OperationOutcome")[0]["issue"][0]["diagnostics"] == "age: 720 is not an age"


def test_several_are_one_on_each_line():
    answers = [Answer(name, name, evaluate(WARFARIN, as_of=AS_OF)) for name in ("a", "b")]
    lines = "".join(bundle_pieces(answers, Style(several=True))).splitlines()
    assert [checked(json.loads(line)).type for line in lines] == ["collection", "collection"]


def test_the_model_would_notice_what_is_not_fhir():
    document = written(evaluate(WARFARIN, as_of=AS_OF))
    parts(document, "DetectedIssue")[0]["status"] = 5
    with pytest.raises(ValueError, match="status"):
        checked(document)
