"""Clinical phrases: what each one means, and that none means itself."""

from collections.abc import Iterator, Mapping

from osteon.basics.errors import Problem
from osteon.knowledge.conditions import Reader
from osteon.knowledge.cycles import cycle_through
from osteon.knowledge.drawers import Drawers
from osteon.knowledge.models import Definition
from osteon.language.syntax import Condition, Defined, leaves


def read_meanings(drawers: Drawers, reader: Reader, problems: list[Problem]) -> dict[str, Condition]:
    """Read what each definition means; one that is wrong is left out and adds to `problems`."""
    read = {
        entry.name: reader.read(entry, ("means",), entry.record.means, problems)
        for entry in drawers.definitions
    }
    meanings = {name: meaning for name, meaning in read.items() if meaning is not None}
    circles = list(_circles(meanings))
    for circle in circles:
        message = f"the definition `{circle[0]}` means itself: {' -> '.join(circle)}"
        place = drawers.definitions.entries[circle[0]].at("means")
        problems.append(Problem(message, place, "say one of them without the others"))
    circling = {name for circle in circles for name in circle}
    return {name: meaning for name, meaning in meanings.items() if name not in circling}


def _circles(meanings: Mapping[str, Condition]) -> Iterator[list[str]]:
    def followers(name: str) -> list[str]:
        return (
            [leaf.name for leaf in leaves(meanings[name]) if isinstance(leaf, Defined)]
            if name in meanings
            else []
        )

    return filter(None, (cycle_through(name, followers) for name in meanings))


def check_name_space(drawers: Drawers) -> Iterator[Problem]:
    """Yield a Problem for every definition or parameter that has the name of something else."""
    taken = dict.fromkeys(drawers.facts.names(), "fact")
    for drawer in (drawers.definitions, drawers.parameters):
        for name, place in [(entry.name, entry.place) for entry in drawer]:
            if name in taken:
                yield Problem(
                    f"`{name}` is already the name of a {taken[name]}",
                    place,
                    "facts, definitions and parameters share their names; rename one",
                )
        taken |= {name: drawer.what for name in drawer.names() if name not in taken}


def definitions_of(drawers: Drawers, meanings: Mapping[str, Condition]) -> dict[str, Definition]:
    """Return the definitions of a checked pack."""
    return {
        entry.name: Definition(entry.name, entry.record.reads, entry.record.denies, meanings[entry.name])
        for entry in drawers.definitions
    }
