"""How sure one can be of a share that was seen: the interval of Wilson (1927) for a binomial proportion.

It needs no large numbers, and never says "none" or "all" for certain because a
few cases happened to be so.
"""

from math import sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


def wilson(cases: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, from 0 to 1, if `cases` of `of` were seen.

    Raises ValueError if they are not a share of at least one.
    """
    if not 0 <= cases <= of or of < 1:
        raise ValueError(f"{cases} of {of} is no share")
    seen, weight = cases / of, _Z * _Z / of
    middle = (seen + weight / 2) / (1 + weight)
    reach = sqrt(seen * (1 - seen) * weight + weight * weight / 4) / (1 + weight)
    # At the ends the formula gives exactly 0 and 1; floats may miss them by a hair.
    return (0.0 if cases == 0 else middle - reach), (1.0 if cases == of else middle + reach)
