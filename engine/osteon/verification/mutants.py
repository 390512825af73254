"""Variants of the rules, each with one plausible mistake: a row of a feature has to notice it.

A mistake is made where the text of the pack stands, so that one in a definition
may show in any rule that uses it.
"""

from collections.abc import Iterator

from osteon.basics.records import replace
from osteon.knowledge.models import Rule
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Known, Not
from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node
from osteon.verification.clauses import Site, sites, with_condition
from osteon.verification.demands import BY_ADVICE, BY_SEVERITY, VARIANTS, Demand, Way, Ways, changed
from osteon.verification.edits import Path, dropped, parts, put
from osteon.verification.numbers import moved_name, slips
from osteon.verification.questions import ALWAYS, CONSTANTS, NEVER, Questions
from osteon.verification.search import EVERY_END, YES, Goal
from osteon.verification.space import View

_OPERATORS = ("<", "<=", ">", ">=")
_YES, _UNKNOWN, _NO = 2, 1, 0

Change = tuple[str, str, Condition, Node | None]
"""A kind of mistake, the mistake in words, the condition with it, and a diagram that it calls "mistaken"."""

_MISTAKEN = Defined("mistaken")


def mutants(asked: Questions) -> Iterator[Demand]:
    """Yield every variant of the rules in force as a demand."""
    users = _users(asked)
    for site in sites(asked):
        for kind, text, condition, node in _changes(asked, site):
            yield _demand(asked, site, users, kind, text, condition, node)
    for rule in asked.edition.rules:
        yield from _of_whole_rule(asked, rule)


def _users(asked: Questions) -> dict[str, tuple[str, ...]]:
    """Return the rules that use each definition."""
    found: dict[str, list[str]] = {}
    for rule in asked.edition.rules:
        conditions = (rule.when, *(unless.where for unless in rule.unless))
        for name in set().union(*(asked.phrases(each) for each in conditions)):
            found.setdefault(name, []).append(rule.id)
    return {name: tuple(rules) for name, rules in found.items()}


def _demand(
    asked: Questions,
    site: Site,
    users: dict[str, tuple[str, ...]],
    kind: str,
    text: str,
    condition: Condition,
    node: Node | None,
) -> Demand:
    said = f"in {site.said()}, {text}"
    if site.what == "rule":
        view = _viewed(asked, "", None, node)
        rule = with_condition(asked.edition.rulebook.rules[site.name], site, condition)
        ways = tuple(changed(asked, site.name, asked.view.nodes[site.name], view.rule(rule)))
        return Demand(VARIANTS, kind, (site.name,), said, ways)
    view = _viewed(asked, site.name, condition, node)
    rules = users.get(site.name, ())
    return Demand(VARIANTS, kind, rules, said, Ways(_by_rules(asked, view, rules)))


def _by_rules(asked: Questions, view: View, rules: tuple[str, ...]) -> Iterator[Way]:
    """Yield the ways in which rules come to other outcomes in a view."""
    nodes = asked.view.nodes
    # What reads few facts is shown by a patient of whom little has to be said, and found soon.
    for id in sorted(rules, key=lambda id: len(asked.space.search.columns(nodes[id]))):
        ways = changed(asked, id, nodes[id], view.rule(asked.edition.rulebook.rules[id]))
        yield from sorted(ways, key=lambda way: not way.flips)


def _viewed(asked: Questions, changed: str, condition: Condition | None, node: Node | None) -> View:
    """Return the view in which a definition, if one is named, means something else."""
    definitions = asked.view.edition.definitions()
    new = definitions if condition is None else {**definitions, changed: condition}
    diagrams = asked.space.diagrams.beside(asked.edition.parameters, new)
    for name, constant in CONSTANTS.items():
        diagrams.call(name, constant)
    for name, phrase in asked.beside(changed).items():
        diagrams.call(name, phrase)
    if node is not None:
        diagrams.call(_MISTAKEN.name, node)
    return View(asked.edition, diagrams, {})


def _changes(asked: Questions, site: Site) -> Iterator[Change]:
    english = asked.english
    for path, part in parts(site.condition):
        said = english.say(part)
        for kind, text, new in _of_part(asked, part):
            yield kind, f'"{said}" is {text}', put(site.condition, path, new), None
        yield from _of_operand(site, path, said)
        if not isinstance(part, Known | AllOf | AnyOf | Not):
            node = asked.view.diagrams.condition(part)
            for counts, word in ((_YES, "yes"), (_NO, "no")):
                settled = _settled(asked.view.diagrams, node, counts)
                if settled != node:
                    mistaken = put(site.condition, path, _MISTAKEN)
                    yield "unknown", f'"{said}" counts as {word} where it is not known', mistaken, settled
    if site.what == "rule" and site.exception is None:
        yield "always", "every patient is meant", ALWAYS, None
        yield "never", "no patient is meant", NEVER, None


