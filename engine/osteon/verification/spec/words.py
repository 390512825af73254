"""What the words of a conversation stand for in a record."""

SEXES = {"man": "male", "boy": "male", "woman": "female", "girl": "female"}

USES = {"takes": "active", "plans to take": "planned", "may take": "unknown"}

CHANGES = {"started": "started", "stopped": "stopped", "changed the dose of": "changed"}

STATES = {
    "has a family history of": "family history",
    "has a history of": "history",
    "has": "confirmed",
    "may have": "suspected",
    "does not have": "refuted",
}

MANNERS = {
    "with fat": ("with_fat_meal", "yes"),
    "without fat": ("with_fat_meal", "no"),
    "with food": ("with_food", "yes"),
    "without food": ("with_food", "no"),
    "tested independently": ("third_party_tested", "yes"),
    "not tested independently": ("third_party_tested", "no"),
    "made from natto": ("source", "natto"),
    "made synthetically": ("source", "synthetic"),
}
"""How something is taken or made, and the field of an entry that says so."""

NEARNESS = {"far enough apart": "yes", "too close together": "no", "nobody knows how far apart": "unknown"}

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

OUTCOMES = {
    "raised": "raised",
    "not raised": "not raised",
    "undecided": "unknown",
    "withheld": "withheld",
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
"""What we ask about, and the fact that stands for it."""

RELATIONS = ("at least", "more than", "at most", "less than", "exactly")

FAULTS = (
    "a rule reads a fact that does not exist",
    "a rule cites a source that does not exist",
    "a rule file is not YAML",
    "two rules give way to each other",
    "there are no rules",
)
