"""What is said of many patients in the same words, made once: verdicts, sources, what nobody need ask.

Nearly every verdict of a patient is that of the next one too. The record is made
once, and so is its JSON. Neither holds what was told of anybody: facts and rules
are named, never a patient's values.
"""

from collections.abc import Iterable
from operator import attrgetter

from osteon.basics.records import names_of
from osteon.basics.version import VERSION
from osteon.knowledge.models import Evidence, Rule
from osteon.patient.vocabulary import Fact
from osteon.reasoning.edition import Edition
from osteon.reasoning.plain import encoded, plain
from osteon.reasoning.report import Advisory, Citation, Idle, Outcome, Verdict, Versions

_MOST_KEPT = 16_384
_MOST_DAYS = 512
_OF_ADVISORY = names_of(Advisory)
_read_advisory = attrgetter(*_OF_ADVISORY)


class Shared:
    """The verdicts and idle facts of an edition. Thread-safe."""

    def __init__(self) -> None:
        self._verdicts: dict[tuple[object, ...], Verdict] = {}
        self._idle: dict[str, Idle] = {}
        self._citations: dict[str, Citation] = {}
        self._versions: dict[tuple[str, tuple[str, ...]], Versions] = {}
        self._texts: dict[int, tuple[object, str]] = {}

    def verdict(
        self,
        rule: Rule,
        outcome: Outcome,
        decided_by: str = "",
        why: str = "",
        withheld_by: tuple[str, ...] = (),
        undecided_for: tuple[str, ...] = (),
        in_every_case: str = "",
    ) -> Verdict:
        """Return the verdict of a rule. `why` must be the pack's own words, and not a patient's."""
        said = outcome, decided_by, why, withheld_by, undecided_for, in_every_case
        found = self._verdicts.get((rule.id, *said))
        if found is None:
            if len(self._verdicts) >= _MOST_KEPT:
                self._verdicts.clear()
            found = self._verdicts[rule.id, *said] = Verdict(rule.id, rule.title, rule.severity, *said)
        return found

    def versions(self, edition: Edition, day: str, engines: tuple[str, ...]) -> Versions:
        """Return what produced the reports of a day."""
        found = self._versions.get((day, engines))
        if found is None:
            if len(self._versions) >= _MOST_DAYS:
                self._versions.clear()
            pack, digest = edition.rulebook.pack, edition.rulebook.hash
            stale = tuple(rule.id for rule in edition.rules if rule.review_by < day)
            found = self._versions[day, engines] = Versions(
                VERSION, engines, pack.id, pack.version, digest, day, pack.approval, stale
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
                record.id, record.cite, record.says, record.verdict, record.seen, record.checked_on,
                record.url,
            )  # fmt: skip
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
