"""From facts to verdicts: the rules are asked once for each situation and joined to the patients in it."""

from collections.abc import Sequence
from functools import partial
from struct import Struct

from osteon.doors.screen.engines import Answers, Engine, Key
from osteon.reasoning.columns import VERDICTS, RuleColumns
from osteon.reasoning.situations import Group, Situations

MOST_KEPT = 50_000
"""So many situations are remembered from one part to the next."""


class Judging:
    """Answers the rules of an edition, part after part. A situation that was answered is not asked again."""

    def __init__(self, rules: RuleColumns) -> None:
        self.situations = Situations(rules)
        groups = enumerate(self.situations.groups)
        self._queries = [self.situations.codes(group, f"new_{at}") for at, group in groups]
        # A situation is remembered as its bytes, which take a third of the room of its numbers.
        self._bytes = [Struct(f"{len(group.keys)}i").pack for group in self.situations.groups]
        self._begin()

    def _begin(self) -> None:
        self._known: list[dict[bytes, int]] = [{} for _ in self.situations.groups]
        self._places: list[dict[Key, int]] = [{} for _ in self.situations.groups]
        self._answers: list[list[Answers]] = [[] for _ in self.situations.groups]

    def judge(self, engine: Engine, situations: str, path: str) -> None:
        """Write what the rules answer for a table of `patient` and situations."""
        if sum(map(len, self._known)) > MOST_KEPT:
            self._begin()
        groups = [group.keys for group in self.situations.groups]
        engine.write(situations, groups, partial(self._numbers, engine), self._answers, path)

    def _numbers(self, engine: Engine, at: int, keys: list[Key]) -> list[int]:
        """Return the numbers of what the rules of a group answer in these situations."""
        self._ask(engine, at, keys)
        known, as_bytes = self._known[at], self._bytes[at]
        return [known[as_bytes(*key)] for key in keys]

    def _ask(self, engine: Engine, at: int, keys: list[Key]) -> None:
        """Learn what the rules of a group answer in those of these situations that are new.

        Many situations have the same answers, which are kept once.
        """
        known, places, group = self._known[at], self._places[at], self.situations.groups[at]
        as_bytes = self._bytes[at]
        if new := [key for key in keys if as_bytes(*key) not in known]:
            size = len(group.keys)
            for row in engine.ask(f"new_{at}", group.keys, new, self._queries[at]):
                codes = row[size:]
                place = places.get(codes)
                if place is None:
                    place = places[codes] = len(places)
                    self._answers[at].append(self._given(group, codes))
                known[as_bytes(*row[:size])] = place

    @staticmethod
    def _given(group: Group, codes: Sequence[int]) -> Answers:
        return tuple(
            (ruling.rule.id, VERDICTS[code & 3], ",".join(ruling.deciding(code)))
            for ruling, code in zip(group.rulings, codes, strict=True)
        )
