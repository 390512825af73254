"""What no patient can be, as the rules of one edition see it: said by the pack, or by its terminology."""

from collections.abc import Collection, Iterable

from osteon.basics.quantity import Number
from osteon.knowledge.models import Invariant
from osteon.language.syntax import AllOf, Compare, Condition, Holds, Not
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.edition import Edition

_NESTED = (Kind.TAKING, Kind.CONDITION, Kind.ALLERGY)
"""The kinds of fact that are so for a wider concept where they are so for a narrower one."""


def invariants_of(edition: Edition) -> tuple[Invariant, ...]:
    """Return the invariants that speak only of facts and numbers which the edition has."""
    held = {fact.name for fact in edition.facts}
    declared = [
        each
        for each in edition.rulebook.invariants.values()
        if held.issuperset(facts_in(each, edition)) and _numbers_known(each, edition)
    ]
    return (*declared, *_by_terminology(edition))


def _numbers_known(invariant: Invariant, edition: Edition) -> bool:
    if invariant.never is None:
        return True
    leaves = edition.leaves_of(invariant.never)
    return all(leaf.parameter in edition.parameters for leaf in leaves if isinstance(leaf, Compare))


def _by_terminology(edition: Edition) -> Iterable[Invariant]:
    """Yield "never the narrower without the wider": who takes warfarin takes a vitamin K antagonist."""
    terminology = edition.rulebook.terminology
    for kind in _NESTED:
        facts = [fact for fact in edition.facts if fact.kind is kind]
        for fact in facts:
            wider = terminology.ancestors(fact.of) if fact.of in terminology else ()
            yield from [_nested(fact, other) for other in facts if other.of != fact.of and other.of in wider]


def _nested(narrower: Fact, wider: Fact) -> Invariant:
    never = AllOf((Holds(narrower.name), Not(Holds(wider.name))))
    return Invariant(f"{narrower.name} is {wider.name}", f"it {narrower.reads}", never)


def facts_in(invariant: Invariant, edition: Edition) -> tuple[str, ...]:
    """Return the names of the facts that an invariant speaks of."""
    if invariant.never is not None:
        return edition.facts_of(invariant.never)
    return invariant.number, invariant.zero_without or invariant.at_least


def tied_to(facts: Collection[str], invariants: Iterable[Invariant], edition: Edition) -> list[Invariant]:
    """Return the invariants that bear on a rule which reads these facts.

    Those of the terminology bear on it only within its own facts: whatever a record says of a wider or a
    narrower concept, the derivation of facts has drawn the consequence already.
    """
    found = []
    for each in invariants:
        names = facts_in(each, edition)
        declared = each.name in edition.rulebook.invariants
        if set(facts).isdisjoint(names) if declared else not set(names) <= set(facts):
            continue
        found.append(each)
    return found


def thresholds_of(
    edition: Edition, conditions: Iterable[Condition], invariants: Iterable[Invariant]
) -> dict[str, set[Number]]:
    """Return where conditions and invariants cut each number. Two that are compared share their cuts."""
    cuts: dict[str, set[Number]] = {}
    for condition in (*conditions, *(each.never for each in invariants if each.never is not None)):
        for leaf in edition.leaves_of(condition):
            if isinstance(leaf, Compare):
                cuts.setdefault(leaf.fact, set()).add(edition.parameters[leaf.parameter])
    for each in invariants:
        if each.zero_without:
            cuts.setdefault(each.number, set()).add(0)
    for each in invariants:
        if each.at_least:
            shared = cuts.get(each.number, set()) | cuts.get(each.at_least, set())
            cuts[each.number] = cuts[each.at_least] = shared
    return cuts
