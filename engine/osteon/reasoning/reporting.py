"""An evaluation turned into a report. The verdicts stand at once; wording is written when it is read.

Writing late saves the work nobody asks for. It hides nothing: which rules are
raised, undecided or withheld is settled before the report exists, and a text
that cannot be written raises ReportError instead of leaving the advisory out.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property

from osteon.basics.errors import ReportError
from osteon.basics.version import DURABLE_RULES
from osteon.knowledge.models import SEVERITIES
from osteon.patient.facts import Facts
from osteon.reasoning.advisories import AdvisoryWriter
from osteon.reasoning.asking import idle, questions
from osteon.reasoning.background import Background
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_YES
from osteon.reasoning.plain import encoded, plain
from osteon.reasoning.report import (
    FORMAT,
    Advisory,
    Evaluated,
    Idle,
    Outcome,
    Question,
    Unassessed,
    Verdict,
    Versions,
)
from osteon.reasoning.standing import Standing, standing
from osteon.reasoning.verdicts import Verdicts, became_of_all

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.reasoning.explanation import Explanation
    from osteon.reasoning.trace import Trace

FIELDS = (
    "format", "advisories", "verdicts", "questions", "no_need_to_ask", "not_assessed", "versions",
    "disclaimer",
)  # fmt: skip
"""What a report holds, in the order of the JSON."""

_SHARED = frozenset(("verdicts", "no_need_to_ask"))

_RANK = {severity: at for at, severity in enumerate(SEVERITIES)}
_ALONE, _BOTH = ("reference",), (f"durable-rules {DURABLE_RULES}", "reference")


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
        self._facts = facts
        self._outcomes = outcomes
        self._giving_way = giving_way
        self._unwritten: dict[int, str] = {}
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
    def giving_way(self) -> AbstractSet[int]:
        """Return the rules that hold and give way to others, by their place in the edition."""
        return self._giving_way

    @property
    def format(self) -> str:
        """Return the name of the JSON's form."""
        return FORMAT

    @property
    def disclaimer(self) -> str:
        """Return the pack's disclaimer."""
        return self._edition.rulebook.pack.disclaimer

    @cached_property
    def standing(self) -> Standing:
        """Return where the undecided rules stand, by their place in the edition."""
        return standing(self._background, self._facts, self._outcomes)

    def standing_among(self, places: Collection[int]) -> Standing:
        """Return where the undecided ones of some rules stand, without working it out for the others."""
        return standing(self._background, self._facts, self._outcomes, places)

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
        writer = AdvisoryWriter(self._background, self._facts, self.as_of)
        if self.evaluated.faults is None:
            return tuple([writer.advisory(self._edition.rules[at]) for at in self._raised()])
        return tuple([self._advisory_or_fault(at, writer) for at in self._raised()])

    def _advisory_or_fault(self, at: int, writer: AdvisoryWriter) -> Advisory:
        rule = self._edition.rules[at]
        try:
            return writer.advisory(rule)
        except Exception as fault:  # noqa: BLE001  # whatever it is, the advisory stays and says so
            self._unwritten[at] = f"it is raised, but its text cannot be written ({fault})"
            return writer.without_text(rule, fault)

    @cached_property
    def errors(self) -> dict[str, str]:
        """Return why rules have no verdict, by rule id. Only `on_error="report"` leaves any."""
        if self.evaluated.faults is None:
            return {}
        # A text can fail only when it is written.
        _ = self.advisories
        found = {**self._unwritten, **self.evaluated.faults}
        return {self._edition.rules[at].id: found[at] for at in sorted(found)}

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return a verdict for every rule of the pack that is not retired, in the pack's order."""
        judge = Verdicts(self._background, self._facts, self._outcomes, self._giving_way, self.standing)
        return judge.of_all(self.errors)

    @property
    def became(self) -> dict[str, Outcome]:
        """Return what became of every rule that is not retired, by id: the verdicts without their reasons.

        Raises ReportError for a rule that is left without a verdict.
        """
        return became_of_all(self._edition, self._outcomes, self._giving_way, self.errors)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the fewest questions that settle every undecided rule, the most telling first."""
        return questions(self._edition, self.standing)

    @cached_property
    def no_need_to_ask(self) -> tuple[Idle, ...]:
        """Return the facts that are not known and cannot change any verdict."""
        return idle(self._background, self._facts, self.standing)

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
        return self._background.shared.versions(self._edition, self.as_of.isoformat(), self.engines)

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain JSON data."""
        return {name: plain(getattr(self, name)) for name in FIELDS}

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
        from osteon.reasoning.explanation import Examined, not_in_force, questions_by_rule

        asked = questions_by_rule(self.questions)
        examined = Examined(self._background, self._facts, self.document(), asked)
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
        if indent is not None or self.errors:
            import json

            return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
        return "{" + ", ".join([f'"{name}": {self._written(name)}' for name in FIELDS]) + "}"

    def _written(self, name: str) -> str:
        value, shared = getattr(self, name), self._background.shared
        if name == "advisories":
            return f"[{', '.join(map(shared.written_advisory, value))}]"
        if name in _SHARED:
            return shared.written(value)
        return encoded(plain(value))
