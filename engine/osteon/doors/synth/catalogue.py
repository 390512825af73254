"""What made-up patients take, have and were tested for, and how often. Every rate here is made up.

None of these numbers was counted anywhere: they are such that common things are
common, that the old have more of everything, and that each rule of the shipped
pack has patients. Nothing about real patients follows from them.
"""

from typing import NamedTuple


class Drug(NamedTuple):
    """Something that is taken: its name, how many in a hundred take it, of adults and of those over 65.

    `amounts` are drawn with equal chance; `code` is RxNorm, for FHIR.
    """

    name: str
    adults: float
    old: float
    amounts: tuple[str, ...] = ("",)
    code: str = ""


class Problem(NamedTuple):
    """A condition: its name, how many in a hundred adults and in a hundred over 65 have it."""

    name: str
    adults: float
    old: float
    code: str = ""


class Measure(NamedTuple):
    """A test: its name and unit, how many in a hundred had it, mean and spread of the result, decimals."""

    name: str
    unit: str
    share: float
    mean: float
    spread: float
    decimals: int
    code: str = ""


_D3 = (
    "400 IU/day",
    "800 IU/day",
    "1000 IU/day",
    "2000 IU/day",
    "4000 IU/day",
    "5000 IU/day",
    "10000 IU/day",
    "50,000 IU weekly",
    "20,000 IU monthly",
)
_CALCIUM = ("500 mg/day", "600 mg/day", "1000 mg/day", "1200 mg/day", "2500 mg/day")

MEDICINES = (
    Drug("warfarin", 0.6, 4.0, ("5 mg/day", "2.5 mg/day", ""), "11289"),
    Drug("phenprocoumon", 0.1, 0.8),
    Drug("apixaban", 0.7, 6.0, ("5 mg twice daily", ""), "1364430"),
    Drug("rivaroxaban", 0.4, 3.0, ("20 mg/day", ""), "1114195"),
    Drug("enoxaparin", 0.1, 0.3),
    Drug("aspirin", 4.0, 18.0, ("75 mg/day", "100 mg/day", ""), "1191"),
    Drug("blood thinner", 0.2, 0.6),
    Drug("levothyroxine", 4.0, 10.0, ("100 mcg/day", "50 mcg/day", ""), "10582"),
    Drug("alendronate", 0.4, 4.0, ("70 mg weekly", ""), "46041"),
    Drug("denosumab", 0.1, 0.8),
    Drug("omeprazole", 6.0, 15.0, ("20 mg/day", ""), "7646"),
    Drug("prednisone", 1.0, 2.5, ("5 mg/day", "2.5 mg/day", ""), "8640"),
    Drug("hydrochlorothiazide", 4.0, 12.0, ("25 mg/day", ""), "5487"),
    Drug("digoxin", 0.1, 1.5, ("0.125 mg/day", ""), "3407"),
    Drug("phenytoin", 0.2, 0.3),
    Drug("orlistat", 0.3, 0.1),
    Drug("colesevelam", 0.1, 0.2),
    Drug("amoxicillin", 1.0, 1.0, ("500 mg three times daily", "")),
    Drug("ciprofloxacin", 0.3, 0.5),
    Drug("calcitriol", 0.1, 0.4),
    Drug("metformin", 4.0, 14.0, ("500 mg twice daily", ""), "6809"),
    Drug("atorvastatin", 8.0, 30.0, ("20 mg/day", ""), "83367"),
    Drug("lisinopril", 7.0, 22.0, ("10 mg/day", ""), "29046"),
    Drug("Zyxelor forte", 0.4, 0.6),
)
SUPPLEMENTS = (
    Drug("vitamin D3", 16.0, 24.0, _D3, "2418"),
    Drug("vitamin D2", 1.0, 1.5, ("50,000 IU weekly", "1000 IU/day")),
    Drug("calcium", 6.0, 16.0, _CALCIUM, "1895"),
    Drug("calcium carbonate", 2.0, 5.0, ("1250 mg/day", "")),
    Drug("MK-7", 2.0, 3.0, ("45 mcg/day", "100 mcg/day", "180 mcg/day")),
    Drug("MK-4", 0.3, 0.4, ("45 mg/day", "500 mcg/day")),
    Drug("vitamin K2", 1.0, 1.5),
    Drug("vitamin K1", 0.3, 0.4, ("90 mcg/day",)),
    Drug("magnesium", 5.0, 7.0, ("250 mg/day", "")),
    Drug("multivitamin", 14.0, 18.0),
    Drug("bone formula", 0.6, 1.5),
    Drug("St John's wort", 0.6, 0.4),
    Drug("omega-3", 6.0, 9.0, ("1 g/day", "")),
    Drug("Osteobloom Ultra", 0.3, 0.6),
)
CONDITIONS = (
    Problem("osteoporosis", 1.0, 14.0, "64859006"),
    Problem("osteopenia", 1.5, 9.0, "312894000"),
    Problem("atrial fibrillation", 0.6, 9.0, "49436004"),
    Problem("hypertension", 16.0, 55.0, "38341003"),
    Problem("deep vein thrombosis", 0.5, 1.5),
    Problem("mechanical heart valve", 0.1, 0.5),
    Problem("coronary calcification", 0.4, 4.0),
    Problem("CKD stage 3", 1.5, 14.0, "433144002"),
    Problem("CKD stage 4", 0.1, 1.2, "431857002"),
    Problem("kidney stones", 3.0, 4.0, "95570007"),
    Problem("hypercalcaemia", 0.1, 0.6),
    Problem("sarcoidosis", 0.1, 0.1),
    Problem("coeliac disease", 0.8, 0.6),
    Problem("haemophilia A", 0.02, 0.02),
    Problem("type 2 diabetes", 5.0, 20.0, "44054006"),
    Problem("Quibbler syndrome", 0.2, 0.4),
)
TESTS = (
    Measure("INR", "", 1.5, 2.5, 0.9, 1, "6301-6"),
    Measure("25-OH vitamin D", "ng/mL", 12.0, 28.0, 14.0, 1, "62292-8"),
    Measure("blood calcium", "mg/dL", 30.0, 9.4, 0.6, 1, "17861-6"),
    Measure("eGFR", "", 34.0, 80.0, 24.0, 0, "33914-3"),
    Measure("albumin", "g/dL", 24.0, 4.2, 0.5, 1, "1751-7"),
)
ALLERGIES = (Problem("penicillin", 6.0, 7.0), Problem("soy", 0.4, 0.3), Problem("vitamin K", 0.02, 0.02))
OPERATIONS = (Problem("hip replacement", 0.3, 3.0), Problem("surgery", 2.0, 3.0))

FULL_DATES = 0.90
YEAR_ONLY = 0.05
SEX_NOT_TOLD = 0.01
DIED = 0.004
NO_UNIT = 0.002
"""Of all amounts: a number alone, which nobody can read; the patient is set aside."""

NO_AMOUNT = 0.15
UNDATED = 0.12
LIST_TOLD = {"complete": 0.30, "incomplete": 0.15, "": 0.55}
"""How a list with entries is told; "" leaves it at the entries."""

EMPTY_LIST = {"none": 0.35, "unknown": 0.10, "": 0.55}
"""How a list without entries is told; "" is silence."""

INTAKE = {
    "": 0.82,
    "active": 0.08,
    "stopped": 0.05,
    "planned": 0.01,
    "unknown": 0.03,
    "entered in error": 0.01,
}
DIAGNOSIS = {"": 0.85, "history": 0.06, "suspected": 0.06, "refuted": 0.02, "family history": 0.01}
