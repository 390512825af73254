"""Plays the rows of features: each line does what it says, and the first that is not met ends its row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from osteon.basics.errors import OsteonError
from osteon.knowledge.models import Rulebook
from osteon.verification.spec.language import meanings
from osteon.verification.spec.reading import Line, Row
from osteon.verification.spec.registry import TABLE, TEXT, Gaps, Sentence
from osteon.verification.spec.scene import Doors, Scene
from osteon.verification.spec.unmet import Unmet

PASSED, FAILED, UNDEFINED, AMBIGUOUS = "passed", "failed", "undefined", "ambiguous"

Clock = Callable[[], float]
"""Seconds from some moment on; handed in from above, because nothing below the doors reads a clock."""


class Unplayable(Exception):
    """A line that no sentence means, or more than one. `status` is UNDEFINED or AMBIGUOUS."""

    def __init__(self, status: str, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Played:
    """A row that was played. `at` counts the lines before the one that was not met.

    `message` is empty for a row that passed. `seconds` is how long it took, by the clock that was handed in.
    """

    row: Row
    status: str = PASSED
    at: int = 0
    message: str = ""
    seconds: float = 0.0

    @property
    def line(self) -> Line | None:
        """Return the line that was not met."""
        return self.row.lines[self.at] if self.status != PASSED and self.row.lines else None


def play_all(rows: Iterable[Row], doors: Doors, rulebook: Rulebook, clock: Clock) -> Iterator[Played]:
    """Play rows one after the other; what is wrong with one does not stop the next."""
    for row in rows:
        began = clock()
        played = play(row, doors, rulebook)
        yield Played(row, played.status, played.at, played.message, clock() - began)


def play(row: Row, doors: Doors, rulebook: Rulebook) -> Played:
    """Play one row."""
    if not any(line.kind == "then" for line in row.lines):
        # Nothing was claimed, and a row that claims nothing must not look like one that was met.
        return Played(row, FAILED, 0, "nothing is claimed here: the scenario has no Then")
    with Scene(doors, rulebook) as scene:
        for at, line in enumerate(row.lines):
            trouble = _trouble(scene, line)
            if trouble is not None:
                return Played(row, trouble[0], at, trouble[1])
    return Played(row)


def _trouble(scene: Scene, line: Line) -> tuple[str, str] | None:
    try:
        say(scene, line)
    except Unplayable as problem:
        return problem.status, str(problem)
    except (Unmet, OsteonError) as problem:
        return FAILED, str(problem)
    except Exception as fault:  # noqa: BLE001  # told as a failure of this row, and the next is still played
        return FAILED, f"a fault of osteon or of this sentence: {type(fault).__name__}: {fault}"
    return None


def say(scene: Scene, line: Line) -> None:
    """Do in a scene what a line says.

    Raises Unplayable for a line without exactly one meaning, and Unmet for one that is not met.
    """
    sentence, gaps = meaning(line)
    if sentence.below:
        sentence.act(scene, **gaps, **{sentence.below: _below(line)[sentence.below]})
    else:
        sentence.act(scene, **gaps)


def meaning(line: Line) -> tuple[Sentence, Gaps]:
    """Return the one sentence that a line means, with what stands in its gaps.

    Raises Unplayable if there is none, or more than one, or if something else stands below the line.
    """
    found = meanings(line.kind, line.text)
    if not found:
        kind = line.kind.capitalize() or "step"
        raise Unplayable(UNDEFINED, f"no sentence says this as a {kind}; docs/sentences.md lists them")
    if len(found) > 1:
        both = " and ".join(f"`{sentence.plain()}`" for sentence, _ in found)
        raise Unplayable(AMBIGUOUS, f"this could mean {both}")
    sentence, gaps = found[0]
    if any((stands is not None) is not (sentence.below == name) for name, stands in _below(line).items()):
        raise Unplayable(UNDEFINED, _misplaced(sentence))
    return sentence, gaps


def _below(line: Line) -> dict[str, object]:
    return {TABLE: line.table, TEXT: line.doc}


def _misplaced(sentence: Sentence) -> str:
    wanted = {TABLE: "a table", TEXT: "a text between two lines of quotes", "": "nothing"}[sentence.below]
    return f"below `{sentence.plain()}` there stands {wanted}"
