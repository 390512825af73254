"""How many records in FHIR are read and evaluated in a second, and what share of that is parsing.

    .venv/bin/python -m benchmarks.fhir            # 500 different bundles of 30 resources
    .venv/bin/python -m benchmarks.fhir --count 2000 --rounds 5

The bundles are made here, in the shape of what a general electronic record sends: a patient, orders with
structured dosages, conditions, and mostly observations, of which few matter. No two are the same. A bundle
is taken from text to report before the next; the best round of each step counts, because everything else on
a machine only adds time.

What a name, a code or a dosage means is remembered as it was written, so the steps are those of a server that
has met most of them. "Read for the first time" is the other end: before each bundle everything is forgotten
that reading remembers, and no record is ever as strange as that.
"""

import argparse
import json
import random
from time import process_time

from osteon import evaluate, from_fhir, load_rulebook
from osteon.doors.fhir import door, dosage, shapes
from osteon.doors.fhir.texts import decoded
from osteon.patient import dates

AS_OF = "2026-11-24"
SEED = 20261124
SNOMED, LOINC, UCUM = "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
HL7 = "http://terminology.hl7.org/CodeSystem"
PRODUCTS = (
    ("Warfarin Sodium 5 MG Oral Tablet", "855332"), ("Cholecalciferol 5000 UNT Oral Capsule", "0001"),
    ("Simvastatin 20 MG Oral Tablet", "312961"), ("Lisinopril 10 MG Oral Tablet", "314076"),
    ("Calcium Carbonate 500 MG / Ergocalciferol 400 UNT Oral Tablet", "0002"),
    ("Alendronate 70 MG Oral Tablet", "904420"), ("Digoxin 0.25 MG Oral Tablet", "197604"),
    ("Levothyroxine Sodium 0.1 MG Oral Tablet", "0003"), ("Acetaminophen 325 MG Oral Tablet", "313782"),
)  # fmt: skip
CONDITIONS = (
    ("Osteoporosis", "64859006"), ("Hypertension", "38341003"), ("Atrial fibrillation", "49436004"),
    ("Viral sinusitis (disorder)", "444814009"), ("Kidney stone", "95570007"), ("Prediabetes", "15777000"),
)  # fmt: skip
MEASURES = (
    ("8302-2", "Body Height", "cm"), ("29463-7", "Body Weight", "kg"),
    ("8462-4", "Diastolic Blood Pressure", "mm[Hg]"),
    ("2339-0", "Glucose", "mg/dL"), ("6298-4", "Potassium", "mmol/L"), ("17861-6", "Calcium", "mg/dL"),
    ("2947-0", "Sodium", "mmol/L"), ("6301-6", "INR", "{INR}"), ("62292-8", "25-OH vitamin D", "ng/mL"),
    ("39156-5", "Body Mass Index", "kg/m2"), ("72514-3", "Pain severity", "{score}"),
)  # fmt: skip
OTHERS = ("Encounter", "Encounter", "Claim", "Immunization", "Procedure")


