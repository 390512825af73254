"""Taking a substance out of what a patient takes, or giving it another amount, and keeping the rest.

Only copies are written on. With a day, an entry is stopped or changed on that
day, and the record goes on to say that it was taken before; without one the
record is written as if it had always said so.
"""

import re
from collections.abc import Iterator

from osteon.basics.records import dataclass
from osteon.basics.typed import Any
from osteon.patient.formulary import Formulary
from osteon.patient.intake import CURRENT, TAKEN_LISTS
from osteon.patient.product import Product
from osteon.patient.sketch import Path, Sketch
from osteon.patient.statements import D3
from osteon.patient.status import read_course
from osteon.patient.substances import ELEMENTAL
from osteon.patient.words import ACTIVE, NONE, NOT_KNOWN, PLANNED, STOPPED

_UNIT_OF = re.compile(r"^[\d.,' ]+[^\W\d_]+")
_DOSING = ("units", "times_per_day", "every_days")
_DATES = ("status", "started", "changed", "prescribed", "course_weeks", "course_days", "with_fat_meal")


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that holds a substance: its place, what it is called, what it holds, and its status."""

    path: Path
    name: str
    product: Product
    status: str

    @property
    def is_alone(self) -> bool:
        """Say whether the entry is one substance and nothing else."""
        return len(self.product.parts) == 1 and len(self.product.concepts) == 1


class Contents:
    """What one sketch of a profile holds. `day`: the ISO day of the change, or "" for none."""

    def __init__(self, sketch: Sketch, formulary: Formulary, today: int, day: str = "") -> None:
        self._sketch = sketch
        self._formulary = formulary
        self._terminology = formulary.terminology
        self._today = today
        self._day = day

    def holding(self, concept: str) -> list[Held]:
        """Return the entries, taken, planned or perhaps taken, that hold a substance for sure."""
        return [held for held in self._entries() if concept in held.product.everything]

    def perhaps_holding(self, concept: str) -> list[Held]:
        """Return the entries of unknown composition that may hold a substance."""
        return [held for held in self._entries() if concept in held.product.unlabelled]

    def _entries(self) -> Iterator[Held]:
        for name in TAKEN_LISTS:
            told = self._sketch.document.get(name)
            for at, entry in enumerate(told if isinstance(told, list) else ()):
                if entry is None:
                    continue
                whole = entry if isinstance(entry, dict) else {"name": entry}
                status = read_course(whole, self._today, []).status
                if status in (*CURRENT, NOT_KNOWN):
                    called = str(whole.get("name") or "an entry without name")
                    yield Held((name, at), called, self._formulary.product(whole), status)

    def leave_out(self, concept: str) -> list[str]:
        """Take a substance out of every entry and statement, and say what was done."""
        said = [self._leave_out(held, concept) for held in self.holding(concept)]
        return [*said, *self._unsay(concept)]

    def drop(self, held: Held) -> str:
        """Take a whole entry out, or stop it on the day."""
        if not self._day or held.status == PLANNED or self._sketch.is_out(held.path):
            self._sketch.take_out(held.path)
            return f"{held.name}: left out"
        entry = self._sketch.entry_at(held.path)
        entry |= {"status": STOPPED, "stopped": self._day}
        return f"{held.name}: stopped"

    def _leave_out(self, held: Held, concept: str) -> str:
        rest = self._rest(held, concept)
        if not rest:
            return self.drop(held)
        entry = self._sketch.entry_at(held.path)
        label = self._terminology[concept].label
        entry["ingredients"] = rest
        if self._day and held.status != PLANNED:
            entry["changed"] = self._day
            gone = {"name": concept, "status": STOPPED, "stopped": self._day}
            self._sketch.document[held.path[0]].append(gone)
        if concept in self._formulary.product(entry).everything:
            # It is called after what was taken out, and would still count as that.
            self._split(held.path, rest)
        return f"{held.name}: {label} left out, the rest stays"

    def _rest(self, held: Held, concept: str) -> list[Any]:
        entry = self._sketch.document[held.path[0]][held.path[1]]
        listed = entry.get("ingredients") if isinstance(entry, dict) else None
        if not listed:
            kept = [part.concept.id for part in held.product.parts]
            listed = [{"name": id} for id in kept] if len(kept) > 1 else []
        return [each for each in listed if concept not in self._of(each).everything]

    def _of(self, ingredient: object) -> Product:
        return self._formulary.product(ingredient if isinstance(ingredient, dict | str) else {})

    def _split(self, path: Path, rest: list[Any]) -> None:
        entries = self._sketch.document[path[0]]
        old = self._sketch.entry_at(path)
        kept = {name: old[name] for name in (*_DOSING, *_DATES) if name in old}
        entries[path[1]] = kept | _as_entry(rest[0])
        entries += [kept | _as_entry(each) for each in rest[1:]]

    def _unsay(self, concept: str) -> list[str]:
        said = []
        takes = self._sketch.document.get("takes")
        takes = takes if isinstance(takes, dict) else {}
        for name, value in list(takes.items()):
            found = self._terminology.resolve(name)
            if value != NONE and found and concept in self._terminology.ancestors(found.concept.id):
                del takes[name]
                said.append(f"takes {found.concept.label}, {value}: {self._until_today(found.concept.id)}")
        if self._sketch.document.get("d3_dose") not in (None, NONE) and self._is_d3(concept):
            said.append(f"d3_dose {self._sketch.document.pop('d3_dose')}: {self._until_today(D3)}")
        return said

    def _is_d3(self, concept: str) -> bool:
        return concept in self._terminology.ancestors(D3)

    def _until_today(self, concept: str) -> str:
        if not self._day:
            return "left out"
        # A statement has no dates, and what was taken until today must not look as if it never had been.
        self._sketch.add("supplements", {"name": concept, "status": STOPPED, "stopped": self._day})
        return "stopped"

    def allow(self, concept: str) -> None:
        """Take back every statement that a substance, or something wider, is not taken."""
        takes = self._sketch.document.get("takes")
        takes = takes if isinstance(takes, dict) else {}
        for name, value in list(takes.items()):
            found = self._terminology.resolve(name)
            if value == NONE and found and found.concept.id in self._terminology.ancestors(concept):
                del takes[name]

    def take(self, concept: str) -> list[str]:
        """Let a substance be taken, and say what was done."""
        self.allow(concept)
        label = self._terminology[concept].label
        held = self.holding(concept)
        if any(each.status != NOT_KNOWN for each in held):
            return [f"{label}: taken already"]
        for each in held[:1]:
            self._sketch.entry_at(each.path)["status"] = ACTIVE
            return [f"{each.name}: taken"]
        self._sketch.mapping("takes")[concept] = "taken"
        return [f"{label}: taken"]

    def give(self, concept: str, amount: str, shown: str = "") -> list[str]:
        """Let a substance be taken in this amount altogether, and say what was done.

        `shown` is how to say the amount, if not as it is written.
        """
        self.allow(concept)
        held = self.holding(concept)
        if len(held) == 1 and held[0].is_alone and not self._stated(concept):
            return [self.reset(held[0], amount, shown)]
        if not held and self._stated(concept):
            return self._restate(concept, amount, shown or amount)
        parts = {part.concept.id for each in held for part in each.product.parts}
        own = [id for id in parts if concept in self._terminology.ancestors(id)]
        name = own[0] if len(own) == 1 else concept
        where = held[0].path[0] if held else "supplements"
        said = self.leave_out(concept)
        if not held:
            self._sketch.mapping("takes")[concept] = self._of_itself(concept, amount)
        else:
            changed = {"changed": self._day} if self._day else {}
            self._sketch.add(where, {"name": name, "amount": self._of_itself(name, amount), **changed})
        return [*said, f"{self._terminology[name].label}: {shown or amount} instead"]

    def _stated(self, concept: str) -> bool:
        takes = self._sketch.document.get("takes")
        names = (
            [name for name, value in takes.items() if value not in (None, NONE)]
            if isinstance(takes, dict)
            else []
        )
        if self._sketch.document.get("d3_dose") not in (None, NONE):
            names.append(D3)
        found = [self._terminology.resolve(name) for name in names]
        return any(each and concept in self._terminology.ancestors(each.concept.id) for each in found)

    def _restate(self, concept: str, amount: str, shown: str) -> list[str]:
        said = self._unsay(concept)
        if concept in self._terminology.ancestors(D3) and any(each.startswith("d3_dose") for each in said):
            self._sketch.document["d3_dose"] = amount
        else:
            self._sketch.mapping("takes")[concept] = amount
        return [f"{each.rpartition(': ')[0]}: {shown} instead" for each in said]

    def _of_itself(self, concept: str, amount: str) -> str:
        """Say of an amount that it is the substance itself, not a salt of it."""
        if not self._terminology.measured(concept).salts or ELEMENTAL in amount:
            return amount
        return _UNIT_OF.sub(rf"\g<0> {ELEMENTAL}", amount, count=1)

    def reset(self, held: Held, amount: str, shown: str = "") -> str:
        """Give one entry of one substance another amount, and say what was done, as in `give`."""
        if self._sketch.is_out(held.path):
            return f"{held.name}: left out"
        entry = self._sketch.entry_at(held.path)
        found = self._terminology.resolve(held.name)
        if found is not None and found.amount:
            # An amount in the name would go on telling the old one.
            entry["name"] = held.name.removesuffix(found.amount).rstrip(" ,(")
        old = entry.get("amount") or (found.amount if found else "") or "no amount"
        entry["amount"] = self._of_itself(held.product.parts[0].concept.id, amount)
        if self._day:
            entry["changed"] = self._day
        elif held.status == NOT_KNOWN:
            entry["status"] = ACTIVE
        for name in _DOSING:
            entry.pop(name, None)
        return f"{held.name}: {shown or amount} instead of {old}"


def _as_entry(ingredient: object) -> dict[str, Any]:
    return dict(ingredient) if isinstance(ingredient, dict) else {"name": ingredient}
