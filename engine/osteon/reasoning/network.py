"""The compiled form written as durable-rules definitions: shards of non-overlapping paths.

A path becomes one network rule: a conjunction of constants on one flat fact.
That, and nothing else of the engine's language, is the subset that was shown to
be exact. No shard holds more than SHARD paths, because a fact that satisfies
more than 64 sibling conditions is refused by the engine, and a paths' tree can
never have more live branches than paths.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from osteon.basics.errors import RuleTooComplex
from osteon.reasoning.diagram import Step

SHARD = 60
MAXIMUM_COLUMNS = 200
SENTINEL = "~"
_LAST = 65_000
_RESERVED = ("sid", "id", "t", "n")

Activation = tuple[int, int]
"""What a network rule states: a rule's index, and its outcome."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One ruleset of the network: its definitions, the columns its fact carries, what each rule states."""

    definitions: dict[str, object]
    columns: tuple[int, ...]
    states: dict[str, Activation]


def build_shards(paths: list[tuple[int, int, tuple[Step, ...]]], sizes: list[int]) -> list[Shard]:
    """Write the paths as shards. `sizes` gives the number of regions of each column.

    Raises RuleTooComplex if a shard would need more columns than a fact can carry.
    """
    return [_shard(paths[at : at + SHARD], sizes) for at in range(0, max(len(paths), 1), SHARD)]


def _shard(paths: list[tuple[int, int, tuple[Step, ...]]], sizes: list[int]) -> Shard:
    definitions: dict[str, object] = {}
    states: dict[str, Activation] = {}
    for number, (rule, outcome, steps) in enumerate(paths):
        name = str(number)
        # The first literal is always true. A network rule made only of absences would
        # match the engine's own state fact.
        literals: list[object] = [{"t": 1}]
        for step in steps:
            literals += _literals(step, sizes[step[0]])
        definitions[name] = {"all": [{"m": {"$and": literals} if len(literals) > 1 else literals[0]}]}
        states[name] = (rule, outcome)
    definitions[SENTINEL] = {"all": [{"m": {"t": 1}}], "pri": _LAST}
    columns = tuple(sorted({column for _, _, steps in paths for column, _, _ in steps}))
    _check_names(columns)
    return Shard(definitions, columns, states)


def _literals(step: Step, size: int) -> list[object]:
    column, first, last = step
    name = column_name(column)
    if first == last:
        return [{name: first}]
    literals: list[object] = []
    if first > 0:
        literals.append({"$gte": {name: first}})
    if last < size - 1:
        literals.append({"$lte": {name: last}})
    return literals


def column_name(column: int) -> str:
    """Return the short property name of a column."""
    return f"f{column}"


def _check_names(columns: tuple[int, ...]) -> None:
    if len(columns) > MAXIMUM_COLUMNS:
        raise RuleTooComplex(f"a shard of the network reads more than {MAXIMUM_COLUMNS} regions")
    names = [*_RESERVED, *map(column_name, columns)]
    # The engine compares property names by a 32-bit hash only.
    if len(set(map(hashed, names))) != len(names):
        raise RuleTooComplex("two property names of the network have the same hash")


def hashed(name: str) -> int:
    """Return the 32-bit FNV-1a hash by which the engine tells property names apart."""
    value = 2_166_136_261
    for byte in name.encode():
        value = ((value ^ byte) * 16_777_619) & 0xFFFFFFFF
    return value


def precedence_paths(
    superiors: Iterable[tuple[int, tuple[int, ...]]],
) -> list[tuple[int, int, tuple[Step, ...]]]:
    """Write "gives way" as paths over the conclusions of the first stratum (column = rule, yes = 2).

    For each rule and the rules that supersede it: the rule applies and the first of them applies;
    or the first does not and the second does; and so on, so that no two paths overlap.
    """
    paths: list[tuple[int, int, tuple[Step, ...]]] = []
    for rule, above in superiors:
        passed: tuple[Step, ...] = ((rule, 2, 2),)
        for superior in above:
            paths.append((rule, 2, (*passed, (superior, 2, 2))))
            passed = (*passed, (superior, 0, 1))
    return paths
