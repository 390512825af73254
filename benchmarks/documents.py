"""The same patients as osteon is told of them, by names and amounts, and the files that hold them.

The conversion happens once and is never timed.
"""

import json
from pathlib import Path

from benchmarks.profiles import Profile, make_profiles

DATA = Path(__file__).parent / ".data"
NEUTRAL = DATA / "neutral.ndjson"
DOCUMENTS = DATA / "documents.ndjson"
CACHE = DATA / "cache"
"""osteon's cache while it is measured: made-up rulebooks do not belong into anybody's own."""

_NAMES = {
    "vitamin_d3": "vitamin D3",
    "calcium": "calcium",
    "mk7": "MK-7",
    "mk4": "MK-4",
    "unspecified": "vitamin K2",
    "magnesium": "magnesium",
    "vitamin_k1": "vitamin K1",
    "zinc": "zinc",
    "vitamin_c": "vitamin C",
}
_UNITS = {"ug": "mcg"}
_STATUSES = {"taking": "active"}
_PREGNANCY = {"yes": "pregnant", "no": "not pregnant", "unknown": "unknown"}


def to_document(profile: Profile) -> Profile:
    """Write a neutral profile as osteon is told of a patient, every list declared complete."""
    return {
        "id": profile["id"],
        "age": profile["age"],
        "sex": profile["sex"],
        "pregnancy": _PREGNANCY[profile["pregnancy"]],
        "conditions": [name.replace("_", " ") for name in profile["conditions"]],
        "medications": [{"name": each["name"], "status": each["status"]} for each in profile["medications"]],
        "supplements": [
            {
                "name": _NAMES[each["form"] or each["kind"]],
                "amount": f"{each['dose']} {_UNITS.get(each['unit'], each['unit'])}/{each['per']}",
                "status": _STATUSES.get(each["status"], each["status"]),
            }
            for each in profile["supplements"]
        ],
        "complete": {"medications": "yes", "supplements": "yes", "conditions": "yes"},
    }


def write_profiles() -> None:
    """Write the patients to .data/, one JSON text a line, in both forms."""
    DATA.mkdir(exist_ok=True)
    profiles = make_profiles()
    for path, form in ((NEUTRAL, profiles), (DOCUMENTS, [to_document(each) for each in profiles])):
        path.write_text("".join(json.dumps(each, separators=(",", ":")) + "\n" for each in form))


def read_texts(path: Path) -> list[bytes]:
    """Return the lines of NEUTRAL or DOCUMENTS."""
    return path.read_bytes().splitlines()
