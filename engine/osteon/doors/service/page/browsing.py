"""The rules for whoever wants to read them: a list that can be narrowed, and everything about one."""

from collections.abc import Iterator
from datetime import date

from osteon.basics.records import dataclass
from osteon.doors.explaining import RuleInWords, clashes, filled, rule_in_words, rules_above
from osteon.knowledge.models import SEVERITIES, Contradiction, Rule, Rulebook, Wording
from osteon.reasoning.edition import edition_on
from osteon.verification.spec.table import Table, table_of


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to: words that all occur, a severity, a topic; "" does not narrow."""

    words: str = ""
    severity: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rules that are listed, topic by topic, and what can be chosen."""

    by_topic: tuple[tuple[str, tuple[Rule, ...]], ...]
    found: int
    of: int
    topics: tuple[str, ...]
    severities: tuple[str, ...]
    narrowed: Narrowed


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything about one rule on a day; `table` holds every case. `in_force`: it is so today."""

    rule: Rule
    words: RuleInWords
    table: Table
    clinician: Wording
    patient: Wording
    above: tuple[tuple[str, str], ...]
    contradictions: tuple[Contradiction, ...]
    day: str
    in_force: bool


def listed(rulebook: Rulebook, narrowed: Narrowed) -> Listed:
    """Return the rules that are not retired and fit, topic by topic, the gravest first in each."""
    rules = [rule for rule in rulebook.rules.values() if rule.status != "retired"]
    fitting = [rule for rule in rules if _fits(rule, narrowed)]
    fitting.sort(key=lambda rule: (SEVERITIES.index(rule.severity), rule.id))
    topics = sorted({rule.topic for rule in rules})
    by_topic = [(topic, tuple([rule for rule in fitting if rule.topic == topic])) for topic in topics]
    return Listed(
        tuple([(topic, found) for topic, found in by_topic if found]),
        len(fitting), len(rules), tuple(topics), SEVERITIES, narrowed,
    )  # fmt: skip


def _fits(rule: Rule, narrowed: Narrowed) -> bool:
    text = " ".join(_texts(rule)).casefold()
    return (
        all(word in text for word in narrowed.words.casefold().split())
        and narrowed.severity in ("", rule.severity)
        and narrowed.topic in ("", rule.topic)
    )


def _texts(rule: Rule) -> Iterator[str]:
    yield from (rule.id, rule.title, rule.topic, *rule.do)
    for told in (rule.clinician, rule.patient):
        yield from (told.summary, told.detail)


def rule_page(rulebook: Rulebook, name: str, day: date) -> RulePage | None:
    """Return everything about a rule on a day, on its first day if that is still to come.

    None if there is no such rule, or it is retired. Raises RuleTooComplex for a rule without a table.
    """
    rule = rulebook.rules.get(name)
    if rule is None or rule.status == "retired":
        return None
    today = day.isoformat()
    edition = edition_on(rulebook, max(today, rule.since))
    return RulePage(
        rule,
        rule_in_words(rulebook, rule, day, edition=edition),
        table_of(edition, rule),
        filled(edition, rule.clinician),
        filled(edition, rule.patient),
        rules_above(edition, rule),
        clashes(rulebook, rule),
        edition.first_day if rule.since > today else today,
        rule.since <= today,
    )
