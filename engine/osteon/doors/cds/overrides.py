"""Reasons why advice may be set aside: HL7's codes, and which of them fit an advisory.

The codes and their wording are HL7's NonAdherenceReasonCodes (CC0, trial use).
Which of them are offered follows from what an advisory is about; the client may
add its own, and a free comment is always possible.
"""

from collections.abc import Iterator

from osteon.doors.cds.hooks import Json
from osteon.patient.vocabulary import Kind
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Advisory

SYSTEM = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes"

REASONS: dict[str, dict[str, str]] = {
    "cds-not-applicable": {
        "patient-ineligible": "Patient does not meet eligibility for recommended action",
        "indication-order-exists": "Patient has indication/order for intended action",
        "action-completed": "Recommended action was already completed",
        "action-unsuccessful": "Recommended action was previously unsuccessful",
        "action-performed-no-adverse-effect": "Intended action was performed previously without "
        "adverse effect",
        "action-not-priority": "Recommended action is not relevant or a priority in current state of health",
    },
    "cds-suboptimal-context": {
        "limited-time": "Could not address recommended action due to limited time",
        "wrong-time-workflow": "PC CDS delivered at wrong time in workflow or patient lifecycle",
        "inappropriate-recipient": "PC CDS delivered to inappropriate recipient/role",
        "need-more-info": "Could not address recommended action due to need for more information/"
        "pending results/pending consult",
    },
    "recipient-disagrees-evidence": {
        "does-not-align-latest-evidence": "Recommended action does not align with the latest evidence",
        "expert-contradicts": "Advice from expert contradicts the recommended action",
        "policy-contradicts": "Institutional policy/guideline contradicts the recommended action",
        "recipient-does-not-trust": "Recipient does not agree with or trust the recommended action",
    },
    "recipient-concerns-outcomes": {
        "risk-benefit-ratio": "Recipient assessment of risk/benefit ratio",
        "mitigate-risk-negative-outcome": "Action taken to mitigate risk of negative outcome",
        "likely-negative-health-outcomes": "Recommended action likely to have negative health outcomes",
        "patient-contraindication": "Patient has contraindication to recommended action",
    },
    "does-not-align-preferences": {
        "patient-fears-discomfort": "Patient fears discomfort from complying with recommended action",
        "patient-does-not-want-change": "Patient does not want to change behavior or believes the change is "
        "unnecessary",
        "cultural-religious-reason": "Patient has a cultural or religious reason for not following "
        "recommended action",
        "prefers-alternative": "Patient prefers an alternative approach or treatment",
        "patient-refuses": "Patient refuses/declines (no context given)*",
    },
    "not-convenient-feasible": {
        "inadequate-support": "Patient has inadequate caregiver/social support",
        "service-not-available": "Treatment or service is not practically available",
        "implementation-challenges": "Recommended action cannot be implemented due to technology/challenges",
        "too-costly-uncovered": "Recommended action is too costly or not covered by insurance",
        "recipient-does-not-understand": "Recipient does not understand the recommended action or know how "
        "to perform the recommended action",
        "comorbidity-disability": "Patient has co-morbidity or disability that hinders them from "
        "completing recommended action",
    },
}
"""Every reason by its category, in HL7's order."""

_DISPLAYS = {code: display for reasons in REASONS.values() for code, display in reasons.items()}

_ALWAYS = frozenset(("patient-ineligible", "action-completed", "risk-benefit-ratio"))
_BY_SEVERITY = {
    "critical": frozenset(("mitigate-risk-negative-outcome", "expert-contradicts")),
    "warning": frozenset(("mitigate-risk-negative-outcome", "action-not-priority")),
    "info": frozenset(("action-not-priority", "limited-time")),
}
_UNCERTAIN = frozenset(("does-not-align-latest-evidence",))
_UNCONFIRMED = frozenset(("need-more-info",))
_BY_SUBJECT = {
    "drug": frozenset(("indication-order-exists", "action-performed-no-adverse-effect")),
    "class": frozenset(("indication-order-exists", "action-performed-no-adverse-effect")),
    "nutrient": frozenset(("patient-does-not-want-change", "prefers-alternative")),
    "product": frozenset(("patient-does-not-want-change", "prefers-alternative")),
    "food": frozenset(("patient-does-not-want-change",)),
    "test": frozenset(("need-more-info", "service-not-available")),
    "condition": frozenset(("patient-contraindication",)),
}


def override_reasons(advisory: Advisory, edition: Edition) -> list[Json]:
    """Return the reasons that fit an advisory, as Codings, in HL7's order."""
    offered = _ALWAYS | _BY_SEVERITY[advisory.severity]
    if advisory.certainty in ("low", "very low"):
        offered |= _UNCERTAIN
    if advisory.basis != "confirmed" or advisory.also_ask:
        offered |= _UNCONFIRMED
    for subject in _subjects(advisory.rule_id, edition):
        offered |= _BY_SUBJECT.get(subject, frozenset())
    return [
        {"code": code, "system": SYSTEM, "display": display}
        for code, display in _DISPLAYS.items()
        if code in offered
    ]


def _subjects(rule_id: str, edition: Edition) -> Iterator[str]:
    """Yield what a rule is about: the kinds of the concepts whose facts it reads."""
    rulebook = edition.rulebook
    for name in edition.facts_of_rule(rulebook.rules[rule_id]):
        fact = rulebook.vocabulary[name]
        concept = rulebook.terminology.concepts.get(fact.of)
        if concept is not None:
            yield concept.kind
        if fact.kind in (Kind.TEST_RESULT, Kind.DAYS_SINCE_TEST):
            yield "test"
