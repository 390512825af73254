"""Random populations in the relational form, seeded: thresholds, silence, contradictions and every trap we know.

Names come from the terminology itself, so that every class and product is met; dates and amounts crowd around
what the rules compare them with.
"""

from collections.abc import Sequence
from random import Random

from osteon.doors.screen.form import TABLES
from osteon.patient.terminology import Terminology

DAYS = (
    "2026-11-24", "2026-11-25", "2026-11-23", "2026-11-17", "2026-11-16", "2026-11-10", "2026-11-09", "2026-10-27",
    "2026-10-26", "2026-12-08", "2026-12-09", "2026-08-26", "2026-08-25", "2025-11-24", "2025-11-23", "2026-11",
    "2026-12", "2026", "2027", "2025-01", "1990-02-28", "2024-02-29", "2026-05-28", "2026-11-14", "2026-11-13",
)  # fmt: skip
AMOUNTS = (
    "5000 IU/day", "4000 IU/day", "4001 IU/day", "4999.9999 IU/day", "4999 IU", "50,000 IU weekly", "35,000 IU weekly",
    "60000 IU once a month", "125 mcg/day", "125 \u00b5g/day", "100 \u03bcg/day", "2000 iu/day", "999 mcg/day", "1000 mcg/day",
    "45 mg/day", "200 mcg/day", "720 mcg/day", "720.1 mcg/day", "90 mcg", "500 mg", "600 mg twice daily", "1000 mg/day",
    "2 x 600 mg elemental calcium", "1250 mg", "1500 mg/day", "2001 mg/day", "2.5 mg/day", "5 mg", "20 mg every 3 days",
    "1 mcg every 11 days", "1180591620717411303424 IU/day", "0.0000001 mcg/day", "0", "none", "unknown",
    "1000-2000 IU/day", "3000-6000 IU/day", "2 tablets daily", "1 cap po bid", "1/3 mg/day", "62.5 mcg/day",
    "10 drops", "4000.00005 IU/day", "1 serving/week", "300 mg/d", "40 IU/day", "39 IU/day", "365 mg yearly",
)  # fmt: skip
NUTRIENTS = (
    "vitamin D3", "vitamin D", "ergocalciferol", "D3", "MK-7", "MK-4", "vitamin K2", "vitamin K1", "calcium",
    "calcium carbonate", "calcium citrate", "magnesium", "multivitamin", "bone formula", "prenatal vitamin",
    "greens powder", "natto", "Vitamin D3 1000 IU", "Calcium 600 mg + vitamin D3 400 IU tablets", "no such product",
    "vitamin K2 (MK-7)", "D3 with K2", "vitamin D3 400 IU/mL", "calcium (as carbonate)",
)  # fmt: skip
MEDICINES = (
    "warfarin", "Coumadin", "acenocoumarol", "apixaban", "rivaroxaban", "blood thinner", "aspirin", "metformin",
    "alendronate", "enoxaparin", "no such medicine", "warferin", "prednisone", "hydrocortisone", "ciprofloxacin",
    "levothyroxine", "omeprazole", "digoxin", "hydrochlorothiazide", "denosumab", "calcitriol", "amoxicillin",
)  # fmt: skip
INGREDIENTS = (
    '[{"name": "vitamin D3", "amount": "1000 IU"}, {"name": "MK-7", "amount": "90 mcg"}]', "[]", '["vitamin K2"]',
    '["no such thing", "calcium"]', '[{"name": "calcium", "amount": "600 mg", "salt": "carbonate"}]',
)  # fmt: skip
CODES = (
    '[{"system": "ATC", "code": "B01AA03"}]', '[{"system": "ATC", "code": "X99"}]', "[]",
    '[{"system": "LOINC", "code": "34714-6"}]',
)  # fmt: skip
RESULTS = {
    "INR": ("1.9", "2.0", "1.99999999999", "4.5", "4.6", "3", ">8", "<1.5", "2.0 mg/dL", "4.5000000001"),
    "blood calcium": (
        "10.5 mg/dL", "10.6 mg/dL", "8.4 mg/dL", "8.5 mg/dL", "2.62 mmol/L", "2.61976047904191 mmol/L", "10.5", "9 g/dL",
    ),
    "albumin": ("4.0 g/dL", "2.0 g/dL", "35 g/L", "<3 g/dL", ">4 g/dL", "3.9 g/dL", "2.375 g/dL"),
    "eGFR": ("30 mL/min/1.73m2", "29 mL/min/1.73m2", "60 mL/min/1.73m2", "59.9", ">60 mL/min/1.73m2", "15"),
    "25-hydroxyvitamin D": ("20 ng/mL", "19.9 ng/mL", "50 nmol/L", "125 nmol/L", "150 ng/mL", "150.1 ng/mL", "51"),
    "25-hydroxyvitamin D3": ("20 ng/mL", "12 ng/mL", "130 nmol/L"),
    "no such test": ("1",),
}  # fmt: skip
YES_NO = ("yes", "no", "unknown", "true", "false")


