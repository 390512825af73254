"""How long proving takes, and how much the features pin down, beside the bars that are set for both.

    python -m benchmarks.verify [--rounds 3]

Each task is timed as processor time, the fastest of some rounds, beside loading the pack and deriving its
diagrams once; the ratio is between the two, so that machines can be compared. What has a bar that only a test
can hold is listed in docs/verification.md with the command that holds it.
"""

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

from osteon.doors.booking import book_of
from osteon.doors.played import DOORS
from osteon.doors.rendering.book_page import book_pieces
from osteon.knowledge.shelf import load_rulebook
from osteon.verification.adequacy import Answered, adequacy, demands, tallies
from osteon.verification.cases import CaseReader, features_day
from osteon.verification.diff import diff
from osteon.verification.members import Members, memberships
from osteon.verification.questions import questions_on
from osteon.verification.spec.reading import feature_files, read_features
from osteon.verification.suggest import suggest
from osteon.verification.verify import verify
from tests.differential.random_rulebooks import random_rulebook

DAY = date(2026, 11, 29)
MANY = 240
FEATURES = Path("features")

Task = Callable[[], int]
"""Does something once, and returns how many things it was about."""


def diagrams() -> int:
    return len(questions_on(load_rulebook(), DAY).view.nodes)


def verified() -> int:
    verify(questions_on(load_rulebook(), DAY))
    return len(load_rulebook().rules)


def many_verified() -> int:
    verify(questions_on(random_rulebook(random.Random(240), rules=MANY, real=load_rulebook()), DAY))
    return MANY


def compared() -> int:
    diff(load_rulebook(), load_rulebook(), DAY)
    return len(load_rulebook().rules)


def counted() -> int:
    return len(answers())


def answers() -> list[Answered]:
    """Return how every demand stands, those of members included."""
    asked = questions_on(load_rulebook(), features_day(), widely=True)
    rows = [row for document in read_features(feature_files([str(FEATURES)])) for row in document.rows]
    cases = list(CaseReader(asked).read(rows))
    wanted = demands(asked)
    return [*adequacy(asked, cases, wanted), *Members(asked, cases).answers(memberships(asked))]


def suggested() -> int:
    asked = questions_on(load_rulebook(), features_day(), widely=True)
    rows = [row for document in read_features(feature_files([str(FEATURES)])) for row in document.rows]
    wanted = demands(asked)
    suggest(asked, rows, wanted)
    return len(wanted)


def book_written() -> int:
    return len(book().encode())


def book() -> str:
    made = book_of(load_rulebook(), DAY, feature_files([str(FEATURES)]), (), process_time, DOORS)
    return "".join(book_pieces(made))


@dataclass(frozen=True, slots=True)
class Timed:
    """A task, and the processor seconds that it may take; None if no bar is set."""

    task: Task
    bar: float | None = None


TASKS: dict[str, Timed] = {
    "diagrams of the pack": Timed(diagrams),
    "verify the pack": Timed(verified, 2),
    f"verify {MANY} random rules": Timed(many_verified, 15),
    "diff the pack with itself": Timed(compared, 0.5),
    "adequacy of the features": Timed(counted, 10),
    "adequacy and suggestions": Timed(suggested),
    "review book, in bytes": Timed(book_written, 3),
}
LARGEST_BOOK = 1_000_000


def timed(task: Task, rounds: int) -> tuple[float, int]:
    fastest, number = float("inf"), 0
    for _ in range(rounds):
        start = process_time()
        number = task()
        fastest = min(fastest, process_time() - start)
    return fastest, number


def print_times(rounds: int) -> None:
    base, _ = timed(diagrams, rounds)
    print(f"{'task':28}{'seconds':>9}{'bar':>6}{'':>9}{'ratio':>8}{'of':>9}{'each, ms':>10}")
    for name, each in TASKS.items():
        seconds, number = timed(each.task, rounds)
        met = "" if each.bar is None else "met" if seconds < each.bar else "NOT MET"
        print(
            f"{name:28}{seconds:>9.2f}{each.bar or '':>6}{met:>9}{seconds / base:>8.1f}{number:>9,}"
            f"{1000 * seconds / number:>10.2f}"
        )


def print_shares() -> None:
    print(f"\n{'what rows show':28}{'share':>9}{'bar':>6}{'':>9}{'idle':>8}{'confirmed':>11}")
    for each in tallies(answers()):
        met = "met" if each.share == 1 else "NOT MET"
        print(
            f"{each.criterion:28}{each.share:>9.1%}{'100%':>6}{met:>9}{each.idle:>8}{each.reviewed_share:>11.1%}"
        )
    size = len(book().encode())
    print(f"\nreview book: {size:,} bytes of at most {LARGEST_BOOK:,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    print_times(parser.parse_args().rounds)
    print_shares()


if __name__ == "__main__":
    main()
