"""The compiled form written as durable-rules definitions: shards of non-overlapping paths.

A path becomes one network rule: a conjunction of constants on one flat fact.
That, and nothing else of the engine's language, is the subset that was shown to
be exact. The engine walks a fact through the conditions with a stack of 64
places; what a shard can need of it at most is reckoned before the shard is made.
"""

from collections.abc import Iterable, Sequence

from osteon.basics.errors import RuleTooComplex
from osteon.basics.records import dataclass
from osteon.reasoning.dependence import Part, Path, parts_of
from osteon.reasoning.diagram import Step

STACK = 60
"""The most places of the engine's stack of 64 that a shard may need."""

SIBLINGS = 200
"""The most conditions side by side, and paths with the same last condition (limits: 511, 255)."""

PATHS = 1_000
"""The most paths in a shard (limit: 4,096 rules)."""

MAXIMUM_COLUMNS = 200
_SEPARATORS = (",", ":")
SENTINEL = "~"
_LAST = 65_000
_RESERVED = ("sid", "id", "t", "n")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

Activation = tuple[int, int]
"""What a network rule states: what is concluded, and the outcome."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One ruleset: its definitions as JSON, the columns its fact carries, and what each rule states.

    `filed` has the definitions of the paths, each under two steps that it needs; `always` has those that need
    none, and the sentinel. `spelt` has for each column the piece of the fact that says a value, by value. A
    value that no path lets through is not said: what is absent fails every comparison, as that value would.
    """

    filed: tuple[tuple[tuple[Step, ...], str], ...]
    always: str
    columns: tuple[int, ...]
    spelt: tuple[tuple[str, ...], ...]
    states: dict[str, Activation]

    @property
    def text(self) -> str:
        """The whole ruleset."""
        return "{" + ",".join([*[text for _, text in self.filed], self.always]) + "}"

    def within_reach(self, row: Sequence[int]) -> str:
        """Return the ruleset without the paths that are filed under a step that this row does not take."""
        texts = [
            text
            for steps, text in self.filed
            if all(first <= row[column] <= last for column, first, last in steps)
        ]
        return "{" + ",".join([*texts, self.always]) + "}"