def _of_operand(site: Site, path: Path, said: str) -> Iterator[Change]:
    without = dropped(site.condition, path)
    if without is not None:
        yield "dropped", f'"{said}" is left out', without, None


def _of_part(asked: Questions, part: Condition) -> Iterator[tuple[str, str, Condition]]:
    yield "negated", "turned round", part.inner if isinstance(part, Not) else Not(part)
    match part:
        case AllOf(operands):
            yield "connective", "read with or instead of and", AnyOf(operands)
        case AnyOf(operands):
            yield "connective", "read with and instead of or", AllOf(operands)
        case Compare():
            yield from _of_comparison(asked, part)
        case Among():
            yield from _of_choices(asked, part)


def _of_comparison(asked: Questions, leaf: Compare) -> Iterator[tuple[str, str, Condition]]:
    for op in _OPERATORS:
        if op != leaf.op:
            yield (
                "operator",
                f"compared with {op} instead of {leaf.op}",
                Compare(leaf.fact, op, leaf.parameter),
            )
    number, unit = (
        asked.edition.parameters[leaf.parameter],
        asked.edition.rulebook.parameters[leaf.parameter].unit,
    )
    for moved, how in dict(slips(number, unit)).items():
        said = asked.english.amount(moved_name(leaf.parameter, moved))
        kind = "threshold" if how.endswith("off") else "unit"
        yield (
            kind,
            f"compared with {said} ({how})",
            Compare(leaf.fact, leaf.op, moved_name(leaf.parameter, moved)),
        )
    for other in asked.every_comparison:
        if other.fact == leaf.fact and asked.edition.parameters[other.parameter] != number:
            said = asked.english.amount(other.parameter)
            yield "threshold", f"compared with {said}", Compare(leaf.fact, leaf.op, other.parameter)


def _of_choices(asked: Questions, leaf: Among) -> Iterator[tuple[str, str, Condition]]:
    for choice in asked.edition.rulebook.vocabulary[leaf.fact].choices:
        if choice not in leaf.choices:
            yield "choice", f"also true of {choice}", Among(leaf.fact, (*leaf.choices, choice))
        elif len(leaf.choices) > 1:
            rest = tuple(each for each in leaf.choices if each != choice)
            yield "choice", f"not true of {choice}", Among(leaf.fact, rest)


def _settled(diagrams: Diagrams, node: Node, counts: Node, done: dict[Node, Node] | None = None) -> Node:
    """Return a diagram in which what is not known counts as yes or as no."""
    if node < FIRST_BRANCH:
        return counts if node == _UNKNOWN else node
    done = {} if done is None else done
    if node not in done:
        column, edges = diagrams.opened(node)
        done[node] = diagrams.branch(column, tuple(_settled(diagrams, edge, counts, done) for edge in edges))
    return done[node]


def _of_whole_rule(asked: Questions, rule: Rule) -> Iterator[Demand]:
    raised = tuple(asked.raises([rule.id]))
    for word in ("graver", "less grave"):
        way = Way(rule.id, raised, seen_by=BY_SEVERITY)
        yield Demand(VARIANTS, "severity", (rule.id,), f"the rule `{rule.id}` is {word}", (way,))
    if rule.do:
        way = Way(rule.id, raised, seen_by=BY_ADVICE)
        yield Demand(
            VARIANTS, "advice", (rule.id,), f"the rule `{rule.id}` gives the advice of another", (way,)
        )
    way = Way(rule.id, raised, flips=True)
    yield Demand(VARIANTS, "removed", (rule.id,), f"the rule `{rule.id}` is missing", (way,))
    for at, unless in enumerate(rule.unless):
        less = replace(rule, unless=(*rule.unless[:at], *rule.unless[at + 1 :]))
        ways = tuple(changed(asked, rule.id, asked.view.nodes[rule.id], asked.view.rule(less)))
        yield Demand(
            VARIANTS,
            "suppression",
            (rule.id,),
            f'the exception of `{rule.id}` "{unless.why}" is missing',
            ways,
        )
    for lesser in rule.supersedes:
        if lesser.rule in asked.view.nodes:
            yield _no_longer_superseded(asked, rule, lesser.rule)


def _no_longer_superseded(asked: Questions, rule: Rule, lesser: str) -> Demand:
    nodes = asked.view.nodes
    others = [each.id for each in asked.edition.rules if any(low.rule == lesser for low in each.supersedes)]
    goals = [Goal(nodes[rule.id], YES), Goal(nodes[lesser], YES)]
    goals += [Goal(nodes[id], EVERY_END & ~YES) for id in others if id != rule.id]
    way = Way(lesser, tuple(goals), flips=True, yields=True)
    text = f"`{lesser}` no longer gives way to `{rule.id}`"
    return Demand(VARIANTS, "suppression", (lesser, rule.id), text, (way,))
