"""Made-up patients as resources of FHIR R4, one JSON text each, as a bulk export holds them."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from osteon.doors.synth import catalogue
from osteon.doors.synth.drawing import Block, Entries, Texts

RESOURCES = ("Patient", "MedicationStatement", "Condition", "AllergyIntolerance", "Procedure", "Observation")

Keys = Callable[..., Any]
_RXNORM, _SNOMED, _LOINC = (
    "http://www.nlm.nih.gov/research/umls/rxnorm",
    "http://snomed.info/sct",
    "http://loinc.org",
)
_TAKEN = {
    "": "active",
    "active": "active",
    "stopped": "stopped",
    "planned": "intended",
    "unknown": "unknown",
    "entered in error": "entered-in-error",
}
_VERIFIED = {
    "": "confirmed",
    "history": "confirmed",
    "suspected": "provisional",
    "refuted": "refuted",
    "family history": "unconfirmed",
}


def resources(block: Block, keys: Keys) -> Iterator[tuple[str, Any]]:
    """Yield the resources of a block by type, each as a column of JSON texts."""
    yield "Patient", _patients(block, keys)
    for name, letter in (("medications", "m"), ("supplements", "s")):
        yield "MedicationStatement", _statements(block, block.lists[name], keys, letter, _items(name))
    yield "Condition", _conditions(block, keys)
    yield "AllergyIntolerance", _allergies(block, keys)
    yield "Procedure", _procedures(block, keys)
    yield "Observation", _observations(block, keys)


def _items(name: str) -> Sequence[Any]:
    return {"medications": catalogue.MEDICINES, "supplements": catalogue.SUPPLEMENTS}[name]


def _patients(block: Block, keys: Keys) -> Any:
    born, sex = _text(block.person["birth_date"]), _text(block.person["sex"])
    died = _where(block.person["deceased"], ',"deceasedBoolean":true')
    return _join(
        '{"resourceType":"Patient","id":"',
        keys(block),
        '"',
        _field("birthDate", born),
        _field("gender", sex),
        died,
        "}",
    )


def _statements(block: Block, entries: Entries, keys: Keys, letter: str, items: Sequence[Any]) -> Any:
    amount = entries.columns["amount"]
    patterns, which = np.unique(amount.astype(str), return_inverse=True)
    dosages = np.array(
        [f',"dosage":[{{"text":{json.dumps(each)}}}]' if each else "" for each in patterns], dtype=object
    )
    called = _concepts([(each.name, _RXNORM, each.code) for each in items])
    start, end = _text(entries.columns["started"]), _text(entries.columns["stopped"])
    period = _period(start, end)
    return _join(
        '{"resourceType":"MedicationStatement","id":"',
        _id(block, entries, keys, letter),
        '","status":"',
        _mapped(entries.columns["status"], _TAKEN),
        '","medicationCodeableConcept":',
        pa.array(called[entries.item], pa.string()),
        ',"subject":{"reference":"Patient/',
        keys(block, entries.patient),
        '"}',
        period,
        pa.array(dosages[which], pa.string()),
        "}",
    )


def _conditions(block: Block, keys: Keys) -> Any:
    entries = block.lists["conditions"]
    status = entries.columns["status"]
    clinical = np.where(status == "history", "resolved", "active").astype(object)
    called = _concepts([(each.name, _SNOMED, each.code) for each in catalogue.CONDITIONS])
    return _join(
        '{"resourceType":"Condition","id":"',
        _id(block, entries, keys, "c"),
        '","clinicalStatus":{"coding":[{"code":"',
        _text(clinical),
        '"}]},"verificationStatus":{"coding":[{"code":"',
        _mapped(status, _VERIFIED),
        '"}]},"code":',
        pa.array(called[entries.item], pa.string()),
        ',"subject":{"reference":"Patient/',
        keys(block, entries.patient),
        '"}',
        _field("onsetDateTime", _text(entries.columns["since"])),
        "}",
    )


def _allergies(block: Block, keys: Keys) -> Any:
    entries = block.lists["allergies"]
    called = _concepts([(each.name, _SNOMED, each.code) for each in catalogue.ALLERGIES])
    return _join(
        '{"resourceType":"AllergyIntolerance","id":"',
        _id(block, entries, keys, "a"),
        '","verificationStatus":{"coding":[{"code":"',
        _mapped(entries.columns["status"], _VERIFIED),
        '"}]},"code":',
        pa.array(called[entries.item], pa.string()),
        ',"patient":{"reference":"Patient/',
        keys(block, entries.patient),
        '"}}',
    )


def _procedures(block: Block, keys: Keys) -> Any:
    entries = block.lists["surgeries"]
    called = _concepts([(each.name, _SNOMED, "") for each in catalogue.OPERATIONS])
    return _join(
        '{"resourceType":"Procedure","id":"',
        _id(block, entries, keys, "o"),
        '","status":"completed","code":',
        pa.array(called[entries.item], pa.string()),
        ',"subject":{"reference":"Patient/',
        keys(block, entries.patient),
        '"}',
        _field("performedDateTime", _text(entries.columns["date"])),
        "}",
    )


def _observations(block: Block, keys: Keys) -> Any:
    entries = block.lists["tests"]
    called = _concepts([(each.name, _LOINC, each.code) for each in catalogue.TESTS])
    split = (
        np.char.partition(entries.columns["value"].astype(str), " ")
        if len(entries.item)
        else np.empty((0, 3), str)
    )
    unit = _field("unit", _text(split[:, 2].astype(object)))
    return _join(
        '{"resourceType":"Observation","id":"',
        _id(block, entries, keys, "t"),
        '","status":"final","code":',
        pa.array(called[entries.item], pa.string()),
        ',"subject":{"reference":"Patient/',
        keys(block, entries.patient),
        '"}',
        _field("effectiveDateTime", _text(entries.columns["date"])),
        ',"valueQuantity":{"value":',
        _text(split[:, 0].astype(object)),
        unit,
        "}}",
    )


def _concepts(named: Sequence[tuple[str, str, str]]) -> Texts:
    return np.array([json.dumps(_concept(*each), separators=(",", ":")) for each in named], dtype=object)


def _concept(name: str, system: str, code: str) -> dict[str, object]:
    told: dict[str, object] = {"coding": [{"system": system, "code": code, "display": name}]} if code else {}
    return told | {"text": name}


def _id(block: Block, entries: Entries, keys: Keys, letter: str) -> Any:
    places = pc.cast(pa.array(entries.position), pa.string())
    return pc.binary_join_element_wise(
        keys(block, entries.patient), pc.binary_join_element_wise(letter, places, ""), "-"
    )


def _text(column: Texts) -> Any:
    return pa.array(column, pa.string())


def _where(column: Texts, said: str) -> Any:
    return pa.array(np.where(column == "", "", said).astype(object), pa.string())


def _mapped(column: Texts, words: dict[str, str]) -> Any:
    return pa.array([words[each] for each in column], pa.string())


def _field(name: str, cells: Any) -> Any:
    """Return a field of JSON for every text that is told, and nothing for those that are not."""
    return pc.if_else(pc.equal(cells, ""), "", _join(f',"{name}":"', cells, '"'))


def _period(start: Any, end: Any) -> Any:
    parts = _join(_field("start", start), _field("end", end))
    return pc.if_else(
        pc.equal(parts, ""), "", _join(',"effectivePeriod":{', pc.utf8_slice_codeunits(parts, 1), "}")
    )


def _join(*parts: Any) -> Any:
    return pc.binary_join_element_wise(*parts, "")
