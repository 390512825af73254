"""The rarer keys of a fact: a field of an entry and what it says, a salt, a test that corrects another."""

from collections.abc import Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import FactRecord
from osteon.knowledge.kinds import NEEDS, type_of
from osteon.knowledge.near import did_you_mean
from osteon.knowledge.subjects import either
from osteon.patient.vocabulary import YES_NO, Kind

YES_OR_NO = ("yes", "no")

_PRESCRIBED = ("drug", "class")
_TIMING = (Kind.SEPARATION,)
"""The kinds that only say when something is taken."""


def limits_of(record: FactRecord) -> tuple[str, ...]:
    """Return the units of the parameters that a fact needs, with {unit} for the unit of its subject.

    A correction needs two more: how much for each unit of the other test, and the other test's usual value.
    """
    needs = NEEDS[record.kind]
    return (*needs.limits, "", "{other}") if record.corrected_by and needs.corrected_by else needs.limits


def check_details(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with `field`, `says`, `salt`, `corrected-by` and `may-become` of a fact."""
    yield from _check_field(entry)
    yield from _check_says(entry)
    yield from _check_salt(entry, drawers)
    yield from _check_correction(entry, drawers)
    yield from _check_change(entry, drawers)


def _check_change(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    record = entry.record
    sort = type_of(record.kind, record.of)
    possible = [way for way in NEEDS[record.kind].becomes if (way in YES_OR_NO) == (sort == YES_NO)]
    if bool(record.may_become) != bool(record.effort):
        hint = "say both how it may change and what that asks of the patient, or neither"
        yield Problem(f"`may-become` and `effort` of `{entry.name}` go together", entry.place, hint)
    for at, way in enumerate(record.may_become):
        if way not in possible:
            hint = f"it may become {either(possible)}" if possible else "remove `may-become` and `effort`"
            yield Problem(
                f"nobody may propose that `{entry.name}` become {way}", entry.at("may-become", at), hint
            )
    concept = drawers.concepts.entries.get(record.of)
    if record.may_become and record.kind not in _TIMING and concept and concept.record.kind in _PRESCRIBED:
        kind = concept.record.kind
        message = f"`{record.of}` is a {kind}: whether and how it is taken is a prescriber's decision"
        yield Problem(message, entry.at("may-become"), "remove `may-become` and `effort`")


def _check_field(entry: Entry[FactRecord]) -> Iterator[Problem]:
    record, fields = entry.record, NEEDS[entry.record.kind].fields
    if record.field and not fields:
        yield Problem(f"the kind `{record.kind}` has no `field`", entry.key("field"), "remove it")
    elif fields and not record.field:
        yield Problem(f"`field` is missing in `{entry.name}`", entry.place, f"it is {either(fields)}")
    elif record.field and record.field not in fields:
        hint = did_you_mean(record.field, fields) or f"it is {either(fields)}"
        yield Problem(f"an entry has no yes-or-no field `{record.field}`", entry.at("field"), hint)


def _check_says(entry: Entry[FactRecord]) -> Iterator[Problem]:
    record, needs = entry.record, NEEDS[entry.record.kind]
    if record.says and not needs.says:
        yield Problem(f"the kind `{record.kind}` has no `says`", entry.key("says"), "remove it")
    elif needs.says and not record.says:
        hint = f"it is {either(YES_OR_NO)}" if needs.fields else "name the source that does not count"
        yield Problem(f"`says` is missing in `{entry.name}`", entry.place, hint)
    elif needs.fields and record.says not in YES_OR_NO:
        yield Problem(f"a field says yes or no, not `{record.says}`", entry.at("says"), "write yes or no")


def _check_salt(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    record, needs = entry.record, NEEDS[entry.record.kind]
    concept = drawers.concepts.entries.get(record.of)
    salts = [salt.name for salt in concept.record.salts] if concept else []
    if record.salt and not needs.salt:
        yield Problem(f"the kind `{record.kind}` has no `salt`", entry.key("salt"), "remove it")
    elif needs.salt and not needs.fields and not record.salt:
        yield Problem(f"`salt` is missing in `{entry.name}`", entry.place, _one_of(salts))
    elif record.salt and record.salt not in salts:
        hint = did_you_mean(record.salt, salts) or _one_of(salts)
        yield Problem(f"`{record.of}` has no salt `{record.salt}`", entry.at("salt"), hint)


def _one_of(salts: list[str]) -> str:
    return f"it is {either(salts)}" if salts else "no salts are declared for it"


def _check_correction(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    record, kinds = entry.record, NEEDS[entry.record.kind].corrected_by
    if not record.corrected_by:
        return
    place = entry.at("corrected-by")
    if not kinds:
        yield Problem(f"the kind `{record.kind}` is not corrected", entry.key("corrected-by"), "remove it")
        return
    yield from drawers.concepts.unknown(record.corrected_by, place)
    concept = drawers.concepts.entries.get(record.corrected_by)
    if concept is not None and concept.record.kind not in kinds:
        yield Problem(f"`{record.corrected_by}` is a {concept.record.kind}, not a test", place)
