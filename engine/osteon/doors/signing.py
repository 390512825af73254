"""What somebody signs with a rule, in words.

The parts are those that the review book prints of a rule, and beside them what
belongs to the classes that it reads, because the digest of its behaviour stands
for that as well.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from osteon.doors.explaining import clashes, filled, rule_in_words, rules_above
from osteon.knowledge.models import Evidence, Rule, Signed
from osteon.knowledge.signed import signed
from osteon.reasoning.edition import Edition

PARTS = {
    "title": "Title",
    "severity": "Severity",
    "condition": "When it is raised",
    "phrases": "What its phrases mean",
    "silent": "When it is kept silent",
    "precedence": "Which rules it gives way to, or takes the place of",
    "numbers": "Numbers",
    "members": "What belongs to the classes it reads",
    "clinician": "What the clinician is told",
    "patient": "What the patient is told",
    "actions": "What is to be done",
    "questions": "What is to be asked",
    "evidence": "Evidence",
    "contradictions": "What clashes",
}
"""The parts of what is signed, by the names under which they are kept, with their headings."""


def words_of(edition: Edition, rule: Rule, day: date) -> Signed:
    """Return the words of a rule with the numbers of a day, of which the edition is given."""
    words = rule_in_words(edition.rulebook, rule, day, edition=edition)
    clinician, patient = filled(edition, rule.clinician), filled(edition, rule.patient)
    told: dict[str, Sequence[str]] = {
        "title": [rule.title],
        "severity": [rule.severity],
        "condition": [words.when],
        "phrases": [f"“{each.phrase}” means: {each.means}" for each in words.meanings],
        "silent": [f"{each.where}, because {each.why}" for each in words.unless],
        "precedence": [
            *(f"gives way to {name}, because {why}" for name, why in rules_above(edition, rule)),
            *(f"takes the place of {each.where}, because {each.why}" for each in words.supersedes),
        ],
        "numbers": [
            f"{each.reads}: {each.amount}, since {each.since}, from {each.source}"
            for each in words.thresholds
        ],
        "members": list(_members(edition, rule)),
        "clinician": [clinician.summary, clinician.detail],
        "patient": [patient.summary, patient.detail],
        "actions": rule.do,
        "questions": rule.ask,
        "evidence": [_source(each) for each in words.evidence],
        "contradictions": [
            f"{each.id}: {each.says} {each.resolution}" for each in clashes(edition.rulebook, rule)
        ],
    }
    return signed(rule.id, ((name, told[name]) for name in PARTS))


def _members(edition: Edition, rule: Rule) -> Iterator[str]:
    book = edition.rulebook
    for of in sorted({book.vocabulary[name].of for name in edition.facts_of_rule(rule)}):
        if of in book.terminology:
            below = sorted(book.terminology[each].label for each in book.terminology.descendants(of) - {of})
            if below:
                yield f"{book.terminology[of].label}: {', '.join(below)}"


def _source(each: Evidence) -> str:
    overstated = " and overstated" if each.overstated else ""
    return f"{each.id} {each.verdict}{overstated}: {each.says} ({each.cite}; {each.seen} seen)"
