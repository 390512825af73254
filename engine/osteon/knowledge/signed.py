"""The words that somebody approved, beside the approvals: each file is named by a digest of what it says.

An approval is bound to digests, which tell that something has changed and not what.
So that a reviewer can see what, the words are kept as they were. A file that was
changed no longer bears its name, and the pack does not load.
"""

import json
from collections.abc import Iterable, Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers
from osteon.knowledge.folder import fingerprint
from osteon.knowledge.models import Signed

FORMAT = "osteon-signed/1"
SIGNED_FOLDER = "approvals/signed"
"""Where the words lie, from the pack's folder."""

_HEAD = (
    "# The words of a rule as they were approved. Written by `osteon approve`, never edited: the name of\n"
    "# this file is a digest of what it says.\n"
)
_RESTORE = "approved words are kept and never edited: restore the file from its history"


def signed(rule: str, parts: Iterable[tuple[str, Iterable[str]]]) -> Signed:
    """Return the words of a rule as they are kept: without empty parts, and each line without line breaks."""
    lines = [(name, tuple(" ".join(line.split()) for line in told)) for name, told in parts]
    kept = tuple((name, told) for name, told in lines if told)
    told = [text for name, its in kept for text in (name, str(len(its)), *its)]
    return Signed(fingerprint({}, FORMAT, rule, *told), rule, kept)


def signed_path(words: Signed) -> str:
    """Return where words are kept, from the pack's folder."""
    return f"{SIGNED_FOLDER}/{words.digest}.yaml"


def signed_text(words: Signed) -> str:
    """Return words as they stand in their file."""
    lines = [f"rule: {_scalar(words.rule)}\n", "says:\n"]
    for name, told in words.parts:
        lines += [f"  {name}:\n", *(f"    - {_scalar(line)}\n" for line in told)]
    return _HEAD + "".join(lines)


def signed_of(drawers: Drawers) -> dict[str, Signed]:
    """Return all words that were approved, by their digests."""
    return {
        each.name: Signed(each.name, each.record.rule, _parts(each.record.says)) for each in drawers.signed
    }


def check_signed(drawers: Drawers) -> Iterator[Problem]:
    """Yield a Problem for words that were changed, and for every approval whose words are not there."""
    for each in drawers.signed:
        if signed(each.record.rule, _parts(each.record.says)).digest != each.name:
            yield Problem("these words were changed after they were approved", each.place, _RESTORE)
    for entry in drawers.approvals:
        if entry.record.signed and drawers.signed.lacks(entry.record.signed):
            text = f"the words that `{entry.name}` approved are missing"
            hint = f"restore {SIGNED_FOLDER}/{entry.record.signed}.yaml from its history"
            yield Problem(text, entry.at("signed"), hint)


def _parts(says: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(lines)) for name, lines in says.items())


def _scalar(text: str) -> str:
    # A JSON string is a YAML string in double quotes, whatever stands in it.
    return json.dumps(text, ensure_ascii=False)
