"""Laying the small sound pack into a folder."""

from collections.abc import Mapping
from pathlib import Path

from osteon.basics.records import replace
from osteon.knowledge.models import Rulebook
from tests.unit.knowledge.base_pack import BASE, bytes_of


def contents(book: Rulebook) -> Rulebook:
    """Return a rulebook whose every part can be compared; a terminology compares as itself only."""
    return replace(book, terminology=book.terminology.concepts)  # type: ignore[arg-type]  # for comparison


def laid_out(folder: Path, texts: Mapping[str, str | bytes | None] = BASE) -> Path:
    """Write the files of a pack into `folder`/rules and return that."""
    for path, data in bytes_of(texts).items():
        file = folder / "rules" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder / "rules"
