"""How a patient is told: numbers, names and dates in the sentences of the features."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.patient.terminology import Concept, Terminology
from osteon.reasoning.regions import Cut
from osteon.verification.telling import LISTS_SAID, Move, day_before, entry, within

Moves = tuple[Move, ...]
Wanted = tuple[int | None, ...]
"""What is wanted of a fact: a region for each of its columns, or None where any will do."""

MEDICINE_KINDS = ("drug", "class")
_UNRECOGNISED = "Zyxelor forte"
"""A name that no terminology knows."""

_SEEN = 3
"""How many days ago a result is told to be, where its age is of no importance."""


def number_in(cut: Cut, place: int) -> Number:
    """Return a plain number in a region: next to the threshold, whole where there is room."""
    limits = cut.thresholds
    if place % 2:
        return limits[place // 2]
    below = limits[place // 2 - 1] if place else None
    above = limits[place // 2] if place // 2 < len(limits) else None
    if below is None:
        return _under(above)
    if above is None or below + 1 < above:
        return below + 1
    return tidy(Fraction(below + above) / 2)


def _under(limit: Number | None) -> Number:
    if limit is None:
        return 1
    return limit - 1 if limit > 1 else tidy(Fraction(limit) / 2)


def decimal(number: Number) -> str:
    """Write a number as a profile would, exactly where it has a short decimal form."""
    if isinstance(number, int):
        return str(number)
    text = f"{float(number):.6f}".rstrip("0").rstrip(".")
    # Three places behind the point could be thousands.
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def listed(concept: Concept) -> str:
    """Return the list on which a concept is written down."""
    return "medications" if concept.kind in MEDICINE_KINDS else "supplements"


class Speaker:
    """Proposes sentences, with the names of a terminology and the dates of a day."""

    def __init__(self, terminology: Terminology, day: date) -> None:
        self.terminology = terminology
        self.day = day

    def name_of(self, concept: Concept) -> str:
        """Return a name of a concept that a sentence can hold and that means this concept alone."""
        for name in (concept.label, *concept.names, *concept.brands, concept.id.replace("-", " ")):
            found = self.terminology.resolve(name)
            plain = all(letter.isalnum() or letter in " -" for letter in name) and name[:1].isalpha()
            if (
                plain
                and not name.startswith(("a ", "an ", "the "))
                and found is not None
                and found.concept is concept
            ):
                return name
        return ""

    def named(self, of: str) -> Iterator[tuple[Concept, str]]:
        """Yield a concept and everything narrower that has a name, what says least first."""
        known = self.terminology

        def plainness(id: str) -> tuple[bool, int, str]:
            return known[id].kind == "class", len(known.ancestors(id)), id

        for id in sorted(known.descendants(of), key=plainness):
            concept = known[id]
            name = self.name_of(concept)
            if name:
                yield concept, name

    def take(self, concept: Concept, name: str, said: str = "", **fields: object) -> Move:
        """Say that something is taken: `said` stands between the verb and the name."""
        manner = fields.pop("manner", "")
        use = fields.pop("use", "takes")
        before = f"{said} of " if said else ""
        amount = {"amount": said} if said else {}
        status = {"takes": "active", "may take": "unknown", "plans to take": "planned"}[str(use)]
        told = {"name": name, "status": status, **amount, **fields}
        return entry(f"who {use} {before}{name}{manner}", listed(concept), told)

    def event(self, concept: Concept, name: str, what: str, days: int) -> Move:
        """Say that something was started, stopped or changed so many days ago."""
        words = {"started": "started", "stopped": "stopped", "changed": "changed the dose of"}[what]
        status = "stopped" if what == "stopped" else "active"
        told = {"name": name, "status": status, what: day_before(self.day, days)}
        return entry(f"who {words} {name} {days_said(days)} ago", listed(concept), told)

    def unrecognised(self, beside: Concept) -> Move:
        """Say that a list also holds a name that could be anything."""
        where = listed(beside)
        sentence = f'whose list of {LISTS_SAID[where]} also reads "{_UNRECOGNISED}"'
        return entry(sentence, where, {"name": _UNRECOGNISED})

    def unknown_intake(self, name: str) -> Move:
        """Say that nobody knows whether it is taken."""
        return within(f"whose intake of {name} is not known", "takes", name, "unknown")

    def condition(self, name: str, having: str, status: str) -> Move:
        """Say that a condition is had, may be had, or is not."""
        return entry(f"who {having} {name}", "conditions", {"name": name, "status": status})

    def result(self, name: str, days: int, value: str, ceiling: str = "", floor: str = "") -> Move:
        """Say a test result, with a target if one is given."""
        told = {"name": name, "value": value, "date": day_before(self.day, days)}
        sentence = f"whose {name} {days_said(days)} ago was {value}"
        if ceiling or floor:
            told |= {"target_low": floor, "target_high": ceiling}
            sentence += f", with a target from {floor} to {ceiling}"
        return entry(sentence, "tests", told)

    def undated_result(self, name: str, value: str) -> Move:
        """Say a test result of which nobody knows the day."""
        sentence = f"whose {name} on a day that nobody knows was {value}"
        return entry(sentence, "tests", {"name": name, "value": value})

    def surgery(self, days: int) -> Move:
        """Say an operation so many days ago, or ahead if they are negative."""
        ahead = days < 0
        sentence = (
            f"whose next surgery is in {days_said(-days)}"
            if ahead
            else f"whose last surgery was {days_said(days)} ago"
        )
        told = {
            "name": "surgery",
            "status": "planned" if ahead else "done",
            "date": day_before(self.day, days),
        }
        return entry(sentence, "surgeries", told)


def days_said(number: int) -> str:
    """Write "1 day" or "3 days"."""
    return "1 day" if number == 1 else f"{number} days"


def seen(days: int | None) -> int:
    """Return the age of a result in days."""
    return _SEEN if days is None else days
