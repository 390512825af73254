"""A whole run of features: every row that stands in the files is played, or the run says that it was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from osteon.knowledge.models import Rulebook
from osteon.verification.spec.messages import Run
from osteon.verification.spec.playing import PASSED, Clock, Played, play_all
from osteon.verification.spec.reading import Document, read_features, rows_written
from osteon.verification.spec.scene import Doors


@dataclass(frozen=True, slots=True)
class Checked:
    """A run and its numbers. `written` counts the rows that stand in the files."""

    run: Run
    written: int

    @property
    def failed(self) -> list[Played]:
        """Return the rows that were not met."""
        return [each for each in self.run.played if each.status != PASSED]

    @property
    def complete(self) -> bool:
        """Say whether as many rows were played as stand in the files, and at least one."""
        return len(self.run.played) == self.written > 0


def check_files(files: Sequence[Path], doors: Doors, rulebook: Rulebook, clock: Clock) -> Checked:
    """Play every row of feature files.

    Raises FeatureError if one of them cannot be read; then nothing is played.
    """
    documents = read_features(files)
    began = clock()
    rows = [row for document in documents for row in document.rows]
    played = tuple(play_all(rows, doors, rulebook, clock))
    return Checked(Run(began, documents, played), sum(map(_written, documents)))


def _written(document: Document) -> int:
    return rows_written(document.tree["feature"]) if "feature" in document.tree else 0


def failure_lines(played: Played) -> list[str]:
    """Say of a row that was not met: where it stands, which line was not met, and why."""
    row, line = played.row, played.line
    lines = [f"{played.status.upper()}  {row.place}  {row.name}"]
    if row.rule:
        lines.append(f"  Rule: {row.rule}")
    if line is not None:
        lines.append(f"  {row.file}:{line.number}: {line.kind.capitalize() or '*'} {line.text}")
        lines += [f"      | {' | '.join(cells)} |" for cells in line.table or ()]
    return [*lines, *(f"    {each}" for each in played.message.splitlines())]
