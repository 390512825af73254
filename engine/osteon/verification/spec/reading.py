"""Feature files as data, read with the official Gherkin parser: what the files say, row by row.

A row is a scenario, or one line of examples of a scenario outline, with its
background and every gap filled: what a runner plays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

from osteon.basics.errors import OsteonError, Place, Problem

Ast = Mapping[str, Any]
"""A node of the parser's tree: nested mappings, as Cucumber's messages describe them."""

Table = tuple[tuple[str, ...], ...]

KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


class FeatureError(OsteonError):
    """A feature file that cannot be read; `problems` says what is wrong and where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is played: its kind, its text with every gap filled, and what stands below it.

    `number` is its line in the file. `kind` is "" for a line whose keyword does not say one.
    """

    kind: str
    text: str
    number: int
    table: Table | None = None
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A scenario, or one row of its examples, as it is played.

    `number` is the line of the scenario or of the row of examples. `rule` is the name of its `Rule:` block.
    """

    file: str
    feature: str
    rule: str
    name: str
    number: int
    tags: frozenset[str]
    lines: tuple[Line, ...]
    id: str

    @property
    def place(self) -> str:
        """Return where it stands: file and line."""
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    """A feature file: its text, the parser's tree, the compiled scenarios (pickles), and its rows.

    `tree` has no `feature` if the file holds none.
    """

    file: str
    text: str
    tree: Ast
    pickles: tuple[Ast, ...]
    rows: tuple[Row, ...]


def feature_files(named: Iterable[str]) -> list[Path]:
    """Return the feature files that are named, and all of the folders that are named, each once, in order.

    Raises FeatureError for a name behind which there is no file, and for a folder without features.
    """
    found: dict[Path, None] = {}
    for name in named:
        path = Path(name)
        files = sorted(path.rglob("*.feature")) if path.is_dir() else [path]
        if not files:
            raise FeatureError(
                [Problem(f"the folder {name} holds no feature files", hint="name another folder")]
            )
        for file in files:
            if not file.is_file():
                raise FeatureError(
                    [Problem(f"there is no file {name}", hint="name feature files, or a folder")]
                )
            found[file] = None
    return list(found)


def read_text(file: Path) -> str:
    """Return the text of a feature file.

    Raises FeatureError for one that cannot be read or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise FeatureError([Problem(f"{file.as_posix()} cannot be read: {trouble}")]) from trouble


def read_features(files: Iterable[Path]) -> list[Document]:
    """Read feature files.

    Raises FeatureError with every problem of every file.
    """
    ids, documents = IdGenerator(), []
    problems: list[Problem] = []
    for file in files:
        try:
            documents.append(read_feature(file.as_posix(), read_text(file), ids))
        except FeatureError as trouble:
            problems.extend(trouble.problems)
    if problems:
        raise FeatureError(problems)
    return documents


def read_feature(name: str, text: str, ids: IdGenerator | None = None) -> Document:
    """Read the text of one feature file.

    Raises FeatureError with every place where it is not Gherkin.
    """
    tree = _parsed(name, text, ids or IdGenerator())
    if "feature" not in tree:
        return Document(name, text, tree, (), ())
    compiler = Compiler(ids)
    pickles: tuple[Ast, ...] = tuple(compiler.compile(tree))  # type: ignore[arg-type]  # the tree, with its uri
    numbers, rules = _numbers(tree["feature"]), _rules(tree["feature"])
    rows = tuple(_row(tree, pickle, numbers, rules) for pickle in pickles)
    return Document(name, text, tree, pickles, rows)


def _parsed(name: str, text: str, ids: IdGenerator) -> Ast:
    try:
        tree: Ast = Parser(AstBuilder(ids)).parse(text)
    except CompositeParserException as trouble:
        raise FeatureError([_problem(name, text, each) for each in trouble.errors]) from trouble
    except ParserException as trouble:
        raise FeatureError([_problem(name, text, trouble)]) from trouble
    return {**tree, "uri": name}


def _problem(name: str, text: str, trouble: ParserException) -> Problem:
    line, column = trouble.location["line"], trouble.location.get("column", 1)
    lines = text.splitlines()
    excerpt = lines[line - 1] if line <= len(lines) else ""
    said = str(trouble).partition("): ")[2] or str(trouble)
    return Problem(f"this is not Gherkin: {said}", Place(name, line, column, excerpt))


def children(node: Ast, kind: str) -> Iterator[Ast]:
    """Yield the children of a feature or rule that are of a kind: background, rule, scenario."""
    for child in node.get("children", ()):
        if kind in child:
            yield child[kind]


def scenarios(feature: Ast) -> Iterator[tuple[Ast | None, Ast]]:
    """Yield every scenario of a feature with the `Rule:` block in which it stands."""
    yield from ((None, scenario) for scenario in children(feature, "scenario"))
    for rule in children(feature, "rule"):
        yield from ((rule, scenario) for scenario in children(rule, "scenario"))


def rows_written(feature: Ast) -> int:
    """Count the rows of a feature as written: a scenario is one, an outline as many as its examples."""
    return sum(_rows_of(scenario) for _, scenario in scenarios(feature))


def _rows_of(scenario: Ast) -> int:
    if not scenario["examples"]:
        return 1
    return sum(len(table.get("tableBody", ())) for table in scenario["examples"])


def _steps(feature: Ast) -> Iterator[Ast]:
    for holder in (feature, *children(feature, "rule")):
        for kind in ("background", "scenario"):
            for each in children(holder, kind):
                yield from each["steps"]


def _numbers(feature: Ast) -> dict[str, int]:
    numbers = {step["id"]: step["location"]["line"] for step in _steps(feature)}
    for _, scenario in scenarios(feature):
        numbers[scenario["id"]] = scenario["location"]["line"]
        for table in scenario["examples"]:
            numbers.update((row["id"], row["location"]["line"]) for row in table.get("tableBody", ()))
    return numbers


def _rules(feature: Ast) -> dict[str, str]:
    return {scenario["id"]: rule["name"] for rule, scenario in scenarios(feature) if rule}


def _row(tree: Ast, pickle: Ast, numbers: Mapping[str, int], rules: Mapping[str, str]) -> Row:
    nodes = pickle["astNodeIds"]
    return Row(
        tree["uri"],
        tree["feature"]["name"],
        rules.get(nodes[0], ""),
        pickle["name"],
        numbers[nodes[-1]],
        frozenset(tag["name"].removeprefix("@") for tag in pickle["tags"]),
        tuple(_line(step, numbers) for step in pickle["steps"]),
        pickle["id"],
    )


def _line(step: Ast, numbers: Mapping[str, int]) -> Line:
    kind, number = KINDS.get(step["type"], ""), numbers[step["astNodeIds"][0]]
    below = step.get("argument")
    if not below:
        return Line(kind, step["text"], number)
    if "docString" in below:
        return Line(kind, step["text"], number, doc=below["docString"]["content"])
    rows = below["dataTable"]["rows"]
    return Line(
        kind, step["text"], number, tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
    )
