"""Does memory stay flat? Random patients before random rulebooks, every rule judged twice.

    python -m benchmarks.soak [EVALUATIONS] [--seed 1] [--fresh] [--remember]

Prints the resident memory every 50,000 evaluations and fails if it still grows, by
more than 4 MiB, once everything is warm. A shelf of rulebooks is used again and
again; with `--fresh` every rulebook is a new one, so that those no longer used must
be let go of too. Engines that disagree stop the run. The network is asked every time, although `evaluate`
remembers what it stated; `--remember` does as `evaluate` does.
"""

import argparse
import os
import random
import sys
from collections import Counter
from statistics import linear_regression
from time import monotonic

from benchmarks.documents import CACHE, to_document
from benchmarks.engines.ours import DAY, SIXTEEN, rewritten
from benchmarks.profiles import Profile, make_profiles
from osteon import Rulebook, evaluate, load_rulebook
from osteon.basics.errors import RuleTooComplex
from osteon.basics.records import replace
from osteon.knowledge.models import Parameter, Rule, Supersedes, Unless, Value, Wording
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Holds, Known, Not
from osteon.patient.vocabulary import CHOICE, NUMBER
from osteon.reasoning import advise

EVALUATIONS = 1_000_000
EVERY = 50_000
BOOKS = 6
"""Rulebooks on the shelf: so few that what is kept of each is full by the time memory is watched."""
A_BOOK = 5_000
"""Evaluations by one rulebook before the next has its turn."""
PATIENTS = 1_000
"""Fresh patients for each turn of a rulebook."""
WARM = 0.4
"""The part of the run in which memory may still settle: osteon keeps the last few rulebooks compiled."""
ALLOWED = 4 * 1024 * 1024
"""Bytes by which memory may grow over the rest of the run."""
ALLOWED_FRESH = 200 * 1024 * 1024
"""The same where every rulebook is a new one: those kept at the end may be larger ones than those before.
A rulebook that was never let go of costs tens of megabytes, so hundreds of them would show."""


class Author:
    """Writes random rulebooks with the vocabulary of the sixteen rules."""

    def __init__(self, dice: random.Random, start: Rulebook) -> None:
        self._dice = dice
        self._start = start
        self._facts = list(start.vocabulary.facts.values())

    def book(self) -> Rulebook:
        """Return a rulebook of 5 to 40 rules with exceptions and precedence that the network accepts."""
        while True:
            book = self._draft()
            try:
                evaluate({}, as_of=DAY, rulebook=book)
            except RuleTooComplex:
                continue
            return book

    def _draft(self) -> Rulebook:
        numbers = self._dice.sample(range(10_000), 20)
        parameters = {f"limit_{each}": self._parameter(each) for each in numbers}
        names = [f"rule-{each}" for each in range(self._dice.randint(5, 40))]
        self._limits = list(parameters)
        rules = {name: self._rule(name, names[:at]) for at, name in enumerate(names)}
        return rewritten(self._start, rules, parameters)

    def _parameter(self, number: int) -> Parameter:
        return Parameter(f"limit_{number}", str(number), "", (Value("2025-01-01", number, "B01"),))

    def _rule(self, name: str, earlier: list[str]) -> Rule:
        dice, pattern = self._dice, next(iter(self._start.rules.values()))
        yielding = dice.sample(earlier, dice.choice([0, 0, 1])) if earlier else []
        words = Wording("Raised.", "A rule of the soak.")
        return replace(
            pattern,
            id=name,
            when=self._condition(2),
            unless=tuple(Unless(self._condition(1), "chance") for _ in range(dice.choice([0, 0, 1, 2]))),
            supersedes=tuple(Supersedes(rule, "chance") for rule in yielding),
            clinician=words,
            patient=words,
        )

    def _condition(self, depth: int) -> Condition:
        dice = self._dice
        if depth == 0 or dice.random() < 0.25:
            return self._leaf()
        parts = tuple(self._condition(depth - 1) for _ in range(dice.choice([2, 2, 3])))
        joined = AnyOf(parts) if dice.random() < 0.35 else AllOf(parts)
        return Not(joined) if dice.random() < 0.15 else joined

    def _leaf(self) -> Condition:
        dice, fact = self._dice, self._dice.choice(self._facts)
        if dice.random() < 0.05:
            return Known(fact.name)
        if fact.type == NUMBER:
            return Compare(fact.name, dice.choice(["<", "<=", ">", ">="]), dice.choice(self._limits))
        leaf = Among(fact.name, (dice.choice(fact.choices),)) if fact.type == CHOICE else Holds(fact.name)
        return Not(leaf) if dice.random() < 0.3 else leaf


def patients(dice: random.Random) -> list[Profile]:
    """Return fresh documents, some of them with holes, as records have."""
    documents = [to_document(each) for each in make_profiles(PATIENTS, dice.getrandbits(32))]
    for document in documents:
        for key in dice.sample(list(document)[1:], dice.choice([0, 0, 1, 2])):
            document[key] = None
        for entry in document["supplements"] or []:
            if dice.random() < 0.05:
                del entry["amount"]
    return documents


def soak(evaluations: int, seed: int, *, fresh: bool) -> list[tuple[int, int]]:
    """Evaluate, and return the resident memory in bytes after so many evaluations."""
    dice = random.Random(seed)
    author = Author(dice, load_rulebook(SIXTEEN))
    shelf = [] if fresh else [author.book() for _ in range(BOOKS)]
    found: Counter[str] = Counter()
    samples: list[tuple[int, int]] = []
    start = monotonic()
    for number in range(1, evaluations + 1):
        if number % A_BOOK == 1:
            book, documents = dice.choice(shelf) if shelf else author.book(), patients(dice)
        report = evaluate(dice.choice(documents), as_of=DAY, rulebook=book)
        if number % 100 == 0:
            found.update(each.verdict for each in report.verdicts)
            report.to_json()
        if number % EVERY == 0 or number == evaluations:
            samples.append((number, resident()))
            spent = (monotonic() - start) / number * 1e6
            print(f"{number:>9,}  {samples[-1][1] / 2**20:7.1f} MiB  {spent:6.1f} us each", flush=True)
    print("a sample of the verdicts:", dict(found.most_common()))
    return samples


def resident() -> int:
    """Return this process's resident memory in bytes."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def growth(samples: list[tuple[int, int]]) -> float:
    """Return the bytes by which memory grew after the warm-up, by a straight line through the samples."""
    settled = samples[int(len(samples) * WARM) :]
    if len(settled) < 3:
        return 0.0
    numbers, sizes = zip(*settled, strict=True)
    return float(linear_regression(numbers, sizes).slope * (numbers[-1] - numbers[0]))


def main() -> int:
    """Return 1 where memory grew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("evaluations", nargs="?", type=int, default=EVALUATIONS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="write a new rulebook for every turn")
    parser.add_argument("--remember", action="store_true", help="remember answers, as `evaluate` does")
    wanted = parser.parse_args()
    os.environ["OSTEON_CACHE"] = str(CACHE)
    if not wanted.remember:
        advise.REMEMBERED = 0
    grown = growth(soak(wanted.evaluations, wanted.seed, fresh=wanted.fresh))
    allowed = ALLOWED_FRESH if wanted.fresh else ALLOWED
    print(f"memory grew by {grown / 2**20:.2f} MiB after the warm-up; allowed are {allowed / 2**20:.0f}")
    return int(grown > allowed)


if __name__ == "__main__":
    sys.exit(main())
