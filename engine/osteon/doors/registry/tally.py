"""What stands in a file of verdicts, counted by rule, by what is wanting, and by patient.

The counts are taken from the file that was written and from nothing else, so a
summary cannot say what the verdicts do not. The words of a file are places in
lists, and it is the places that are counted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from osteon.doors.registry.verdict_files import AND

Tally = dict[str, Any]

COLUMNS = ("patient", "rule", "verdict", "deciding")


def tally(path: str, severities: Mapping[str, str]) -> Tally:
    """Count the verdicts of a Parquet file; `severities` says how grave each rule is.

    "verdicts" has the patients of each rule and verdict. "wanting" has, for each rule and fact, for how many
    patients the rule is unknown for want of the fact, and for how many of these it is the only one. "alerts"
    has for each severity how many patients have so many flags of it. All rows of a patient stand in one row
    group, as whoever writes these files has to see to.
    """
    from pyarrow import parquet

    answers: Counter[tuple[str, str, str]] = Counter()
    flags: dict[str, Counter[int]] = {severity: Counter() for severity in severities.values()}
    with parquet.ParquetFile(path, read_dictionary=list(COLUMNS)) as file:
        for at in range(file.num_row_groups):
            rows = _Rows(file.read_row_group(at, list(COLUMNS)))
            answers.update(rows.answers())
            for severity, counted in rows.flags(severities):
                flags[severity].update(counted)
    verdicts: dict[str, dict[str, int]] = {}
    wanting: dict[str, dict[str, list[int]]] = {}
    for (rule, verdict, deciding), patients in answers.items():
        counted_ = verdicts.setdefault(rule, {"not raised": 0})
        counted_[verdict] = counted_.get(verdict, 0) + patients
        if verdict == "unknown":
            _add_wanting(wanting.setdefault(rule, {}), deciding.split(AND), patients)
    alerts = {
        severity: {str(number): patients for number, patients in sorted(flags[severity].items())}
        for severity in sorted(flags)
    }
    return {"verdicts": _ordered(verdicts), "wanting": _ordered(wanting), "alerts": alerts}


class _Rows:
    """The rows of one row group, as places in lists of words."""

    def __init__(self, table: Any) -> None:
        import numpy as np

        self._np = np
        self._places: dict[str, Any] = {}
        self._words: dict[str, list[str]] = {}
        for name in COLUMNS:
            column = table.column(name).unify_dictionaries().combine_chunks()
            self._places[name] = column.indices.to_numpy()
            # Whose rows they are is only told apart, so no name is read.
            self._words[name] = [] if name == "patient" else column.dictionary.to_pylist()

    def answers(self) -> Counter[tuple[str, str, str]]:
        """Return how often each rule has each verdict for each reason."""
        np, named = self._np, COLUMNS[1:]
        sizes = [len(self._words[name]) for name in named]
        joined = self._places["rule"].astype(np.int64)
        for name, size in zip(named[1:], sizes[1:], strict=True):
            joined *= size
            joined += self._places[name]
        found, numbers = self._counted(joined, sizes[0] * sizes[1] * sizes[2])
        places = np.unravel_index(found, sizes)
        words = [[self._words[name][at] for at in each] for name, each in zip(named, places, strict=True)]
        return Counter(dict(zip(zip(*words, strict=True), numbers.tolist(), strict=True)))

    def _counted(self, values: Any, limit: int) -> tuple[Any, Any]:
        if limit > len(values) * 4:
            found, numbers = self._np.unique(values, return_counts=True)
            return found, numbers
        every = self._np.bincount(values, minlength=limit)
        found = every.nonzero()[0]
        return found, every[found]

    def flags(self, severities: Mapping[str, str]) -> Iterator[tuple[str, Counter[int]]]:
        """Yield for each severity how many patients have so many flags of it; who has none is left out."""
        np, words = self._np, self._words
        if "raised" not in words["verdict"]:
            return
        at = (self._places["verdict"] == words["verdict"].index("raised")).nonzero()[0]
        rules, patients = self._places["rule"][at], self._places["patient"][at]
        for severity in set(severities.values()):
            grave = np.array([severities.get(rule) == severity for rule in words["rule"]], bool)
            flags = np.bincount(np.bincount(patients[grave[rules]]))
            yield severity, Counter({n: int(flags[n]) for n in range(1, len(flags)) if flags[n]})


def _add_wanting(facts: dict[str, list[int]], names: list[str], patients: int) -> None:
    for name in names:
        counted = facts.setdefault(name, [0, 0])
        counted[0] += patients
        counted[1] += patients if len(names) == 1 else 0


def _ordered(counted: dict[str, Any]) -> dict[str, Any]:
    return {rule: dict(sorted(counts.items())) for rule, counts in sorted(counted.items())}


def merged(one: Any, other: Any) -> Any:
    """Add up two counts of the same shape: numbers, lists of numbers, and mappings of these."""
    if isinstance(one, dict):
        return {name: merged(one.get(name), other.get(name)) for name in {**one, **other}} if other else one
    if isinstance(one, list):
        return [merged(*both) for both in zip(one, other, strict=True)] if other else one
    if one is None:
        return other
    return one + (other or 0)
