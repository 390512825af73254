"""osteon on the sixteen rules and on its shipped rules, through its public face; and its network alone."""

import json
from collections.abc import Callable
from datetime import date
from functools import reduce
from hashlib import blake2b
from pathlib import Path

from benchmarks import rules as neutral
from benchmarks.engines import Loaded, Reader
from osteon import Report, Rulebook, evaluate, load_rulebook
from osteon.basics.records import replace
from osteon.knowledge.models import Parameter, Rule, Value
from osteon.language import syntax

DAY = date(2026, 11, 24)
"""The day of every evaluation: a fixed one, so that a result can be had again."""

SIXTEEN = str(Path(__file__).parents[1] / "sixteen_rules")

_FACTS = {
    "d3": "dose.vitamin_d3",
    "ca": "dose.calcium",
    "k2": "dose.vitamin_k2",
    "mk7": "dose.mk7",
    "mk4_min": "dose.mk4",
}
_PREFIXES = {"classes": "takes.", "conditions": "has."}


def load_report(_rules: neutral.Rules, _reader: Reader) -> Loaded:
    """Judge every rule twice and compare; the report writes its texts when they are read."""
    return _through_the_door(load_rulebook(SIXTEEN), lambda report: report)


def load_advisories(_rules: neutral.Rules, _reader: Reader) -> Loaded:
    """The same, and every advisory written out with its reasons and citations."""
    return _through_the_door(load_rulebook(SIXTEEN), lambda report: (report.advisories, report)[1])


def load_json(_rules: neutral.Rules, _reader: Reader) -> Loaded:
    """The same, and the whole report written as JSON: advisories, verdicts, questions, versions."""
    return _as_json(load_rulebook(SIXTEEN))


def load_reference(_rules: neutral.Rules, _reader: Reader) -> Loaded:
    """Judge every rule once, by the reference evaluator."""
    return _through_the_door(load_rulebook(SIXTEEN), lambda report: report, engine="reference")


def load_pack(_rules: neutral.Rules, _reader: Reader) -> Loaded:
    """Judge the shipped rules."""
    return _through_the_door(load_rulebook(), lambda report: report)


def load_pack_json(_rules: neutral.Rules, _reader: Reader) -> Loaded:
    """Judge the shipped rules and write the whole report as JSON."""
    return _as_json(load_rulebook())


def load_network(rules: neutral.Rules, reader: Reader) -> Loaded:
    """Only the durable-rules network, asked every time: from a row of regions to the rules' outcomes."""
    from osteon.reasoning.advise import Advisor
    from osteon.reasoning.edition import edition_on

    advisor = Advisor(edition_on(widened(load_rulebook(SIXTEEN), rules), DAY.isoformat()), remember=0)
    names = [rule.id for rule in advisor.edition.rules]
    return Loaded(
        lambda text: advisor.regions.row(advisor.plan.derive(reader(text), DAY).values),
        advisor.rete().outcomes,
        lambda outcomes: [name for name, outcome in zip(names, outcomes, strict=True) if outcome == 2],
    )


def _through_the_door(rulebook: Rulebook, finish: Callable[[Report], Report], **options: str) -> Loaded:
    def judge(document: object) -> Report:
        return finish(evaluate(document, as_of=DAY, rulebook=rulebook, **options))

    return Loaded(json.loads, judge, _flags, judge)


def _flags(report: Report) -> list[str]:
    return [each.rule_id for each in report.verdicts if each.verdict == "raised"]


def _as_json(rulebook: Rulebook) -> Loaded:
    def write(document: object) -> str:
        return evaluate(document, as_of=DAY, rulebook=rulebook).to_json()

    def flags(text: str) -> list[str]:
        return [each["rule_id"] for each in json.loads(text)["verdicts"] if each["verdict"] == "raised"]

    return Loaded(json.loads, write, flags, write)


def widened(rulebook: Rulebook, rules: neutral.Rules) -> Rulebook:
    """Return the sixteen rules' book with these rules in place of its own."""
    numbers = {number.number for _, rule in rules for number in _compared(rule)}
    parameters = {_limit(number): _parameter(number) for number in numbers}
    pattern = next(iter(rulebook.rules.values()))
    return rewritten(
        rulebook,
        {name: replace(pattern, id=name, when=condition(rule)) for name, rule in rules},
        parameters,
    )


def rewritten(rulebook: Rulebook, rules: dict[str, Rule], more: dict[str, Parameter]) -> Rulebook:
    """Return the book with other rules and more parameters, and with a hash of its own.

    What was compiled for a book is kept under its hash, so two books must never share one.
    """
    digest = blake2b(repr((rules, more)).encode(), digest_size=32).hexdigest()
    return replace(rulebook, rules=rules, parameters=rulebook.parameters | more, hash=digest)


def _compared(rule: neutral.Condition) -> list[neutral.Compare]:
    match rule:
        case neutral.Compare():
            return [rule]
        case neutral.AllOf(parts) | neutral.AnyOf(parts):
            return reduce(list.__add__, map(_compared, parts))
    return []


def _parameter(number: int) -> Parameter:
    # The reader checks units; this book is made behind its back, so one limit serves every unit.
    return Parameter(_limit(number), str(number), "", (Value("2025-01-01", number, "B01"),))


def _limit(number: int) -> str:
    return f"limit_{number}"


def condition(rule: neutral.Condition) -> syntax.Condition:
    """Write a neutral condition as one of osteon's."""
    match rule:
        case neutral.AllOf(parts):
            return syntax.AllOf(tuple(map(condition, parts)))
        case neutral.AnyOf(parts):
            return syntax.AnyOf(tuple(map(condition, parts)))
        case neutral.Not(inner):
            return syntax.Not(condition(inner))
        case neutral.Holds(_):
            return syntax.Holds("takes.vitamin_k2")
        case neutral.Has(feature, value):
            return syntax.Holds(_PREFIXES[feature] + value)
        case neutral.Is(feature, value):
            return _choice(feature, value)
        case neutral.Compare(feature, op, number, _):
            compare = syntax.Compare(_FACTS.get(feature, feature), op, _limit(number))
            # The neutral rule says "no product" with a huge number; a sum of nothing is zero.
            return syntax.AllOf((syntax.Holds("takes.mk4"), compare)) if feature == "mk4_min" else compare


def _choice(feature: str, value: str) -> syntax.Condition:
    if (feature, value) == ("pregnancy", "unknown"):
        return syntax.Not(syntax.Known("pregnancy"))
    return syntax.Among(feature, ({"yes": "pregnant"}.get(value, value),))
