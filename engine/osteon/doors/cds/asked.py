"""What is worth asking because grave rules are open, worked out once for all who leave the same open.

Patients differ in what they take and have far more than in what nobody recorded of
them. What is kept holds facts, rules and the pack's own words, and nothing that was
told of anybody.
"""

from collections.abc import Mapping, Sequence

from osteon.basics.typed import NamedTuple
from osteon.doors.cds.wording import SUMMARY, listed, pack_text, shortened
from osteon.doors.rendering.order import SEVERITIES
from osteon.knowledge.models import Rule
from osteon.patient.vocabulary import YES_NO, Fact
from osteon.reasoning.asking import questions
from osteon.reasoning.cases import Outlook
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Question
from osteon.reasoning.standing import Standing

_MOST_KEPT = 1_024
_MOST_NAMED = 3
_MOST_ASKED = 5
_MOST_RULES = 2


class Asked(NamedTuple):
    """What is not recorded, in one sentence, and the questions as a block; empty without any."""

    summary: str
    block: list[str]


class Asking:
    """Says what is worth asking by the rules of one edition. Made once; safe to use from several threads."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._kept: dict[object, tuple[Mapping[int, Outlook], Asked]] = {}

    def about(self, left: Mapping[int, Outlook]) -> Asked:
        """Return what to ask for the sake of open rules, by their place, the most telling first."""
        key = tuple(left), tuple(map(id, left.values()))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            # The outlooks are kept too, so that nothing else can have their identities.
            kept = self._kept[key] = (left, self._worked_out(left))
        return kept[1]

    def _worked_out(self, left: Mapping[int, Outlook]) -> Asked:
        important = questions(self._edition, Standing({}, dict(left)))
        by_ask: dict[str, list[Question]] = {}
        for each in important:
            by_ask.setdefault(each.ask, []).append(each)
        rules, facts = self._edition.rulebook.rules, self._edition.rulebook.vocabulary
        lines = [pack_text(_question(each, rules)) for each in list(by_ask.values())[:_MOST_ASKED]]
        names = list(dict.fromkeys(_named(facts[each.fact]) for each in important))
        block = listed("Worth asking the patient", lines, len(by_ask) - _MOST_ASKED)
        return Asked(_not_recorded(names) if names else "", block)


def _named(fact: Fact) -> str:
    return f"whether the patient {fact.reads}" if fact.type == YES_NO else fact.reads


def _not_recorded(names: Sequence[str]) -> str:
    """Name as many facts as fit, and count the others."""
    for most in range(min(_MOST_NAMED, len(names)), 0, -1):
        left = len(names) - most
        said = f"Not recorded: {'; '.join(names[:most])}{f'; and {left} more' if left else ''}."
        if len(said) <= SUMMARY:
            return said
    return shortened(f"Not recorded: {len(names)} facts on which grave advice depends.")


def _question(asked: Sequence[Question], rules: Mapping[str, Rule]) -> str:
    """Return what to ask, and the gravest rules on which it bears."""
    ids = dict.fromkeys(name for each in asked for name in (*each.decides, *each.helps))
    found = sorted((rules[name] for name in ids), key=lambda rule: SEVERITIES.index(rule.severity))
    said = "; ".join(f"{rule.title} ({rule.severity})" for rule in found[:_MOST_RULES])
    more = f" and {len(found) - _MOST_RULES} more" if len(found) > _MOST_RULES else ""
    return f"{asked[0].ask} It bears on: {said}{more}."
