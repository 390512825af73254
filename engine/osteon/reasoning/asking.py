"""What to ask next, and what nobody need ask.

The questions are the smallest set of facts that settles every undecided rule
whatever the answers are. The first is the one whose answer settles most on
average: rules are weighted by severity, and a rule that an answer does not
settle counts with the part of its open facts that the answer makes idle.
"""

from functools import partial

from osteon.basics.records import dataclass, field
from osteon.knowledge.models import SEVERITIES, Rule
from osteon.language.judge import is_known
from osteon.patient.facts import Facts
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO
from osteon.reasoning.background import Background
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Idle, Question
from osteon.reasoning.standing import Standing

WEIGHT = {"critical": 100, "warning": 10, "info": 1}
"""How much it counts to settle a rule: a danger as much as ten warnings, a warning as much as ten hints."""


_EASE = {YES_NO: 1.0, CHOICE: 1.0, NUMBER: 0.8}
"""A yes or no is more often at hand than a number, so it is asked first where it tells nearly as much."""


@dataclass(slots=True)
class _Wanted:
    decides: list[Rule] = field(default_factory=list)
    helps: list[Rule] = field(default_factory=list)
    weight: float = 0.0


def questions(edition: Edition, standing: Standing) -> tuple[Question, ...]:
    """Return the questions that settle the undecided rules, the most telling first."""
    wanted: dict[str, _Wanted] = {}
    for at, outlook in standing.open.items():
        rule = edition.rules[at]
        for name, alone, part in zip(outlook.hangs_on, outlook.alone, outlook.settles, strict=True):
            asked = wanted.setdefault(name, _Wanted())
            (asked.decides if alone else asked.helps).append(rule)
            asked.weight += WEIGHT[rule.severity] * part
    found = [_question(edition, name, asked) for name, asked in wanted.items()]
    return tuple(sorted(found, key=partial(_place, edition)))


def _place(edition: Edition, question: Question) -> tuple[float, int, str]:
    ease = _EASE[edition.rulebook.vocabulary[question.fact].type]
    return -question.weight * ease, SEVERITIES.index(question.severity), question.fact


def _question(edition: Edition, name: str, asked: _Wanted) -> Question:
    severity = min((rule.severity for rule in asked.decides + asked.helps), key=SEVERITIES.index)
    decides, helps = ([rule.id for rule in rules] for rules in (asked.decides, asked.helps))
    ask = edition.rulebook.vocabulary[name].ask
    return Question(name, ask, severity, tuple(decides), tuple(helps), round(asked.weight, 1))


def idle(background: Background, facts: Facts, standing: Standing) -> tuple[Idle, ...]:
    """Return the facts that are not known and on which no verdict hangs."""
    matter = {name for outlook in standing.open.values() for name in outlook.matters}
    return tuple(
        [
            background.shared.idle(fact)
            for fact in background.edition.facts
            if fact.name not in matter and not is_known(facts.values[fact.name])
        ]
    )
