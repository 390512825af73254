"""A made-up bulk export of FHIR as a hospital's server writes it, five kilobytes and ten resources a patient.

Patient, MedicationStatement, Condition and Observation, each with what real exports carry along: when it was
last changed, who it belongs to, an encounter, an address. Nobody in it exists.
"""

import json
import os
from contextlib import ExitStack
from random import Random

RXNORM, SNOMED, LOINC = (
    "http://www.nlm.nih.gov/research/umls/rxnorm",
    "http://snomed.info/sct",
    "http://loinc.org",
)
MEDICINES = (
    ("warfarin", "11289"), ("apixaban", "1364430"), ("levothyroxine", "10582"), ("alendronic acid", "46041"),
    ("ciprofloxacin", "2551"), ("prednisolone", "8638"), ("MK-7", "0"),
    ("Cholecalciferol 5000 UNT Oral Capsule", "1"), ("Cholecalciferol 1000 UNT Oral Tablet", "2"),
    ("calcium carbonate 500 mg", "3"),
)  # fmt: skip
CONDITIONS = (
    ("osteoporosis", "64859006"), ("Atrial fibrillation", "49436004"),
    ("Chronic kidney disease", "709044004"), ("Hypertension", "38341003"),
)  # fmt: skip
TESTS = (
    ("6301-6", "INR", "1", 8, 45, 0.1), ("33914-3", "eGFR", "mL/min/{1.73_m2}", 20, 110, 1),
    ("62292-8", "25-hydroxyvitamin D", "ng/mL", 8, 60, 1), ("17861-6", "Calcium", "mg/dL", 75, 115, 0.1),
)  # fmt: skip


def write(folder: str, patients: int, seed: int = 1) -> None:
    os.makedirs(folder)
    chance = Random(seed)
    kinds = ("Patient", "MedicationStatement", "Condition", "Observation")
    with ExitStack() as stack:
        files = {
            kind: stack.enter_context(open(os.path.join(folder, f"{kind}.ndjson"), "w", encoding="utf-8"))
            for kind in kinds
        }
        for nth in range(patients):
            for each in resources(chance, nth):
                files[each["resourceType"]].write(json.dumps(each, separators=(",", ":")) + "\n")


def resources(chance, nth):
    patient = name(chance)
    whose = {"reference": f"Patient/{patient}"}
    yield {
        **begun("Patient", chance), "id": patient,
        "identifier": [{"system": "https://example.org/mrn", "value": f"{nth:09}"}],
        "name": [{"family": f"F{chance.randint(0, 99999)}", "given": [f"G{chance.randint(0, 9999)}"]}],
        "gender": chance.choice(("male", "female")), "birthDate": day(chance, 1930, 2015),
        "address": [{"line": [f"{chance.randint(1, 999)} Main Street"], "postalCode": f"{nth % 100_000:05}"}],
    }  # fmt: skip
    for called, code in chance.sample(MEDICINES, 3):
        period = {"start": day(chance)} | ({"end": day(chance)} if chance.random() < 0.3 else {})
        repeat = {"frequency": 1, "period": chance.choice((1, 7)), "periodUnit": "d"}
        amount = {"doseQuantity": {"value": chance.choice((1, 2)), "unit": "tablet"}}
        dosage = {"text": chance.choice(("1 tablet daily", "2 tablets daily")), "timing": {"repeat": repeat}}
        yield {
            **begun("MedicationStatement", chance),
            "status": chance.choice(("active", "active", "completed")),
            "medicationCodeableConcept": concept(RXNORM, code, called),
            "subject": whose, "effectivePeriod": period, "dosage": [{**dosage, "doseAndRate": [amount]}],
        }  # fmt: skip
    for called, code in chance.sample(CONDITIONS, 2):
        yield {
            **begun("Condition", chance), "clinicalStatus": {"coding": [{"code": "active"}]},
            "verificationStatus": {"coding": [{"code": "confirmed"}]},
            "category": [{"coding": [{"code": "problem-list-item"}]}],
            "code": concept(SNOMED, code, called), "subject": whose, "onsetDateTime": day(chance),
        }  # fmt: skip
    for _ in range(4):
        code, called, unit, low, high, step = chance.choice(TESTS)
        yield {
            **begun("Observation", chance), "status": "final",
            "category": [{"coding": [{"code": "laboratory"}]}], "code": concept(LOINC, code, called),
            "subject": whose, "encounter": {"reference": f"Encounter/{name(chance)}"},
            "effectiveDateTime": instant(chance),
            "valueQuantity": {"value": round(chance.randint(low, high) * step, 1), "unit": unit},
        }  # fmt: skip


def begun(kind, chance):
    return {"resourceType": kind, "id": name(chance), "meta": {"lastUpdated": instant(chance)}}


def concept(system, code, called):
    return {"coding": [{"system": system, "code": code, "display": called}]}


def name(chance):
    text = f"{chance.getrandbits(128):032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def day(chance, first=2015, last=2026):
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def instant(chance):
    hour, minute, second = chance.randint(0, 23), chance.randint(0, 59), chance.randint(0, 59)
    return f"{day(chance)}T{hour:02}:{minute:02}:{second:02}.000+00:00"
