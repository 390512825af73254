"""`osteon spec lint`: what is wrong with features before any of them is played."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gherkin.stream.id_generator import IdGenerator

from osteon.knowledge.models import Rulebook
from osteon.knowledge.near import did_you_mean
from osteon.verification.spec.faults import Fault
from osteon.verification.spec.language import meanings
from osteon.verification.spec.playing import Unplayable, meaning
from osteon.verification.spec.reading import (
    Ast,
    Document,
    FeatureError,
    Line,
    children,
    read_feature,
    read_text,
)
from osteon.verification.spec.shape import faults_of_shape, line_of

RULE_TAG = "rule_"


def tag_of(rule: str) -> str:
    """Return the tag of the `Rule:` block in which a rule is specified."""
    return RULE_TAG + rule.replace("-", "_")


def lint_files(files: Sequence[Path], rulebook: Rulebook, *, whole: bool) -> list[Fault]:
    """Return every fault of feature files, in their order.

    `whole` says that these are all of a pack's features, so that a rule without a block is a fault as well.
    Raises FeatureError for a file that cannot be read at all.
    """
    ids, documents = IdGenerator(), []
    faults: list[Fault] = []
    for file in files:
        name, text = file.as_posix(), read_text(file)
        try:
            documents.append(read_feature(name, text, ids))
        except FeatureError as trouble:
            faults += [
                Fault(name, each.place.line if each.place else 1, "not-gherkin", each.message)
                for each in trouble.problems
            ]
    return faults + lint(documents, rulebook, whole=whole)


def lint(documents: Sequence[Document], rulebook: Rulebook, *, whole: bool) -> list[Fault]:
    """Return every fault of features that could be read."""
    faults: set[Fault] = set()
    for document in documents:
        faults.update(faults_of_shape(document))
        faults.update(_sentences(document))
        faults.update(_rules_named(document, rulebook))
    faults.update(_blocks(documents, rulebook, whole=whole))
    return sorted(faults)


def _sentences(document: Document) -> Iterator[Fault]:
    for row in document.rows:
        for line in row.lines:
            try:
                meaning(line)
            except Unplayable as problem:
                code = "two-meanings" if problem.status == "ambiguous" else "no-such-sentence"
                yield Fault(document.file, line.number, code, f"`{line.text}`: {problem}")


def _rules_named(document: Document, rulebook: Rulebook) -> Iterator[Fault]:
    known = set(rulebook.rules)
    for row in document.rows:
        for line in row.lines:
            for name in _flags_in(line):
                if name not in known:
                    yield _no_such_rule(document.file, line.number, name, rulebook)


def _no_such_rule(file: str, line: int, name: str, rulebook: Rulebook) -> Fault:
    hint = did_you_mean(name, rulebook.rules) or "`osteon rules` lists them"
    return Fault(file, line, "no-such-rule", f"there is no rule `{name}`: {hint}")


def _flags_in(line: Line) -> Iterator[str]:
    """Yield the ids of rules that a line names, in its gaps or in the table below it."""
    for _, gaps in meanings(line.kind, line.text):
        flag, flags = gaps.get("flag"), gaps.get("flags")
        if isinstance(flag, str):
            yield flag
        if isinstance(flags, frozenset):
            yield from (name for name, _ in flags)
    if line.table and line.table[0][:1] == ("flag",):
        yield from (row[0] for row in line.table[1:])


def _blocks(documents: Sequence[Document], rulebook: Rulebook, *, whole: bool) -> Iterator[Fault]:
    rules = {tag_of(rule): rule for rule in rulebook.rules}
    found: dict[str, tuple[str, int]] = {}
    for document in documents:
        for block in children(document.tree.get("feature", {}), "rule"):
            for tag in _rule_tags(block):
                file, line, name = document.file, line_of(tag), tag["name"].removeprefix("@")
                if name not in rules:
                    rule = name.removeprefix(RULE_TAG).replace("_", "-")
                    yield _no_such_rule(file, line, rule, rulebook)
                elif name in found:
                    other = ":".join(map(str, found[name]))
                    yield Fault(
                        file, line, "two-blocks", f"`{rules[name]}` has its block in {other}; keep one"
                    )
                found.setdefault(name, (file, line))
    if whole:
        where = documents[0].file if documents else "features"
        for wanted, rule in rules.items():
            if wanted not in found:
                text = f"the rule `{rule}` has no block; write one with the tag @{wanted}"
                yield Fault(where, 1, "rule-without-block", text)


def _rule_tags(block: Ast) -> Iterator[Ast]:
    is_ours: Callable[[Ast], bool] = lambda tag: tag["name"].startswith(f"@{RULE_TAG}")  # noqa: E731  # reads best here
    yield from filter(is_ours, block["tags"])
