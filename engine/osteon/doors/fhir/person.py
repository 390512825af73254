"""Who the patient is: age, sex, and whether she or he is alive on the day."""

from osteon.doors.fhir.accounting import Became
from osteon.doors.fhir.drafting import Draft, read, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.shapes import day, text
from osteon.patient.dates import read_span

_SEXES = ("female", "male")


def read_patient(found: Found, draft: Draft) -> Became:
    """Read a Patient."""
    resource, told, why = found.resource, [], []
    if id := text(resource, "id"):
        draft.fields["id"] = id
        told.append("id")
    born = day(resource, "birthDate")
    if born and read_span(born).first <= draft.today:
        draft.fields["birth_date"] = born
        told.append("birth_date")
    elif resource.get("birthDate") is not None:
        why.append("the birth date is no date, or lies after the day of the evaluation")
    sex = text(resource, "gender").casefold()
    if sex in _SEXES:
        draft.fields["sex"] = sex
        told.append("sex")
    elif sex:
        why.append(f'the sex is given as "{sex[:40]}", which leaves it open here')
    if _has_died(found, draft):
        draft.fields["deceased"] = True
        told.append("deceased")
    return uncertain("; ".join(why), *told) if why else read(*told)


def _has_died(found: Found, draft: Draft) -> bool:
    """Say whether the patient has died by the day of the evaluation; a death without a day counts."""
    resource = found.resource
    if resource.get("deceasedBoolean") is True:
        return True
    if resource.get("deceasedDateTime") is None:
        return False
    died = day(resource, "deceasedDateTime")
    return not died or read_span(died).first <= draft.today
