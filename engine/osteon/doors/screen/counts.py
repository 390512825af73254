"""What patients are told, counted by the numbers from which it is written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from osteon.basics.records import dataclass
from osteon.doors.screen.alike import runs
from osteon.doors.screen.engines import Answer

RAISED = "raised"


@dataclass(frozen=True, slots=True)
class GroupOfRules:
    """Rules that are answered together: a row of places of words for each rule, a column for each number.

    `numbers` has the number of each patient.
    """

    rules: Sequence[str]
    verdicts: Any
    deciding: Any
    numbers: Any


class Counts:
    """Counts the answers of all patients. `verdicts` and `deciding` are the lists of words."""

    def __init__(
        self, groups: Sequence[GroupOfRules], verdicts: Sequence[str], deciding: Sequence[str]
    ) -> None:
        self._groups = groups
        self._verdicts = verdicts
        self._deciding = deciding

    def answers(self) -> Iterator[tuple[Answer, int]]:
        """Yield each rule with a verdict and the facts that decided it, and how many patients are told so."""
        words = len(self._verdicts)
        for group in self._groups:
            patients = np.bincount(group.numbers, minlength=group.verdicts.shape[1])
            told = np.flatnonzero(patients)
            both = group.deciding[:, told].astype(np.int64) * words + group.verdicts[:, told]
            for rule, codes in zip(group.rules, both, strict=True):
                for code, number in zip(*summed(codes, patients[told]), strict=True):
                    deciding, verdict = divmod(int(code), words)
                    yield (rule, self._verdicts[verdict], self._deciding[deciding]), int(number)

    def flags(self, severities: Mapping[str, str]) -> Iterator[tuple[str, Counter[int]]]:
        """Yield for each severity how many patients have so many flags of it; who has none is left out."""
        if RAISED not in self._verdicts:
            return
        raised = self._verdicts.index(RAISED)
        for severity in dict.fromkeys(severities.values()):
            of_each = np.zeros(len(self._groups[0].numbers), np.uint16)
            for group in self._groups:
                grave = [severities.get(rule) == severity for rule in group.rules]
                if any(grave):
                    flags = (group.verdicts[grave] == raised).sum(axis=0, dtype=np.uint16)
                    of_each += flags.take(group.numbers)
            yield severity, how_often(of_each)


def how_often(flags: Any) -> Counter[int]:
    """Return how many patients have so many flags, given those of each; who has none is left out."""
    patients = np.bincount(flags)
    return Counter({n: int(patients[n]) for n in range(1, len(patients)) if patients[n]})


def summed(codes: Any, numbers: Any) -> tuple[Any, Any]:
    """Add up the numbers of each code, and return the codes that occur with their sums."""
    if not len(codes):
        return codes, numbers
    order = codes.argsort()
    codes = codes[order]
    begins, _ = runs(codes)
    return codes[begins], np.add.reduceat(numbers[order], begins)
