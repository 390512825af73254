"""FHIR OperationOutcomes: how an answer says that there is none, and why."""

Json = dict[str, object]


def outcome(severity: str, code: str, *said: str) -> Json:
    """Return an OperationOutcome with an issue for each sentence. `code` is one of FHIR's issue types."""
    issues = [{"severity": severity, "code": code, "diagnostics": each} for each in said]
    return {"resourceType": "OperationOutcome", "issue": issues}
