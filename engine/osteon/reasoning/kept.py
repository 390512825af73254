"""The strata of an edition, kept from one process to the next.

Drawing diagrams and laying strata is most of what a cold start would have to do.
What was kept is used only if the pack, the day's edition and every byte of the
code that makes strata are the same, and only for rulebooks as they were opened.
"""

import sys

from osteon.knowledge import cache
from osteon.knowledge.folder import digest_of
from osteon.knowledge.shelf import engine_fingerprint, is_from_the_shelf
from osteon.reasoning.edition import Edition
from osteon.reasoning.regions import Regions
from osteon.reasoning.strata import Strata, stratify

_ROOMS = ("basics", "language", "patient", "knowledge", "reasoning")


def kept_strata(edition: Edition, regions: Regions) -> Strata:
    """Return an edition's strata, from an earlier process if they are there.

    Raises RuleTooComplex as `stratify` does.
    """
    source = engine_fingerprint(_ROOMS) if is_from_the_shelf(edition.rulebook) else ""
    if not source:
        return stratify(edition, regions)
    named = f"{edition.rulebook.hash}\n{edition.first_day}\n{source}\n{sys.version}"
    key = digest_of(named.encode()).hex()
    stored = cache.fetch_plain("strata", key)
    if isinstance(stored, tuple) and len(stored) == 3:
        return Strata(*stored)
    strata = stratify(edition, regions)
    cache.keep_plain("strata", key, (strata.phrases, strata.rules, strata.sizes))
    return strata
