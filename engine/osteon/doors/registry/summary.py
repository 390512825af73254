"""What a run found, in numbers that overstate nothing: counts, bounds of rates, what was wanting."""

import os
from collections.abc import Iterable, Mapping
from functools import reduce
from math import sqrt
from typing import Any

from osteon.basics.records import dataclass, names_of
from osteon.doors.registry.durable import write_json
from osteon.doors.registry.journal import Line, held_run
from osteon.doors.registry.partition import DIED, SET_ASIDE, USED
from osteon.doors.registry.suppression import SMALL, Shown, hidden, is_whole
from osteon.doors.registry.tally import merged
from osteon.knowledge.models import SEVERITIES, Rule, Rulebook
from osteon.reasoning.edition import edition_on
from osteon.reasoning.report import Outcome

FORMAT = "osteon-screening/1"
NOTICE = (
    "Numbers of a prototype: they say what the rules make of what was recorded. They are no rates of "
    "disease, and nobody may be treated by them."
)
_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution: an interval of 95%."""

_ORDER = tuple(each.value for each in (Outcome.RAISED, Outcome.NOT_RAISED, Outcome.UNKNOWN, Outcome.WITHHELD))


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The patients of one rule. `patients` has a number for each verdict; None is a small one, not shown.

    `lowest` is the share of patients for whom it is raised if every unknown verdict turned out "no",
    `highest` if every one turned out "yes"; `sample` widens both to what a sample of this size allows, and is
    there only where the registry was said to be a sample. None is a share that is not shown.
    """

    rule_id: str
    title: str
    severity: str
    patients: Shown
    lowest: float | None
    highest: float | None
    sample: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Wanting:
    """A fact for want of which verdicts are unknown: so many `verdicts`, `alone` of them for nothing else."""

    fact: str
    ask: str
    rules: tuple[str, ...]
    verdicts: int
    alone: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run found. `is_complete` says whether every part of the input is in it.

    `account` says of the input, kind by kind, how much was used and how much was set aside. `alerts` has for
    each severity how many patients have so many flags of it. `hidden_below` is the bound under which a number
    of patients is not shown. `folder` holds the verdicts.
    """

    is_complete: bool
    patients: int
    account: Mapping[str, Mapping[str, int]]
    rules: tuple[RuleCount, ...]
    wanting: tuple[Wanting, ...]
    alerts: Mapping[str, Shown]
    hidden_below: int
    versions: Mapping[str, object]
    disclaimer: str
    notice: str
    folder: str

    def to_dict(self) -> dict[str, object]:
        """Return the summary as plain JSON data, without the folder."""
        data: dict[str, object] = {"format": FORMAT}
        data |= {
            "is_complete": self.is_complete,
            "patients": self.patients,
            "account": {kind: dict(counts) for kind, counts in self.account.items()},
            "rules": [_record(each) for each in self.rules],
            "wanting": [_record(each) for each in self.wanting],
            "alerts": {severity: dict(counts) for severity, counts in self.alerts.items()},
            "hidden_below": self.hidden_below,
            "versions": dict(self.versions),
            "disclaimer": self.disclaimer,
            "notice": self.notice,
        }
        return data

    def save(self) -> None:
        """Write summary.json into the folder of the run."""
        write_json(os.path.join(self.folder, "summary.json"), self.to_dict())


def _record(each: RuleCount | Wanting) -> dict[str, object]:
    told = {name: getattr(each, name) for name in names_of(type(each))}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def summary_of(
    lines: Iterable[Line],
    rulebook: Rulebook,
    folder: str,
    *,
    is_complete: bool,
    below: int = SMALL,
    is_sample: bool = False,
) -> Summary:
    """Return the summary of the finished parts of a run."""
    versions = held_run(folder) or {}
    edition = edition_on(rulebook, str(versions["as_of"]))
    counted: dict[str, Any] = reduce(merged, ({name: line[name] for name in _COUNTED} for line in lines), {})
    patients = int(counted.get("patients", 0))
    verdicts = counted.get("verdicts", {})
    rules = tuple(
        _rule(rule, verdicts.get(rule.id, {}), patients, below=below, is_sample=is_sample)
        for rule in edition.rules
    )
    shown = {each.rule_id for each in rules if is_whole(each.patients)}
    return Summary(
        is_complete=is_complete,
        patients=patients,
        account=_account(counted.get("account", {})),
        rules=tuple(sorted(rules, key=lambda each: SEVERITIES.index(each.severity))),
        wanting=_wanting(counted.get("wanting", {}), shown, rulebook, below),
        alerts=_alerts(counted.get("alerts", {}), rules, patients, below),
        hidden_below=below,
        versions=versions,
        disclaimer=rulebook.pack.disclaimer,
        notice=NOTICE,
        folder=folder,
    )


_COUNTED = ("patients", "account", "verdicts", "wanting", "alerts")


def _account(account: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Return the account with the patients first, and with every word that matters even where it is 0."""
    patients = {name: account.get("patients", {}).get(name, 0) for name in (USED, SET_ASIDE, DIED)}
    others = {kind: dict(counts) for kind, counts in sorted(account.items()) if kind != "patients"}
    return {"patients": patients, **others}


