"""Small changes to a condition: where each part of it stands, and the condition with one part changed."""

from collections.abc import Iterator

from osteon.language.syntax import AllOf, AnyOf, Condition, Not

Path = tuple[int, ...]
"""The way down to a part: which operand at each step."""


def parts(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
    """Yield a condition and every part of it with the way down to it; definitions are not entered."""
    yield path, condition
    match condition:
        case Not(inner):
            yield from parts(inner, (*path, 0))
        case AllOf(operands) | AnyOf(operands):
            for at, operand in enumerate(operands):
                yield from parts(operand, (*path, at))


def part(condition: Condition, path: Path) -> Condition:
    """Return the part at the end of a path."""
    for step in path:
        match condition:
            case Not(inner):
                condition = inner
            case AllOf(operands) | AnyOf(operands):
                condition = operands[step]
    return condition


def put(condition: Condition, path: Path, new: Condition) -> Condition:
    """Return a condition in which another part stands at the end of a path."""
    if not path:
        return new
    first, *rest = path
    match condition:
        case Not(inner):
            return Not(put(inner, tuple(rest), new))
        case AllOf(operands):
            return AllOf(_with(operands, first, put(operands[first], tuple(rest), new)))
        case AnyOf(operands):
            return AnyOf(_with(operands, first, put(operands[first], tuple(rest), new)))
    raise ValueError(f"nothing stands below {type(condition).__name__}")


def dropped(condition: Condition, path: Path) -> Condition | None:
    """Return a condition without the operand at the end of a path; None if it is not one of several."""
    if not path:
        return None
    above = part(condition, path[:-1])
    match above:
        case AllOf(operands) | AnyOf(operands) if len(operands) > 1:
            rest = operands[: path[-1]] + operands[path[-1] + 1 :]
            return put(condition, path[:-1], rest[0] if len(rest) == 1 else type(above)(rest))
    return None


def _with(operands: tuple[Condition, ...], at: int, new: Condition) -> tuple[Condition, ...]:
    return (*operands[:at], new, *operands[at + 1 :])
