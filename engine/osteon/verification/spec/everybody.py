"""What a universal scenario says: of whom it speaks, what becomes known of them, and what is claimed."""

from osteon.basics.records import dataclass

SO, SO_OR_UNKNOWN, UNKNOWN = "so", "so or not known", "not known"
"""How a phrase can stand for those of whom a universal scenario speaks."""

NEVER, SOME, STAYS = "never", "some", "stays"
"""The kinds of claims that can be made of everybody."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Of whom it speaks: how a phrase stands (SO, SO_OR_UNKNOWN, UNKNOWN), or how a number compares."""

    phrase: str
    stands: str = SO
    relation: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of everybody.

    NEVER: none of `flags` has one of `outcomes`. SOME: one of `flags` has one of `outcomes`. STAYS: no flag
    of `severity` that is raised, but for `flags`, goes once `becomes` is known.
    """

    kind: str
    flags: tuple[str, ...]
    outcomes: tuple[str, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Universal:
    """One universal scenario."""

    whom: tuple[Whom, ...]
    becomes: tuple[str, ...]
    claim: Claim
