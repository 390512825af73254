"""How long proving takes: `verify`, `diff`, adequacy and suggestions on the pack, and `verify` on 240 rules.

    python -m benchmarks.verify [--rounds 3]

Each task is timed as processor time, the fastest of some rounds, beside loading the pack and deriving its
diagrams once; the ratio is between the two, so that machines can be compared.
"""

import argparse
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

from osteon.knowledge.shelf import load_rulebook
from osteon.verification.adequacy import adequacy, demands
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
    asked = questions_on(load_rulebook(), features_day(), widely=True)
    rows = [row for document in read_features(feature_files([FEATURES])) for row in document.rows]
    cases = list(CaseReader(asked).read(rows))
    wanted = demands(asked)
    members = list(Members(asked, cases).answers(memberships(asked)))
    adequacy(asked, cases, wanted)
    return len(wanted) + len(members)


def suggested() -> int:
    asked = questions_on(load_rulebook(), features_day(), widely=True)
    rows = [row for document in read_features(feature_files([FEATURES])) for row in document.rows]
    wanted = demands(asked)
    suggest(asked, rows, wanted)
    return len(wanted)


TASKS: dict[str, Task] = {
    "diagrams of the pack": diagrams,
    "verify the pack": verified,
    f"verify {MANY} random rules": many_verified,
    "diff the pack with itself": compared,
    "adequacy of the features": counted,
    "adequacy and suggestions": suggested,
}


def timed(task: Task, rounds: int) -> tuple[float, int]:
    fastest, number = float("inf"), 0
    for _ in range(rounds):
        start = process_time()
        number = task()
        fastest = min(fastest, process_time() - start)
    return fastest, number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    rounds = parser.parse_args().rounds
    base, _ = timed(diagrams, rounds)
    print(f"{'task':28}{'seconds':>9}{'ratio':>8}{'each, ms':>10}")
    for name, task in TASKS.items():
        seconds, number = timed(task, rounds)
        print(f"{name:28}{seconds:>9.2f}{seconds / base:>8.1f}{1000 * seconds / number:>10.2f}")


if __name__ == "__main__":
    main()