class Population:
    """Writes patients. `bad` is the share of rows with a cell that cannot be read.

    Entries are drawn from pools of `pool` each, as in life, where few are unlike all others; dates are not.
    """

    def __init__(
        self, random: Random, terminology: Terminology, *, bad: float = 0.002, pool: int = 1_000
    ) -> None:
        self._random = random
        self._bad = bad
        concepts = list(terminology.concepts.values())
        self._taken = [each.label for each in concepts if each.kind not in ("condition", "test")]
        self._conditions = [each.label for each in concepts if each.kind == "condition"]
        writers = {
            "medications": self._medicine, "supplements": self._supplement, "conditions": self._condition,
            "tests": self._test, "takes": self._statement,
        }  # fmt: skip
        self._pools = {name: [write() for _ in range(pool)] for name, write in writers.items()}

    def tables(self, patients: int, first: int = 0) -> dict[str, list[dict[str, object]]]:
        """Write the tables of so many patients."""
        tables: dict[str, list[dict[str, object]]] = {table.name: [] for table in TABLES}
        for at in range(first, first + patients):
            self._patient(f"p{at}", tables)
        return tables

    def _patient(self, patient: str, tables: dict[str, list[dict[str, object]]]) -> None:
        chance, choice = self._random.random, self._random.choice
        row: dict[str, object] = {"patient": patient}
        tables["patients"].append(row)
        self._person(row)
        for name in ("medications", "supplements", "conditions", "allergies", "surgeries", "tests"):
            if chance() < 0.3:
                row[f"{name}_told"] = choice(
                    ("listed", "complete", "complete", "incomplete", "none", "unknown")
                )
            if row.get(f"{name}_told") in ("none", "unknown") and chance() < 0.99:
                continue
            entries = [self._entry_of(name) for _ in range(choice((0, 0, 1, 1, 1, 2, 3, 4)))]
            self._add(tables[name], patient, entries)
        for name in ("takes", "apart_from_calcium", "counselled"):
            if chance() < 0.15:
                rows = {
                    str(each["name"]): each
                    for each in (self._entry_of(name) for _ in range(choice((1, 1, 2))))
                }
                self._add(tables[name], patient, list(rows.values()), twice=0.002)

    def _entry_of(self, name: str) -> dict[str, object]:
        if name not in self._pools:
            writers = {"allergies": self._allergy, "surgeries": self._surgery}
            return (writers | {"apart_from_calcium": self._apart, "counselled": self._topic})[name]()
        row = dict(self._random.choice(self._pools[name]))
        if name in ("medications", "supplements"):
            self._some(row, 0.2, {"started": DAYS, "stopped": DAYS, "changed": DAYS})
        elif name == "conditions":
            self._some(row, 0.15, {"since": DAYS})
        elif name == "tests":
            self._some(row, 0.85, {"date": (*DAYS[:5], "2026-11", "2026-11-30")})
        return row

    def _add(
        self, table: list[dict[str, object]], patient: str, rows: list[dict[str, object]], twice: float = 0.15
    ) -> None:
        if rows and self._random.random() < twice:
            again = dict(self._random.choice(rows))
            if "amount" in again and self._random.random() < 0.6:
                again["started"] = self._random.choice(DAYS)
            rows.append(again)
        for at, each in enumerate(rows):
            if self._random.random() < self._bad:
                key = self._random.choice(list(each))
                each[key] = self._random.choice(("yesterday", "-1", "{", "5.000 IU", "perhaps"))
            table.append({"patient": patient, "position": at} | each)

    def _some(
        self, row: dict[str, object], share: float, cells: dict[str, Sequence[object]]
    ) -> dict[str, object]:
        for name, values in cells.items():
            if self._random.random() < share:
                row[name] = self._random.choice(values)
        return row

    def _person(self, row: dict[str, object]) -> None:
        self._some(row, 0.6, {
            "age": ("0", "11", "12", "17", "18", "50", "51", "55", "56", "72", "unknown", "130"),
            "sex": ("female", "male", "unknown", "Female"),
        })  # fmt: skip
        self._some(row, 0.25, {
            "birth_date": ("1954-03-01", "2008-11-24", "2008-11-25", "1970-05", "1971", "2000-02-29", "2027-01-01", "1975-11"),
            "pregnancy": ("pregnant", "possible", "not pregnant", "not_pregnant", "unknown"),
            "pregnant": YES_NO, "breastfeeding": YES_NO, "postmenopausal": YES_NO, "osteoporosis": YES_NO,
            "diet_natto": ("none", "1 serving/week", "unknown", "2 servings a month", "0"),
            "diet_vitamin_k_consistent": YES_NO,
            "diet_calcium": ("600 mg/day", "1000 mg/day", "500-900 mg/day", "700", "1 g/day", "unknown", "1/3 g/day"),
            "diet_vitamin_k": ("90 mcg/day", "89 mcg/day", "119.99 mcg/day", "120 mcg/day", "1 mg weekly", "5 IU/day"),
        })  # fmt: skip
        self._some(row, 0.12, {"d3_dose": AMOUNTS})
        self._some(row, 0.005, {"deceased": YES_NO})
        if self._random.random() < self._bad:
            row[self._random.choice(("sex", "age", "birth_date", "pregnant", "tests_told"))] = "perhaps"

    def _medicine(self) -> dict[str, object]:
        name = self._random.choice(MEDICINES if self._random.random() < 0.7 else self._taken)
        row = self._some({"name": name}, 0.3, {"amount": AMOUNTS})
        return self._timed(self._entry(row))

    def _supplement(self) -> dict[str, object]:
        name = self._random.choice(NUTRIENTS if self._random.random() < 0.8 else self._taken)
        row = self._some({"name": name}, 0.75, {"amount": AMOUNTS})
        return self._timed(self._entry(row))

    def _entry(self, row: dict[str, object]) -> dict[str, object]:
        self._some(row, 0.06, {
            "form": ("MK-7", "MK-4", "softgel", "D2"), "salt": ("carbonate", "citrate", "elemental", "oxide"),
            "units": ("1", "2", "1-2", 2), "times_per_day": ("1", "2", "3", "0.5"), "every_days": ("7", "3", "30", "11"),
            "as_needed": YES_NO, "ingredients": INGREDIENTS, "codes": CODES, "class": ("multivitamin", "no such class"),
        })  # fmt: skip
        if self._random.random() < 0.15:
            row["prescribed"] = self._random.choice(YES_NO)
            row[self._random.choice(("course_weeks", "course_days"))] = self._random.choice(
                ("8", "12", "13", "10", "11", "2.5")
            )
        return self._some(row, 0.12, {
            "with_food": YES_NO, "with_fat_meal": YES_NO, "third_party_tested": YES_NO,
            "source": ("synthetic", "Synthetic", "soy", "natto"),
        })  # fmt: skip

    def _timed(self, row: dict[str, object]) -> dict[str, object]:
        return self._some(
            row, 0.25, {"status": ("active", "planned", "stopped", "unknown", "entered in error", "Active")}
        )

    def _condition(self) -> dict[str, object]:
        row: dict[str, object] = {"name": self._random.choice((*self._conditions, "no such condition"))}
        return self._some(
            row, 0.35, {"status": ("confirmed", "history", "suspected", "refuted", "family history")}
        )

    def _allergy(self) -> dict[str, object]:
        row: dict[str, object] = {
            "name": self._random.choice(
                ("soy", "natto", "vitamin K", "MK-7", "penicillin", "no such thing", "warfarin")
            )
        }
        return self._some(
            row, 0.3, {"status": ("confirmed", "history", "suspected", "refuted", "family history")}
        )

    def _surgery(self) -> dict[str, object]:
        return self._some({"name": "hip replacement"}, 0.7, {"date": DAYS, "status": ("done", "planned")})

    def _test(self) -> dict[str, object]:
        name = self._random.choice(list(RESULTS))
        row = self._some({"name": name}, 0.95, {"value": RESULTS[name]})
        return self._some(row, 0.15, {"target_low": RESULTS[name], "target_high": RESULTS[name]})

    def _statement(self) -> dict[str, object]:
        name = self._random.choice((
            "vitamin k2", "vitamin-d", "vitamin D3", "calcium", "MK-7", "vitamin k", "warfarin", "no such thing",
            "anticoagulant", "natto",
        ))  # fmt: skip
        return {
            "name": name,
            "said": self._random.choice(("none", "taken", "unknown", "no", "yes", *AMOUNTS[:24])),
        }

    def _apart(self) -> dict[str, object]:
        name = self._random.choice((
            "levothyroxine", "alendronate", "risedronate", "ibandronate", "ciprofloxacin", "quinolone", "doxycycline",
            "dolutegravir", "no such medicine",
        ))  # fmt: skip
        said = (
            "4 hours",
            "30 min",
            "29 min",
            "yes",
            "no",
            "unknown",
            "6 hours",
            "359 minutes",
            "2.5 hours",
            "60 min",
        )
        return {"name": name, "said": self._random.choice(said)}

    def _topic(self) -> dict[str, object]:
        return {
            "name": self._random.choice(("dietary-vitamin-k", "no such topic")),
            "said": self._random.choice(DAYS),
        }
