"""From facts to verdicts: the rules are asked once for each situation and joined to the patients in it."""

from collections import Counter
from collections.abc import Sequence

from osteon.basics.typed import Any
from osteon.doors.screen.engines import WHOLE, Answer, Engine
from osteon.reasoning.columns import VERDICTS, RuleColumns
from osteon.reasoning.situations import Group, Situations

MOST_KEPT = 200_000
"""So many situations are remembered from one part to the next."""

Key = tuple[int, ...]
Count = Counter[tuple[str, str]]


class Judging:
    """Answers the rules of an edition, part after part. A situation that was answered is not asked again."""

    def __init__(self, rules: RuleColumns) -> None:
        self.situations = Situations(rules)
        self._known: list[dict[Key, tuple[Answer, ...]]] = [{} for _ in self.situations.groups]

    def judge(self, engine: Engine, situations: str, path: str) -> tuple[Count, Count]:
        """Write what the rules answer for a table of `patient` and situations.

        Returns the number of patients by rule and verdict, and of those for whom a rule is unknown by rule
        and fact that is wanting.
        """
        if sum(map(len, self._known)) > MOST_KEPT:
            self._known = [{} for _ in self.situations.groups]
        counts: Count = Counter()
        wanting: Count = Counter()
        answers: list[list[tuple[Answer, ...]]] = []
        for at, group in enumerate(self.situations.groups):
            keys = ", ".join(group.keys)
            found = engine.query(f"SELECT {keys}, COUNT(*) FROM {situations} GROUP BY {keys}")
            given = self._answers(engine, at, [row[:-1] for row in found])
            engine.load(
                f"numbers_{at}",
                [(name, WHOLE) for name in (*group.keys, f"number_{at}")],
                [(*row[:-1], number) for number, row in enumerate(found)],
            )
            for row, each in zip(found, given, strict=True):
                _count(each, row[-1], counts, wanting)
            answers.append(given)
        columns = [f"number_{at}" for at in range(len(answers))]
        engine.write(self._joined(situations, columns), columns, answers, path)
        return counts, wanting

    def _joined(self, situations: str, columns: Sequence[str]) -> str:
        joins = (
            f"JOIN numbers_{at} AS n{at} ON " + " AND ".join(f"n{at}.{key} = s.{key}" for key in group.keys)
            for at, group in enumerate(self.situations.groups)
        )
        chosen = ", ".join(f"n{at}.{name}" for at, name in enumerate(columns))
        return f"SELECT s.patient, {chosen} FROM {situations} AS s {' '.join(joins)}"

    def _answers(self, engine: Engine, at: int, keys: list[Key]) -> list[tuple[Answer, ...]]:
        """Return what the rules of a group answer in each of these situations."""
        known, group = self._known[at], self.situations.groups[at]
        if new := [key for key in keys if key not in known]:
            engine.load(f"new_{at}", [(name, WHOLE) for name in group.keys], new)
            for row in engine.query(self.situations.codes(group, f"new_{at}")):
                known[row[: len(group.keys)]] = _given(group, row[len(group.keys) :])
        return [known[key] for key in keys]


def _given(group: Group, codes: Sequence[Any]) -> tuple[Answer, ...]:
    return tuple(
        (ruling.rule.id, VERDICTS[code & 3], ",".join(ruling.deciding(code)))
        for ruling, code in zip(group.rulings, codes, strict=True)
    )


def _count(answers: tuple[Answer, ...], patients: int, counts: Count, wanting: Count) -> None:
    for rule, verdict, deciding in answers:
        counts[rule, verdict] += patients
        if verdict == VERDICTS[1]:
            for fact in deciding.split(","):
                wanting[rule, fact] += patients
