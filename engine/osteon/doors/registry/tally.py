"""What stands in a file of verdicts, counted by rule, by what is wanting, and by patient.

The words of a file are places in lists, and it is the places that are counted. Who
writes many patients at a time counts the numbers from which the rows are written:
both come to the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from osteon.doors.registry.verdict_files import AND
from osteon.doors.screen.engines import Answer

Tally = dict[str, Any]

COLUMNS = ("patient", "rule", "verdict", "deciding")
_NAMED = COLUMNS[1:]
_ROOM = (15, 8, 36)
"""How many bits the place of a rule, of a verdict and of a reason takes in one number."""


def tally(path: str, severities: Mapping[str, str]) -> Tally:
    """Count the verdicts of a Parquet file; `severities` says how grave each rule is.

    All rows of a patient stand in one row group, as whoever writes these files has to see to.
    """
    from pyarrow import parquet

    answers = _Answers()
    flags: dict[str, Counter[int]] = {severity: Counter() for severity in severities.values()}
    with parquet.ParquetFile(path, read_dictionary=list(COLUMNS)) as file:
        for at in range(file.num_row_groups):
            rows = _Rows(file.read_row_group(at, list(COLUMNS)))
            answers.add(rows)
            for severity, counted in rows.flags(severities):
                flags[severity].update(counted)
    return tallied(answers.counted(), flags)


def tallied(answers: Iterable[tuple[Answer, int]], flags: Mapping[str, Mapping[int, int]]) -> Tally:
    """Return counts as they stand in a line of a run.

    `answers` have how many patients are told each, `flags` for each severity how many have so many flags.
    "verdicts" has the patients of each rule and verdict. "wanting" has, for each rule and fact, for how many
    patients the rule is unknown for want of the fact, and for how many of these it is the only one. "alerts"
    has for each severity how many patients have so many flags of it.
    """
    verdicts: dict[str, dict[str, int]] = {}
    wanting: dict[str, dict[str, list[int]]] = {}
    for (rule, verdict, deciding), patients in answers:
        counted_ = verdicts.setdefault(rule, {"not raised": 0})
        counted_[verdict] = counted_.get(verdict, 0) + patients
        if verdict == "unknown":
            _add_wanting(wanting.setdefault(rule, {}), deciding.split(AND), patients)
    alerts = {
        severity: {str(number): patients for number, patients in sorted(flags[severity].items())}
        for severity in sorted(flags)
    }
    return {"verdicts": _ordered(verdicts), "wanting": _ordered(wanting), "alerts": alerts}


class _Answers:
    """How often each rule has each verdict for each reason, row group after row group."""

    def __init__(self) -> None:
        self._words: tuple[dict[str, int], ...] = tuple({} for _ in _NAMED)
        self._found: list[tuple[Any, Any]] = []

    def add(self, rows: "_Rows") -> None:
        """Count the rows of a row group."""
        import numpy as np

        from osteon.doors.screen.counts import summed

        begins = rows.runs()
        lengths = np.diff(begins, append=len(rows.places["rule"]))
        joined = np.zeros(len(begins), np.int64)
        for name, known, bits in zip(_NAMED, self._words, _ROOM, strict=True):
            places = np.array([known.setdefault(word, len(known)) for word in rows.words[name]], np.int64)
            joined <<= bits
            joined |= places[rows.places[name][begins]]
        self._found.append(summed(joined, lengths))

    def counted(self) -> Iterator[tuple[tuple[str, str, str], int]]:
        """Yield each rule with a verdict and a reason, and how many patients have it."""
        import numpy as np

        from osteon.doors.screen.counts import summed

        if not self._found:
            return
        joined, numbers = summed(*map(np.concatenate, zip(*self._found, strict=True)))
        rules, verdicts, reasons = (list(known) for known in self._words)
        for code, patients in zip(joined.tolist(), numbers.tolist(), strict=True):
            rest, reason = divmod(code, 1 << _ROOM[2])
            rule, verdict = divmod(rest, 1 << _ROOM[1])
            yield (rules[rule], verdicts[verdict], reasons[reason]), patients


class _Rows:
    """The rows of one row group, as places in lists of words."""

    def __init__(self, table: Any) -> None:
        import numpy as np

        from osteon.doors.screen.alike import in_one_piece

        self._np = np
        self.places: dict[str, Any] = {}
        self.words: dict[str, list[str]] = {}
        for name in COLUMNS:
            column = in_one_piece(table.column(name))
            self.places[name] = column.indices.to_numpy()
            # Whose rows they are is only told apart, so no name is read.
            self.words[name] = [] if name == "patient" else column.dictionary.to_pylist()

    def runs(self) -> Any:
        """Return where each run of rows begins that say the same; written side by side, they are long."""
        np = self._np
        begins = np.zeros(len(self.places["rule"]), bool)
        begins[:1] = True
        for name in COLUMNS[1:]:
            places = self.places[name]
            begins[1:] |= places[1:] != places[:-1]
        return begins.nonzero()[0]

    def flags(self, severities: Mapping[str, str]) -> Iterator[tuple[str, Counter[int]]]:
        """Yield for each severity how many patients have so many flags of it; who has none is left out."""
        from osteon.doors.screen.counts import how_often

        np, words = self._np, self.words
        if "raised" not in words["verdict"]:
            return
        at = (self.places["verdict"] == words["verdict"].index("raised")).nonzero()[0]
        rules, patients = self.places["rule"][at], self.places["patient"][at]
        for severity in set(severities.values()):
            grave = np.array([severities.get(rule) == severity for rule in words["rule"]], bool)
            yield severity, how_often(np.bincount(patients[grave[rules]]))


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
