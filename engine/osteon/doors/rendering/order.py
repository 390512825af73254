"""What a reader is shown and in which order, whatever the form: the parts that all forms share."""

from collections.abc import Iterator

from osteon.basics.records import dataclass
from osteon.reasoning.report import Advisory, Citation, Outcome, Question, Reason, Verdict, Versions
from osteon.reasoning.reporting import Report

SEVERITIES = ("critical", "warning", "info")
ASSUMED = "assumed: the list was not declared complete"
NOTHING_RAISED = (
    "No rule of this pack is raised by what was given. That is not a statement that nothing is wrong."
)
NO_REPORT = "This profile could not be evaluated."
NOTHING_TO_CONCLUDE = "Nothing may be concluded about this patient."
NOTHING_UNDECIDED = "Nothing: every rule could be decided."
NO_QUESTION = "No question can decide"
WHATEVER = "Whatever the answers are"
ALL_ASSESSED = "Nothing: everything that was given could be used."
TRUTH_WORDS = {"yes": "yes", "no": "no", "not known": "?"}
TRUTH_CLASSES = {"yes": "so", "no": "not-so", "not known": "open"}
_JOINS = {"all": "all of these", "any": "any of these"}
FOR_PATIENTS = {"critical": "very important", "warning": "important", "info": "good to know"}
"""How grave an advisory is, in words for the patient."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One deciding fact: what is so, with which value or entries, and whether it is only assumed."""

    says: str
    value: str
    assumed: bool

    @property
    def line(self) -> str:
        """Return the fact on one line."""
        said = f"{self.says}: {self.value}" if self.value else self.says
        return f"{said} ({ASSUMED})" if self.assumed else said


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the undecided rules that some answer alone decides, and those that need more besides."""

    ask: str
    severity: str
    decides: tuple[Verdict, ...]
    helps: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rules had which outcome."""

    judged: int
    raised: int
    unknown: int
    withheld: int
    not_raised: int
    not_in_force: int
    failed: int

    @property
    def line(self) -> str:
        """Return the tally as a sentence."""
        waiting = f"; {self.not_in_force} not in force on this day" if self.not_in_force else ""
        failed = f", {self.failed} IN ERROR" if self.failed else ""
        return (
            f"{self.judged} rules judged: {self.raised} raised, {self.unknown} undecided, "
            f"{self.withheld} withheld, {self.not_raised} not raised{failed}{waiting}."
        )


def grounds(because: Reason) -> tuple[Ground, ...]:
    """Return the facts that decide a condition, each once, in the order of the rule."""
    return tuple(dict.fromkeys(_grounds(because)))


def _grounds(reason: Reason) -> Iterator[Ground]:
    if reason.how == "fact":
        yield Ground(reason.says, value_of(reason), reason.assumed)
    elif reason.how == "not":
        yield Ground(reason.says, _value_inside(reason), any(each.assumed for each in facts_in(reason)))
    else:
        for part in reason.parts:
            if part.truth == reason.truth:
                yield from _grounds(part)


def _value_inside(reason: Reason) -> str:
    facts = list(facts_in(reason))
    return value_of(facts[0]) if len(facts) == 1 else ""


def facts_in(reason: Reason) -> Iterator[Reason]:
    """Yield the facts that a condition reads."""
    if reason.how == "fact":
        yield reason
    for part in reason.parts:
        yield from facts_in(part)


def value_of(reason: Reason) -> str:
    """Return what to write after a fact: its value, or the entries behind a yes. A bare yes adds nothing."""
    if reason.value in ("yes", "no", "not known"):
        return ", ".join(reason.entries)
    return "" if reason.says.endswith(f" is {reason.value}") else reason.value


def said(reason: Reason) -> str:
    """Return one node of a condition in words, with the patient's value and the limit it was held against."""
    if reason.how != "fact":
        return _JOINS.get(reason.how, reason.says)
    value, limit = value_of(reason), ""
    if reason.limit:
        limit = f" [{reason.limit} since {reason.limit_since}, {reason.source}]"
        value = value or reason.value
    told = f"{reason.says}: {value}" if value else reason.says
    return told + limit + (f" ({ASSUMED})" if reason.assumed else "")


