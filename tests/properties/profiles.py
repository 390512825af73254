"""Random patients: profile documents as strangers send them, with silence wherever there can be silence.

Every key may be missing. Numbers lie on and around the thresholds of the shipped
rules, because that is where a mistake hides.
"""

from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

from hypothesis import strategies as st

TODAY = date(2026, 11, 24)

Each = TypeVar("Each")
Entry = dict[str, object]
Document = dict[str, object]

VITAMIN_K_ANTAGONISTS = ("warfarin", "acenocoumarol", "phenprocoumon", "fluindione")
NAMED_ANTICOAGULANTS = ("apixaban", "rivaroxaban", "enoxaparin")
BLOOD_THINNERS = (*VITAMIN_K_ANTAGONISTS, *NAMED_ANTICOAGULANTS, "aspirin", "blood thinner")
MEDICINES = (
    *BLOOD_THINNERS, "metformin", "lisinopril", "alendronate", "denosumab", "orlistat", "colesevelam", "phenytoin",
    "hydrochlorothiazide", "digoxin", "levothyroxine", "amoxicillin", "ciprofloxacin", "omeprazole", "calcitriol",
    "prednisone", "Zyxelor forte",
)  # fmt: skip
BRANDS = {
    "warfarin": "Coumadin", "acenocoumarol": "Sintrom", "phenprocoumon": "Marcumar", "fluindione": "Previscan",
    "apixaban": "Eliquis", "rivaroxaban": "Xarelto", "enoxaparin": "Clexane", "alendronate": "Fosamax",
    "vitamin D3": "cholecalciferol", "vitamin D2": "ergocalciferol", "MK-7": "MenaQ7", "MK-4": "Glakay",
}  # fmt: skip
BLEEDING_DISORDERS = ("haemophilia A", "von Willebrand disease")
CALCIUM_DISORDERS = ("sarcoidosis", "hypercalcaemia")
CONDITIONS = (
    *BLEEDING_DISORDERS, *CALCIUM_DISORDERS, "mechanical heart valve", "bioprosthetic heart valve", "prosthetic heart valve",
    "atrial fibrillation", "osteoporosis", "osteopenia", "hypertension", "deep vein thrombosis", "coronary calcification",
    "coeliac disease", "inflammatory bowel disease", "CKD stage 3", "CKD stage 4", "kidney stones", "Quibbler syndrome",
)  # fmt: skip

VITAMIN_D_IU = (40, 400, 1000, 2000, 3000, 3999, 4000, 4001, 4999, 5000, 5001, 6000, 9999, 10000, 12000)
CALCIUM_MG = (200, 500, 999, 1000, 1200, 1499, 1500, 1999, 2000, 2001, 2400, 2500, 2501)
MK7_MCG = (1, 45, 100, 180, 720, 999)
MK4_MCG = (500, 15_000, 45_000)
K1_MCG = (25, 90)
AMOUNTS = {
    "vitamin D3": (VITAMIN_D_IU, "IU"), "vitamin D2": (VITAMIN_D_IU, "IU"), "calcium": (CALCIUM_MG, "mg"),
    "MK-7": (MK7_MCG, "mcg"), "MK-4": (MK4_MCG, "mcg"), "vitamin K1": (K1_MCG, "mcg"),
}  # fmt: skip
VITAMIN_K = ("MK-7", "MK-4", "vitamin K1", "vitamin K2")
SLIPS = (
    ("MK-7", "45 mg/day"),
    ("MK-4", "45.1 mg/day"),
    ("vitamin D3", "1.25 mg/day"),
    ("vitamin D3", "25 IU/day"),
)
UNLABELLED = ("multivitamin", "greens powder", "bone formula", "prenatal vitamin", "Osteobloom Ultra")

AGES = (3, 11, 12, 13, 17, 18, 19, 31, 45, 50, 51, 54, 55, 56, 72)
YES_NO = st.sampled_from(("yes", "no", "unknown"))


def day(ago: int) -> str:
    """Return the date so many days before the day of the evaluation."""
    return (TODAY - timedelta(days=ago)).isoformat()


def entries(document: Document, name: str) -> list[Entry]:
    """Return the entries of a list, none where it was not told."""
    listed = document.get(name)
    return listed if isinstance(listed, list) else []


