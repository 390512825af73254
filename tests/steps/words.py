"""The words that may stand in the gaps of a sentence.

A gap with a type of its own accepts only what it names, so that two sentences
cannot both claim the same line. There is no catch-all.
"""

from datetime import date, timedelta

from parse import with_pattern
from pytest_bdd import parsers

TODAY = date(2026, 11, 24)
"""The day on which every scenario is evaluated, unless it names another."""

SEXES = {"man": "male", "boy": "male", "woman": "female", "girl": "female"}

USES = {"takes": "active", "plans to take": "planned", "may take": "unknown"}

STATES = {
    "has a family history of": "family history",
    "has a history of": "history",
    "has": "confirmed",
    "may have": "suspected",
    "does not have": "refuted",
}

STEADINESS = {"is steady": "yes", "varies": "no", "was not asked about": "unknown"}

LISTS = {
    "medicines": "medications",
    "supplements": "supplements",
    "conditions": "conditions",
    "surgeries": "surgeries",
    "allergies": "allergies",
}

LIST_STATES = (
    "not mentioned",
    "left blank",
    "asked for and not known",
    "empty",
    "empty and complete",
    "confirmed to be none",
    "empty and may be incomplete",
)

UNKNOWNS = {
    "age": "age",
    "sex": "sex",
    "pregnancy status": "pregnancy",
    "menopausal status": "postmenopausal",
    "list of medicines": "medications",
    "list of supplements": "supplements",
    "list of conditions": "conditions",
    "list of surgeries": "surgeries",
}

SUBJECTS = {
    "age": "age",
    "sex": "sex",
    "pregnancy": "pregnancy",
    "vitamin K antagonists": "takes.vitamin_k_antagonist",
    "direct oral anticoagulants": "takes.direct_oral_anticoagulant",
    "vitamin K intake": "takes.vitamin_k",
    "vitamin K2 intake": "takes.vitamin_k2",
    "changes in vitamin K intake": "changed.vitamin_k",
    "natto": "diet.natto",
    "the INR": "test.inr",
    "the total vitamin D": "dose.vitamin_d",
    "the total calcium": "total.calcium",
    "a mechanical heart valve": "condition.mechanical_heart_valve",
    "a bleeding disorder": "condition.bleeding_disorder",
    "the date of surgery": "surgery.days_until",
}
"""What we ask about, in the words of a conversation, and the fact that stands for it."""

FAULTS = (
    "a rule reads a fact that does not exist",
    "a rule cites a source that does not exist",
    "a rule file is not YAML",
    "two rules give way to each other",
    "there are no rules",
)

CHANGES = {"started": "started", "stopped": "stopped", "changed the dose of": "changed"}


@with_pattern(r"\d[^\"]*?(?= of )")
def amount(text: str) -> str:
    """Read "5000 IU/day" or "50,000 IU weekly", up to the word "of"."""
    return text


@with_pattern(r"\d[\d.,]* [A-Za-zµ]+(?:/day)?(?: [a-z]+)*")
def daily(text: str) -> str:
    """Read an amount at the end of a sentence."""
    return text


@with_pattern(r"[A-Za-z][\w'’.+-]*(?: [\w'’.+-]+)*")
def name(text: str) -> str:
    """Read the name of a medicine, a nutrient, a condition or a test, without its article."""
    return text.removeprefix("a ").removeprefix("an ")


@with_pattern(r"\d+ days?")
def days(text: str) -> int:
    """Read "1 day" or "28 days"."""
    return int(text.split()[0])


@with_pattern(r"\d+ servings?")
def servings(text: str) -> str:
    """Read "1 serving" or "3 servings"."""
    return text


@with_pattern(r"\d+")
def whole(text: str) -> int:
    """Read a whole number."""
    return int(text)


@with_pattern(r"\d+(?:\.\d+)?")
def number(text: str) -> str:
    """Read a decimal number; it stays text, so that 1.9 is exactly 1.9."""
    return text


