"""A report as a FHIR R4 Bundle: a GuidanceResponse, a DetectedIssue for each advisory, what was not assessed.

Everything says that no clinician has approved it: an issue is preliminary, and
the disclaimer stands in the Bundle, in the response, and in every issue.
"""

import json
import re
from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5

from osteon.doors.rendering.answers import Answer, Style
from osteon.reasoning.report import Advisory, Outcome, Question
from osteon.reasoning.reporting import Report

Json = dict[str, object]

SUCCESS, DATA_REQUESTED, DATA_REQUIRED, FAILURE = "success", "data-requested", "data-required", "failure"

_SEVERITIES = {"critical": "high", "warning": "moderate", "info": "low"}
_ASKED_OF = (
    ("condition.", "Condition"), ("allergy.", "AllergyIntolerance"), ("surgery.", "Procedure"),
    ("age", "Patient"), ("sex", "Patient"), ("pregnan", "Observation"), ("diet.", "NutritionOrder"),
    ("test.", "Observation"), ("postmenopausal", "Observation"), ("breastfeeding", "Observation"),
)  # fmt: skip
_NOT_APPROVED = {
    "system": "urn:osteon:approval",
    "code": "not-approved",
    "display": "prototype, not clinically approved",
}
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


def bundle_pieces(answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield one Bundle; where several profiles were asked for, one on each line."""
    indent = None if style.several else 2
    for answer in answers:
        yield json.dumps(bundle_of(answer), ensure_ascii=False, indent=indent) + "\n"


def bundle_of(answer: Answer) -> Json:
    """Return the answer for one profile as a Bundle. Without a report it says that there is none, and why."""
    if answer.report is None:
        return _failed(answer)
    report = answer.report
    patient = _patient(answer.id)
    outcome = _outcome([(each.where, f"{each.what}: {each.why}") for each in report.not_assessed])
    issues = [_issue(advisory, report, patient) for advisory in report.advisories]
    response = _response(report, patient)
    return _bundle([response, *issues, *([outcome] if outcome else [])], answer, report)


def status_of(report: Report) -> str:
    """Return how complete an answer is.

    Without an undecided rule: success. With one: data-requested if something was raised, else data-required,
    because nothing can be concluded from an empty list.
    """
    if not any(verdict.verdict == Outcome.UNKNOWN for verdict in report.verdicts):
        return SUCCESS
    return DATA_REQUESTED if report.advisories else DATA_REQUIRED


def _bundle(resources: list[Json], answer: Answer, report: Report | None) -> Json:
    seed = f"{answer.where}\n{answer.id}\n{report.versions if report else ''}"
    named: list[Json] = [
        resource | {"id": str(uuid5(NAMESPACE_URL, f"{seed}\n{at}\n{json.dumps(resource, sort_keys=True)}"))}
        for at, resource in enumerate(resources)
    ]
    if named[-1]["resourceType"] == "OperationOutcome":
        named[0]["evaluationMessage"] = [{"reference": f"urn:uuid:{named[-1]['id']}"}]
    entries = [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in named]
    return {
        "resourceType": "Bundle",
        "meta": {"tag": [_NOT_APPROVED]},
        "type": "collection",
        "entry": entries,
    }


def _response(report: Report, patient: Json | None) -> Json:
    versions = report.versions
    note = f"{report.disclaimer} Pack {versions.pack} {versions.pack_version} ({versions.pack_hash})."
    response: Json = {
        "resourceType": "GuidanceResponse",
        "moduleUri": f"urn:osteon:pack:{versions.pack}:{versions.pack_version}",
        "status": status_of(report),
        "occurrenceDateTime": versions.as_of,
        "note": [{"text": " ".join(note.split())}],
    }
    if patient:
        response["subject"] = patient
    if report.questions:
        response["dataRequirement"] = [_requirement(question) for question in report.questions]
    return response


def _requirement(question: Question) -> Json:
    kind = next((kind for start, kind in _ASKED_OF if question.fact.startswith(start)), "MedicationStatement")
    return {
        "extension": [{"url": "urn:osteon:question", "valueString": question.ask}],
        "type": kind,
        "codeFilter": [{"path": "code", "code": [{"system": "urn:osteon:fact", "code": question.fact}]}],
    }


def _issue(advisory: Advisory, report: Report, patient: Json | None) -> Json:
    said = [advisory.clinician.summary, advisory.clinician.detail]
    said += [f"Recommended: {action}" for action in advisory.actions]
    said.append(
        f"{advisory.certainty.capitalize()} certainty of evidence, basis {advisory.basis}, "
        f"{advisory.status}, {advisory.approval}."
    )
    issue: Json = {
        "resourceType": "DetectedIssue",
        "identifier": [{"system": "urn:osteon:rule", "value": advisory.rule_id}],
        "status": "preliminary",
        "code": {
            "coding": [{"system": "urn:osteon:rule", "code": advisory.rule_id, "display": advisory.title}],
            "text": advisory.title,
        },
        "severity": _SEVERITIES[advisory.severity],
        "identifiedDateTime": report.versions.as_of,
        "detail": "\n".join(each for each in said if each),
    }
    if patient:
        issue["patient"] = patient
    if address := next((each.url for each in advisory.citations if each.url), ""):
        issue["reference"] = address
    if advisory.citations:
        issue["evidence"] = [{"code": [{"text": each.cite}]} for each in advisory.citations]
    return issue


def _outcome(unread: list[tuple[str, str]]) -> Json | None:
    issues: list[Json] = []
    for where, why in unread:
        issue: Json = {"severity": "warning", "code": "incomplete", "diagnostics": why}
        issues.append(issue | {"expression": [where]} if where else issue)
    return {"resourceType": "OperationOutcome", "issue": issues} if issues else None


def _patient(id: str) -> Json | None:
    if not id:
        return None
    return {"reference": f"Patient/{id}"} if _ID.fullmatch(id) else {"display": id}


def _failed(answer: Answer) -> Json:
    issues: list[Json] = [
        {"severity": "error", "code": "processing", "diagnostics": each} for each in answer.reasons
    ]
    issues = issues or [{"severity": "error", "code": "processing", "diagnostics": "no report"}]
    response: Json = {
        "resourceType": "GuidanceResponse",
        "moduleUri": "urn:osteon",
        "status": FAILURE,
        "note": [{"text": "Nothing was evaluated; this does not mean that there is nothing to say."}],
    }
    return _bundle([response, {"resourceType": "OperationOutcome", "issue": issues}], answer, None)
