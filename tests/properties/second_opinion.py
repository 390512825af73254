"""Whether K2 may be mentioned to a patient, read from the document alone: a second opinion on the pack.

It knows the generator's few names by heart, and nothing of rules, facts or truth
values, so that it cannot share their mistakes.
"""

from datetime import date

from tests.properties.profiles import (
    BLEEDING_DISORDERS,
    CALCIUM_DISORDERS,
    NAMED_ANTICOAGULANTS,
    TODAY,
    VITAMIN_K_ANTAGONISTS,
    Document,
    day,
    entries,
)


def certainly_without(document: Document) -> bool:
    """Say, from the document alone, whether everything that speaks against K2 is known to be absent."""
    return (
        medicines_allow(document)
        and pregnancy_ruled_out(document)
        and conditions_allow(document)
        and surgeries_allow(document)
        and allergies_allow(document)
        and is_adult(document)
    )


def is_told(document: Document, name: str) -> bool:
    complete = document.get("complete")
    declared = complete.get(name) if isinstance(complete, dict) else complete
    return document.get(name) == "none" or (
        declared != "no" and (declared == "yes" or isinstance(document.get(name), list))
    )


def medicines_allow(document: Document) -> bool:
    if not is_told(document, "medications"):
        return False
    said = document.get("takes")
    if isinstance(said, dict) and said.get("warfarin") in ("taken", "unknown"):
        return False
    for entry in entries(document, "medications"):
        status = entry.get("status", "active")
        if status == "entered in error":
            continue
        if status == "stopped" and entry["name"] in VITAMIN_K_ANTAGONISTS:
            stopped = entry.get("stopped")
            if stopped is None or (TODAY - date.fromisoformat(str(stopped))).days <= 7:
                return False
        if status != "stopped" and entry["name"] in (*VITAMIN_K_ANTAGONISTS, "Zyxelor forte"):
            return False
        if status != "stopped" and entry["name"] == "blood thinner" and not anticoagulant_named(document):
            return False
    return True


def anticoagulant_named(document: Document) -> bool:
    listed = entries(document, "medications")
    return any(
        each["name"] in NAMED_ANTICOAGULANTS and each.get("status", "active") in ("active", "planned")
        for each in listed
    )


def pregnancy_ruled_out(document: Document) -> bool:
    pregnancy, age = document.get("pregnancy", "unknown"), document.get("age")
    if pregnancy != "unknown":
        return pregnancy == "not pregnant"
    never = isinstance(age, int) and (age < 12 or age > 55)
    return document.get("sex") == "male" or document.get("postmenopausal") == "yes" or never


def conditions_allow(document: Document) -> bool:
    counted = [
        each
        for each in entries(document, "conditions")
        if each.get("status") not in ("refuted", "family history")
    ]
    return is_told(document, "conditions") and not any(
        each["name"] in (*BLEEDING_DISORDERS, *CALCIUM_DISORDERS, "Quibbler syndrome") for each in counted
    )


def surgeries_allow(document: Document) -> bool:
    dates = [each.get("date") for each in entries(document, "surgeries")]
    near = [each is None or day(28) <= str(each) <= day(-14) for each in dates]
    return is_told(document, "surgeries") and not any(near)


def allergies_allow(document: Document) -> bool:
    named = document.get("allergies")
    return is_told(document, "allergies") and not (
        isinstance(named, list) and {"soy", "vitamin K"} & set(named)
    )


def is_adult(document: Document) -> bool:
    age = document.get("age")
    return isinstance(age, int) and age >= 18
