"""What may be wrong with the shape of a feature file, whatever its sentences mean.

Each of these was seen to let a scenario vanish, or pass without testing anything,
under a runner that reported success.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from osteon.verification.spec.faults import Fault
from osteon.verification.spec.reading import Ast, Document, children, rows_written, scenarios

_TAG = re.compile(r"@[a-z0-9_-]+")
_GAP = re.compile(r"<([^<>]+)>")
_STEPS = ("given", "when", "then")
_BLOCKS = ("feature", "rule", "background", "scenario", "outline", "example", "examples", *_STEPS)
_WORDS = frozenset(
    {"the", "them", "they", "these", "there", "where", "hen", "than", "even", "gives", "giving"}
)
"""Words of plain English that look like a misspelt keyword."""

_NEAR = 0.8


def faults_of_shape(document: Document) -> Iterator[Fault]:
    """Yield what is wrong with the shape of a file."""
    file = document.file
    if "feature" not in document.tree:
        yield Fault(file, 1, "no-feature", "nothing but comments; write a feature or remove the file")
        return
    feature = document.tree["feature"]
    written = rows_written(feature)
    if not any(scenarios(feature)):
        yield Fault(file, 1, "no-scenario", "the feature holds no scenario; write one or remove the file")
    if written != len(document.rows):
        text = f"{written} rows stand in the file, {len(document.rows)} would be run"
        yield Fault(file, 1, "rows-differ", text)
    yield from _names(file, feature)
    yield from _descriptions(file, feature)
    yield from _tags(file, feature)
    yield from _backgrounds(file, feature)
    for _, scenario in scenarios(feature):
        yield from _steps(file, scenario)
        yield from _examples(file, scenario)


def line_of(node: Ast) -> int:
    """Return the line on which a node stands."""
    line: int = node["location"]["line"]
    return line


def _names(file: str, feature: Ast) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for _, scenario in scenarios(feature):
        name, line = scenario["name"], line_of(scenario)
        if name in first:
            text = f"`{name}` is also the name of the scenario in line {first[name]}; rename one of them"
            yield Fault(file, line, "name-twice", text)
        first.setdefault(name, line)


def _descriptions(file: str, feature: Ast) -> Iterator[Fault]:
    for node in _described(feature):
        # A feature says why in free words; anywhere else a description is a place for a step to hide in.
        free = node is feature
        for at, line in enumerate(node["description"].splitlines(), 1):
            like = _like_a_keyword(line)
            if like:
                text = f"`{line.strip()}` is read as a description; write it as a {like.capitalize()} line"
                yield Fault(file, line_of(node) + at, "hidden-step", text)
            elif not free and line.strip():
                text = f"`{line.strip()}` is read as a description; make it a comment with #, or a step"
                yield Fault(file, line_of(node) + at, "hidden-step", text)


def _described(feature: Ast) -> Iterator[Ast]:
    yield feature
    for holder in (feature, *children(feature, "rule")):
        if holder is not feature:
            yield holder
        yield from children(holder, "background")
    for _, scenario in scenarios(feature):
        yield scenario
        yield from scenario["examples"]


def _like_a_keyword(line: str) -> str:
    """Return the keyword that a line begins with, or nearly, else "". A block's keyword ends in a colon."""
    before, colon, _ = line.strip().partition(":")
    if colon and 0 < len(before.split()) <= 2:
        return _nearest(before.split()[-1], _BLOCKS)
    first, *more = line.split() or [""]
    return _nearest(first, _STEPS) if more and first[:1].isupper() else ""


def _nearest(word: str, keywords: Sequence[str]) -> str:
    if word.lower() in _WORDS:
        return ""
    near = get_close_matches(word.lower(), keywords, 1, _NEAR)
    return near[0] if near else ""


def _tags(file: str, feature: Ast) -> Iterator[Fault]:
    tagged = [feature, *children(feature, "rule")]
    for _, scenario in scenarios(feature):
        tagged += [scenario, *scenario["examples"]]
    for node in tagged:
        for tag in node["tags"]:
            if not _TAG.fullmatch(tag["name"]):
                text = f"`{tag['name']}`: write tags in small letters, digits, - and _"
                yield Fault(file, line_of(tag), "strange-tag", text)


