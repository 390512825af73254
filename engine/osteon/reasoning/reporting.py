"""An evaluation turned into a report. The verdicts stand at once; wording is written when it is read.

Writing late saves the work nobody asks for. It hides nothing: which rules are
raised, undecided or withheld is settled before the report exists, and a text
that cannot be written raises ReportError instead of leaving the advisory out.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from osteon.basics.errors import ReportError
from osteon.basics.truth import YES
from osteon.basics.version import DURABLE_RULES, VERSION
from osteon.knowledge.models import SEVERITIES, Evidence, Rule
from osteon.patient.facts import Facts
from osteon.reasoning.asking import idle, questions
from osteon.reasoning.background import Background
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_NO, OUTCOME_SUPPRESSED, OUTCOME_UNDECIDED, OUTCOME_YES
from osteon.reasoning.explain import Coloured
from osteon.reasoning.plain import plain
from osteon.reasoning.report import (
    FORMAT,
    Advisory,
    Citation,
    Evaluated,
    Idle,
    Outcome,
    Question,
    Reason,
    Text,
    Unassessed,
    Verdict,
    Versions,
)
from osteon.reasoning.standing import Standing, standing
from osteon.reasoning.wording import Writer

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.reasoning.explanation import Explanation
    from osteon.reasoning.trace import Trace

_RANK = {severity: at for at, severity in enumerate(SEVERITIES)}
_ALONE, _BOTH = ("reference",), (f"durable-rules {DURABLE_RULES}", "reference")
NOT_APPROVED = "not clinically approved"
FROM_FACTS = "facts"
FROM_COMPLETIONS = "all completions"
_BY_ALL = {
    OUTCOME_NO: Outcome.NOT_RAISED,
    OUTCOME_YES: Outcome.RAISED,
    OUTCOME_SUPPRESSED: Outcome.WITHHELD,
}


class Report:
    """What the rules say of one patient on one day. Read-only.

    `advisories`, `verdicts`, `questions`, `no_need_to_ask`, `not_assessed`, `versions` and `disclaimer`
    carry the same names in `to_json()`. A report exists only if both evaluators agreed, or if `engines` says
    that one evaluator spoke alone.
    """

    def __init__(
        self,
        background: Background,
        facts: Facts,
        outcomes: tuple[int, ...],
        giving_way: set[int],
        as_of: date,
        evaluated: Evaluated,
    ) -> None:
        self._background = background
        self._edition = background.edition
        self._explainer = background.explainer
        self._facts = facts
        self._outcomes = outcomes
        self._giving_way = giving_way
        self._unwritten: dict[int, str] = {}
        self._coloured: Coloured = {}
        self.as_of = as_of
        self.evaluated = evaluated
        self.engines = _ALONE if evaluated.engine == "reference" else _BOTH

    @property
    def facts(self) -> Facts:
        """Return the facts that were derived from the profile."""
        return self._facts

    @property
    def edition(self) -> Edition:
        """Return the edition of the rulebook that was evaluated."""
        return self._edition

    @property
    def outcomes(self) -> tuple[int, ...]:
        """Return what became of each rule of the edition by itself, before precedence."""
        return self._outcomes

    @property
    def disclaimer(self) -> str:
        """Return the pack's disclaimer."""
        return self._edition.rulebook.pack.disclaimer

    @cached_property
    def standing(self) -> Standing:
        """Return where the undecided rules stand, by their place in the edition."""
        return standing(self._background, self._facts, self._outcomes)

    def _raised(self) -> list[int]:
        rules, faults = self._edition.rules, self.evaluated.faults or {}
        raised = [
            at
            for at, outcome in enumerate(self._outcomes)
            if outcome == OUTCOME_YES and at not in self._giving_way and at not in faults
        ]
        return sorted(raised, key=lambda at: (_RANK[rules[at].severity], rules[at].id))

    @cached_property
    def advisories(self) -> tuple[Advisory, ...]:
        """Return the raised rules, most severe first, then by id.

        Raises ReportError if one of them cannot be put into words.
        """
        rulebook = self._edition.rulebook
        writer = Writer(
            rulebook.vocabulary, rulebook.terminology, self._facts, self._edition.written_numbers()
        )
        if self.evaluated.faults is None:
            return tuple([self._advisory(self._edition.rules[at], writer) for at in self._raised()])
        return tuple([self._advisory_or_fault(at, writer) for at in self._raised()])

    def _advisory_or_fault(self, at: int, writer: Writer) -> Advisory:
        rule = self._edition.rules[at]
        try:
            return self._advisory(rule, writer)
        except Exception as fault:  # noqa: BLE001  # whatever it is, the advisory stays and says so
            self._unwritten[at] = f"it is raised, but its text cannot be written ({fault})"
            text = Text(rule.title, f"This is raised, but its text cannot be written: {fault}")
            because, stale = Reason("fact", rule.title, "yes"), self._is_stale(rule)
            return Advisory(
                rule.id, rule.title, rule.severity, rule.certainty, "confirmed", text, text, rule.do,
                rule.ask, because, (), rule.status, NOT_APPROVED, stale,
            )  # fmt: skip

    @cached_property
    def errors(self) -> dict[str, str]:
        """Return why rules have no verdict, by rule id. Only `on_error="report"` leaves any."""
        if self.evaluated.faults is None:
            return {}
        # A text can fail only when it is written.
        _ = self.advisories
        found = {**self._unwritten, **self.evaluated.faults}
        return {self._edition.rules[at].id: found[at] for at in sorted(found)}

    def _advisory(self, rule: Rule, writer: Writer) -> Advisory:
        return Advisory(
            rule_id=rule.id,
            title=rule.title,
            severity=rule.severity,
            certainty=rule.certainty,
            basis=self._basis(rule),
            clinician=writer.text(rule, rule.clinician),
            patient=writer.text(rule, rule.patient),
            actions=rule.do,
            also_ask=rule.ask,
            because=self._explainer.reason(rule.when, self._facts, self._coloured),
            citations=tuple([self._citation(rule, source) for source in rule.because]),
            status=rule.status,
            approval=NOT_APPROVED,
            stale=self._is_stale(rule),
        )

    def _basis(self, rule: Rule) -> str:
        names = set(self._explainer.deciding(rule.when, self._facts))
        for unless in rule.unless:
            names.update(self._explainer.deciding(unless.where, self._facts))
        return "assumed" if names & self._facts.assumed else "confirmed"

    def _citation(self, rule: Rule, source: str) -> Citation:
        record: Evidence | None = self._edition.rulebook.evidence.get(source)
        if record is None:
            raise ReportError(f"rule {rule.id} cites {source}, which is not in the evidence register")
        return Citation(
            record.id, record.cite, record.says, record.verdict, record.seen, record.checked_on, record.url
        )

    def _is_stale(self, rule: Rule) -> bool:
        return rule.review_by < self.as_of.isoformat()

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return a verdict for every rule of the pack that is not retired, in the pack's order."""
        judged = [self._verdict(at, rule) for at, rule in enumerate(self._edition.rules)]
        waiting = [
            Verdict(rule.id, rule.title, rule.severity, Outcome.NOT_IN_FORCE, f"in force from {rule.since}")
            for rule in self._edition.not_yet
        ]
        return tuple(judged + waiting)

    def _verdict(self, at: int, rule: Rule) -> Verdict:
        if rule.id in self.errors:
            return Verdict(rule.id, rule.title, rule.severity, Outcome.ERROR, why=self.errors[rule.id])
        outcome = self._outcomes[at]
        if outcome == OUTCOME_UNDECIDED:
            return self._undecided(at, rule)
        verdict, why = Outcome.NOT_RAISED, ""
        by: tuple[str, ...] = ()
        if outcome == OUTCOME_YES and at in self._giving_way:
            verdict, (why, by) = Outcome.WITHHELD, self._superseded(rule)
        elif outcome == OUTCOME_YES:
            verdict = Outcome.RAISED
        elif outcome == OUTCOME_SUPPRESSED:
            verdict, why = Outcome.WITHHELD, self._excepted(rule)
        elif outcome != OUTCOME_NO:
            raise ReportError(f"rule {rule.id} has no verdict")
        return Verdict(rule.id, rule.title, rule.severity, verdict, FROM_FACTS, why, by)

    def _undecided(self, at: int, rule: Rule) -> Verdict:
        stands = self.standing
        if at in stands.settled:
            wanting = self._explainer.wanting(rule, self._facts)
            by, whatever = FROM_COMPLETIONS, str(_BY_ALL[stands.settled[at]])
        else:
            by, whatever, wanting = "", "", stands.open[at].matters
        return Verdict(
            rule.id, rule.title, rule.severity, Outcome.UNKNOWN, by,
            undecided_for=wanting, in_every_case=whatever,
        )  # fmt: skip

    def _superseded(self, rule: Rule) -> tuple[str, tuple[str, ...]]:
        above = [
            (superior.id, lesser.why)
            for other, superior in enumerate(self._edition.rules)
            if self._outcomes[other] == OUTCOME_YES
            for lesser in superior.supersedes
            if lesser.rule == rule.id
        ]
        return above[0][1], tuple(name for name, _ in above)

    def _excepted(self, rule: Rule) -> str:
        for unless in rule.unless:
            if self._explainer.truth(unless.where, self._facts) is YES:
                return unless.why
        raise ReportError(f"rule {rule.id} is suppressed and no exception says why")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the fewest questions that settle every undecided rule, the most telling first."""
        return questions(self._edition, self.standing)

    @cached_property
    def no_need_to_ask(self) -> tuple[Idle, ...]:
        """Return the facts that are not known and cannot change any verdict."""
        return idle(self._edition, self._facts, self.standing)

    @cached_property
    def not_assessed(self) -> tuple[Unassessed, ...]:
        """Return what was given and could not be used, and the rules that could not be evaluated."""
        given = [Unassessed(each.what, each.where, each.why, each.hint) for each in self._facts.not_assessed]
        waiting = [
            Unassessed(rule.id, "rulebook", f"the rule is in force only from {rule.since}")
            for rule in self._edition.not_yet
        ]
        failed = [
            Unassessed(name, "rulebook", f"the rule has no verdict: {why}")
            for name, why in self.errors.items()
        ]
        return tuple(failed + given + waiting)

    @cached_property
    def versions(self) -> Versions:
        """Return what produced this report."""
        rulebook = self._edition.rulebook
        stale = tuple(rule.id for rule in self._edition.rules if self._is_stale(rule))
        pack, day = rulebook.pack, self.as_of.isoformat()
        return Versions(
            VERSION, self.engines, pack.id, pack.version, rulebook.hash, day, pack.approval, stale
        )  # fmt: skip

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain JSON data."""
        return {
            "format": FORMAT,
            "advisories": plain(self.advisories),
            "verdicts": plain(self.verdicts),
            "questions": plain(self.questions),
            "no_need_to_ask": plain(self.no_need_to_ask),
            "not_assessed": plain(self.not_assessed),
            "versions": plain(self.versions),
            "disclaimer": self.disclaimer,
        }

    def document(self) -> Mapping[str, object]:
        """Return the profile that was evaluated.

        Raises ReportError if it was changed since: it would then be of another patient.
        """
        document = self.evaluated.document
        if self._background.plan.derive(document, self.as_of).values != self._facts.values:
            raise ReportError(
                "the profile was changed after it was evaluated, so the evaluation can no longer be explained"
            )
        return document

    def explain(self, rule_id: str) -> "Explanation":
        """Say why a rule has its verdict: its condition with the patient's values, and what is enough for it.

        Raises KeyError for a rule on which the report has no verdict, and ReportError if the profile was
        changed after it was evaluated.
        """
        return self.explanations((rule_id,))[0]

    def explanations(self, rule_ids: Iterable[str] | None = None) -> "tuple[Explanation, ...]":
        """Say so of several rules; of all, in the order of the verdicts, if none is named."""
        from osteon.reasoning.explanation import Examined, not_in_force

        examined = Examined(self._background, self._facts, self.document(), self.questions)
        places = {rule.id: at for at, rule in enumerate(self._edition.rules)}
        verdicts = {verdict.rule_id: verdict for verdict in self.verdicts}
        return tuple(
            [
                examined.explain(places[name], verdicts[name])
                if name in places
                else not_in_force(verdicts[name])
                for name in (verdicts if rule_ids is None else rule_ids)
            ]
        )

    def trace(self) -> "Trace":
        """Return the journey from the profile to this report as data that `osteon replay` can repeat.

        It holds the profile. Raises ReportError if the profile was changed after it was evaluated.
        """
        from osteon.reasoning.trace import trace_of

        return trace_of(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the report as JSON: the same bytes for the same profile, day, pack and engine."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
