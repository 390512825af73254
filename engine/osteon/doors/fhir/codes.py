"""The code systems of FHIR under the names that the terminology uses, and the few codes of FHIR itself."""

SYSTEMS = {
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
    "urn:oid:2.16.840.1.113883.6.88": "RxNorm",
    "http://snomed.info/sct": "SNOMED CT",
    "urn:oid:2.16.840.1.113883.6.96": "SNOMED CT",
    "http://loinc.org": "LOINC",
    "urn:oid:2.16.840.1.113883.6.1": "LOINC",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "urn:oid:2.16.840.1.113883.6.90": "ICD-10-CM",
    "http://hl7.org/fhir/sid/icd-10": "ICD-10-CM",
    "http://www.whocc.no/atc": "ATC",
    "urn:oid:2.16.840.1.113883.6.73": "ATC",
}
"""ICD-10 of the WHO shares its categories with ICD-10-CM, and the terminology knows categories."""

PREGNANCY_STATUS = frozenset(("82810-3", "11449-6"))
DELIVERY_DATE = frozenset(("11778-8", "11779-6", "11780-4", "57064-8", "90368-2"))
PREGNANCY_INTENT = frozenset(("86645-9",))

PREGNANT = frozenset(("77386006", "la15173-0", "y"))
NOT_PREGNANT = frozenset(("60001007", "la26683-5", "n"))
POSSIBLY_PREGNANT = frozenset(("152231000119106", "146799005", "102874004"))

SAYS_NONE = frozenset(
    (
        "160245001",  # no current problems or disability
        "716186003",  # no known allergy
        "409137002",  # no known drug allergy
        "428607008",  # no known environmental allergy
        "429625007",  # no known food allergy
        "787481004",  # no known history of procedure
        "787480003",  # no known procedure
        "no-known-allergies",
        "no-known-medications",
        "no-known-problems",
        "no-allergy-info",
        "no-medication-info",
        "no-problem-info",
    )
)
"""Codes by which a record says that a list is empty. They never confirm it: somebody wrote them, some day."""

_NONE_WORDS = (
    "no current", "no known", "no active problem", "none known", "nil known", "no significant",
    "no medication", "not taking any", "patient takes no", "no regular medication",
)  # fmt: skip


def says_none(raw: frozenset[str], name: str) -> bool:
    """Say whether a code or a name says that there is nothing to list."""
    said = name.casefold()
    return bool(raw & SAYS_NONE) or said.startswith(_NONE_WORDS) or said in ("none", "nil", "nothing")


FAMILY_HISTORY = frozenset(("416471007", "57177007", "281666001"))

SURGICAL = frozenset(("387713003",))
NOT_SURGICAL = frozenset(("103693007", "409063005", "409073007", "24642003", "410606002", "46947000"))
"""Categories of procedures: diagnostic, counselling, education, psychiatric, social service, chiropractic."""

MASKED = frozenset(
    ("masked", "unknown", "not-performed", "error", "unsupported", "not-asked", "asked-unknown")
)
"""Answers of data-absent-reason that stand in the place of a code."""
