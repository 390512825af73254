"""How far apart two spellings are: letters missing, doubled, wrong, or swapped with their neighbour."""

from collections.abc import Iterable

GREATEST = 2
"""Two slips; with three, too many names are near each other."""

_SHORTEST = 5
_LETTERS_A_SLIP = 3


def slips_allowed(name: str) -> int:
    """Return how many slips a name may hold and still be taken for another; short names may hold none."""
    return min(GREATEST, len(name) // _LETTERS_A_SLIP) if len(name) >= _SHORTEST else 0


def slips(one: str, other: str, most: int) -> int:
    """Return the optimal string alignment distance of two names, or `most` + 1 if it is greater."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        next_row = [at]
        for beside, letter_beside in enumerate(other, 1):
            cost = min(row[beside] + 1, next_row[beside - 1] + 1, row[beside - 1] + (letter != letter_beside))
            swapped = at > 1 and beside > 1 and letter == other[beside - 2] and one[at - 2] == letter_beside
            next_row.append(min(cost, before[beside - 2] + 1) if swapped else cost)
        if min(next_row) > most:
            return most + 1
        before, row = row, next_row
    return row[-1]


def nearest(name: str, others: Iterable[str]) -> list[str]:
    """Return the others that are as near as any and near enough, in order."""
    most = slips_allowed(name)
    found: list[str] = []
    for other in others if most else ():
        distance = slips(name, other, most)
        if distance <= most:
            found = [*found, other] if found and distance == most else [other]
            most = distance
    return found
