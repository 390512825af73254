"""Seeded patients for the comparison, in a form that suits every engine.

A profile is the easiest record that a rules engine could be handed: every key is
there, classes stand beside names, doses are a number, a unit and a period.
"""

import random
from typing import Any

Profile = dict[str, Any]
"""A parsed JSON object."""

COUNT = 2_000
SEED = 20_241

DRUGS = {
    "vka": ("warfarin", 0.22),
    "doac": ("apixaban", 0.12),
    "bile_acid_sequestrant": ("cholestyramine", 0.10),
    "thiazide": ("hydrochlorothiazide", 0.15),
    "statin": ("atorvastatin", 0.30),
    "bisphosphonate": ("alendronate", 0.15),
    "ppi": ("omeprazole", 0.20),
    "antiplatelet": ("clopidogrel", 0.10),
    "thyroid": ("levothyroxine", 0.10),
    "glycoside": ("digoxin", 0.05),
    "biguanide": ("metformin", 0.20),
    "ace_inhibitor": ("lisinopril", 0.20),
    "beta_blocker": ("metoprolol", 0.20),
}
"""A drug of each class, and how many of the patients take it."""

CONDITIONS = {
    "osteoporosis": 0.30,
    "bleeding_disorder": 0.08,
    "recent_surgery": 0.10,
    "kidney_stones": 0.10,
    "hypertension": 0.30,
    "diabetes": 0.20,
    "kidney_disease": 0.10,
    "coronary_disease": 0.10,
    "hypercalcemia": 0.03,
}

Dose = tuple[str, str | None, float, str, str]
"""Kind, form, amount, unit (IU, ug, mg, g), period (day, week)."""

D3: list[Dose] = [
    ("vitamin_d3", None, amount, unit, period)
    for amount, unit, period in (
        (400, "IU", "day"),
        (1000, "IU", "day"),
        (2000, "IU", "day"),
        (4000, "IU", "day"),
        (5000, "IU", "day"),
        (10_000, "IU", "day"),
        (50_000, "IU", "week"),
        (35_000, "IU", "week"),
        (28_000, "IU", "week"),
        (25, "ug", "day"),
        (125, "ug", "day"),
        (100, "ug", "day"),
    )
]
CALCIUM: list[Dose] = [
    ("calcium", None, amount, unit, period)
    for amount, unit, period in (
        (500, "mg", "day"),
        (600, "mg", "day"),
        (1000, "mg", "day"),
        (1200, "mg", "day"),
        (1500, "mg", "day"),
        (2000, "mg", "day"),
        (2500, "mg", "day"),
        (1.2, "g", "day"),
        (1, "g", "day"),
        (7000, "mg", "week"),
    )
]
K2: list[Dose] = [
    ("vitamin_k2", form, amount, unit, period)
    for form, amount, unit, period in (
        ("mk7", 45, "ug", "day"),
        ("mk7", 90, "ug", "day"),
        ("mk7", 100, "ug", "day"),
        ("mk7", 180, "ug", "day"),
        ("mk7", 200, "ug", "day"),
        ("mk7", 320, "ug", "day"),
        ("mk7", 0.2, "mg", "day"),
        ("mk7", 1400, "ug", "week"),
        ("mk4", 45, "mg", "day"),
        ("mk4", 15, "mg", "day"),
        ("mk4", 45, "ug", "day"),
        ("mk4", 1, "mg", "day"),
        ("mk4", 999, "ug", "day"),
        ("unspecified", 100, "ug", "day"),
        ("unspecified", 50, "ug", "day"),
    )
]
OTHER: list[Dose] = [
    ("magnesium", None, 300, "mg", "day"),
    ("vitamin_k1", None, 100, "ug", "day"),
    ("zinc", None, 15, "mg", "day"),
    ("vitamin_c", None, 500, "mg", "day"),
]


def make_profiles(count: int = COUNT, seed: int = SEED) -> list[Profile]:
    """Return that many patients, always the same ones for the same seed."""
    dice = random.Random(seed)
    return [_profile(dice, number) for number in range(count)]


def _profile(dice: random.Random, number: int) -> Profile:
    sex = dice.choice(["female", "female", "male"])
    age = dice.randint(16, 95)
    return {
        "id": f"p{number:05d}",
        "age": age,
        "sex": sex,
        "pregnancy": _pregnancy(dice, sex, age),
        "conditions": [name for name, share in CONDITIONS.items() if dice.random() < share],
        "medications": [
            {"name": name, "class": group, "status": "active" if dice.random() < 0.88 else "stopped"}
            for group, (name, share) in DRUGS.items()
            if dice.random() < share
        ],
        "supplements": _supplements(dice),
    }


def _pregnancy(dice: random.Random, sex: str, age: int) -> str:
    if sex == "female" and age <= 55:
        return dice.choices(["no", "yes", "unknown"], [5, 3, 3])[0]
    return "unknown" if dice.random() < 0.1 else "no"


def _supplements(dice: random.Random) -> list[Profile]:
    doses: list[Dose] = []
    if dice.random() < 0.65:
        doses += dice.sample(D3, dice.choice([1, 1, 1, 2]))
    if dice.random() < 0.50:
        doses += dice.sample(CALCIUM, dice.choice([1, 1, 2]))
    if dice.random() < 0.55:
        doses += _k2_doses(dice)
    doses += dice.sample(OTHER, dice.choice([0, 0, 1, 2]))
    dice.shuffle(doses)
    return [
        {
            "kind": kind,
            "form": form,
            "dose": amount,
            "unit": unit,
            "per": period,
            "status": dice.choices(["taking", "planned", "stopped"], [7, 2, 1])[0],
        }
        for kind, form, amount, unit, period in doses
    ]


def _k2_doses(dice: random.Random) -> list[Dose]:
    doses = [dice.choice(K2)]
    if dice.random() < 0.25:
        doses.append(dice.choice([dose for dose in K2 if _goes_with(dose, doses[0])]))
    return doses


def _goes_with(dose: Dose, other: Dose) -> bool:
    # Beside MK-4 only MK-7. osteon has the sum of a nutrient where the peers' rule asks for the smallest
    # product: with one product the two are the same. And it holds that a K2 of unspecified form may be MK-4.
    forms = {dose[1], other[1]}
    return dose != other and ("mk4" not in forms or forms == {"mk4", "mk7"})
