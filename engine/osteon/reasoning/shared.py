"""What is said of many patients in the same words, made once: verdicts, sources, what nobody need ask.

Nearly every verdict of a patient is that of the next one too. The record is made
once, and so is its JSON. Neither holds what was told of anybody: facts and rules
are named, never a patient's values.
"""

from collections.abc import Iterable
from operator import attrgetter

from osteon.basics.records import names_of
from osteon.knowledge.models import Evidence, Rule
from osteon.patient.vocabulary import Fact
from osteon.reasoning.plain import encoded, plain
from osteon.reasoning.report import Advisory, Citation, Idle, Outcome, Verdict

_MOST_KEPT = 16_384
_OF_ADVISORY = names_of(Advisory)
_read_advisory = attrgetter(*_OF_ADVISORY)

Undecided = tuple[str, str, str, tuple[str, ...]]
"""A rule's id, what decides it, the outcome in every case, and the facts that are wanting."""


class Shared:
    """The verdicts and idle facts of an edition. Thread-safe."""

    def __init__(self) -> None:
        self._plain: dict[tuple[str, Outcome, str], Verdict] = {}
        self._undecided: dict[Undecided, Verdict] = {}
        self._idle: dict[str, Idle] = {}
        self._citations: dict[str, Citation] = {}
        self._texts: dict[int, tuple[object, str]] = {}

    def verdict(self, rule: Rule, outcome: Outcome, decided_by: str) -> Verdict:
        """Return the verdict of a rule that needs no reason."""
        key = rule.id, outcome, decided_by
        found = self._plain.get(key)
        if found is None:
            found = self._plain[key] = Verdict(rule.id, rule.title, rule.severity, outcome, decided_by)
        return found

    def undecided(self, rule: Rule, by: str, in_every_case: str, wanting: tuple[str, ...]) -> Verdict:
        """Return the verdict of a rule that three-valued logic leaves open."""
        key = rule.id, by, in_every_case, wanting
        found = self._undecided.get(key)
        if found is None:
            if len(self._undecided) >= _MOST_KEPT:
                self._undecided.clear()
            found = self._undecided[key] = Verdict(
                rule.id, rule.title, rule.severity, Outcome.UNKNOWN, by,
                undecided_for=wanting, in_every_case=in_every_case,
            )  # fmt: skip
        return found

    def idle(self, fact: Fact) -> Idle:
        """Return a fact as one that nobody need ask."""
        found = self._idle.get(fact.name)
        if found is None:
            found = self._idle[fact.name] = Idle(fact.name, fact.reads)
        return found

    def citation(self, record: Evidence) -> Citation:
        """Return a source as a report cites it."""
        found = self._citations.get(record.id)
        if found is None:
            found = self._citations[record.id] = Citation(
                record.id,
                record.cite,
                record.says,
                record.verdict,
                record.seen,
                record.checked_on,
                record.url,
            )
        return found

    def written_advisory(self, advisory: Advisory) -> str:
        """Write an advisory as JSON. Only its sources are kept: the rest is about one patient."""
        fields = [
            f'"{name}": ' + (self.written(value) if name == "citations" else encoded(plain(value)))
            for name, value in zip(_OF_ADVISORY, _read_advisory(advisory), strict=True)
        ]
        return f"{{{', '.join(fields)}}}"

    def written(self, records: Iterable[object]) -> str:
        """Write a list of such records as JSON, each of them once for all lists that hold it."""
        texts, found = self._texts, []
        for record in records:
            kept = texts.get(id(record))
            # The record itself is kept beside its text, so that nothing else can have its id.
            if kept is None or kept[0] is not record:
                kept = self._keep(record)
            found.append(kept[1])
        return f"[{', '.join(found)}]"

    def _keep(self, record: object) -> tuple[object, str]:
        if len(self._texts) >= _MOST_KEPT:
            self._texts.clear()
        kept = self._texts[id(record)] = record, encoded(plain(record))
        return kept
