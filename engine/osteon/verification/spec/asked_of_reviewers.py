"""What a reviewer is asked of a rule: the places at which rules of this kind are wrong most often."""

from collections.abc import Iterator

from osteon.knowledge.models import Rule
from osteon.language.syntax import Compare
from osteon.reasoning.edition import Edition

_WEAK = ("partly", "unsupported", "opinion")
_UNSEEN = ("from memory", "secondary")


def questions_about(edition: Edition, rule: Rule) -> tuple[str, ...]:
    """Return the questions about a rule, each to be answered with yes or no."""
    return tuple(
        dict.fromkeys(
            [
                *_at_the_limits(edition, rule),
                *_where_it_is_silent(edition, rule),
                *_where_it_is_not_known(edition, rule),
                *_what_it_rests_on(edition, rule),
            ]
        )
    )


def _at_the_limits(edition: Edition, rule: Rule) -> Iterator[str]:
    phrases = edition.phrasebook()
    for condition in (rule.when, *(unless.where for unless in rule.unless)):
        for leaf in edition.leaves_of(condition):
            if isinstance(leaf, Compare):
                holds = "holds" if leaf.op in ("<=", ">=") else "does not hold"
                said = f"At exactly {phrases.amount(leaf.parameter)}, “{phrases.say(leaf)}” {holds}."
                yield f"{said} Is that right?"


def _where_it_is_silent(edition: Edition, rule: Rule) -> Iterator[str]:
    phrases = edition.phrasebook()
    for unless in rule.unless:
        where = f"where the patient {phrases.say(unless.where)}"
        yield f"It is kept silent {where}, because {unless.why}. Is that safe?"
    for other in edition.rules:
        for lesser in other.supersedes:
            if lesser.rule == rule.id:
                yield f"It gives way to “{other.title}”, because {lesser.why}. Is nothing lost by that?"


def _where_it_is_not_known(edition: Edition, rule: Rule) -> Iterator[str]:
    vocabulary = edition.rulebook.vocabulary
    names = [vocabulary[name].reads for name in edition.facts_of(rule.when) if vocabulary[name].ask]
    if names:
        listed = "; ".join(dict.fromkeys(names))
        yield f"Where one of these is not known and would decide, it only asks: {listed}. Is that safe?"


def _what_it_rests_on(edition: Edition, rule: Rule) -> Iterator[str]:
    for source in rule.because:
        record = edition.rulebook.evidence[source]
        if record.verdict in _WEAK or record.seen in _UNSEEN:
            seen = f"verdict: {record.verdict}; seen: {record.seen}"
            yield f"It cites {record.id} ({seen}). Is that enough for a flag of this severity?"
