"""Put random patients before random rulebooks and compare the evaluators, rule by rule.

`python -m tests.differential.campaign 1000000` runs a long one: that many random profiles before random
rulebooks, and as many rows of random facts.
"""

import sys
from collections.abc import Callable
from datetime import date
from random import Random

from osteon import load_rulebook
from osteon.basics.errors import EngineDisagreement, RuleTooComplex
from osteon.basics.records import dataclass, field, replace
from osteon.language.judge import Values
from osteon.reasoning.advise import Advisor
from osteon.reasoning.compiled import Compiled, compile_edition
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.network import Path, plan_network, precedence_paths
from osteon.reasoning.precedence import give_way, superiors
from osteon.reasoning.strata import stratify
from tests.differential.random_profiles import random_document
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values

PATIENTS = 200

Breakage = Callable[[list[Path]], list[Path]]


@dataclass(slots=True)
class Tally:
    """What a campaign saw."""

    evaluations: int = 0
    verdicts: int = 0
    raised: int = 0
    undecided: int = 0
    suppressed: int = 0
    superseded: int = 0
    refused: int = 0
    strata: int = 0
    disagreements: list[str] = field(default_factory=list)


def run(evaluations: int, seed: int = 1, break_paths: Breakage | None = None) -> Tally:
    """Evaluate about this many random patients, PATIENTS to a rulebook, and compare three readings of each."""
    tally = Tally()
    while tally.evaluations < evaluations:
        _one_rulebook(Random(f"{seed}-{tally.evaluations}-{tally.refused}"), tally, break_paths)
    return tally


def _one_rulebook(random: Random, tally: Tally, break_paths: Breakage | None) -> None:
    edition = edition_on(random_rulebook(random), DAY)
    compiled = compile_edition(edition)
    try:
        strata = stratify(edition, compiled.regions)
    except RuleTooComplex:
        tally.refused += 1
        return
    tally.strata += len(strata.phrases)
    if break_paths:
        strata = replace(strata, rules=break_paths(strata.rules))
    above = superiors(edition)
    plan = plan_network(
        len(edition.rules), strata.phrases, strata.rules, strata.sizes, precedence_paths(above)
    )
    # Every third network remembers, and little, so that it also forgets.
    reference, rete = Reference(edition), Rete(plan, remember=0 if tally.evaluations // PATIENTS % 3 else 40)
    limits = list(edition.parameters.values())
    for _ in range(PATIENTS):
        values = random_values(random, edition.rulebook, limits)
        _compare(compiled, reference, rete, above, values, tally)
    rete.close()


def run_profiles(evaluations: int, seed: int = 1) -> Tally:
    """Evaluate about this many random profiles by random rulebooks over the shipped vocabulary.

    Each goes the whole way: names, amounts and silences to facts, and facts to verdicts by both evaluators.
    """
    tally = Tally()
    real = load_rulebook()
    while tally.evaluations < evaluations:
        random = Random(f"profiles-{seed}-{tally.evaluations}-{tally.refused}")
        advisor = Advisor(edition_on(random_rulebook(random, real=real), DAY))
        try:
            advisor.rete()
        except RuleTooComplex:
            tally.refused += 1
            continue
        for _ in range(5 * PATIENTS):
            _one_profile(random_document(random), advisor, tally)
        advisor.rete().close()
    return tally


def _one_profile(document: dict[str, object], advisor: Advisor, tally: Tally) -> None:
    tally.evaluations += 1
    try:
        report = advisor.advise(document, date.fromisoformat(DAY))
    except EngineDisagreement as problem:
        tally.disagreements.append(f"{problem} on {document}")
        return
    for verdict in report.verdicts:
        tally.verdicts += 1
        tally.raised += verdict.verdict == "raised"
        tally.undecided += verdict.verdict == "unknown"
        tally.suppressed += verdict.verdict == "withheld" and not verdict.withheld_by
        tally.superseded += bool(verdict.withheld_by)


def _compare(
    compiled: Compiled, reference: Reference, rete: Rete, above: list, values: Values, tally: Tally
) -> None:
    row = compiled.regions.row(values)
    ours = reference.outcomes(values)
    drawn = [int(compiled.diagrams.outcome(node, row)) for node in compiled.nodes]
    theirs = rete.outcomes(row)
    yielding = rete.give_way(theirs)
    tally.evaluations += 1
    tally.verdicts += len(ours)
    tally.raised += ours.count(2)
    tally.undecided += ours.count(1)
    tally.suppressed += ours.count(3)
    tally.superseded += len(yielding)
    if not ours == drawn == theirs or yielding != give_way(ours, above):
        tally.disagreements.append(f"{ours} {drawn} {theirs} {yielding} on {values}")


def _told(what: str, tally: Tally) -> str:
    return (
        f"{tally.evaluations:,} {what}, {tally.verdicts:,} verdicts "
        f"({tally.raised:,} raised, {tally.undecided:,} undecided, {tally.suppressed:,} suppressed, "
        f"{tally.superseded:,} superseded), {tally.refused} rulebooks refused as too complex: "
        f"{len(tally.disagreements)} disagreements"
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows, profiles = run(count), run_profiles(count)
    print(_told("rows of facts", rows))
    print(_told("profiles", profiles))
    sys.exit(bool(rows.disagreements or profiles.disagreements))
