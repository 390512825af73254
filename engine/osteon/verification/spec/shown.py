"""The scenarios of a rule as a reviewer reads them: as they are written, with what came of each row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from osteon.verification.spec.linting import tag_of
from osteon.verification.spec.playing import PASSED, Played
from osteon.verification.spec.reading import Ast, Document, children

UNREVIEWED = frozenset({"suggested", "needs-review"})
"""Tags of rows that a program wrote and nobody has confirmed."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line as it is written, with its gaps, and the table or text below it."""

    keyword: str
    text: str
    table: tuple[tuple[str, ...], ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one row. `cells` are those of its examples; `message` says why it is not met."""

    cells: tuple[str, ...]
    met: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """A table of examples with what came of each row. A plain scenario has one without a head."""

    name: str
    head: tuple[str, ...]
    results: tuple[Result, ...]
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A scenario: its name, where it stands, its lines, and its rows."""

    name: str
    place: str
    steps: tuple[Step, ...]
    examples: tuple[Examples, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The `Rule:` block of a rule: what every scenario in it starts with, and the scenarios."""

    title: str
    place: str
    background: tuple[Step, ...]
    scenarios: tuple[Shown, ...]

    def results(self) -> Iterator[tuple[Result, bool]]:
        """Yield every row's result, and whether nobody has confirmed the row."""
        for scenario in self.scenarios:
            for table in scenario.examples:
                yield from ((result, table.unreviewed) for result in table.results)


def blocks_of(documents: Sequence[Document], played: Sequence[Played]) -> dict[str, Block]:
    """Return the block of each tag that names a rule ("rule_vka_natto")."""
    came = {(each.row.file, each.row.number): each for each in played}
    found: dict[str, Block] = {}
    for document in documents:
        feature = document.tree.get("feature", {})
        for block in children(feature, "rule"):
            shown = _block(document.file, feature, block, came)
            found.update((tag["name"].removeprefix("@"), shown) for tag in block["tags"])
    return found


def block_of(blocks: Mapping[str, Block], rule: str) -> Block | None:
    """Return the block of a rule, if the features have one."""
    return blocks.get(tag_of(rule))


def _block(file: str, feature: Ast, block: Ast, came: Mapping[tuple[str, int], Played]) -> Block:
    common = [*children(feature, "background"), *children(block, "background")]
    scenarios = tuple(_shown(file, block, scenario, came) for scenario in children(block, "scenario"))
    steps = tuple(_step(step) for background in common for step in background["steps"])
    return Block(block["name"], f"{file}:{block['location']['line']}", steps, scenarios)


def _shown(file: str, block: Ast, scenario: Ast, came: Mapping[tuple[str, int], Played]) -> Shown:
    line, above = scenario["location"]["line"], [*block["tags"], *scenario["tags"]]
    if scenario["examples"]:
        tables = tuple(_examples(file, table, above, came) for table in scenario["examples"])
    else:
        tables = (Examples("", (), (_result((), came.get((file, line))),), _unreviewed(above)),)
    return Shown(scenario["name"], f"{file}:{line}", tuple(map(_step, scenario["steps"])), tables)


def _examples(file: str, table: Ast, above: list[Ast], came: Mapping[tuple[str, int], Played]) -> Examples:
    results = tuple(
        _result(_cells(row), came.get((file, row["location"]["line"]))) for row in table.get("tableBody", ())
    )
    head = _cells(table["tableHeader"]) if "tableHeader" in table else ()
    return Examples(table["name"], head, results, _unreviewed([*above, *table["tags"]]))


def _result(cells: tuple[str, ...], played: Played | None) -> Result:
    if played is None:
        return Result(cells, met=False, message="this row was not played")
    return Result(cells, played.status == PASSED, played.message)


def _unreviewed(tags: Sequence[Ast]) -> bool:
    return any(tag["name"].removeprefix("@") in UNREVIEWED for tag in tags)


def _step(step: Ast) -> Step:
    table = tuple(_cells(row) for row in step.get("dataTable", {}).get("rows", ()))
    return Step(step["keyword"].strip(), step["text"], table, step.get("docString", {}).get("content", ""))


def _cells(row: Ast) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"])
