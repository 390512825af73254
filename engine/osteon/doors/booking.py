"""The review book as data: for each rule everything that whoever approves it has to see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from osteon.doors.explaining import RuleInWords, clashes, filled, rule_in_words, rules_above
from osteon.doors.since_signed import Since, since_approval
from osteon.knowledge.models import SEVERITIES, Contradiction, Rule, Rulebook, Wording
from osteon.reasoning.approval import Approvals, Standing
from osteon.reasoning.behaviour import Digests
from osteon.reasoning.edition import Edition, edition_on
from osteon.verification.spec.asked_of_reviewers import questions_about
from osteon.verification.spec.linting import RULE_TAG
from osteon.verification.spec.playing import play_all
from osteon.verification.spec.reading import read_features, read_text
from osteon.verification.spec.scene import Doors
from osteon.verification.spec.shown import Block, block_of, blocks_of
from osteon.verification.spec.table import Table, table_of

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Section:
    """One rule of the book. `block` is None where no feature was given, or none has a block for the rule.

    `caught` is how many of its variants some row tells apart, and of how many; None where nobody counted.
    `since` is what changed since the last approval; None if there was none, or if nothing has changed.
    """

    rule: Rule
    words: RuleInWords
    standing: Standing
    digests: Digests
    clinician: Wording
    patient: Wording
    table: Table
    questions: tuple[str, ...]
    above: tuple[tuple[str, str], ...]
    contradictions: tuple[Contradiction, ...]
    block: Block | None
    caught: tuple[int, int] | None = None
    since: Since | None = None

    @property
    def places(self) -> bool:
        """Say whether something in the texts is filled in for each patient."""
        told = (self.clinician, self.patient)
        return any("[" in text for each in told for text in (each.summary, each.detail))

    @property
    def rows(self) -> int:
        """Return how many rows specify the rule."""
        return sum(1 for _ in self.block.results()) if self.block else 0

    @property
    def met(self) -> int:
        """Return how many of them are met."""
        return sum(result.met for result, _ in self.block.results()) if self.block else 0

    @property
    def unreviewed(self) -> int:
        """Return how many of them a program wrote and nobody has confirmed."""
        return sum(unreviewed for _, unreviewed in self.block.results()) if self.block else 0


@dataclass(frozen=True, slots=True)
class Book:
    """The review book of a pack on a day. `not_in_force` names the rules that are not in it, with the day."""

    rulebook: Rulebook
    day: str
    sections: tuple[Section, ...]
    not_in_force: tuple[tuple[str, str], ...]
    features: int


def book_of(
    rulebook: Rulebook,
    day: date,
    features: Sequence[Path],
    chosen: Sequence[str],
    clock: Clock,
    doors: Doors,
    caught: Mapping[str, tuple[int, int]] | None = None,
) -> Book:
    """Make the book: of all rules in force, or of those that were chosen, the gravest first.

    `doors` are the ways into osteon that the features take. `caught` is what `osteon spec adequacy` counted:
    of each rule the variants that a row catches, and all.

    Raises PackError if no rule is in force on the day, FeatureError for a feature that cannot be read.
    """
    edition = edition_on(rulebook, day.isoformat())
    blocks = _played(features, rulebook, clock, doors)
    approvals = Approvals(edition)
    rules = [rule for rule in edition.rules if not chosen or rule.id in chosen]
    rules.sort(key=lambda rule: (SEVERITIES.index(rule.severity), rule.topic, rule.id))
    sections = tuple(
        replace(
            _section(edition, rule, day, approvals, block_of(blocks, rule.id)),
            caught=(caught or {}).get(rule.id),
        )
        for rule in rules
    )
    waiting = tuple((rule.id, rule.since) for rule in edition.not_yet)
    return Book(rulebook, day.isoformat(), sections, waiting, len(features))


def _played(features: Sequence[Path], rulebook: Rulebook, clock: Clock, doors: Doors) -> dict[str, Block]:
    # Only what stands in the block of a rule is shown, so only that is read and played.
    documents = read_features(file for file in features if f"@{RULE_TAG}" in read_text(file))
    rows = [
        row
        for document in documents
        for row in document.rows
        if any(tag.startswith(RULE_TAG) for tag in row.tags)
    ]
    return blocks_of(documents, tuple(play_all(rows, doors, rulebook, clock)))


def _section(edition: Edition, rule: Rule, day: date, approvals: Approvals, block: Block | None) -> Section:
    rulebook = edition.rulebook
    standing = approvals.standing(rule, day.isoformat())
    return Section(
        rule=rule,
        words=rule_in_words(rulebook, rule, day, edition=edition),
        standing=standing,
        digests=approvals.behaviours.of(rule.id),
        clinician=filled(edition, rule.clinician),
        patient=filled(edition, rule.patient),
        table=table_of(edition, rule),
        questions=questions_about(edition, rule),
        above=rules_above(edition, rule),
        contradictions=clashes(rulebook, rule),
        block=block,
        since=since_approval(edition, rule, standing, day),
    )