def by_severity(report: Report) -> Iterator[tuple[str, list[Advisory]]]:
    """Yield the severities that were raised, most severe first, with their advisories."""
    for severity in SEVERITIES:
        raised = [advisory for advisory in report.advisories if advisory.severity == severity]
        if raised:
            yield severity, raised


def asked(report: Report) -> list[Asked]:
    """Return the questions, those that ask the same in one; the most telling first."""
    undecided = {
        verdict.rule_id: verdict for verdict in report.verdicts if verdict.verdict == Outcome.UNKNOWN
    }
    together: dict[str, list[Question]] = {}
    for question in report.questions:
        together.setdefault(question.ask or f"What is {question.fact}?", []).append(question)
    return [_asked(ask, questions, undecided) for ask, questions in together.items()]


def _asked(ask: str, questions: list[Question], undecided: dict[str, Verdict]) -> Asked:
    facts = {question.fact for question in questions}
    alone = {name for each in questions for name in each.decides}
    names = dict.fromkeys(name for each in questions for name in (*each.decides, *each.helps))
    rules = sorted((undecided[name] for name in names), key=lambda rule: SEVERITIES.index(rule.severity))
    decides = tuple(rule for rule in rules if rule.rule_id in alone or facts.issuperset(rule.undecided_for))
    helps = tuple(rule for rule in rules if rule not in decides)
    severity = min((each.severity for each in questions), key=SEVERITIES.index)
    return Asked(ask, severity, decides, helps)


def unaskable(report: Report) -> list[Verdict]:
    """Return the undecided rules that no question would bring further."""
    decidable = {name for each in report.questions for name in (*each.decides, *each.helps)}
    return [
        verdict
        for verdict in report.verdicts
        if verdict.verdict == Outcome.UNKNOWN
        and not verdict.in_every_case
        and verdict.rule_id not in decidable
    ]


def whatever_the_answers(report: Report) -> list[Verdict]:
    """Return the undecided rules for which every possible completion of the record gives the same verdict."""
    return sorted(
        [verdict for verdict in report.verdicts if verdict.in_every_case],
        key=lambda verdict: (verdict.in_every_case != Outcome.RAISED, SEVERITIES.index(verdict.severity)),
    )


def withheld(report: Report) -> list[Verdict]:
    """Return the rules that applied and gave way."""
    return [verdict for verdict in report.verdicts if verdict.verdict == Outcome.WITHHELD]


def tally(report: Report) -> Tally:
    """Count the outcomes of all rules."""
    count = dict.fromkeys(Outcome, 0)
    for verdict in report.verdicts:
        count[Outcome(verdict.verdict)] += 1
    waiting = count[Outcome.NOT_IN_FORCE]
    return Tally(
        len(report.verdicts) - waiting, count[Outcome.RAISED], count[Outcome.UNKNOWN],
        count[Outcome.WITHHELD], count[Outcome.NOT_RAISED], waiting, count[Outcome.ERROR],
    )  # fmt: skip


def engines_line(made: Versions) -> str:
    """Say which evaluators spoke."""
    *others, last = made.engines
    return f"{', '.join(others)} and {last} agree" if others else f"{last} alone, without cross-check"


def origin_line(made: Versions) -> str:
    """Say what produced a report."""
    return (
        f"As of {made.as_of}. Pack {made.pack} {made.pack_version} ({made.pack_hash[:12]}); "
        f"osteon {made.osteon}; evaluators: {engines_line(made)}."
    )


def sources_by_verdict(citations: tuple[Citation, ...]) -> list[str]:
    """Name the sources in one line for each verdict; behind each stand its id and what the checker saw."""
    lines: dict[str, list[str]] = {}
    for source in citations:
        lines.setdefault(source.verdict, []).append(f"{source.cite} [{source.id}, {source.seen}]")
    return [f"{verdict}: {'; '.join(named)}" for verdict, named in lines.items()]


def sentence(text: str) -> str:
    """Return a text with a large first letter and one full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def standing_line(advisory: Advisory) -> str:
    """Say how far an advisory can be relied on, and what it is called."""
    overdue = ", overdue for review" if advisory.stale else ""
    return (
        f"{advisory.rule_id}: {advisory.certainty} certainty of evidence, basis {advisory.basis}, "
        f"{advisory.status}, {advisory.approval}{overdue}"
    )