def _backgrounds(file: str, feature: Ast) -> Iterator[Fault]:
    for holder in (feature, *children(feature, "rule")):
        for background in children(holder, "background"):
            for step in background["steps"]:
                for gap in _GAP.findall(_whole(step)):
                    text = f"`<{gap}>` stands in a background; say it in each scenario instead"
                    yield Fault(file, line_of(step), "gap-in-background", text)


def _steps(file: str, scenario: Ast) -> Iterator[Fault]:
    line, kinds = line_of(scenario), _kinds(scenario["steps"])
    if not kinds:
        yield Fault(file, line, "no-steps", f"`{scenario['name']}` has no steps, so nothing is tested")
        return
    if "Outcome" not in kinds:
        yield Fault(file, line, "no-then", f"`{scenario['name']}` has no Then, so nothing is claimed")
    asked = kinds.count("Action")
    if asked != 1:
        text = f"`{scenario['name']}` has {asked or 'no'} When; a scenario asks once"
        yield Fault(file, line, "no-when", text)


def _kinds(steps: Sequence[Ast]) -> list[str]:
    """Return the kinds of steps, where And and But take the kind of the step before them."""
    kinds: list[str] = []
    for step in steps:
        kind = step["keywordType"]
        kinds.append(kinds[-1] if kind == "Conjunction" and kinds else kind)
    return kinds


def _whole(step: Ast) -> str:
    """Return everything that a step says: its text, and what stands below it."""
    cells = [cell["value"] for row in step.get("dataTable", {}).get("rows", ()) for cell in row["cells"]]
    return "\n".join([step["text"], step.get("docString", {}).get("content", ""), *cells])


def _examples(file: str, scenario: Ast) -> Iterator[Fault]:
    gaps = {gap: line_of(step) for step in scenario["steps"] for gap in _GAP.findall(_whole(step))}
    tables = scenario["examples"]
    if not tables:
        if "Outline" in scenario["keyword"] or "Template" in scenario["keyword"]:
            text = f"`{scenario['name']}` is an outline without examples; add rows, or write Scenario"
            yield Fault(file, line_of(scenario), "no-rows", text)
        for gap, line in gaps.items():
            yield Fault(file, line, "unfilled-gap", f"nothing fills `<{gap}>` in a plain scenario")
    seen: dict[tuple[str, ...], int] = {}
    for table in tables:
        yield from _columns(file, scenario, table, gaps)
        yield from _rows(file, table, seen)


def _columns(file: str, scenario: Ast, table: Ast, gaps: dict[str, int]) -> Iterator[Fault]:
    header = [cell["value"] for cell in table.get("tableHeader", {}).get("cells", ())]
    line = line_of(table)
    if not table.get("tableBody"):
        yield Fault(file, line, "no-rows", f"the examples `{table['name']}` have no rows; add some")
    if not header:
        return
    for column in sorted({column for column in header if header.count(column) > 1}):
        yield Fault(file, line + 1, "column-twice", f"the column `{column}` stands twice; remove one")
    used = set(gaps) | set(_GAP.findall(scenario["name"]))
    for column in dict.fromkeys(header):
        if column not in used:
            yield Fault(file, line + 1, "idle-column", f"the column `{column}` fills no gap; remove it")
    for gap, where in gaps.items():
        if gap not in header:
            text = f"`<{gap}>` has no column in the examples `{table['name']}` of line {line}"
            yield Fault(file, where, "unfilled-gap", text)


def _rows(file: str, table: Ast, seen: dict[tuple[str, ...], int]) -> Iterator[Fault]:
    for row in table.get("tableBody", ()):
        cells, line = tuple(cell["value"] for cell in row["cells"]), line_of(row)
        if cells in seen:
            yield Fault(file, line, "row-twice", f"this row stands in line {seen[cells]} already; remove it")
        seen.setdefault(cells, line)
