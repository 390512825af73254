"""Appends an approval to a pack: one record at the end of one file, and the words in a file of their own."""

import json
import os
from typing import Literal

from osteon.basics.records import names_of, replace
from osteon.knowledge.approvals import APPROVALS_FILE, FIRST, seal_of
from osteon.knowledge.folder import name_of, pack_files
from osteon.knowledge.models import Approval, Rulebook, Signed
from osteon.knowledge.read import read_files
from osteon.knowledge.signed import signed_path, signed_text

HEAD = "# Appended by `osteon approve`, never edited: each record names the digest of the one before it.\n"


def next_record(book: Rulebook, approval: Approval) -> Approval:
    """Return an approval with its id, the seal of the record that it follows, and its own seal."""
    place = f"/{APPROVALS_FILE}:"
    ours = [each for each in book.approvals if place in book.places.get(f"approval {each.id}", "")]
    count = sum(each.rule == approval.rule for each in book.approvals)
    after = ours[-1].seal if ours else FIRST
    record = replace(approval, id=f"{approval.rule}-{count + 1}", after=after)
    return replace(record, seal=seal_of(record))


def append(folder: str, approval: Approval, words: Signed | None = None) -> str:
    """Append a record to the approvals of a pack's folder, and return the file's path.

    `words` are those that the record names as signed. They are written first: no record is ever without.

    Raises PackError if the pack would not load with it, and OSError if it cannot be written; then nothing is.
    """
    path = os.path.join(folder, *APPROVALS_FILE.split("/"))
    files = pack_files(folder)
    before = files.get(APPROVALS_FILE, b"")
    text = ("" if before else HEAD) + written(approval)
    new = {signed_path(words): signed_text(words)} if words else {}
    encoded = {name: told.encode() for name, told in new.items()}
    read_files({**files, **encoded, APPROVALS_FILE: before + text.encode()}, name_of(folder))
    for name, told in new.items():
        if name not in files:
            _write(os.path.join(folder, *name.split("/")), "x", told)
    _write(path, "a", text)
    return path


def _write(path: str, how: Literal["x", "a"], text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, how, encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def written(approval: Approval) -> str:
    """Return a record as it stands in the file."""
    values = ((name, getattr(approval, name)) for name in names_of(Approval) if name != "id")
    lines = [f"  {name}: {_scalar(value)}\n" for name, value in values if value]
    return f"{approval.id}:\n" + "".join(lines)


def _scalar(text: str) -> str:
    # A JSON string is a YAML string in double quotes, whatever stands in it.
    return json.dumps(text, ensure_ascii=False)
