"""Who approved which rule: read from `approvals/`, where records are appended and never edited.

Each record is sealed with a digest of itself and names the seal of the record before
it in its file. A record that was changed, moved or taken out from between two others
breaks its seal or that chain, and the pack does not load. What was taken from the end
of a file only its history can tell.
"""

from collections.abc import Iterator

from osteon.basics.errors import Problem
from osteon.basics.records import names_of
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ApprovalRecord
from osteon.knowledge.folder import fingerprint
from osteon.knowledge.models import Approval

FIRST = "nothing"
"""What the first record of a file follows."""

APPROVALS_FILE = "approvals/approvals.yaml"
"""Where `osteon approve` appends, from the pack's folder."""


def approvals_of(drawers: Drawers) -> tuple[Approval, ...]:
    """Return every approval, oldest first within a file."""
    return tuple(_approval(entry) for entry in drawers.approvals)


def check_approvals(drawers: Drawers) -> Iterator[Problem]:
    """Yield a Problem for every record that was changed, or does not follow the one before it in its file."""
    last: dict[str, str] = {}
    for entry in drawers.approvals:
        approval, file = _approval(entry), entry.place.file
        if approval.seal != seal_of(approval):
            yield Problem(f"`{entry.name}` was changed after it was written", entry.at("seal"), _RESTORE)
        if approval.after != last.get(file, FIRST):
            yield Problem(f"`{entry.name}` does not follow the record before it", entry.at("after"), _RESTORE)
        last[file] = approval.seal


_RESTORE = "approvals are appended and never edited: restore the file from its history"


def seal_of(approval: Approval) -> str:
    """Return the digest of everything that a record says."""
    said = {name: getattr(approval, name) for name in names_of(Approval) if name != "seal"}
    if not approval.signed:
        # Records from before words were kept were sealed without a place for them.
        del said["signed"]
    return fingerprint({name: text.encode() for name, text in said.items()})


def _approval(entry: Entry[ApprovalRecord]) -> Approval:
    return Approval(entry.name, **entry.record.model_dump())
