"""How long a whole report takes to be explained, and how long its questions take.

`python -m benchmarks.explanations [patients]` evaluates the benchmark's patients by
the shipped pack and explains every rule of each report. The first pass meets every
patient for the first time; the second shows what repeats in a population.
"""

import statistics
import sys
import time
from datetime import date

from benchmarks.documents import to_document
from benchmarks.profiles import make_profiles
from osteon import load_rulebook
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.reporting import Report

DAY = date(2026, 11, 24)
EMPTY: dict[str, object] = {}


def milliseconds(work) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def measured(name: str, reports: list[Report], work) -> None:
    times = sorted(milliseconds(lambda report=report: work(report)) for report in reports)
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{name:48} p50 {p50:7.2f} ms   p95 {p95:7.2f} ms   worst {times[-1]:7.2f} ms")


def main(count: int) -> None:
    advisor = advisor_for(load_rulebook(), DAY)
    documents = [*map(to_document, make_profiles(count)), EMPTY]

    def reports() -> list[Report]:
        return [advisor.advise(document, DAY) for document in documents]

    # What is drawn once for a pack is no part of a patient's time.
    advisor.advise(EMPTY, DAY).explanations()
    for first in ("first time", "again"):
        measured(f"questions, {first}", reports(), lambda report: report.questions)
        measured(
            f"explanations of all {len(advisor.edition.rules)} rules, {first}", reports(), Report.explanations
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
