"""Who the patient is and what they have: read once for all of whom the record says the same.

The fields and the list of conditions are read together, because a pregnancy may
stand in both. Most patients are alike in them, so what they come to is kept. An
entry with a day is read for each patient: it depends on the day of the evaluation.
"""

from collections.abc import Sequence

from osteon.basics.typed import NamedTuple
from osteon.patient.case import Case, Value
from osteon.patient.conditions import OSTEOPOROSIS, ConditionFacts, diagnoses
from osteon.patient.formulary import Formulary, frozen, is_short
from osteon.patient.lists import Told
from osteon.patient.personal import FIELDS, fields
from osteon.patient.taking import About
from osteon.patient.troubles import NotAssessed

_MOST_KEPT = 512

Key = tuple[object, ...]
"""What the record says of the fields and the conditions."""


class _Found(NamedTuple):
    """What the fields and the conditions of a patient come to."""

    values: dict[str, Value]
    assumed: set[str]
    noted: tuple[NotAssessed, ...]


class Health:
    """Derives the facts about conditions and fields. Thread-safe.

    `known` is what the names of conditions are looked up in, `about` are the facts about fields.
    """

    def __init__(self, known: Formulary, conditions: ConditionFacts, about: Sequence[About]) -> None:
        self._known = known
        self._conditions = conditions
        self._about = tuple(about)
        self._told = tuple(dict.fromkeys((*FIELDS, OSTEOPOROSIS, *(of for _, of in about))))
        self._names = (*conditions.names, *(name for name, _ in about))
        self._kept: dict[Key, _Found] = {}

    def derive(self, case: Case) -> None:
        """Derive the facts of one patient."""
        told = case.told("conditions")
        said = [*map(case.document.get, self._told)]
        # With their types, because True and 1 are the same to a dictionary.
        plain = (told.closed, *said, *map(type, said))
        key = (*plain, *told.entries)
        try:
            found = self._kept.get(key)
        except TypeError:  # An entry is more than a name.
            key = () if any(map(_is_dated, told.entries)) else (*plain, *map(frozen, told.entries))
            found = self._kept.get(key)
        if found is None:
            self._read(case, told, key)
            return
        case.values.update(found.values)
        case.assumed |= found.assumed
        if found.noted:
            case.not_assessed += found.noted

    def _read(self, case: Case, told: Told, key: Key) -> None:
        before = len(case.not_assessed)
        found = diagnoses(case, self._known, told)
        self._conditions.derive(case, found)
        fields(case, found, self._about)
        if key and is_short(key):
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            values = {name: case.values[name] for name in self._names}
            noted = tuple(case.not_assessed[before:])
            self._kept[key] = _Found(values, case.assumed & self._conditions.names, noted)


def _is_dated(entry: object) -> bool:
    return isinstance(entry, dict) and "since" in entry
