"""A raised rule turned into an advisory: texts, reasons, sources, and how far it can be relied on."""

from datetime import date

from osteon.basics.errors import ReportError
from osteon.knowledge.models import Evidence, Rule
from osteon.patient.facts import Facts
from osteon.reasoning.background import Background
from osteon.reasoning.explain import Coloured
from osteon.reasoning.report import NOT_APPROVED, Advisory, Citation, Reason, Text
from osteon.reasoning.wording import Writer, approval_said


class AdvisoryWriter:
    """Writes the advisories of one report."""

    def __init__(self, background: Background, facts: Facts, as_of: date) -> None:
        self._edition = background.edition
        book = background.edition.rulebook
        self._evidence = book.evidence
        self._explainer = background.explainer
        self._shared = background.shared
        self._facts = facts
        self._day = as_of.isoformat()
        self._writer = Writer(book.vocabulary, book.terminology, facts, background.edition.written_numbers())
        self._coloured: Coloured = {}

    def advisory(self, rule: Rule) -> Advisory:
        """Return the advisory of a raised rule.

        Raises ReportError if it cannot be put into words.
        """
        return Advisory(
            rule_id=rule.id,
            title=rule.title,
            severity=rule.severity,
            certainty=rule.certainty,
            basis=self._basis(rule),
            clinician=self._writer.text(rule, rule.clinician),
            patient=self._writer.text(rule, rule.patient),
            actions=rule.do,
            also_ask=rule.ask,
            because=self._explainer.reason(rule.when, self._facts, self._coloured),
            citations=tuple([self._citation(rule, source) for source in rule.because]),
            status=rule.status,
            approval=approval_said(self._edition, rule, self._day),
            stale=rule.review_by < self._day,
        )

    def without_text(self, rule: Rule, fault: Exception) -> Advisory:
        """Return the advisory of a raised rule whose text cannot be written: the title, and why."""
        text = Text(rule.title, f"This is raised, but its text cannot be written: {fault}")
        return Advisory(
            rule.id, rule.title, rule.severity, rule.certainty, "confirmed", text, text, rule.do, rule.ask,
            Reason("fact", rule.title, "yes"), (), rule.status, NOT_APPROVED, rule.review_by < self._day,
        )  # fmt: skip

    def _basis(self, rule: Rule) -> str:
        if not self._facts.assumed:
            return "confirmed"
        names = set(self._explainer.deciding(rule.when, self._facts))
        for unless in rule.unless:
            names.update(self._explainer.deciding(unless.where, self._facts))
        return "assumed" if names & self._facts.assumed else "confirmed"

    def _citation(self, rule: Rule, source: str) -> Citation:
        record: Evidence | None = self._evidence.get(source)
        if record is None:
            raise ReportError(f"rule {rule.id} cites {source}, which is not in the evidence register")
        return self._shared.citation(record)