@with_pattern(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
def day(text: str) -> str:
    """Read a date, or the month or the year of one."""
    return text


@with_pattern(r"[^\"]+")
def quoted(text: str) -> str:
    """Read what stands between two quotation marks."""
    return text


@with_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
def flag(text: str) -> str:
    """Read the id of a flag."""
    return text


@with_pattern("|".join(LISTS))
def record_list(text: str) -> str:
    """Read which list of the record is meant."""
    return LISTS[text]


@with_pattern("|".join(sorted(LIST_STATES, key=len, reverse=True)))
def list_state(text: str) -> str:
    """Read what we were told of a list."""
    return text


@with_pattern("|".join(UNKNOWNS))
def unknown(text: str) -> str:
    """Read what it is that nobody knows."""
    return UNKNOWNS[text]


@with_pattern("|".join(SEXES))
def sex(text: str) -> str:
    """Read man, woman, boy or girl."""
    return SEXES[text]


@with_pattern("|".join(USES))
def use(text: str) -> str:
    """Read whether something is taken, planned, or perhaps taken."""
    return USES[text]


@with_pattern("|".join(CHANGES))
def change(text: str) -> str:
    """Read what happened to an intake."""
    return CHANGES[text]


@with_pattern("|".join(STATES))
def having(text: str) -> str:
    """Read how sure a condition is."""
    return STATES[text]


@with_pattern("is not|may be|is")
def being(text: str) -> str:
    """Read how sure it is that somebody is something."""
    return text


@with_pattern("|".join(STEADINESS))
def steadiness(text: str) -> str:
    """Read whether the diet is steady."""
    return STEADINESS[text]


@with_pattern("raised|not raised|undecided|withheld")
def outcome(text: str) -> str:
    """Read what became of a rule; "undecided" is what the report calls "unknown"."""
    return "unknown" if text == "undecided" else text


@with_pattern("|".join(sorted(SUBJECTS, key=len, reverse=True)))
def subject(text: str) -> str:
    """Read what a question is about, and return the name of the fact."""
    return SUBJECTS[text]


@with_pattern("|".join(FAULTS))
def fault(text: str) -> str:
    """Read what is wrong with a pack."""
    return text


@with_pattern("(?:a|an) [A-Z][A-Za-z]+")
def error(text: str) -> str:
    """Read the name of an error."""
    return text.split()[1]


@with_pattern(r"[A-Z]\d+")
def source(text: str) -> str:
    """Read the id of an evidence record."""
    return text


@with_pattern("info|warning|critical")
def severity(text: str) -> str:
    """Read a severity."""
    return text


@with_pattern("clinician|patient")
def reader(text: str) -> str:
    """Read who is told."""
    return text


@with_pattern("confirmed|assumed")
def basis(text: str) -> str:
    """Read whether an absence was declared or assumed."""
    return text


@with_pattern(r"none|[a-z0-9-]+ \((?:info|warning|critical)\)(?:, [a-z0-9-]+ \((?:info|warning|critical)\))*")
def flags(text: str) -> frozenset[tuple[str, str]]:
    """Read "none", or ids with their severities: "vka-natto (critical), vka-consult-prescriber (warning)"."""
    if text == "none":
        return frozenset()
    pairs = (item.rstrip(")").split(" (") for item in text.split(", "))
    return frozenset((pair[0], pair[1]) for pair in pairs)


GAPS = {
    "Amount": amount,
    "Basis": basis,
    "Being": being,
    "Change": change,
    "Daily": daily,
    "Day": day,
    "Days": days,
    "Error": error,
    "Fault": fault,
    "Flag": flag,
    "Flags": flags,
    "Having": having,
    "List": record_list,
    "ListState": list_state,
    "Name": name,
    "Number": number,
    "Outcome": outcome,
    "Quoted": quoted,
    "Reader": reader,
    "Servings": servings,
    "Severity": severity,
    "Sex": sex,
    "Source": source,
    "Steadiness": steadiness,
    "Subject": subject,
    "Unknown": unknown,
    "Use": use,
    "Whole": whole,
}


def sentence(text: str) -> parsers.cfparse:
    """Return the parser of a sentence whose gaps are written {name:Type}."""
    return parsers.cfparse(text, extra_types=GAPS, case_sensitive=True)


def ago(number_of_days: int) -> str:
    """Return the date that lies so many days before the day of the scenario (after it, if negative)."""
    return (TODAY - timedelta(days=number_of_days)).isoformat()
