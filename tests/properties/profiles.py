"""Random patients: profile documents as strangers send them, with silence wherever there can be silence.

Every key may be missing. Numbers lie on and around the thresholds of the shipped
rules, because that is where a mistake hides.
"""

from datetime import date, timedelta

from hypothesis import strategies as st

TODAY = date(2026, 11, 24)

VITAMIN_K_ANTAGONISTS = ("warfarin", "acenocoumarol", "phenprocoumon", "fluindione")
BLOOD_THINNERS = (*VITAMIN_K_ANTAGONISTS, "apixaban", "rivaroxaban", "enoxaparin", "aspirin", "blood thinner")
MEDICINES = (*BLOOD_THINNERS, "metformin", "lisinopril", "alendronate", "Zyxelor forte")
BRANDS = {
    "warfarin": "Coumadin", "acenocoumarol": "Sintrom", "phenprocoumon": "Marcumar", "fluindione": "Previscan",
    "apixaban": "Eliquis", "rivaroxaban": "Xarelto", "enoxaparin": "Clexane", "alendronate": "Fosamax",
    "vitamin D3": "cholecalciferol", "vitamin D2": "ergocalciferol", "MK-7": "MenaQ7", "MK-4": "Glakay",
}  # fmt: skip
BLEEDING_DISORDERS = ("haemophilia A", "von Willebrand disease")
CONDITIONS = (
    *BLEEDING_DISORDERS, "mechanical heart valve", "bioprosthetic heart valve", "prosthetic heart valve",
    "atrial fibrillation", "osteoporosis", "sarcoidosis", "hypercalcaemia", "hypertension", "Quibbler syndrome",
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
SLIPS = (("MK-7", "45 mg/day"), ("MK-4", "45.1 mg/day"), ("vitamin D3", "1.25 mg/day"), ("vitamin D3", "25 IU/day"))
UNLABELLED = ("multivitamin", "greens powder", "bone formula", "prenatal vitamin", "Osteobloom Ultra")

AGES = (3, 11, 12, 13, 17, 18, 19, 31, 45, 50, 51, 54, 55, 56, 72)
YES_NO = st.sampled_from(("yes", "no", "unknown"))


def day(ago: int) -> str:
    """Return the date so many days before the day of the evaluation."""
    return (TODAY - timedelta(days=ago)).isoformat()


def days_ago(*around: int) -> st.SearchStrategy[str]:
    """Draw dates on and beside these distances."""
    near = sorted({each + off for each in around for off in (-1, 0, 1)} - {-1})
    return st.sampled_from([day(each) for each in near])


def some_of(names: tuple[str, ...], *, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Draw a few different names."""
    return st.lists(st.sampled_from(names), max_size=most, unique=True)


def told(entries: st.SearchStrategy[list[object]]) -> st.SearchStrategy[object]:
    """Draw a list as it may be told: entries, none, or an honest "unknown"."""
    return st.one_of(entries, entries, entries, st.sampled_from((None, "none", "unknown", [])))


def optional(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Draw a record any of whose fields may be missing."""
    return st.fixed_dictionaries({}, optional=fields)


def medicines() -> st.SearchStrategy[dict[str, object]]:
    """Draw one medicine, taken, planned, stopped or doubtful."""
    names = st.sampled_from(MEDICINES)
    return st.one_of(
        st.fixed_dictionaries({"name": names}, optional={"status": st.sampled_from(("active", "planned", "unknown"))}),
        st.fixed_dictionaries({"name": names, "status": st.just("stopped")}, optional={"stopped": days_ago(0, 7, 8, 40)}),
        st.fixed_dictionaries({"name": names, "status": st.just("entered in error")}),
    )


def substances() -> st.SearchStrategy[tuple[str, str]]:
    """Draw a nutrient and a daily amount of it."""
    return st.sampled_from([(name, f"{number} {unit}/day") for name, (numbers, unit) in AMOUNTS.items() for number in numbers])


@st.composite
def products(draw: st.DrawFn) -> dict[str, object]:
    """Draw one supplement: a substance, a labelled mixture, or something whose label nobody has seen."""
    kind = draw(st.sampled_from(("plain", "plain", "plain", "mixture", "unlabelled", "stopped", "course", "slip", "no amount")))
    status = draw(st.sampled_from(("active", "active", "planned", "unknown")))
    name, amount = draw(substances())
    match kind:
        case "mixture":
            parts = draw(st.lists(substances(), min_size=1, max_size=3, unique_by=lambda part: part[0]))
            listed = [{"name": each, "amount": dose} for each, dose in parts]
            return {"name": "D/K2 drops", "status": status, "ingredients": listed}
        case "unlabelled":
            return {"name": draw(st.sampled_from(UNLABELLED)), "status": status}
        case "stopped":
            when = draw(st.sampled_from((None, day(0), day(27), day(28), day(29), day(400))))
            return {"name": name, "status": "stopped"} | ({"stopped": when} if when else {})
        case "course":
            weeks = draw(st.sampled_from((8, 12, 13)))
            return {"name": "vitamin D3", "amount": "50,000 IU weekly", "prescribed": "yes", "course_weeks": weeks}
        case "slip":
            name, amount = draw(st.sampled_from(SLIPS))
            return {"name": name, "amount": amount, "status": status}
        case "no amount":
            return {"name": draw(st.sampled_from((*AMOUNTS, "vitamin K2"))), "status": status}
    dates = draw(optional(started=days_ago(0, 28, 400), changed=days_ago(0, 28)))
    return {"name": name, "amount": amount, "status": status} | (dates if status == "active" else {})


def conditions() -> st.SearchStrategy[dict[str, object]]:
    """Draw one condition, from certain to somebody else's."""
    status = st.sampled_from(("confirmed", "history", "suspected", "refuted", "family history"))
    return st.fixed_dictionaries({"name": st.sampled_from(CONDITIONS)}, optional={"status": status})


def surgeries() -> st.SearchStrategy[dict[str, object]]:
    """Draw one operation, done or planned, with or without a date."""
    dates = st.sampled_from([day(each) for each in (0, 1, 28, 29, 400, -1, -14, -15)])
    return st.fixed_dictionaries({"name": st.just("surgery")}, optional={"date": dates})


def inr_results() -> st.SearchStrategy[dict[str, object]]:
    """Draw one INR result."""
    values = st.sampled_from(("1.9", "2.0", "2.4", "4.5", "4.6"))
    targets = {"target_low": st.just("2.5"), "target_high": st.just("3.5")}
    return st.fixed_dictionaries({"name": st.just("INR"), "value": values, "date": days_ago(1, 14)}, optional=targets)


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
        tests=st.lists(inr_results(), max_size=2),
        complete=st.one_of(YES_NO.filter(lambda word: word != "unknown"), optional(**dict.fromkeys(lists, st.sampled_from(("yes", "no"))))),
        diet=optional(
            natto=st.sampled_from(("0 servings/week", "1 serving/week", "unknown")),
            vitamin_k_consistent=YES_NO,
            calcium=st.sampled_from(("600 mg/day", "1000 mg/day", "unknown")),
        ),
        counselled=optional(**{"dietary-vitamin-k": days_ago(1, 365)}),
        takes=statements(),
    )


@st.composite
def open_books(draw: st.DrawFn) -> dict[str, object]:
    """Draw a patient of whom everything is told, so that rules are raised often."""
    age, female = draw(st.sampled_from(AGES)), draw(st.booleans())
    pregnancies = ("pregnant", "possible", "not pregnant") if female and 12 <= age <= 55 else ("not pregnant",)
    return {
        "age": age,
        "sex": "female" if female else "male",
        "pregnancy": draw(st.sampled_from(pregnancies)),
        "postmenopausal": "yes" if age > 55 else "no",
        "medications": draw(st.lists(medicines(), max_size=2)),
        "supplements": draw(st.lists(products(), max_size=4)),
        "conditions": draw(st.lists(conditions(), max_size=1)),
        "surgeries": draw(st.lists(surgeries(), max_size=1)),
        "allergies": [],
        "tests": draw(st.lists(inr_results(), max_size=1)),
        "complete": "yes",
        "diet": {"natto": "0 servings/week", "vitamin_k_consistent": draw(YES_NO), "calcium": "600 mg/day"},
        "takes": {},
    }


def patients() -> st.SearchStrategy[dict[str, object]]:
    """Draw patients of either sort."""
    return st.one_of(documents(), open_books())
