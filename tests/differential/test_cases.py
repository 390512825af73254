"""What diagrams say of all cases that a record leaves open, against going through the cases one by one."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from hypothesis import assume, given, note, settings

from osteon import load_rulebook
from osteon.basics.quantity import BOUNDLESS, Interval, exactly
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.language.judge import Judge, is_known
from osteon.language.syntax import AllOf, AnyOf, Compare, Condition, Defined, Known, Not
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.nearest import nearest
from osteon.reasoning.possible import invariants_of
from tests.properties.profiles import TODAY, patients

BOOK = load_rulebook()
ADVISOR = advisor_for(BOOK, TODAY)
EDITION = ADVISOR.edition
JUDGE = Judge(EDITION.parameters, {})
MEANS = EDITION.definitions()
INVARIANTS = invariants_of(EDITION)
MOST_CASES = 600

_CUTS = defaultdict(set)
for condition in (*EDITION.conditions(), *(each.never for each in INVARIANTS if each.never)):
    for leaf in EDITION.leaves_of(condition):
        if isinstance(leaf, Compare):
            _CUTS[leaf.fact].add(EDITION.parameters[leaf.parameter])
for each in INVARIANTS:
    if each.zero_without:
        _CUTS[each.number].add(0)
for each in INVARIANTS:
    if each.at_least:
        _CUTS[each.number] = _CUTS[each.at_least] = _CUTS[each.number] | _CUTS[each.at_least]


def facts_of(document):
    """Return the facts of a record that does not contradict itself; one that does has no completion."""
    facts = ADVISOR.plan.derive(document, TODAY)
    assume(not any(each.clash for each in facts.not_assessed))
    return facts


def spelt_out(condition: Condition, values) -> Condition:
    """Return the condition without definitions, and with `known(...)` as the record has it."""
    match condition:
        case Known(fact):
            return AllOf(()) if is_known(values[fact]) else AnyOf(())
        case Defined(name):
            return spelt_out(MEANS[name], values)
        case Not(inner):
            return Not(spelt_out(inner, values))
        case AllOf(parts):
            return AllOf(tuple(spelt_out(part, values) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(spelt_out(part, values) for part in parts))
    return condition


def points(name: str, low, high) -> list:
    """Return a number from each region between two ends."""
    cuts = sorted(cut for cut in _CUTS[name] if low <= cut <= high)
    edges = [low, *cuts, high]
    between = [first + 1 if last == BOUNDLESS else (first + last) / 2 for first, last in pairwise(edges)]
    return sorted({*cuts, *(each for each in (low, *between) if low <= each <= high)})


def completions(name: str, values) -> list:
    fact, value = BOOK.vocabulary[name], values[name]
    if is_known(value):
        return [value]
    if fact.type == "choice":
        return list(fact.choices)
    if fact.type == "number":
        return [exactly(number) for number in points(name, value.low, value.high)]
    return [NO, YES]


def cannot_be(values) -> bool:
    for each in INVARIANTS:
        if each.never is not None:
            if JUDGE.judge(spelt_out(each.never, values), values) is YES:
                return True
        elif each.zero_without:
            number, taken = values[each.number], values[each.zero_without]
            if taken is YES and number.high == 0 or taken is NO and number.high > 0 and number.low > 0:
                return True
        elif values[each.number].high < values[each.at_least].low:
            return True
    return False


def tied_facts(at) -> list[str]:
    """Return the facts that a rule reads, and those that an invariant of the pack ties to them."""
    return list(ADVISOR.background.cases.of(at).answers.cuts)


def number_of_cases(at, values) -> int:
    return prod(len(completions(name, values)) for name in tied_facts(at))


def cases_of(at, values):
    """Yield the facts of a rule, completed in every possible way, with the rule's outcome."""
    rule = EDITION.rules[at]
    when = spelt_out(rule.when, values)
    silent = [spelt_out(unless.where, values) for unless in rule.unless]
    names = tied_facts(at)
    for chosen in product(*(completions(name, values) for name in names)):
        told = {**values, **dict(zip(names, chosen, strict=True))}
        if cannot_be(told):
            continue
        answer = JUDGE.judge(when, told)
        assert answer is not UNKNOWN
        excepted = any(JUDGE.judge(each, told) is YES for each in silent)
        yield dict(zip(names, chosen, strict=True)), (3 if excepted else 2) if answer is YES else 0


