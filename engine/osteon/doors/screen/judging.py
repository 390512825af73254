"""From facts to verdicts: the rules are asked once for each situation and joined to the patients in it."""

from collections.abc import Sequence
from functools import partial

from osteon.basics.typed import Any
from osteon.doors.screen.engines import Answers, Counted, Engine, Key
from osteon.reasoning.columns import VERDICTS, RuleColumns
from osteon.reasoning.situations import Group, Situations

MOST_KEPT = 400_000
"""So many situations are remembered from one part to the next."""


class Judging:
    """Answers the rules of an edition, part after part. A situation that was answered is not asked again."""

    def __init__(self, rules: RuleColumns) -> None:
        self.situations = Situations(rules)
        groups = enumerate(self.situations.groups)
        self._queries = [self.situations.codes(group, f"new_{at}", also=("nth",)) for at, group in groups]
        self._begin()

    def _begin(self) -> None:
        from osteon.doors.screen.known import Remembered

        self._known = [Remembered() for _ in self.situations.groups]
        self._places: list[dict[Key, int]] = [{} for _ in self.situations.groups]
        self._answers: list[list[Answers]] = [[] for _ in self.situations.groups]

    def judge(self, engine: Engine, situations: str, path: str) -> Counted | None:
        """Write what the rules answer for a table of `patient` and situations; it may be counted."""
        if sum(map(len, self._known)) > MOST_KEPT:
            self._begin()
        groups = [group.keys for group in self.situations.groups]
        return engine.write(situations, groups, partial(self._numbers, engine), self._answers, path)

    def _numbers(self, engine: Engine, at: int, keys: Sequence[Any]) -> Any:
        """Return the numbers of what the rules of a group answer in situations, given column by column."""
        if not len(keys[0]):
            return keys[0]
        return self._known[at].told(keys, partial(self._asked, engine, at))[0]

    def _asked(self, engine: Engine, at: int, new: Sequence[Any], _: Any) -> list[Any]:
        """Learn what the rules of a group answer in situations that are new.

        Many situations have the same answers, which are kept once.
        """
        from osteon.doors.screen.alike import alike_rows, counted, put_in_order

        places, group = self._places[at], self.situations.groups[at]
        nth = counted(len(new[0]))
        told = engine.ask(f"new_{at}", ("nth", *group.keys), [nth, *new], self._queries[at])
        order, codes = told[0], told[1 + len(group.keys) :]
        found, distinct = alike_rows(codes)
        numbers = []
        for each in distinct:
            place = places.get(each)
            if place is None:
                place = places[each] = len(places)
                self._answers[at].append(self._given(group, each))
            numbers.append(place)
        return [put_in_order(order, found.spread(numbers))]

    @staticmethod
    def _given(group: Group, codes: Sequence[int]) -> Answers:
        return tuple(
            (ruling.rule.id, VERDICTS[code & 3], ",".join(ruling.deciding(code)))
            for ruling, code in zip(group.rulings, codes, strict=True)
        )
