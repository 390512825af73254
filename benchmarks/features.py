"""What the rules ask of a patient, and which rules must be raised.

The peers have no units and most have no sums, so this is done for them.
"""

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from benchmarks.profiles import Profile
from benchmarks.rules import NO_DOSE, Features, Rules, raised

FACTORS = {
    ("vitamin_d3", "IU"): 1,
    ("vitamin_d3", "ug"): 40,
    ("calcium", "mg"): 1,
    ("calcium", "g"): 1000,
    ("vitamin_k2", "ug"): 1,
    ("vitamin_k2", "mg"): 1000,
}
"""What an amount is multiplied by: D3 to IU, calcium to mg, K2 to mcg."""


def derive(profile: Profile) -> Features:
    """Add up the doses: what the peers that have no arithmetic of their own are handed."""
    totals: dict[str, Any] = {"vitamin_d3": 0, "calcium": 0, "vitamin_k2": 0, "mk7": 0}
    smallest_mk4: Any = NO_DOSE
    has_k2 = False
    for entry in profile["supplements"]:
        kind = entry["kind"]
        factor = FACTORS.get((kind, entry["unit"])) if kind in totals else None
        if factor is None or entry["status"] == "stopped":
            continue
        dose = entry["dose"] * factor
        if entry["per"] == "week":
            dose /= 7
        totals[kind] += dose
        if kind == "vitamin_k2":
            has_k2 = True
            if entry["form"] == "mk7":
                totals["mk7"] += dose
            elif entry["form"] == "mk4" and dose < smallest_mk4:
                smallest_mk4 = dose
    return {
        "age": profile["age"],
        "sex": profile["sex"],
        "pregnancy": profile["pregnancy"],
        "conditions": profile["conditions"],
        "classes": [each["class"] for each in profile["medications"] if each["status"] == "active"],
        "has_k2": has_k2,
        "d3": totals["vitamin_d3"],
        "ca": totals["calcium"],
        "k2": totals["vitamin_k2"],
        "mk7": totals["mk7"],
        "mk4_min": smallest_mk4,
    }


def expected_flags(rules: Rules, texts: Sequence[str | bytes]) -> list[list[str]]:
    """Return what must be raised for each neutral profile, computed with floats and with exact fractions.

    Raises AssertionError where the two differ: such patients would test rounding, not engines.
    """
    numbers: list[Callable[[str], Any]] = [float, Fraction]
    floats, exact = (
        [raised(rules, derive(json.loads(text, parse_float=read, parse_int=read))) for text in texts]
        for read in numbers
    )
    assert floats == exact, "floats and exact fractions disagree"
    return exact