def _rule(rule: Rule, counts: Mapping[str, int], patients: int, *, below: int, is_sample: bool) -> RuleCount:
    told = {verdict: counts.get(verdict, 0) for verdict in _ORDER}
    shown = hidden(told, below)
    raised, unknown = told["raised"], told["unknown"]
    certain = patients > 0 and shown["raised"] is not None
    within = certain and shown["unknown"] is not None
    return RuleCount(
        rule.id, rule.title, rule.severity, shown,
        lowest=raised / patients if certain else None,
        highest=(raised + unknown) / patients if within else None,
        sample=_sampled(raised, raised + unknown, patients) if within and is_sample else None,
    )  # fmt: skip


def _sampled(least: int, most: int, of: int) -> tuple[float, float]:
    return _wilson(least, of)[0], _wilson(most, of)[1]


def _wilson(hits: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval of 95% for a share that was seen in a sample."""
    share, spread = hits / of, _Z * _Z / of
    middle = share + spread / 2
    half = _Z * sqrt(share * (1 - share) / of + spread / (4 * of))
    # At the ends the interval ends exactly there, which a rounded number need not.
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return (0.0 if hits == 0 else low), (1.0 if hits == of else high)


def _wanting(
    counted: Mapping[str, Mapping[str, list[int]]], shown: set[str], rulebook: Rulebook, below: int
) -> tuple[Wanting, ...]:
    # Rules of which a number is hidden are left out, or that number could be had from here.
    facts: dict[str, dict[str, list[int]]] = {}
    for rule, wanted in counted.items():
        for fact, numbers in wanted.items():
            if rule in shown and not any(0 < each < below for each in numbers):
                facts.setdefault(fact, {})[rule] = numbers
    found = [
        Wanting(
            fact,
            rulebook.vocabulary[fact].ask,
            tuple(sorted(rules)),
            sum(verdicts for verdicts, _ in rules.values()),
            sum(alone for _, alone in rules.values()),
        )
        for fact, rules in facts.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.verdicts, each.fact)))


def _alerts(
    counted: Mapping[str, Mapping[str, int]], rules: tuple[RuleCount, ...], patients: int, below: int
) -> dict[str, Shown]:
    """Return how many patients have so many flags of a severity.

    Where the flags of a rule of it are not shown it is only said how many have none and how many have any.
    """
    found: dict[str, Shown] = {}
    for severity in SEVERITIES:
        flags = {int(number): some for number, some in counted.get(severity, {}).items()}
        without = patients - sum(flags.values())
        told = {"0": without} | {str(number): flags[number] for number in sorted(flags)}
        if any(each.severity == severity and each.patients["raised"] is None for each in rules):
            told = {"0": without, "1 or more": sum(flags.values())}
        found[severity] = hidden(told, below)
    return found
