"""The network of an edition, kept from one process to the next.

Drawing diagrams, laying strata and writing rulesets is most of what a cold start
would have to do. What was kept is used only if the pack, the day's edition and
every byte of the code that makes it are the same, and only for rulebooks as they
were opened.
"""

import sys

from osteon.basics.typed import Any
from osteon.knowledge import cache
from osteon.knowledge.engine import engine_fingerprint
from osteon.knowledge.folder import digest_of
from osteon.knowledge.shelf import is_from_the_shelf
from osteon.reasoning.dependence import Part
from osteon.reasoning.edition import Edition
from osteon.reasoning.network import Plan, Shard, Stratum, plan_network, precedence_paths
from osteon.reasoning.precedence import superiors
from osteon.reasoning.regions import Regions


def planned(edition: Edition, regions: Regions) -> Plan:
    """Plan the network of an edition.

    Raises RuleTooComplex, naming the rule, where that cannot be done within the engine's limits.
    """
    from osteon.reasoning.strata import stratify  # not needed where a plan is in the cache

    strata = stratify(edition, regions)
    precedence = precedence_paths(superiors(edition))
    return plan_network(len(edition.rules), strata.phrases, strata.rules, strata.sizes, precedence)


def kept_plan(edition: Edition, regions: Regions) -> Plan:
    """Return the plan of an edition's network, from an earlier process if it is there.

    Raises RuleTooComplex as `planned` does.
    """
    key = key_of(edition)
    if not key:
        return planned(edition, regions)
    stored = cache.fetch_plain("network", key)
    if isinstance(stored, tuple) and len(stored) == _PARTS:
        return _opened(stored)
    plan = planned(edition, regions)
    cache.keep_plain("network", key, _stored(plan))
    return plan


def key_of(edition: Edition) -> str:
    """Return the name under which what was worked out for an edition is kept; empty if it must not be."""
    source = engine_fingerprint() if is_from_the_shelf(edition.rulebook) else ""
    if not source:
        return ""
    named = f"{edition.rulebook.hash}\n{edition.first_day}\n{source}\n{sys.version}"
    return digest_of(named.encode()).hex()


_PARTS = 5


def _stored(plan: Plan) -> tuple[object, ...]:
    phrases = [_plain(stratum) for stratum in plan.phrases]
    return plan.rules, plan.phrases_concluded, phrases, _plain(plan.conclusions), _plain(plan.precedence)


def _plain(stratum: Stratum) -> tuple[object, ...]:
    shards = [
        (shard.filed, shard.always, shard.columns, shard.spelt, shard.states) for shard in stratum.shards
    ]
    return shards, [(part.columns, part.places) for part in stratum.parts]


def _opened(stored: Any) -> Plan:
    rules, concluded, phrases, conclusions, precedence = stored
    return Plan(
        rules,
        concluded,
        [_stratum(stratum) for stratum in phrases],
        _stratum(conclusions),
        _stratum(precedence),
    )


def _stratum(stored: Any) -> Stratum:
    shards, parts = stored
    return Stratum([Shard(*shard) for shard in shards], [Part(*part) for part in parts])