@dataclass(frozen=True, slots=True)
class Stratum:
    """The rulesets of a stratum, and its conclusions by what they depend on."""

    shards: list[Shard]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every ruleset of an edition, by stratum: phrases, rules, and which rules give way (empty if none can).

    `phrases_concluded` is the number of columns that the strata of phrases fill.
    """

    rules: int
    phrases_concluded: int
    phrases: list[Stratum]
    conclusions: Stratum
    precedence: Stratum


def plan_network(
    rules: int, phrases: list[list[Path]], conclusions: list[Path], sizes: list[int], precedence: list[Path]
) -> Plan:
    """Write the strata of an edition as rulesets.

    Raises RuleTooComplex if one of them cannot be written within the engine's limits.
    """
    return Plan(
        rules,
        len({place for paths in phrases for place, _, _ in paths}),
        [_stratum(paths, sizes) for paths in phrases],
        _stratum(conclusions, sizes),
        _stratum(precedence, [3] * rules) if precedence else Stratum([], []),
    )


def _stratum(paths: list[Path], sizes: list[int]) -> Stratum:
    return Stratum(build_shards(paths, sizes), parts_of(paths))


Literal = tuple[int, int, int]
"""A column and the lowest and highest value that a literal lets through."""


def build_shards(paths: list[Path], sizes: list[int]) -> list[Shard]:
    """Write the paths as shards. `sizes` gives the number of regions of each column.

    Raises RuleTooComplex if a shard would need more columns than a fact can carry.
    """
    shards: list[Shard] = []
    rest = paths
    while rest:
        some = rest[:PATHS]
        while len(some) > 1 and not fits([_split(path[2], sizes) for path in some], sizes):
            some = some[: len(some) // 2]
        shards.append(_shard(some, sizes))
        rest = rest[len(some) :]
    return shards or [_shard([], sizes)]


def fits(chains: list[list[Literal]], sizes: list[int]) -> bool:
    """Say whether the engine can bear these chains of literals, whatever the patient."""
    if len({column for chain in chains for column, _, _ in chain}) > MAXIMUM_COLUMNS:
        return False
    return _stack(chains, 0, sizes) <= STACK


def _stack(chains: list[list[Literal]], depth: int, sizes: list[int]) -> int:
    """Return the most places of the stack that can be taken behind a condition, or a number beyond STACK."""
    after: dict[Literal, list[list[Literal]]] = {}
    ended = 0
    for chain in chains:
        if len(chain) == depth:
            ended += 1
        else:
            after.setdefault(chain[depth], []).append(chain)
    if len(after) > SIBLINGS or ended > SIBLINGS:
        return STACK + 1
    true_together = _true_together(list(after), sizes)
    # While one of the true siblings is followed, the others wait.
    deeper = max((_stack(each, depth + 1, sizes) for each in after.values()), default=0)
    return max(true_together, true_together - 1 + deeper)


def _true_together(literals: list[Literal], sizes: list[int]) -> int:
    by_column: dict[int, list[Literal]] = {}
    for literal in literals:
        by_column.setdefault(literal[0], []).append(literal)
    return sum(
        max(sum(low <= value <= high for _, low, high in each) for value in range(sizes[column]))
        for column, each in by_column.items()
    )


def _split(steps: tuple[Step, ...], sizes: list[int]) -> list[Literal]:
    """Split each step into the one or two comparisons that the engine makes of it."""
    literals: list[Literal] = []
    for column, first, last in steps:
        if first in (last, 0) or last == sizes[column] - 1:
            literals.append((column, first, last))
        else:
            literals += [(column, first, sizes[column] - 1), (column, 0, last)]
    return [each for each in literals if each[1:] != (0, sizes[each[0]] - 1)]


def _shard(paths: list[Path], sizes: list[int]) -> Shard:
    filed: dict[tuple[Step, ...], list[str]] = {}
    always: list[str] = []
    states: dict[str, Activation] = {}
    columns = tuple(sorted({column for _, _, steps in paths for column, _, _ in steps}))
    names = dict(zip(columns, column_names(len(columns)), strict=True))
    for number, (place, outcome, steps) in enumerate(paths):
        name = str(number)
        # The first literal is always true. A network rule made only of absences would
        # match the engine's own state fact.
        literals = [{"t": 1}, *(_written(literal, sizes, names) for literal in _split(steps, sizes))]
        text = _defined(name, {"all": [{"m": {"$and": literals} if len(literals) > 1 else literals[0]}]})
        (filed.setdefault(_rarest(steps, sizes), []) if steps else always).append(text)
        states[name] = (place, outcome)
    always.append(_defined(SENTINEL, {"all": [{"m": {"t": 1}}], "pri": _LAST}))
    heard = _heard(paths)
    spelt = tuple(
        tuple(
            [
                f',"{names[column]}":{value}' if value in heard[column] else ""
                for value in range(sizes[column])
            ]
        )
        for column in columns
    )
    together = tuple([(needed, ",".join(texts)) for needed, texts in filed.items()])
    return Shard(together, ",".join(always), columns, spelt, states)


def _defined(name: str, definition: dict[str, object]) -> str:
    import json  # a network from the cache is written already

    return f'"{name}":{json.dumps(definition, separators=_SEPARATORS)}'


def _rarest(steps: tuple[Step, ...], sizes: list[int]) -> tuple[Step, ...]:
    """Return the two steps that fewest patients take. Of most facts most are in region 0: no, or none."""
    rarest = sorted(steps, key=lambda step: (step[1] == 0, (step[2] - step[1] + 1) / sizes[step[0]], step))
    return tuple(rarest[:2])


def _heard(paths: list[Path]) -> dict[int, set[int]]:
    """Return, for each column, the values that some step of some path lets through."""
    heard: dict[int, set[int]] = {}
    for _, _, steps in paths:
        for column, first, last in steps:
            heard.setdefault(column, set()).update(range(first, last + 1))
    return heard


def _written(literal: Literal, sizes: list[int], names: dict[int, str]) -> dict[str, object]:
    column, first, last = literal
    name = names[column]
    if first == last:
        return {name: first}
    return {"$gte": {name: first}} if last == sizes[column] - 1 else {"$lte": {name: last}}


def column_names(number: int) -> tuple[str, ...]:
    """Return the property names of a shard's columns: one letter each as far as the letters go.

    The engine reads and hands back the whole fact for every path that holds, so short names are quick ones.
    Raises RuleTooComplex if there are too many columns.
    """
    if number > MAXIMUM_COLUMNS:
        raise RuleTooComplex(f"a shard of the network reads more than {MAXIMUM_COLUMNS} regions")
    spelt = (*_LETTERS, *[one + other for one in _LETTERS for other in _LETTERS])
    names = tuple([name for name in spelt if name not in _RESERVED][:number])
    # The engine compares property names by a 32-bit hash only.
    if len(set(map(hashed, (*_RESERVED, *names)))) != len(_RESERVED) + len(names):
        raise RuleTooComplex("two property names of the network have the same hash")
    return names


def hashed(name: str) -> int:
    """Return the 32-bit FNV-1a hash by which the engine tells property names apart."""
    value = 2_166_136_261
    for byte in name.encode():
        value = ((value ^ byte) * 16_777_619) & 0xFFFFFFFF
    return value


def precedence_paths(
    superiors: Iterable[tuple[int, tuple[int, ...]]],
) -> list[Path]:
    """Write "gives way" as paths over the conclusions of the first stratum (column = rule, yes = 2).

    For each rule and the rules that supersede it: the rule applies and the first of them applies;
    or the first does not and the second does; and so on, so that no two paths overlap.
    """
    paths: list[Path] = []
    for rule, above in superiors:
        passed: tuple[Step, ...] = ((rule, 2, 2),)
        for superior in above:
            paths.append((rule, 2, (*passed, (superior, 2, 2))))
            passed = (*passed, (superior, 0, 1))
    return paths
