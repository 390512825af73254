"""What a condition reaches through the definitions it leans on: facts, parameters, phrases."""

from collections.abc import Iterable, Iterator, Mapping

from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not, leaves


def leaves_through(
    condition: Condition, definitions: Mapping[str, Condition]
) -> Iterator[Holds | Known | Among | Compare]:
    """Yield the leaves of a condition, entering each definition once."""
    entered: set[str] = set()
    waiting = [condition]
    for each in waiting:
        for leaf in leaves(each):
            if not isinstance(leaf, Defined):
                yield leaf
            elif leaf.name not in entered and leaf.name in definitions:
                entered.add(leaf.name)
                waiting.append(definitions[leaf.name])


def is_whole(condition: Condition, definitions: Mapping[str, Condition]) -> bool:
    """Say whether every definition that a condition leans on could be read."""
    names = [leaf.name for leaf in leaves(condition) if isinstance(leaf, Defined)]
    return all(name in definitions and is_whole(definitions[name], definitions) for name in names)


def facts_read(condition: Condition, definitions: Mapping[str, Condition]) -> frozenset[str]:
    """Return the names of the facts that a condition reads, through definitions."""
    return frozenset(leaf.fact for leaf in leaves_through(condition, definitions))


def parameters_read(condition: Condition, definitions: Mapping[str, Condition]) -> frozenset[str]:
    """Return the names of the parameters that a condition compares with, through definitions."""
    return frozenset(
        leaf.parameter for leaf in leaves_through(condition, definitions) if isinstance(leaf, Compare)
    )


def phrases_reached(conditions: Iterable[Condition], definitions: Mapping[str, Condition]) -> frozenset[str]:
    """Return the names of the definitions that conditions lean on, directly or through others."""
    reached: set[str] = set()
    waiting = list(conditions)
    for each in waiting:
        for leaf in leaves(each):
            if isinstance(leaf, Defined) and leaf.name not in reached:
                reached.add(leaf.name)
                waiting.append(definitions[leaf.name])
    return frozenset(reached)


def surely_held(
    condition: Condition, definitions: Mapping[str, Condition], *, wanted: bool = True
) -> frozenset[str]:
    """Return the yes/no facts that are yes in every case in which a condition holds.

    With `wanted` False: in every case in which it does not hold.
    """
    match condition:
        case Holds(fact):
            return frozenset({fact}) if wanted else frozenset()
        case Defined(name):
            return surely_held(definitions[name], definitions, wanted=wanted)
        case Not(inner):
            return surely_held(inner, definitions, wanted=not wanted)
        case AllOf(parts) | AnyOf(parts):
            held = [surely_held(part, definitions, wanted=wanted) for part in parts]
            together = isinstance(condition, AllOf) is wanted
            return frozenset.union(*held) if together else frozenset.intersection(*held)
        case _:
            return frozenset()