def some_of(names: tuple[str, ...], *, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Draw a few different names."""
    return st.lists(st.sampled_from(names), max_size=most, unique=True)


def told(entries: st.SearchStrategy[list[Each]]) -> st.SearchStrategy[object]:
    """Draw a list as it may be told: entries, none, or an honest "unknown"."""
    return st.one_of(entries, entries, entries, st.sampled_from((None, "none", "unknown", [])))


def optional(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Draw a record any of whose fields may be missing."""
    return st.fixed_dictionaries({}, optional=fields)


def one(*pools: list[Entry]) -> st.SearchStrategy[Entry]:
    """Draw one entry from one of several pools. Pools are written out once: drawing from them is quick."""
    return st.one_of(*(st.sampled_from(pool) for pool in pools))


DOSES = [(name, f"{number} {unit}/day") for name, (numbers, unit) in AMOUNTS.items() for number in numbers]
USES = ("active", "planned", "unknown")

NOBODY_KNOWS_WHEN: list[Entry] = [{}]
TARGETS: list[Entry] = [{}, {"target_low": "2.5", "target_high": "3.5"}]

PLAIN: list[Entry] = [{"name": name, "amount": dose, "status": use} for name, dose in DOSES for use in USES]
DATED: list[Entry] = [
    {"name": name, "amount": dose, "status": "active", event: day(ago)}
    for name, dose in DOSES
    for event in ("started", "changed")
    for ago in (0, 27, 28, 29, 400)
]
MIXED: list[Entry] = [
    {
        "name": "D/K2 drops",
        "status": use,
        "ingredients": [{"name": first, "amount": dose}, {"name": second, "amount": more}],
    }
    for (first, dose), (second, more) in combinations(DOSES[::3], 2)
    if first != second
    for use in USES
]
LABEL_UNSEEN: list[Entry] = [{"name": name, "status": use} for name in UNLABELLED for use in USES]
NO_AMOUNT: list[Entry] = [{"name": name, "status": use} for name in (*AMOUNTS, "vitamin K2") for use in USES]
UNIT_SLIPS: list[Entry] = [
    {"name": name, "amount": dose, "status": use} for name, dose in SLIPS for use in USES
]
NO_LONGER: list[Entry] = [
    {"name": name, "status": "stopped"} | stopped
    for name in (*AMOUNTS, "vitamin K2")
    for stopped in NOBODY_KNOWS_WHEN + [{"stopped": day(ago)} for ago in (0, 27, 28, 29, 400)]
]
COURSES: list[Entry] = [
    {"name": "vitamin D3", "amount": "50,000 IU weekly", "prescribed": "yes", "course_weeks": weeks}
    for weeks in (8, 12, 13)
]

TAKEN: list[Entry] = [{"name": name, "status": use} for name in MEDICINES for use in ("active", "planned")]
DOUBTFUL: list[Entry] = [
    {"name": name, "status": use} for name in MEDICINES for use in ("unknown", "stopped", "entered in error")
]
STOPPED: list[Entry] = [
    {"name": name, "status": "stopped", "stopped": day(ago)} for name in MEDICINES for ago in (0, 6, 7, 8, 40)
]

CERTAIN: list[Entry] = [{"name": name} for name in CONDITIONS]
UNCERTAIN: list[Entry] = [
    {"name": name, "status": status}
    for name in CONDITIONS
    for status in ("history", "suspected", "refuted", "family history")
]
OPERATIONS: list[Entry] = [
    {"name": "surgery"} | when
    for when in NOBODY_KNOWS_WHEN + [{"date": day(ago)} for ago in (0, 1, 28, 29, 400, -1, -14, -15)]
]
INRS: list[Entry] = [
    {"name": "INR", "value": value, "date": day(ago)} | target
    for value in ("1.9", "2.0", "2.4", "4.5", "4.6")
    for ago in (0, 1, 13, 14, 15)
    for target in TARGETS
]


RESULTS: list[Entry] = [
    {"name": name, "value": value, "date": day(ago)}
    for name, values in (
        (
            "25-OH vitamin D",
            ("19.9 ng/mL", "20 ng/mL", "50 ng/mL", "51 ng/mL", "151 ng/mL", "45 nmol/L", "<15 ng/mL"),
        ),
        ("blood calcium", ("8.4 mg/dL", "8.5 mg/dL", "10.5 mg/dL", "10.6 mg/dL", "2.65 mmol/L")),
        ("albumin", ("3 g/dL", "5 g/dL")),
        ("eGFR", ("29", "30", "59", "60")),
    )
    for value in values
    for ago in (0, 10, 400)
]
HOW: list[Entry] = [
    {"name": name, "amount": amount, field: said}
    for name, amount in (("calcium carbonate", "1250 mg"), ("MK-7", "100 mcg"), ("MK-4", "45 mg"))
    for field in ("with_food", "with_fat_meal", "third_party_tested")
    for said in ("yes", "no", "unknown")
]
LONG: list[Entry] = [
    {"name": name, "amount": amount} | long
    for name, amount in (
        ("prednisone", "2.5 mg/day"),
        ("prednisone", "2.4 mg/day"),
        ("amoxicillin", "500 mg"),
    )
    for long in ({"course_days": 10}, {"course_days": 11}, {"started": day(90)}, {"started": day(91)}, {})
]
APART = ("levothyroxine", "alendronate", "ciprofloxacin")


def medicines() -> st.SearchStrategy[Entry]:
    """Draw one medicine, taken, planned, stopped or doubtful."""
    return one(TAKEN, TAKEN, DOUBTFUL, STOPPED, LONG)


def products() -> st.SearchStrategy[Entry]:
    """Draw one supplement: a substance, a labelled mixture, or something whose label nobody has seen."""
    return one(
        PLAIN, PLAIN, PLAIN, DATED, MIXED, LABEL_UNSEEN, NO_AMOUNT, UNIT_SLIPS, NO_LONGER, COURSES, HOW
    )


def conditions() -> st.SearchStrategy[Entry]:
    """Draw one condition, from certain to somebody else's."""
    return one(CERTAIN, UNCERTAIN)


def surgeries() -> st.SearchStrategy[Entry]:
    """Draw one operation, done or planned, with or without a date."""
    return one(OPERATIONS)


def results() -> st.SearchStrategy[Entry]:
    """Draw one result of a test, half of them INRs."""
    return one(INRS, RESULTS)


def statements() -> st.SearchStrategy[dict[str, object]]:
    """Draw what was said of substances as a whole."""
    word = st.sampled_from(("none", "unknown", "taken"))
    dose = st.sampled_from(("none", "unknown", "taken", "2000 IU/day", "5000 IU/day"))
    return optional(**{"vitamin-k2": word, "vitamin-k": word, "vitamin-d3": dose, "warfarin": word})


def documents() -> st.SearchStrategy[dict[str, object]]:
    """Draw one patient."""
    lists = ("medications", "supplements", "conditions", "surgeries", "allergies")
    return optional(
        age=st.sampled_from(AGES),
        sex=st.sampled_from(("female", "male", "unknown")),
        pregnancy=st.sampled_from(("pregnant", "possible", "not pregnant", "unknown")),
        postmenopausal=YES_NO,
        medications=told(st.lists(medicines(), max_size=3)),
        supplements=told(st.lists(products(), max_size=4)),
        conditions=told(st.lists(conditions(), max_size=2)),
        surgeries=told(st.lists(surgeries(), max_size=2)),
        allergies=told(some_of(("soy", "penicillin", "vitamin K"), most=2)),
        tests=st.lists(results(), max_size=2),
        complete=st.one_of(
            st.sampled_from(("yes", "no")), optional(**dict.fromkeys(lists, st.sampled_from(("yes", "no"))))
        ),
        diet=optional(
            natto=st.sampled_from(("0 servings/week", "1 serving/week", "unknown")),
            vitamin_k_consistent=YES_NO,
            calcium=st.sampled_from(("600 mg/day", "1000 mg/day", "unknown")),
        ),
        counselled=optional(
            **{"dietary-vitamin-k": st.sampled_from([day(ago) for ago in (1, 364, 365, 366)])}
        ),
        takes=statements(),
        apart_from_calcium=st.dictionaries(
            st.sampled_from(APART),
            st.sampled_from(("29 min", "30 min", "3.9 hours", "4 hours", "yes", "no")),
            max_size=2,
        ),
    )


def open_books() -> st.SearchStrategy[dict[str, object]]:
    """Draw a patient of whom everything is told, so that rules are raised often."""
    told = st.fixed_dictionaries(
        {
            "age": st.sampled_from(AGES),
            "sex": st.sampled_from(("female", "male")),
            "pregnancy": st.sampled_from(("pregnant", "possible", "not pregnant")),
            "medications": st.lists(medicines(), max_size=2),
            "supplements": st.lists(products(), max_size=4),
            "conditions": st.lists(conditions(), max_size=1),
            "surgeries": st.lists(surgeries(), max_size=1),
            "tests": st.lists(results(), max_size=1),
            "steady": YES_NO,
        }
    )
    return told.map(_settled)


def _settled(told: dict[str, object]) -> dict[str, object]:
    """Leave nothing open, and no pregnancy where there can be none."""
    steady, age = told.pop("steady"), told["age"]
    assert isinstance(age, int)
    if told["sex"] == "male" or not 12 <= age <= 55:
        told["pregnancy"] = "not pregnant"
    return told | {
        "postmenopausal": "yes" if age > 55 else "no",
        "allergies": [],
        "complete": "yes",
        "diet": {"natto": "0 servings/week", "vitamin_k_consistent": steady, "calcium": "600 mg/day"},
        "takes": {},
    }


def patients() -> st.SearchStrategy[dict[str, object]]:
    """Draw patients of either sort."""
    return st.one_of(documents(), open_books())
