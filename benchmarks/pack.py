"""One patient before the shipped pack: the parts of an evaluation, its verdicts, the whole report as JSON.

    .venv/bin/python -m benchmarks.pack                # the shipped pack
    .venv/bin/python -m benchmarks.pack --rules 26     # its first 26 rules, for how the cost grows

"Verdicts" is what decides: facts, regions, both evaluators, comparison. "Report" goes on to the JSON text
with every verdict, reason and question. Other patients, as many as `--before` says, were evaluated before
the clock runs. "First met" is the median over patients that were never seen before, each taken once;
"met again" the median over patients of each one's best round. Each is read from its JSON anew right before
the clock starts, as by a caller who has just got it. The network remembers what it stated
(docs/decisions/0061); "asked every time" is the same network without that.
"""

import argparse
import json
import statistics
from collections.abc import Callable
from datetime import date
from itertools import islice
from time import perf_counter

from benchmarks.documents import to_document
from benchmarks.profiles import make_profiles
from osteon import load_rulebook
from osteon.basics.records import names_of
from osteon.knowledge.models import Rulebook
from osteon.reasoning.advise import Advisor, advisor_for
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.kept import kept_plan

DAY = date(2026, 11, 24)

Work = Callable[[object], object]


def shortened(rulebook: Rulebook, rules: int) -> Rulebook:
    """Return a rulebook with its first rules only."""
    some = dict(list(rulebook.rules.items())[:rules])
    fields = {name: getattr(rulebook, name) for name in names_of(Rulebook)}
    return Rulebook(**(fields | {"rules": some}))


def taken(work: Work, prepare: Work, texts: list[str]) -> list[float]:
    """Return how long each patient takes, in microseconds."""
    times = []
    for text in texts:
        patient = prepare(json.loads(text))
        started = perf_counter()
        work(patient)
        times.append((perf_counter() - started) * 1e6)
    return times


def steps(advisor: Advisor, asked: Rete) -> list[tuple[str, Work, Work]]:
    """Return the parts of an evaluation: a name, what is done, and what is made of a document for it."""
    row, derive = advisor.regions.row, advisor.plan.derive

    def facts(document: object) -> object:
        return derive(document, DAY)

    def regions(document: object) -> object:
        return row(derive(document, DAY).values)

    def itself(document: object) -> object:
        return document

    return [
        ("facts", facts, itself),
        ("regions", lambda facts: row(facts.values), facts),
        ("reference evaluator", lambda facts: advisor.reference.outcomes(facts.values), facts),
        ("network asked every time", asked.outcomes, regions),
        ("network", advisor.rete().outcomes, regions),
        ("verdicts, compared", lambda document: advisor.advise(document, DAY), itself),
        ("whole report as JSON", lambda document: advisor.advise(document, DAY).to_json(), itself),
    ]


def main() -> None:
    """Time each step for patients first met and met again."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rules", type=int, default=0)
    options.add_argument("--patients", type=int, default=300, help="for each step")
    options.add_argument("--before", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=7)
    wanted = options.parse_args()
    rulebook = load_rulebook()
    if wanted.rules:
        rulebook = shortened(rulebook, wanted.rules)
    advisor = advisor_for(rulebook, DAY)
    asked = Rete(kept_plan(advisor.edition, advisor.regions))
    work = steps(advisor, asked)
    profiles = make_profiles(wanted.before + len(work) * wanted.patients)
    texts = iter([json.dumps(to_document(profile)) for profile in profiles])
    for text in islice(texts, wanted.before):
        report = advisor.advise(json.loads(text), DAY)
        report.to_json()
        asked.outcomes(advisor.regions.row(report.facts.values))
    print(
        f"{len(advisor.edition.rules)} rules, {wanted.patients} patients a step, {wanted.before} before\n"
        f"{'microseconds, p50':<26}{'first met':>10}{'met again':>10}"
    )
    for name, do, prepare in work:
        some = list(islice(texts, wanted.patients))
        first = taken(do, prepare, some)
        rounds = [taken(do, prepare, some) for _ in range(wanted.rounds)]
        again = [min(each) for each in zip(*rounds, strict=True)]
        print(f"{name:<26}{statistics.median(first):>10.0f}{statistics.median(again):>10.0f}")


if __name__ == "__main__":
    main()
