"""A checked rulebook as plain data, so that opening it again costs no reading and no checking.

Plain data are texts, lists and mappings, nothing else; exact numbers are
written as texts ("50000/7"). Each record becomes the list of its values, in the
order in which its dataclass declares them. What an evaluation seldom reads can be
sealed: it is bytes then, until somebody asks for it.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from osteon.basics.late import Late, LateRow, sealed
from osteon.basics.quantity import exact
from osteon.basics.records import names_of
from osteon.basics.typed import Any
from osteon.knowledge.models import (
    Approval,
    Contradiction,
    Definition,
    Evidence,
    Example,
    Invariant,
    Override,
    Pack,
    Parameter,
    Rule,
    Rulebook,
    Signed,
    Supersedes,
    Unless,
    Value,
    Wording,
)
from osteon.knowledge.stored_conditions import open_condition, store_condition
from osteon.patient.terminology import Code, Concept, Conversion, Implausible, Salt, Terminology
from osteon.patient.vocabulary import Fact, Kind, Vocabulary

Plain = Any
"""Texts, numbers, lists and mappings of them; JSON can hold it."""


def store(book: Rulebook) -> Plain:
    """Turn a rulebook into plain data. `open_stored` turns it back."""
    return {
        "pack": _row(book.pack),
        "hash": book.hash,
        "facts": [_store_fact(fact) for fact in book.vocabulary.facts.values()],
        "indexes": [*book.terminology.indexes()],
        "concepts": {name: _store_concept(each) for name, each in book.terminology.concepts.items()},
        "parameters": [_store_parameter(parameter) for parameter in book.parameters.values()],
        "definitions": [
            [each.name, each.reads, each.denies, store_condition(each.means)]
            for each in book.definitions.values()
        ],
        "evidence": {name: _row(each) for name, each in book.evidence.items()},
        "rules": [_store_rule(rule) for rule in book.rules.values()],
        "lines": book.lines,
        "places": dict(book.places),
        "approvals": [_row(each) for each in book.approvals],
        "signed": [[each.digest, each.rule, each.parts] for each in book.signed.values()],
        "overrides": [_row(each) for each in book.overrides],
        "contradictions": {name: _row(each) for name, each in book.contradictions.items()},
        "invariants": [_store_invariant(each) for each in book.invariants.values()],
    }


def seal(data: Plain) -> Plain:
    """Seal in a stored rulebook what an evaluation reads of a few records or of none."""
    row_by_row = {
        kind: {name: sealed(row) for name, row in data[kind].items()} for kind in ("concepts", "evidence")
    }
    whole = {kind: sealed(data[kind]) for kind in ("places", "contradictions")}
    rules = [
        [sealed(value) if at == _EXAMPLES else value for at, value in enumerate(rule)]
        for rule in data["rules"]
    ]
    return {**data, **row_by_row, **whole, "rules": rules}


def open_stored(data: Plain) -> Rulebook:
    """Turn plain data, sealed or not, back into the rulebook it came from."""
    return Rulebook(
        pack=Pack(*data["pack"]),
        hash=data["hash"],
        vocabulary=Vocabulary({row[0]: _open_fact(row) for row in data["facts"]}),
        terminology=Terminology(Late(data["concepts"], _open_concept), data["indexes"]),
        parameters={row[0]: _open_parameter(row) for row in data["parameters"]},
        definitions={row[0]: _open_definition(row) for row in data["definitions"]},
        evidence=Late(data["evidence"], _open_evidence),
        rules={row[0]: _open_rule(row) for row in data["rules"]},
        lines=data["lines"],
        places=Late(data["places"], str),
        approvals=tuple([Approval(*row) for row in data["approvals"]]),
        signed={row[0]: _open_signed(row) for row in data["signed"]},
        overrides=tuple([_open_override(row) for row in data["overrides"]]),
        contradictions=Late(data["contradictions"], _open_contradiction),
        invariants={row[0]: _open_invariant(row) for row in data["invariants"]},
    )


def _row(record: Any) -> list[Plain]:
    values = [getattr(record, name) for name in names_of(type(record))]
    return [list(value) if isinstance(value, tuple) else value for value in values]


def _store_concept(concept: Concept) -> Plain:
    common = _row(concept)[:6]
    codes = [_row(code) for code in concept.codes]
    rare = [
        concept.unit,
        [_store_conversion(each) for each in concept.conversions],
        [[salt.name, str(salt.fraction), salt.source] for salt in concept.salts],
        [_row(each) for each in concept.implausible],
        list(concept.contains),
        list(concept.may_contain),
        list(concept.may_be),
        _store_conversion(concept.equivalent) if concept.equivalent else [],
    ]
    # Most concepts are a name and little else; opening is quicker when what they lack is not stored.
    return [*common, codes, rare if any(rare) else []]


def _open_concept(row: Plain) -> Concept:
    name, kind, label, parents, names, brands, codes, rare = row
    known = tuple([Code(*code) for code in codes]) if codes else ()
    if not rare:
        return Concept(name, kind, label, tuple(parents), tuple(names), tuple(brands), known)
    return Concept(name, kind, label, tuple(parents), tuple(names), tuple(brands), known, *_open_rare(rare))


def _store_conversion(conversion: Conversion) -> Plain:
    return [conversion.unit, str(conversion.factor), conversion.source]


def _open_conversion(row: Plain) -> Conversion:
    unit, factor, source = row
    return Conversion(unit, Fraction(factor), source)


def _open_rare(rare: Plain) -> Iterator[Any]:
    unit, conversions, salts, implausible, *products, equivalent = rare
    yield unit
    yield tuple(map(_open_conversion, conversions))
    yield tuple([Salt(salt, Fraction(part), source) for salt, part, source in salts])
    yield tuple([Implausible(*each) for each in implausible])
    yield from map(tuple, products)
    yield _open_conversion(equivalent) if equivalent else None


def _store_fact(fact: Fact) -> Plain:
    row = _row(fact)
    row[1] = fact.kind.value
    return row


def _open_fact(row: Plain) -> Fact:
    name, kind, sort, reads, denies, ask, of, unit, choices, limits, *rare = row
    rare[-2] = tuple(rare[-2])
    return Fact(name, Kind(kind), sort, reads, denies, ask, of, unit, tuple(choices), tuple(limits), *rare)


def _store_parameter(parameter: Parameter) -> Plain:
    values = [[each.since, str(each.number), each.source, each.note] for each in parameter.values]
    return [parameter.name, parameter.reads, parameter.unit, values]


def _open_parameter(row: Plain) -> Parameter:
    name, reads, unit, values = row
    dated = [Value(since, exact(number), source, note) for since, number, source, note in values]
    return Parameter(name, reads, unit, tuple(dated))


def _open_definition(row: Plain) -> Definition:
    name, reads, denies, means = row
    return Definition(name, reads, denies, open_condition(means))


def _store_invariant(invariant: Invariant) -> Plain:
    row = _row(invariant)
    row[2] = store_condition(invariant.never) if invariant.never else []
    return row


def _open_invariant(row: Plain) -> Invariant:
    name, why, never, *numbers = row
    return Invariant(name, why, open_condition(never) if never else None, *numbers)


def _open_signed(row: Plain) -> Signed:
    digest, rule, parts = row
    return Signed(digest, rule, tuple([(name, tuple(lines)) for name, lines in parts]))


def _open_override(row: Plain) -> Override:
    name, why, offer, severity, certainty, about, rules, unconfirmed = row
    narrowed = tuple(severity), tuple(certainty), tuple(about), tuple(rules)
    return Override(name, why, tuple(offer), *narrowed, unconfirmed)


def _open_evidence(row: Plain) -> Evidence:
    return Evidence(*[*row[:-1], tuple(row[-1])])


def _open_contradiction(row: Plain) -> Contradiction:
    return Contradiction(*row)


def _open_example(row: Plain) -> Example:
    return Example(*row)


def _late(rows: Plain, opening: Callable[[Plain], Example]) -> Any:
    return LateRow(rows, opening)


_EXAMPLES = names_of(Rule).index("examples")


def _store_rule(rule: Rule) -> Plain:
    row = _row(rule)
    names = list(names_of(Rule))
    row[names.index("when")] = store_condition(rule.when)
    row[names.index("unless")] = [[store_condition(each.where), each.why] for each in rule.unless]
    row[names.index("supersedes")] = [_row(each) for each in rule.supersedes]
    row[names.index("clinician")] = _row(rule.clinician)
    row[names.index("patient")] = _row(rule.patient)
    row[names.index("examples")] = [_row(each) for each in rule.examples]
    return row


def _open_rule(row: Plain) -> Rule:
    (
        name, title, severity, certainty, status, since, review_by, owner, when, unless, supersedes,
        clinician, patient, do, ask, because, examples, topic, file,
    ) = row  # fmt: skip
    return Rule(
        name,
        title,
        severity,
        certainty,
        status,
        since,
        review_by,
        owner,
        open_condition(when),
        tuple([Unless(open_condition(where), why) for where, why in unless]),
        tuple([Supersedes(*each) for each in supersedes]),
        Wording(*clinician),
        Wording(*patient),
        tuple(do),
        tuple(ask),
        tuple(because),
        _late(examples, _open_example),
        topic,
        file,
    )
