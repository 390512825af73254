"""What has become of the words of a rule since somebody approved it: part by part, word by word."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest

from osteon.basics.records import dataclass
from osteon.doors.signing import PARTS, words_of
from osteon.knowledge.models import Approval, Rule, Rulebook, Signed
from osteon.reasoning.approval import Standing
from osteon.reasoning.edition import Edition, edition_on

SAME, WAS, NOW = "same", "was", "now"

Pieces = tuple[tuple[str, str], ...]
"""A line in stretches: SAME, WAS or NOW, and the text."""

_ALIKE = 0.4
"""Lines less alike than this are shown one after the other and not word by word."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part that reads otherwise now: its name, its heading, and each line that changed."""

    part: str
    heading: str
    lines: tuple[Pieces, ...]

    def read(self, which: str) -> list[str]:
        """Return the lines as they were (WAS) or as they are (NOW); those without any text are left out."""
        told = [" ".join(text for kind, text in line if kind in (SAME, which)) for line in self.lines]
        return [text for text in told if text]


@dataclass(frozen=True, slots=True)
class Since:
    """What has become of the words of the last approval: who gave it, and each part that changed.

    `kept` is false if the words were not kept with it, so that nothing can be held against them.
    """

    by: str
    kept: bool
    changes: tuple[Change, ...]


def since_approval(edition: Edition, rule: Rule, standing: Standing, day: date) -> Since | None:
    """Return what has become of the words of the last approval of a rule in force.

    None if it is approved as it stands, or if nobody has ever approved it.
    """
    last = next((each for each in reversed(edition.rulebook.approvals) if _approves(each, rule)), None)
    if last is None or standing.is_approved:
        return None
    by = f"{last.by}, {last.role}, on {last.on}"
    before = edition.rulebook.signed.get(last.signed)
    if before is None:
        return Since(by, kept=False, changes=())
    return Since(by, kept=True, changes=tuple(changes(before, words_of(edition, rule, day))))


def _approves(approval: Approval, rule: Rule) -> bool:
    return approval.rule == rule.id and approval.decision == "approved"


def changes(before: Signed, after: Signed) -> Iterator[Change]:
    """Yield every part that reads otherwise, in the order of the book."""
    was, now = dict(before.parts), dict(after.parts)
    for part in dict.fromkeys((*PARTS, *was)):
        lines = tuple(_changed_lines(was.get(part, ()), now.get(part, ())))
        if lines:
            yield Change(part, PARTS.get(part, part), lines)


def _changed_lines(was: Sequence[str], now: Sequence[str]) -> Iterator[Pieces]:
    for what, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what != "equal":
            for old, new in zip_longest(was[start:end], now[first:last], fillvalue=""):
                yield _pieces(old, new)


def _pieces(old: str, new: str) -> Pieces:
    """Return one line in stretches of whole words."""
    olds, news = old.split(), new.split()
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return tuple((kind, text) for kind, text in ((WAS, old), (NOW, new)) if text)
    found: list[tuple[str, str]] = []
    for what, start, end, first, last in matcher.get_opcodes():
        if what == "equal":
            found.append((SAME, " ".join(olds[start:end])))
        else:
            both = ((WAS, " ".join(olds[start:end])), (NOW, " ".join(news[first:last])))
            found += [(kind, text) for kind, text in both if text]
    return tuple(found)


def all_since(rulebook: Rulebook, standings: Iterable[Standing], day: date) -> dict[str, Since]:
    """Return what has become of the words of every rule in force that was approved once, by rule."""
    edition = edition_on(rulebook, day.isoformat())
    in_force = {rule.id: rule for rule in edition.rules}
    told = {
        each.rule: since_approval(edition, in_force[each.rule], each, day)
        for each in standings
        if each.rule in in_force
    }
    return {rule: since for rule, since in told.items() if since is not None}
