"""Random patient documents, seeded: real names, awkward amounts, silence of every kind.

Written without Hypothesis, because a campaign needs a hundred thousand of them.
"""

from random import Random

MEDICINES = (
    "warfarin", "Coumadin", "acenocoumarol", "apixaban", "rivaroxaban", "blood thinner", "aspirin", "metformin",
    "alendronate", "enoxaparin", "no such medicine",
)  # fmt: skip
SUPPLEMENTS = (
    "vitamin D3", "vitamin D", "ergocalciferol", "MK-7", "MK-4", "vitamin K2", "vitamin K1", "calcium",
    "calcium carbonate", "multivitamin", "bone formula", "prenatal vitamin", "greens powder", "magnesium",
    "no such product",
)  # fmt: skip
CONDITIONS = (
    "osteoporosis", "von Willebrand disease", "haemophilia A", "mechanical heart valve", "prosthetic heart valve",
    "sarcoidosis", "hypercalcaemia", "hypertension", "no such condition",
)  # fmt: skip
AMOUNTS = (
    "5000 IU/day", "4000 IU/day", "4001 IU/day", "4999 IU/day", "10000 IU/day", "50,000 IU weekly", "125 mcg/day",
    "100 mcg/day", "1 mcg/day", "999 mcg/day", "1000 mcg/day", "45 mg/day", "45.1 mg/day", "600 mg twice daily",
    "2 x 600 mg elemental calcium", "1.25 mg once a week", "1000 mg/day", "2001 mg/day", "1180591620717411303424 IU/day",
    "0.0000001 mcg/day",
)  # fmt: skip
DAYS = (
    "2026-11-24",
    "2026-11-17",
    "2026-11-16",
    "2026-10-27",
    "2026-10-26",
    "2026-12-08",
    "2026-12-09",
    "2025-01",
)
LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")


def random_document(random: Random) -> dict[str, object]:
    """Write one patient."""
    document: dict[str, object] = {}
    for name in LISTS:
        told = random.random()
        if told < 0.2:
            continue
        document[name] = (
            None
            if told < 0.25
            else "unknown"
            if told < 0.3
            else "none"
            if told < 0.4
            else _list(random, name)
        )
    _person(random, document)
    if random.random() < 0.3:
        document["complete"] = random.choice(
            ("yes", "no", {random.choice(LISTS): random.choice(("yes", "no")) for _ in range(2)})
        )
    if random.random() < 0.3:
        document["d3_dose"] = random.choice((*AMOUNTS[:7], "none", "unknown"))
    if random.random() < 0.2:
        document["takes"] = {
            random.choice(("vitamin k2", "calcium", "vitamin d")): random.choice(("none", "taken", "unknown"))
        }
    return document


def _list(random: Random, name: str) -> list[object]:
    count = random.choice((0, 1, 1, 2, 3))
    writers = {
        "medications": _medicine,
        "supplements": _supplement,
        "conditions": _condition,
        "surgeries": _surgery,
    }
    return [writers.get(name, _allergy)(random) for _ in range(count)]


def _medicine(random: Random) -> object:
    return _timed(random, {"name": random.choice(MEDICINES)})


def _supplement(random: Random) -> object:
    entry: dict[str, object] = {"name": random.choice(SUPPLEMENTS)}
    if random.random() < 0.8:
        entry["amount"] = random.choice(AMOUNTS)
    if random.random() < 0.15:
        entry["prescribed"] = random.choice((True, False, "unknown"))
        entry["course_weeks"] = random.choice((8, 12, 13))
    if random.random() < 0.15:
        entry["ingredients"] = random.choice(
            (None, [], [{"name": "vitamin D3", "amount": "1000 IU"}, {"name": "MK-7", "amount": "90 mcg"}])
        )
    return _timed(random, entry)


def _timed(random: Random, entry: dict[str, object]) -> object:
    if random.random() < 0.3:
        entry["status"] = random.choice(("active", "planned", "stopped", "unknown", "entered in error"))
    for key in ("started", "stopped", "changed"):
        if random.random() < 0.12:
            entry[key] = random.choice(DAYS)
    return entry["name"] if len(entry) == 1 and random.random() < 0.5 else entry


def _condition(random: Random) -> object:
    name = random.choice(CONDITIONS)
    if random.random() < 0.6:
        return name
    return {
        "name": name,
        "status": random.choice(("confirmed", "history", "suspected", "refuted", "family history")),
    }


def _surgery(random: Random) -> object:
    return {"date": random.choice(DAYS)} if random.random() < 0.8 else {"name": "hip replacement"}


def _allergy(random: Random) -> object:
    return random.choice(("soy", "penicillin", "vitamin K", "no such thing"))


def _person(random: Random, document: dict[str, object]) -> None:
    for key, values in (
        ("age", (0, 11, 12, 17, 18, 45, 50, 51, 55, 56, 72, "unknown")),
        ("sex", ("female", "male", "unknown")),
        ("pregnancy", ("pregnant", "possible", "not pregnant", "unknown")),
        ("postmenopausal", (True, False, "unknown")),
        ("osteoporosis", (True, False, "unknown")),
    ):
        if random.random() < 0.6:
            document[key] = random.choice(values)  # type: ignore[arg-type]  # a mixed tuple on purpose
    if random.random() < 0.1:
        document.pop("age", None)
        document["birth_date"] = random.choice(("1954-03-01", "2008-11-24", "2008-11-25", "1970-05", "1971"))
    if random.random() < 0.3:
        document["tests"] = [
            {
                "name": "INR",
                "value": random.choice(("1.9", "2.0", "4.5", "4.6")),
                "date": random.choice(DAYS[:4]),
            }
        ]
    if random.random() < 0.3:
        document["diet"] = {
            "natto": random.choice(("none", "1 serving/week")),
            "vitamin_k_consistent": random.choice((True, "no")),
        }
