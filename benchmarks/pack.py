"""One patient before the shipped pack: the parts of an evaluation, its verdicts, the whole report as JSON.

    .venv/bin/python -m benchmarks.pack                # the shipped pack
    .venv/bin/python -m benchmarks.pack --rules 26     # its first 26 rules, for how the cost grows

The benchmark's patients are taken one after the other, round by round. "Verdicts" is what decides:
facts, regions, both evaluators, comparison. "Report" goes on to the JSON text with every verdict, reason
and question. Times are medians over patients of each one's best round; the network is built and every
patient was met once before the clock runs.
"""

import argparse
import statistics
from collections.abc import Callable
from datetime import date
from time import perf_counter

from benchmarks.documents import to_document
from benchmarks.profiles import make_profiles
from osteon import load_rulebook
from osteon.basics.records import names_of
from osteon.knowledge.models import Rulebook
from osteon.reasoning.advise import Advisor, advisor_for

DAY = date(2026, 11, 24)


def shortened(rulebook: Rulebook, rules: int) -> Rulebook:
    """Return a rulebook with its first rules only."""
    some = dict(list(rulebook.rules.items())[:rules])
    fields = {name: getattr(rulebook, name) for name in names_of(Rulebook)}
    return Rulebook(**(fields | {"rules": some}))


def best_of(rounds: int, work: Callable[[object], object], patients: list) -> float:
    """Return the median over patients of each one's best round, in microseconds."""
    best = [float("inf")] * len(patients)
    for _ in range(rounds):
        for at, patient in enumerate(patients):
            started = perf_counter()
            work(patient)
            best[at] = min(best[at], perf_counter() - started)
    return statistics.median(best) * 1e6


def report(advisor: Advisor, documents: list, rounds: int) -> None:
    rete, derive = advisor.rete(), advisor.plan.derive
    facts = [derive(document, DAY) for document in documents]
    rows = [advisor.regions.row(each.values) for each in facts]
    for document in documents:
        advisor.advise(document, DAY).to_json()
    steps = (
        ("facts", lambda document: derive(document, DAY), documents),
        ("regions", lambda each: advisor.regions.row(each.values), facts),
        ("reference evaluator", lambda each: advisor.reference.outcomes(each.values), facts),
        ("durable-rules network", rete.outcomes, rows),
        ("verdicts, compared", lambda document: advisor.advise(document, DAY), documents),
        ("whole report as JSON", lambda document: advisor.advise(document, DAY).to_json(), documents),
    )
    print(f"{len(advisor.edition.rules)} rules, {len(documents)} patients, best of {rounds} rounds")
    for name, work, patients in steps:
        print(f"{name:<24}{best_of(rounds, work, patients):>8.0f} µs p50")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rules", type=int, default=0)
    options.add_argument("--patients", type=int, default=500)
    options.add_argument("--rounds", type=int, default=7)
    asked = options.parse_args()
    rulebook = load_rulebook()
    if asked.rules:
        rulebook = shortened(rulebook, asked.rules)
    documents = [to_document(profile) for profile in make_profiles(asked.patients)]
    report(advisor_for(rulebook, DAY), documents, asked.rounds)


if __name__ == "__main__":
    main()