def bundle(chance, at):
    subject = {"reference": f"urn:uuid:{at:08d}"}
    resources = [{
        "resourceType": "Patient", "id": f"{at:08d}", "gender": chance.choice(("female", "male")),
        "birthDate": f"{chance.randrange(1930, 2005)}-{chance.randrange(1, 13):02d}-15",
        "name": [{"family": "Example", "given": [f"N{at}"]}],
        "address": [{"line": ["1 Example Street"], "city": "Example", "country": "XX"}],
    }]  # fmt: skip
    resources += [_order(chance, subject) for _ in range(4)]
    resources += [_condition(chance, subject) for _ in range(4)]
    resources += [_observation(chance, subject) for _ in range(16)]
    resources += [_other(kind, chance, subject) for kind in OTHERS]
    entries = [
        {
            "fullUrl": f"urn:uuid:{at:08d}" if n == 0 else f"urn:uuid:{at:08d}-{n}",
            "resource": each | {"id": f"r{n}"},
        }
        for n, each in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _day(chance):
    year, month, day = chance.randrange(2018, 2026), chance.randrange(1, 13), chance.randrange(1, 29)
    return f"{year}-{month:02d}-{day:02d}T10:11:12+00:00"


def _concept(system, code, text):
    return {"coding": [{"system": system, "code": code, "display": text}], "text": text}


def _order(chance, subject):
    name, code = chance.choice(PRODUCTS)
    repeat = {
        "frequency": chance.randrange(1, 4),
        "period": 1,
        "periodUnit": chance.choice(("d", "d", "d", "wk")),
    }
    quantity = {
        "value": chance.randrange(1, 3),
        "unit": "tablet",
        "system": UCUM,
        "code": "{tablet}",
    }
    return {
        "resourceType": "MedicationRequest", "status": chance.choice(("active", "active", "stopped")),
        "intent": "order", "authoredOn": _day(chance), "subject": subject,
        "medicationCodeableConcept": _concept(RXNORM, code, name),
        "requester": {"reference": "Practitioner/1"},
        "dosageInstruction": [{"sequence": 1, "timing": {"repeat": repeat}, "asNeededBoolean": False,
                               "doseAndRate": [{"doseQuantity": quantity}]}],
    }  # fmt: skip


def _condition(chance, subject):
    name, code = chance.choice(CONDITIONS)
    return {
        "resourceType": "Condition", "subject": subject, "onsetDateTime": _day(chance),
        "clinicalStatus": {"coding": [{"system": f"{HL7}/condition-clinical", "code": "active"}]},
        "verificationStatus": {"coding": [{"system": f"{HL7}/condition-ver-status", "code": "confirmed"}]},
        "code": _concept(SNOMED, code, name),
    }  # fmt: skip


def _observation(chance, subject):
    code, name, unit = chance.choice(MEASURES)
    value = round(chance.uniform(1, 40), 4)
    return {
        "resourceType": "Observation", "status": "final", "subject": subject,
        "effectiveDateTime": _day(chance),
        "category": [_concept(f"{HL7}/observation-category", "laboratory", "Laboratory")],
        "code": _concept(LOINC, code, name),
        "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit},
    }  # fmt: skip


def _other(kind, chance, subject):
    return {
        "resourceType": kind, "status": "finished", "subject": subject, "period": {"start": _day(chance)},
        "type": [_concept(SNOMED, "185349003", "Encounter for check up (procedure)")],
    }  # fmt: skip


def one_round(texts, rulebook, engine):
    """Take every bundle from text to report, as a server would: one after the other, keeping none."""
    spent = dict.fromkeys(("json.loads", "decode", "read", "evaluate"), 0.0)
    entries = set()
    for text in texts:
        start = process_time()
        json.loads(text)
        loaded = process_time()
        bundle_ = decoded(text)[0]
        decoded_at = process_time()
        record = from_fhir(bundle_, as_of=AS_OF, rulebook=rulebook)
        read_at = process_time()
        evaluate(record, rulebook=rulebook, engine=engine)
        done = process_time()
        entries.add(record.accounting.entries)
        for name, seconds in (("json.loads", loaded - start), ("decode", decoded_at - loaded),
                              ("read", read_at - decoded_at), ("evaluate", done - read_at)):  # fmt: skip
            spent[name] += seconds
    return spent, entries


def forget(rulebook):
    """Forget everything that reading a record remembers for the next."""
    resolved = rulebook.terminology._resolved  # noqa: SLF001  # nobody else has a reason to forget
    for kept in (door._readers, dosage._kept, shapes._days, dates._kept, resolved):  # noqa: SLF001  # as above
        kept.clear()


def for_the_first_time(texts, rulebook):
    """Read every bundle as if nothing of it had ever been met."""
    spent = 0.0
    for text in texts:
        bundle_ = decoded(text)[0]
        forget(rulebook)
        start = process_time()
        from_fhir(bundle_, as_of=AS_OF, rulebook=rulebook)
        spent += process_time() - start
    return spent


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--count", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--engine", default="durable-rules", choices=("durable-rules", "reference"))
    asked = options.parse_args()
    chance = random.Random(SEED)
    texts = [json.dumps(bundle(chance, at)) for at in range(asked.count)]
    rulebook = load_rulebook()
    best, entries = {}, set()
    for _ in range(asked.rounds):
        spent, entries = one_round(texts, rulebook, asked.engine)
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in spent.items()}
    best["first"] = min(for_the_first_time(texts, rulebook) for _ in range(asked.rounds))
    report(best, asked, texts, entries)


def report(best, asked, texts, entries):
    total = best["decode"] + best["read"] + best["evaluate"]
    size = sum(map(len, texts)) / len(texts) / 1024
    print(
        f"{asked.count} bundles of {', '.join(map(str, entries))} resources, {size:.1f} KiB; {asked.engine}"
    )
    print(f"{'step':<28}{'µs a bundle':>12}{'share':>8}{'to json.loads':>15}")
    steps = (("decode", "text to JSON, keys once"), ("read", "JSON to profile and account"),
             ("evaluate", "profile to report"))  # fmt: skip
    for says, seconds in (*((says, best[name]) for name, says in steps), ("together", total)):
        each, ratio = seconds / asked.count * 1e6, seconds / best["json.loads"]
        print(f"{says:<28}{each:>12.0f}{seconds / total:>8.0%}{ratio:>15.1f}")
    each, ratio = best["first"] / asked.count * 1e6, best["first"] / best["json.loads"]
    print(f"{'(read for the first time)':<28}{each:>12.0f}{'':>8}{ratio:>15.1f}")
    alone = asked.count / best["json.loads"]
    print(f"{asked.count / total:,.0f} bundles a second on one core; json.loads alone: {alone:,.0f}")


if __name__ == "__main__":
    main()
