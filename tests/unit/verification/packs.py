"""The shipped pack with one defect planted in it, made in memory."""

from osteon import load_rulebook
from osteon.basics.records import replace
from osteon.knowledge.models import Parameter, Supersedes, Unless, Value
from osteon.language.parse import Names, read_condition
from osteon.language.syntax import AllOf

BOOK = load_rulebook()


def condition(text, book=BOOK):
    """Read a condition in the words of a pack."""
    names = Names(
        book.vocabulary.facts,
        book.definitions.keys(),
        {name: each.unit for name, each in book.parameters.items()},
    )
    return read_condition(text, names)


def lines(*texts, book=BOOK):
    """Read the lines of a `when`."""
    read = tuple(condition(text, book) for text in texts)
    return read[0] if len(read) == 1 else AllOf(read)


def with_rule(id, *when, book=BOOK, like="vitamin-d-above-ul", **changes):
    """Return a pack with one rule more, or with another one under an id."""
    unless = tuple(Unless(condition(where, book), "planted") for where in changes.pop("unless", ()))
    gives_way = tuple(Supersedes(rule, "planted") for rule in changes.pop("supersedes", ()))
    rule = replace(
        book.rules[like],
        id=id,
        when=lines(*when, book=book) if when else book.rules[like].when,
        unless=unless,
        supersedes=gives_way,
        **changes,
    )
    return replace(book, rules={**book.rules, id: rule})


def with_definition(name, means, book=BOOK):
    """Return a pack in which a phrase means something else."""
    changed = replace(book.definitions[name], means=condition(means, book))
    return replace(book, definitions={**book.definitions, name: changed})


def with_number(name, number, book=BOOK):
    """Return a pack in which a parameter is worth something else."""
    old = book.parameters[name]
    value = Value(old.values[0].since, number, old.values[0].source)
    return replace(book, parameters={**book.parameters, name: replace(old, values=(value,))})


def with_parameter(name, number, like, book=BOOK):
    """Return a pack with one parameter more, in the unit of another."""
    old = book.parameters[like]
    added = Parameter(name, old.reads, old.unit, (Value(old.values[0].since, number, old.values[0].source),))
    return replace(book, parameters={**book.parameters, name: added})
