"""The fields of the form, and how what was typed into them becomes a profile.

A field that is left empty says nothing about the patient.
"""

from collections.abc import Mapping

from osteon.basics.records import dataclass

LIST, CHOICE, TEXT, DATE = "list", "choice", "text", "date"
"""How a field is filled in: one entry a line, one of a few words, a line of text, a day."""

NOT_SAID = ""
"""What a field holds that says nothing."""

WHOLE = ".whole"
"""What the name of a list is followed by for the question whether it is the whole list."""

Entries = Mapping[str, str]
"""What was typed, by the name of the field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    `field` is the field of a profile that it fills. `choices` are what is written into the profile and what
    the reader sees. `width` is how many letters a line of text is wide: short or long.
    """

    name: str
    label: str
    kind: str
    field: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    width: str = "long"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under a title."""

    title: str
    fields: tuple[Field, ...]


_YES_NO = (("yes", "yes"), ("no", "no"))
_ONE_A_LINE = "One a line"

FIRST = (
    Field(
        "medications", "Medicines", LIST, "medications",
        f"{_ONE_A_LINE}, with the dose if you know it: warfarin 5 mg",
    ),
    Field(
        "d3_dose", "Vitamin D3 a day, from everything together", TEXT, "d3_dose",
        "For example 5000 IU/day, 125 mcg/day, or none", width="short",
    ),
    Field("osteoporosis", "Osteoporosis", CHOICE, "osteoporosis", choices=_YES_NO),
    Field(
        "pregnancy", "Pregnancy", CHOICE, "pregnancy",
        choices=(("pregnant", "pregnant"), ("possible", "possible"), ("not pregnant", "not pregnant")),
    ),
)  # fmt: skip
"""What is asked first."""

MORE = (
    Group(
        "The person",
        (
            Field("age", "Age in years", TEXT, "age", width="short"),
            Field("sex", "Sex", CHOICE, "sex", choices=(("female", "female"), ("male", "male"))),
            Field("postmenopausal", "Past the menopause", CHOICE, "postmenopausal", choices=_YES_NO),
            Field("breastfeeding", "Breastfeeding", CHOICE, "breastfeeding", choices=_YES_NO),
        ),
    ),
    Group(
        "Supplements and food",
        (
            Field(
                "supplements", "Supplements", LIST, "supplements",
                f"{_ONE_A_LINE}, with the dose on the label: MK-7 100 mcg/day",
            ),
            Field(
                "natto", "Natto", TEXT, "diet.natto", "For example 2 servings/week, or none",
                width="short",
            ),
            Field(
                "diet_calcium", "Calcium in food", TEXT, "diet.calcium", "For example 600 mg/day",
                width="short",
            ),
            Field(
                "vitamin_k_consistent", "Eats about the same amount of vitamin K every week", CHOICE,
                "diet.vitamin_k_consistent", choices=_YES_NO,
            ),
        ),
    ),
    Group(
        "History",
        (
            Field("conditions", "Diagnoses", LIST, "conditions", f"{_ONE_A_LINE}: atrial fibrillation"),
            Field("allergies", "Allergies", LIST, "allergies", f"{_ONE_A_LINE}: soy"),
            Field("surgeries", "Operations, done or planned", LIST, "surgeries",
                  f"{_ONE_A_LINE}, with the day behind it: hip replacement 2026-12-10"),
        ),
    ),
    Group(
        "INR, under warfarin and the like",
        (
            Field("inr", "Last INR", TEXT, "tests", "For example 2.4", width="short"),
            Field("inr_date", "Measured on", DATE, "tests", width="short"),
            Field("inr_range", "Range that was agreed", TEXT, "tests", "For example 2.0-3.0", width="short"),
        ),
    ),
)  # fmt: skip
"""What is behind "more"."""

FIELDS = {each.name: each for each in (*FIRST, *(field for group in MORE for field in group.fields))}
LISTS = tuple(each.name for each in FIELDS.values() if each.kind == LIST)
NAMES = (*FIELDS, *(name + WHOLE for name in LISTS))
"""Everything that the form sends about a patient."""


def document_of(entries: Entries) -> dict[str, object]:
    """Return the profile that was entered, as it was typed; whether it can be read is asked elsewhere."""
    said = {name: entries.get(name, "").strip() for name in NAMES}
    profile: dict[str, object] = {}
    for name, field in FIELDS.items():
        if field.kind == LIST:
            _list(profile, name, said)
        elif said[name] and field.field != "tests":
            _put(profile, field.field, said[name])
    if any(said[name] for name in ("inr", "inr_date", "inr_range")):
        profile["tests"] = [_inr(said)]
    return profile


def _put(profile: dict[str, object], path: str, value: object) -> None:
    name, _, inner = path.partition(".")
    if not inner:
        profile[name] = value
        return
    mapping = profile.setdefault(name, {})
    if isinstance(mapping, dict):
        mapping[inner] = value


def _list(profile: dict[str, object], name: str, said: Entries) -> None:
    lines = [line.strip() for line in said[name].splitlines() if line.strip()]
    whole = said[name + WHOLE]
    if lines:
        profile[name] = [_operation(line) for line in lines] if name == "surgeries" else lines
        if whole:
            _put(profile, f"complete.{name}", whole)
    elif whole:
        profile[name] = "none" if whole == "yes" else "unknown"


def _operation(line: str) -> dict[str, str]:
    # "hip replacement 2026-12-10": what looks like a day at the end is one.
    name, _, last = line.rpartition(" ")
    if last[:4].isdigit() and last.replace("-", "").isdigit():
        return {"name": name, "date": last} if name else {"date": last}
    return {"name": line}


def _inr(said: Entries) -> dict[str, str]:
    low, dash, high = said["inr_range"].replace("–", "-").partition("-")
    test = {
        "name": "INR",
        "value": said["inr"],
        "date": said["inr_date"],
        "target_low": low.strip(),
        "target_high": high.strip() if dash else low.strip(),
    }
    return {name: value for name, value in test.items() if value}


_WHOLE = {"yes": "nothing else", "no": "there may be more"}


def entered(entries: Entries) -> tuple[tuple[str, str], ...]:
    """Return what was typed, label by label, in the order of the form."""
    found = []
    for name, field in FIELDS.items():
        said = [line.strip() for line in entries.get(name, "").splitlines() if line.strip()]
        whole = _WHOLE.get(entries.get(name + WHOLE, ""), "")
        if said or whole:
            found.append((field.label, "; ".join([*said, *([whole] if whole else [])])))
    return tuple(found)


_PLACES = {field.field: name for name, field in FIELDS.items() if field.field != "tests"}
_TESTS = {"value": "inr", "date": "inr_date", "target_low": "inr_range", "target_high": "inr_range"}


def field_of(message: str) -> tuple[str, int | None, str]:
    """Return the field of the form that a message of a profile is about, the line in it, and what it says.

    The field is "" where the form has none for it. Lines count from 1 and leave out empty ones.
    """
    place, _, said = message.partition(": ")
    name, at = _without_index(place)
    if place.startswith("tests"):
        return _TESTS.get(place.rpartition(".")[2], "inr"), None, said
    found = _PLACES.get(place) or _PLACES.get(name, "")
    return (found, at, said) if found else ("", None, message)


def _without_index(place: str) -> tuple[str, int | None]:
    name, bracket, rest = place.partition("[")
    number = rest.partition("]")[0]
    return name, int(number) + 1 if bracket and number.isdigit() else None
