"""What one entry holds, as far as a rulebook wants to know, and where its amounts went."""

from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.records import dataclass, field
from osteon.patient.dosing import Dose
from osteon.patient.terminology import Concept
from osteon.patient.troubles import NotAssessed


@dataclass(frozen=True, slots=True)
class Part:
    """One substance of a product. `dose` is in the concept's own unit; None if it is not known.

    `quarantined`: an amount was given, is implausible, and was kept out of every sum. `salt`: as which salt.
    """

    concept: Concept
    dose: Dose | None = None
    assumed: bool = False
    quarantined: bool = False
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What one entry holds.

    `key` tells entries of the same text apart from others; `mark` is its hash. `holds` and `may_hold` name
    the wanted concepts that it contains or may contain, `touches` both; `unlabelled` those it may contain
    because nobody told its composition. `in_doubt`: any of these is not sure. `obscure`: nobody recognised
    it or told its composition, or an amount of it was kept out. `idle`: it is known, touches nothing that is
    wanted, and left nothing to report. `daily` and `single` give amounts by wanted concept, in that concept's
    unit. `everything` names every concept it contains, wanted or not. `troubles` are relative to the entry.
    """

    key: object
    mark: int = 0
    concepts: tuple[Concept, ...] = ()
    parts: tuple[Part, ...] = ()
    everything: frozenset[str] = frozenset()
    holds: tuple[str, ...] = ()
    may_hold: tuple[str, ...] = ()
    touches: frozenset[str] = frozenset()
    unlabelled: tuple[str, ...] = ()
    unrecognised: bool = False
    in_doubt: bool = False
    obscure: bool = False
    idle: bool = False
    daily: dict[str, Interval] = field(default_factory=dict)
    single: dict[str, Interval] = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()
    quarantined: frozenset[str] = frozenset()
    troubles: tuple[NotAssessed, ...] = ()


NO_AMOUNT_KNOWN = Interval(0, BOUNDLESS)


def added(one: Interval, other: Interval) -> Interval:
    """Return the sum of two intervals."""
    return Interval(one.low + other.low, one.high + other.high)


def larger(one: Interval, other: Interval) -> Interval:
    """Return the interval of the larger of two numbers."""
    return Interval(max(one.low, other.low), max(one.high, other.high))
