"""Parts of conditions that change nothing: clauses that can go, and numbers that can move."""

from collections.abc import Iterator

from osteon.basics.records import dataclass, replace
from osteon.knowledge.models import Rule
from osteon.language.syntax import Compare, Condition
from osteon.reasoning.diagram import Node
from osteon.verification.edits import Path, dropped, parts, put
from osteon.verification.finding import NOTE, WARNING, Finding
from osteon.verification.questions import Questions
from osteon.verification.search import YES, Goal


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a condition is written down: a rule's `when`, one of its exceptions, or a definition."""

    what: str
    name: str
    condition: Condition
    exception: int | None = None

    def said(self) -> str:
        """Name the place in words."""
        return f"the {self.what} `{self.name}`"


def sites(asked: Questions) -> Iterator[Site]:
    """Yield every place of the pack where a condition is written down and is read by a rule in force."""
    read: set[str] = set()
    for rule in asked.edition.rules:
        yield Site("rule", rule.id, rule.when)
        for at, unless in enumerate(rule.unless):
            yield Site("rule", rule.id, unless.where, at)
    for condition in asked.edition.conditions():
        read |= asked.phrases(condition)
    for name in sorted(read):
        yield Site("definition", name, asked.edition.rulebook.definitions[name].means)


def with_condition(rule: Rule, site: Site, condition: Condition) -> Rule:
    """Return a rule in which another condition stands at a site of its own."""
    if site.exception is None:
        return replace(rule, when=condition)
    where = replace(rule.unless[site.exception], where=condition)
    return replace(rule, unless=(*rule.unless[: site.exception], where, *rule.unless[site.exception + 1 :]))


def redundant(asked: Questions) -> Iterator[Finding]:
    """Yield a finding for every operand that can be left out without changing a single outcome."""
    for site in sites(asked):
        before = _node(asked, site, site.condition)
        for path, clause in parts(site.condition):
            without = dropped(site.condition, path)
            if without is None or asked.differ(before, _node(asked, site, without)):
                continue
            said = asked.edition.phrasebook().say(clause)
            text = f'in {site.said()}, "{said}" can be left out: nothing changes for any patient'
            level = WARNING
            if _guards(asked, before, _node(asked, site, without)):
                # It says in the rule what the facts see to as well; whoever wrote it may have meant to.
                level, text = NOTE, f"{text}, because of how facts hang together"
            witness = asked.witnesses.first([Goal(before, YES)])
            yield Finding(
                "redundant-clause", level, _rules(site), text, asked.place(site.what, site.name), witness
            )


def _guards(asked: Questions, before: Node, without: Node) -> bool:
    differs = asked.space.differences.between(before, without)
    return asked.space.could_be([Goal(differs, YES)])


def idle_thresholds(asked: Questions) -> Iterator[Finding]:
    """Yield a finding for every comparison whose number decides nothing, at either side."""
    for site in sites(asked):
        before = _node(asked, site, site.condition)
        for path, leaf in parts(site.condition):
            if not isinstance(leaf, Compare) or leaf.parameter not in asked.edition.parameters:
                continue
            moved = [_moved(asked, site, path, leaf, shifted) for shifted in asked.neighbours(leaf)]
            if not moved or any(asked.differ(before, node) for node in moved):
                continue
            said = asked.edition.phrasebook().say(leaf)
            text = f'in {site.said()}, the number of "{said}" decides nothing: it can be moved either way'
            witness = asked.witnesses.first([Goal(before, YES)])
            yield Finding(
                "idle-threshold", NOTE, _rules(site), text, asked.place(site.what, site.name), witness
            )


def _moved(asked: Questions, site: Site, path: Path, leaf: Compare, parameter: str) -> Node:
    return _node(asked, site, put(site.condition, path, Compare(leaf.fact, leaf.op, parameter)))


def _rules(site: Site) -> tuple[str, ...]:
    return (site.name,) if site.what == "rule" else ()


def _node(asked: Questions, site: Site, condition: Condition) -> Node:
    if site.what == "definition":
        return asked.view.diagrams.condition(condition)
    rule = asked.edition.rulebook.rules[site.name]
    return asked.view.rule(with_condition(rule, site, condition))
