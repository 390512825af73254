"""Conditions written differently: in ways that change nothing, and in ways that may."""

import random

from osteon.language.syntax import AllOf, AnyOf, Compare, Condition, Defined, Not

FLIPPED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


def rewritten(condition: Condition, draw: random.Random, means: dict[str, Condition]) -> Condition:
    """Write a condition differently, everywhere at random, so that it means the same."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            inner = [rewritten(part, draw, means) for part in parts]
            draw.shuffle(inner)
            written = type(condition)(tuple(inner))
            return draw.choice([written, _de_morgan(written), _absorbing(written, draw), _nested(written)])
        case Not(inner):
            return Not(rewritten(inner, draw, means))
        case Compare(fact, op, limit):
            return draw.choice([condition, Not(Compare(fact, FLIPPED[op], limit))])
        case Defined(name):
            return draw.choice([condition, rewritten(means[name], draw, means)])
    return draw.choice([condition, Not(Not(condition)), AllOf((condition, condition))])


def _de_morgan(written: AllOf | AnyOf) -> Condition:
    other = AnyOf if isinstance(written, AllOf) else AllOf
    return Not(other(tuple(Not(part) for part in written.parts)))


def _absorbing(written: AllOf | AnyOf, draw: random.Random) -> Condition:
    """Add a part that changes nothing: A or (A and B), A and (A or B)."""
    other = AnyOf if isinstance(written, AllOf) else AllOf
    extra = other((draw.choice(written.parts), draw.choice(written.parts)))
    return type(written)((*written.parts, extra))


def _nested(written: AllOf | AnyOf) -> Condition:
    first, *more = written.parts
    return type(written)((first, type(written)(tuple(more)))) if len(more) > 1 else written


def mutated(condition: Condition, draw: random.Random) -> Condition:
    """Change one place of a condition."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            at = draw.randrange(len(parts) + 2)
            if at == len(parts):
                return (AnyOf if isinstance(condition, AllOf) else AllOf)(parts)
            if at > len(parts):
                gone = draw.randrange(len(parts))
                return type(condition)(parts[:gone] + parts[gone + 1 :]) if len(parts) > 1 else Not(parts[0])
            return type(condition)((*parts[:at], mutated(parts[at], draw), *parts[at + 1 :]))
        case Not(inner):
            return inner
        case Compare(fact, op, limit):
            return Compare(fact, draw.choice([OTHER[op], FLIPPED[op]]), limit)
    return Not(condition)