def told_apart(cases, names) -> bool:
    """Say whether cases with the same answers for these facts agree on whether the rule is raised."""
    seen = defaultdict(set)
    for answers, outcome in cases:
        seen[tuple(answers[name] for name in names)].add(outcome == 2)
    return all(len(outcomes) == 1 for outcomes in seen.values())


@settings(max_examples=30)
@given(patients())
def test_diagrams_say_what_going_through_the_cases_says(document):
    facts = facts_of(document)
    for at, (rule, outcome) in enumerate(
        zip(EDITION.rules, ADVISOR.reference.outcomes(facts.values), strict=True)
    ):
        if outcome != UNKNOWN or number_of_cases(at, facts.values) > MOST_CASES:
            continue
        note(rule.id)
        found = list(cases_of(at, facts.values))
        outlook = ADVISOR.background.cases.of(at).outlook(facts.values)
        outcomes = {each for _, each in found}
        if len(outcomes) == 1:
            assert outlook.outcome == outcomes.pop()
        elif 2 not in outcomes:
            assert outlook.outcome == 0
        else:
            assert outlook.outcome is None
            assert told_apart(found, outlook.hangs_on)
            for name in outlook.hangs_on:
                assert not told_apart(found, [each for each in outlook.hangs_on if each != name])


def raised_in(rule, values) -> bool:
    when, silent = (
        spelt_out(each, values) for each in (rule.when, AnyOf(tuple(u.where for u in rule.unless)))
    )
    return JUDGE.judge(when, values) is YES and JUDGE.judge(silent, values) is NO


@settings(max_examples=30)
@given(patients())
def test_what_is_enough_is_enough_whatever_the_rest(document):
    facts = facts_of(document)
    outcomes = ADVISOR.reference.outcomes(facts.values)
    for at, (rule, outcome) in enumerate(zip(EDITION.rules, outcomes, strict=True)):
        if outcome == UNKNOWN:
            continue
        note(rule.id)
        cases = ADVISOR.background.cases.of(at)
        enough = cases.enough(cases.answers.left_open(facts.values), facts.assumed)
        forgotten = {
            name: value if name in enough else _forgotten(BOOK.vocabulary[name])
            for name, value in facts.values.items()
        }
        if number_of_cases(at, forgotten) <= MOST_CASES:
            assert {each == 2 for _, each in cases_of(at, forgotten)} <= {outcome == 2}


def _forgotten(fact):
    return {"number": Interval(0, BOUNDLESS), "choice": None, "yes/no": UNKNOWN}[fact.type]


@settings(max_examples=30)
@given(patients())
def test_the_nearest_patient_is_near_and_would_raise_the_rule(document):
    facts = facts_of(document)
    for at, rule in enumerate(EDITION.rules):
        cases = ADVISOR.background.cases.of(at)
        steps = nearest(cases, cases.answers.left_open(facts.values))
        names = tied_facts(at)
        # What only an invariant ties to a rule is left out of the steps; its own facts settle the rule.
        told = dict(facts.values)
        for step in steps or ():
            told[step.column.fact.name] = _example(step)
        open_facts = [name for name in names if not is_known(told[name])]
        if steps is None or prod(len(completions(name, told)) for name in open_facts) > MOST_CASES:
            continue
        note((rule.id, steps))
        found = product(*(completions(name, told) for name in open_facts))
        assert any(raised_in(rule, {**told, **dict(zip(open_facts, each, strict=True))}) for each in found)
        if sum(not step.open for step in steps) > 1 and not open_facts:
            assert not any(
                raised_in(rule, {**facts.values, name: value})
                for name in names
                for value in completions(name, {name: _forgotten(BOOK.vocabulary[name])})
                if not cannot_be({**facts.values, name: value})
            )


def _example(step):
    if step.column.fact.type == "choice":
        return step.column.fact.choices[step.answer]
    if step.column.fact.type != "number":
        return YES if step.answer else NO
    at, exactly_on = divmod(step.answer, 2)
    cuts = step.column.thresholds
    if exactly_on:
        return exactly(cuts[at])
    low = cuts[at - 1] if at else 0
    return exactly(low + 1 if at == len(cuts) else (Fraction(low) + cuts[at]) / 2)
