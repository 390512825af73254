"""How long suppositions take, warm: comparisons, ways to clear flags, answers, traces, beside an evaluation.

    python -m benchmarks.what_if [--patients 200] [--rounds 5]

Random patients with holes in their records, the shipped rules, both evaluators.
Each turn of a task stands beside an evaluation of the same patient; the ratio is
between the two, and the times are each patient's fastest.
"""

import argparse
import random
from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from time import perf_counter

from osteon.basics.errors import ChangeError
from osteon.doors.what_if import supposed
from osteon.knowledge.shelf import load_rulebook
from osteon.patient.document import check_document
from osteon.reasoning.advise import CROSS_CHECKED, advisor_for
from osteon.reasoning.clearing import changes_on, ways_to_clear
from osteon.reasoning.replaying import replayed
from tests.differential.random_profiles import random_document

DAY = date(2026, 11, 24)
SEED = 20261124
GOAL_MS = 200
SUPPOSED = (("vitamin_k2", "none"), ("vitamin_d", "2000 IU/day"))

Document = Mapping[str, object]
Task = Callable[[Document], object]


def tasks() -> dict[str, Task]:
    """Return what is timed, by name."""
    advisor = advisor_for(load_rulebook(), DAY)
    changes = changes_on(advisor, DAY)
    rules = {rule.id: rule for rule in advisor.edition.rules}

    def evaluated(document: Document) -> object:
        return advisor.advise(document, DAY).to_dict()

    def what_if(document: Document) -> object:
        return supposed(advisor, document, DAY, SUPPOSED, CROSS_CHECKED).to_dict()

    def cleared(document: Document) -> object:
        # Every flag of the patient, one after the other: the command itself clears one.
        flags = [rules[flag.rule_id] for flag in advisor.advise(document, DAY).advisories]
        return [ways_to_clear(advisor, changes, document, rule).to_dict() for rule in flags]

    def answered(document: Document) -> object:
        question = next(iter(advisor.advise(document, DAY).questions), None)
        return question and _an_answer(question.fact, document)

    def _an_answer(fact: str, document: Document) -> object:
        for text in ("no", "never", "2.4", "not pregnant", "male"):
            try:
                return changes.answer(document, fact, text)
            except ChangeError:
                continue
        return changes.answer(document, fact, "don't know")

    def traced(document: Document) -> object:
        return advisor.advise(document, DAY).trace().to_json()

    def replay(document: Document) -> object:
        return replayed(advisor.advise(document, DAY).trace().data, document, advisor.edition.rulebook)

    return {
        "evaluate": evaluated, "what-if --set": what_if, "clear every flag": cleared, "answer": answered,
        "trace": traced, "replay": replay,
    }  # fmt: skip


def patients(count: int) -> list[Document]:
    """Return random patients that are plainly profiles."""
    draw = random.Random(SEED)
    found: list[Document] = []
    while len(found) < count:
        document = random_document(draw)
        if check_document(document):
            found.append(document)
    return found


def _timed(task: Task, document: Document) -> float:
    start = perf_counter()
    task(document)
    return perf_counter() - start


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--patients", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=5)
    options = asked.parse_args()
    everyone, work = patients(options.patients), tasks()
    for task in work.values():
        task(everyone[0])
    print(f"{options.patients} patients, {options.rounds} rounds, {len(load_rulebook().rules)} rules")
    print(f"{'':17}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}{'to evaluate':>13}")
    for name, task in work.items():
        fastest, ratios = [], []
        for document in everyone:
            task(document)
            beside = [
                (_timed(task, document), _timed(work["evaluate"], document)) for _ in range(options.rounds)
            ]
            fastest.append(min(ours for ours, _ in beside) * 1000)
            ratios.append(median(ours / alone for ours, alone in beside))
        fastest.sort()
        p99 = fastest[min(int(len(fastest) * 0.99), len(fastest) - 1)]
        print(f"{name:17}{median(fastest):9.1f}{p99:9.1f}{fastest[-1]:9.1f}{median(ratios):12.1f}x")
    print(f"goal: what-if under {GOAL_MS} ms, ways to clear included")


if __name__ == "__main__":
    main()
