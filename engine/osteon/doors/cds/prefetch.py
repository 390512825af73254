"""Which parts of a record a client should send along: worked out from the facts that the rules read.

A rule that begins to read another kind of fact changes the templates by itself,
and a kind that FHIR does not hold asks for nothing. Searches are plain FHIR R4.
"""

from collections.abc import Iterator

from osteon.basics.typed import NamedTuple
from osteon.doors.cds.hooks import Hook
from osteon.doors.fhir.codes import DELIVERY_DATE, PREGNANCY_STATUS
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.edition import Edition

PATIENT, REQUESTS, STATEMENTS, NUTRITION = (
    "patient",
    "medicationRequests",
    "medicationStatements",
    "nutritionOrders",
)
CONDITIONS, ALLERGIES, RESULTS, PROCEDURES = "conditions", "allergies", "observations", "procedures"

_TAKEN = (REQUESTS, STATEMENTS)
_TESTED = (RESULTS,)
_NOWHERE: tuple[str, ...] = ()

READ_FROM: dict[Kind, tuple[str, ...]] = {
    Kind.TAKING: _TAKEN,
    Kind.TAKING_UNLABELLED: _TAKEN,
    Kind.TAKING_SALT: _TAKEN,
    Kind.DAILY_AMOUNT: _TAKEN,
    Kind.LARGEST_AMOUNT: _TAKEN,
    Kind.IMPLAUSIBLE_AMOUNT: _TAKEN,
    Kind.COUNT: _TAKEN,
    Kind.TIMES_A_DAY: _TAKEN,
    Kind.DAYS_TAKEN: _TAKEN,
    Kind.DAYS_SINCE_STOPPED: _TAKEN,
    Kind.DAYS_SINCE_CHANGED: _TAKEN,
    Kind.RECORDED_COURSE: _TAKEN,
    Kind.RECORDED: _TAKEN,
    Kind.OTHER_SOURCE: _TAKEN,
    Kind.LIST_GIVEN: _TAKEN,
    Kind.CONDITION: (CONDITIONS,),
    Kind.ALLERGY: (ALLERGIES,),
    Kind.FIELD: (PATIENT, CONDITIONS, RESULTS),
    Kind.AGE: (PATIENT,),
    Kind.TEST_RESULT: _TESTED,
    Kind.TEST_BELOW_TARGET: _TESTED,
    Kind.TEST_ABOVE_TARGET: _TESTED,
    Kind.DAYS_SINCE_TEST: _TESTED,
    Kind.DAYS_SINCE_SURGERY: (PROCEDURES,),
    Kind.DAYS_UNTIL_SURGERY: (PROCEDURES,),
    Kind.SEPARATION: _NOWHERE,
    Kind.SEPARATION_CONFIRMED: _NOWHERE,
    Kind.DIET: _NOWHERE,
    Kind.DAYS_SINCE_COUNSELLED: _NOWHERE,
    Kind.CONTRADICTION: _NOWHERE,
}
"""Where FHIR keeps what a kind of fact is derived from. What it keeps nowhere has to be asked."""

_TYPES = {
    REQUESTS: "MedicationRequest", STATEMENTS: "MedicationStatement", NUTRITION: "NutritionOrder",
    CONDITIONS: "Condition", ALLERGIES: "AllergyIntolerance", RESULTS: "Observation", PROCEDURES: "Procedure",
}  # fmt: skip
_CALLED = {
    PATIENT: "the patient", REQUESTS: "the orders of medicines", STATEMENTS: "the medicines that are taken",
    NUTRITION: "the supplements that were ordered", CONDITIONS: "the conditions", ALLERGIES: "the allergies",
    RESULTS: "the test results", PROCEDURES: "the operations",
}  # fmt: skip
_EATEN = ("nutrient", "product", "food")
_MOST = 200
_DRAFTS = "draftOrders"
# Among drafts there may be orders of other things.
_KINDS = {f"context.{_DRAFTS}": ".ofType(MedicationRequest)"}
_LOINC = "http://loinc.org"


class Search(NamedTuple):
    """One key of the prefetch: its template, and what it holds, in words."""

    key: str
    template: str
    called: str


def searches(edition: Edition) -> dict[str, Search]:
    """Return what to prefetch for the rules of an edition, by key, the patient first."""
    terminology = edition.rulebook.terminology
    wanted = {PATIENT, *(key for fact in edition.facts for key in _keys_of(fact, terminology))}
    codes = sorted({code for fact in edition.facts for code in _observed(fact, terminology)})
    found = {}
    for key, called in _CALLED.items():
        if key in wanted and (key != RESULTS or codes):
            found[key] = Search(key, _template(key, codes), called)
    return found


def templates(edition: Edition) -> dict[str, str]:
    """Return the templates as a discovery document says them."""
    return {key: search.template for key, search in searches(edition).items()}


def ballot_templates(edition: Edition, hook: Hook) -> dict[str, str]:
    """Return what a client that knows the paths of CDS Hooks 3.0-ballot may send besides: the products.

    An order may name its medicine only by a reference, which no plain search follows. What is not sent of
    these is no gap: the order that it would explain is then not readable, and the answer says so.
    """
    wanted = searches(edition)
    places = {f"{key}Products": f"%{key}" for key in _TAKEN if key in wanted}
    if _DRAFTS in hook.orders:
        places[f"{_DRAFTS}Products"] = f"context.{_DRAFTS}"
    return {
        key: f"Medication?_id={{{{{place}.entry.resource{_KINDS.get(place, '')}.medication.resolve().id}}}}"
        for key, place in places.items()
    }


def _keys_of(fact: Fact, terminology: Terminology) -> tuple[str, ...]:
    keys = READ_FROM[fact.kind]
    of = terminology.concepts.get(fact.of)
    return (*keys, NUTRITION) if keys is _TAKEN and of is not None and of.kind in _EATEN else keys


def _observed(fact: Fact, terminology: Terminology) -> Iterator[str]:
    if fact.kind is Kind.FIELD and fact.of == "pregnancy":
        yield from PREGNANCY_STATUS | DELIVERY_DATE
    if READ_FROM[fact.kind] is not _TESTED:
        return
    for of in filter(None, (fact.of, fact.corrected_by)):
        for id in terminology.descendants(of):
            yield from (each.code for each in terminology[id].codes if each.system == "LOINC")


def _template(key: str, codes: list[str]) -> str:
    if key == PATIENT:
        return "Patient/{{context.patientId}}"
    search = f"{_TYPES[key]}?patient={{{{context.patientId}}}}"
    if key == RESULTS:
        search += "&code=" + ",".join(f"{_LOINC}|{code}" for code in codes)
    return f"{search}&_count={_MOST}"
