"""How amounts are written so that their mean, their largest part and their number a day come out right."""

from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.verification.speaker import decimal

_TIMES = {1: "once", 2: "twice"}


def written(number: Number, unit: str, often: list[Number]) -> Iterator[str]:
    """Yield ways of writing a daily mean; `often` are numbers of times a day that are wanted."""
    for times in often:
        if times >= 1:
            part = tidy(Fraction(number) / int(times))
            yield f"{decimal(part)} {unit} {_TIMES.get(int(times), f'{int(times)} times')} daily"
        else:
            yield f"{decimal(number * 7)} {unit} weekly"
    yield f"{decimal(number)} {unit}/day"


def in_parts(mean: Number, most: Number, unit: str) -> Iterator[str]:
    """Yield ways of writing a daily mean that is taken in parts of at most so much."""
    times = max(1, round(mean / most)) if most else 1
    yield f"{decimal(tidy(Fraction(mean) / times))} {unit} {_TIMES.get(times, f'{times} times')} daily"
    yield f"{decimal(most)} {unit} weekly"
    yield f"{decimal(most)} {unit} monthly"


def halved(amount: str) -> str:
    """Return half of an amount."""
    number, _, rest = amount.partition(" ")
    return f"{decimal(tidy(Fraction(number) / 2))} {rest}"
