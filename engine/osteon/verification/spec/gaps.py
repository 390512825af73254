"""The words that may stand in the gaps of a sentence.

A gap with a type of its own accepts only what it names, so that two sentences
cannot both claim the same line. There is no catch-all.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from osteon.verification.spec import words as tables

TODAY = date(2026, 11, 24)
"""The day on which every scenario is evaluated, unless it names another."""

Read = TypeVar("Read", bound=Callable[[str], object])


def shaped(pattern: str) -> Callable[[Read], Read]:
    """Say which texts a reader accepts, the way `parse` wants to be told."""

    def mark(read: Read) -> Read:
        read.pattern = pattern  # type: ignore[attr-defined]  # `parse` looks for it on the function
        return read

    return mark


def meaning(table: Mapping[str, str]) -> Callable[[str], str]:
    """Return a reader that accepts the words of a table and returns what they stand for."""

    @shaped("|".join(sorted(table, key=len, reverse=True)))
    def read(text: str) -> str:
        return table[text]

    return read


def word(words: Iterable[str]) -> Callable[[str], str]:
    """Return a reader that accepts these words and returns them as they are."""
    return meaning({each: each for each in words})


def text(pattern: str) -> Callable[[str], str]:
    """Return a reader that returns what it accepts as it is."""

    @shaped(pattern)
    def read(found: str) -> str:
        return found

    return read


@shaped(r"[A-Za-z][\w'’.+-]*(?: [\w'’.+-]+)*")
def name(found: str) -> str:
    """Read the name of a medicine, a nutrient, a condition or a test, without its article."""
    return found.removeprefix("a ").removeprefix("an ")


@shaped(r"\d+ days?")
def days(found: str) -> int:
    """Read "1 day" or "28 days"."""
    return int(found.split(maxsplit=1)[0])


@shaped(r"\d+")
def whole(found: str) -> int:
    """Read a whole number."""
    return int(found)


@shaped("(?:a|an) [A-Z][A-Za-z]+")
def error(found: str) -> str:
    """Read the name of an error, without its article."""
    return found.split(maxsplit=1)[1]


@shaped(r"none|[a-z0-9-]+ \((?:info|warning|critical)\)(?:, [a-z0-9-]+ \((?:info|warning|critical)\))*")
def flags(found: str) -> frozenset[tuple[str, str]]:
    """Read "none", or ids with their severities: "vka-natto (critical), vka-consult-prescriber (warning)"."""
    if found == "none":
        return frozenset()
    pairs = (item.rstrip(")").split(" (") for item in found.split(", "))
    return frozenset((pair[0], pair[1]) for pair in pairs)


@shaped(r"(?:raised|undecided|withheld|not raised)(?: or (?:raised|undecided|withheld|not raised))*")
def outcomes(found: str) -> tuple[str, ...]:
    """Read "raised or undecided"."""
    return tuple(found.split(" or "))


GAPS: dict[str, Callable[[str], object]] = {
    "Amount": text(r"\d[^\"]*?(?= of )"),  # "50,000 IU weekly", up to the word "of"
    "Basis": word(("confirmed", "assumed")),
    "Being": word(("is", "is not", "may be")),
    "Change": meaning(tables.CHANGES),
    "Daily": text(r"\d[\d.,]* [A-Za-zµ]+(?:/day)?(?: [a-z]+)*"),  # an amount that ends the sentence
    "Day": text(r"\d{4}(?:-\d{2}(?:-\d{2})?)?"),  # a date, or its month or year
    "Days": days,
    "Error": error,
    "Fault": word(tables.FAULTS),
    "Flag": text("[a-z0-9]+(?:-[a-z0-9]+)*"),
    "Flags": flags,
    "Having": meaning(tables.STATES),
    "Length": text(r"\d+(?:\.\d+)? (?:hours?|minutes?)"),  # "3.9 hours"
    "Limit": text(r"\d[\d.,]*(?: \S+)?"),  # "4,000 IU/day"
    "List": meaning(tables.LISTS),
    "ListState": word(tables.LIST_STATES),
    "Manner": word(tables.MANNERS),
    "Name": name,
    "Nearness": meaning(tables.NEARNESS),
    "Number": text(r"\d+(?:\.\d+)?(?: [A-Za-z][\w/.]*)?"),  # stays text, so that 1.9 is exactly 1.9
    "Outcomes": outcomes,
    "Phrase": text(r"[A-Za-z][^\"]*?"),  # the words of a fact or of a definition
    "Relation": word(tables.RELATIONS),
    "Outcome": meaning(tables.OUTCOMES),
    "Quoted": text(r"[^\"]+"),
    "Reader": word(("clinician", "patient")),
    "Servings": text(r"\d+ servings?"),
    "Severity": word(("info", "warning", "critical")),
    "Sex": meaning(tables.SEXES),
    "Source": text(r"[A-Z]\d+"),
    "Steadiness": meaning(tables.STEADINESS),
    "Subject": meaning(tables.SUBJECTS),
    "Unknown": meaning(tables.UNKNOWNS),
    "Use": meaning(tables.USES),
    "Whole": whole,
}


def ago(number_of_days: int) -> str:
    """Return the date that lies so many days before the day of the scenario (after it, if negative)."""
    return (TODAY - timedelta(days=number_of_days)).isoformat()
