"""Days between which no rule can tell a difference, put into classes.

Rules compare the days since something happened with a few limits. So it is enough
to know between which limits they lie: what follows for a patient with such days
follows for all others.
"""

from collections.abc import Collection
from datetime import date

from osteon.patient.vocabulary import Kind
from osteon.reasoning.edition import Edition
from osteon.reasoning.fact_columns import is_asked_whether_known, limits
from osteon.reasoning.regions import region

OF_ENTRIES = (Kind.DAYS_TAKEN, Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED)
OF_RESULTS = (Kind.DAYS_SINCE_TEST,)
"""The kinds of fact that count the days since something, by what they count from."""

AHEAD = 0
"""The class of a day that lies ahead."""

_SPAN = 10_000_000
"""More than there are days in the calendar."""


class DayClasses:
    """Classes of days, by the limits of all facts of some kinds.

    The least of several days, and the most, lie in the least and the most of their classes. Whether a number
    of days is known does not follow from classes: `is_exact` says that a rule asks it of such a fact, and
    then each day is a class by itself, unless the facts depend on one day `alone`.
    """

    def __init__(
        self, edition: Edition, as_of: date, kinds: Collection[Kind], *, alone: bool = False
    ) -> None:
        facts = [fact.name for fact in edition.facts if fact.kind in kinds]
        self._today = as_of.toordinal()
        self._limits = tuple(sorted({limit for name in facts for limit in limits(edition, name)}))
        self.is_exact = not alone and any(is_asked_whether_known(edition, name) for name in facts)

    def of(self, first: int, last: int) -> int:
        """Return the class of a day, from the first to the last that it may be; AHEAD if both lie ahead."""
        if first > self._today:
            return AHEAD
        most, least = self._today - first, max(self._today - last, 0)
        if self.is_exact:
            return 1 + most * _SPAN + least
        size = 2 * len(self._limits) + 1
        among = region(most, self._limits) * size + region(least, self._limits)
        return 1 + among * 2 + (most == least)
