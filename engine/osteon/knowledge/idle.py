"""Which records of a pack nothing uses, and what its numbers rest on."""

from collections.abc import Collection, Iterable, Iterator

from osteon.knowledge.models import Rule, Rulebook
from osteon.knowledge.reach import facts_read, parameters_read, phrases_reached
from osteon.language.syntax import Condition


def idle_records(book: Rulebook) -> Iterator[tuple[str, str, str]]:
    """Yield (kind of record, name, what is said of it) for everything that nothing uses."""
    meanings = {each.name: each.means for each in book.definitions.values()}
    conditions = [condition for rule in book.rules.values() for condition in _conditions(rule)]
    facts = {name for condition in conditions for name in facts_read(condition, meanings)}
    impossible = [each.never for each in book.invariants.values() if each.never is not None]
    conditions += impossible
    compared = {name for condition in conditions for name in parameters_read(condition, meanings)}
    yield from _idle("fact", book.vocabulary.facts, facts)
    yield from _idle("parameter", book.parameters, compared | _limits(book))
    yield from _idle("definition", book.definitions, phrases_reached(conditions, meanings))
    parked = {each.id for each in book.evidence.values() if each.parked}
    yield from _idle("evidence", book.evidence, _cited(book) | parked)
    named = {name for each in book.evidence.values() for name in each.contradictions}
    yield from _idle("contradiction", book.contradictions, named)


def _idle(what: str, held: Iterable[str], used: Collection[str]) -> Iterator[tuple[str, str, str]]:
    advice = "say why in `parked`, or remove it" if what == "evidence" else "use it or remove it"
    for name in held:
        if name not in used:
            yield what, name, f"nothing uses the {what} `{name}`: {advice}"


def _conditions(rule: Rule) -> list[Condition]:
    return [rule.when, *(unless.where for unless in rule.unless)]


def _limits(book: Rulebook) -> set[str]:
    of_facts = {limit for fact in book.vocabulary.facts.values() for limit in fact.limits}
    slips = {slip.limit for concept in book.terminology.concepts.values() for slip in concept.implausible}
    return of_facts | slips


def _cited(book: Rulebook) -> set[str]:
    by_rules = {source for rule in book.rules.values() for source in rule.because}
    return by_rules | {source for _, _, source in sources_of_numbers(book)}


def sources_of_numbers(book: Rulebook) -> Iterator[tuple[str, str, str]]:
    """Yield (kind of record, name, evidence) for every number that is not in a rule."""
    for parameter in book.parameters.values():
        for value in parameter.values:
            yield "parameter", parameter.name, value.source
    for concept in book.terminology.concepts.values():
        for conversion in concept.conversions:
            yield "concept", concept.id, conversion.source
        for salt in concept.salts:
            yield "concept", concept.id, salt.source
        if concept.equivalent:
            yield "concept", concept.id, concept.equivalent.source
