"""From the files of a pack to records in drawers: what each file is, and whether it is well formed."""

import keyword
import re
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from osteon.basics.errors import Place, Problem
from osteon.knowledge.composing import read_sheet
from osteon.knowledge.drawers import Drawer, Drawers, Entry
from osteon.knowledge.fields import KEBAB, SNAKE
from osteon.knowledge.files import (
    ApprovalRecord,
    ConceptRecord,
    ContradictionRecord,
    DefinitionRecord,
    EvidenceRecord,
    FactRecord,
    InvariantRecord,
    OverrideRecord,
    PackRecord,
    ParameterRecord,
    Record,
    RuleRecord,
    SignedRecord,
)
from osteon.knowledge.folder import Files
from osteon.knowledge.refusals import refusals
from osteon.knowledge.sheet import Node, Table, Text, plain
from osteon.knowledge.signed import SIGNED_FOLDER

R = TypeVar("R", bound=Record)

PACK_FILE = "pack.yaml"
_DOTTED = rf"{SNAKE}(\.{SNAKE})*"
_SOURCE = r"[A-Za-z][A-Za-z0-9-]*"
_RESERVED = (
    "vocabulary", "terminology", "parameters", "definitions", "invariants", "evidence", "contradictions",
    "approvals", "overrides",
)  # fmt: skip


def gather(files: Files, pack: str, problems: list[Problem]) -> Drawers:
    """Read all files of a pack; what is wrong with single files and records is added to `problems`."""
    gathering = _Gathering(pack, Drawers(), problems)
    for path, data in files.items():
        gathering.take(path, data)
    if PACK_FILE not in files:
        hint = "write id, title, version, approval and disclaimer in it"
        problems.append(Problem(f"the pack has no {PACK_FILE}", Place(f"{pack}/{PACK_FILE}", 1, 1), hint))
    return gathering.drawers


@dataclass(slots=True)
class _Gathering:
    pack: str
    drawers: Drawers
    problems: list[Problem]

    def take(self, path: str, data: bytes) -> None:
        folder, _, name = path.rpartition("/")
        if name.endswith(".md") and not name.startswith("."):
            return
        if not name.endswith(".yaml") or name.startswith("."):
            self._foreign(path, name)
        elif path == PACK_FILE:
            self._pack_file(data)
        elif folder in _RESERVED:
            self._records(folder, path, data)
        elif folder == SIGNED_FOLDER:
            self._signed(name.removesuffix(".yaml"), path, data)
        elif not folder or "/" in folder:
            self._misplaced(path, folder)
        else:
            self._rule(name.removesuffix(".yaml"), path, data)

    def _place(self, path: str) -> Place:
        return Place(f"{self.pack}/{path}", 1, 1)

    def _foreign(self, path: str, name: str) -> None:
        hint = (
            "rename it to end in .yaml"
            if name.endswith(".yml")
            else "remove it: a pack is knowledge, and nothing in it runs"
        )
        self.problems.append(Problem("a pack holds only .yaml and .md files", self._place(path), hint))

    def _misplaced(self, path: str, folder: str) -> None:
        hint = f"put it into a topic folder, or into one of: {', '.join(_RESERVED)}"
        if folder.partition("/")[0] in _RESERVED:
            hint = f"put it into {folder.partition('/')[0]}/ itself"
        self.problems.append(Problem("this file lies where none is looked for", self._place(path), hint))

    def _sheet(self, path: str, data: bytes) -> Table | None:
        node = read_sheet(data, f"{self.pack}/{path}", self.problems)
        if node is not None and not isinstance(node, Table):
            self.problems.append(
                Problem(
                    "the file should be a mapping of keys to values", node.place, "write `key: value` lines"
                )
            )
            return None
        return node

    def _pack_file(self, data: bytes) -> None:
        table = self._sheet(PACK_FILE, data)
        if table is not None:
            self.drawers.pack = self._entry(PackRecord, "pack", table, table.place, "the pack")

    def _entry(self, model: type[R], name: str, node: Node, place: Place, what: str) -> Entry[R] | None:
        try:
            return Entry(name, model.model_validate(plain(node)), node, place)
        except ValidationError as trouble:
            self.problems.extend(refusals(trouble, model, node, what))
            return None

    def _records(self, folder: str, path: str, data: bytes) -> None:
        match folder:
            case "vocabulary":
                self._fill(self.drawers.facts, FactRecord, _DOTTED, path, data)
            case "terminology":
                self._fill(self.drawers.concepts, ConceptRecord, KEBAB, path, data)
            case "parameters":
                self._fill(self.drawers.parameters, ParameterRecord, SNAKE, path, data)
            case "definitions":
                self._fill(self.drawers.definitions, DefinitionRecord, SNAKE, path, data)
            case "invariants":
                self._fill(self.drawers.invariants, InvariantRecord, KEBAB, path, data)
            case "approvals":
                self._fill(self.drawers.approvals, ApprovalRecord, KEBAB, path, data)
            case "overrides":
                self._fill(self.drawers.overrides, OverrideRecord, KEBAB, path, data)
            case "contradictions":
                self._fill(self.drawers.contradictions, ContradictionRecord, _SOURCE, path, data)
            case _:
                self._fill(self.drawers.evidence, EvidenceRecord, _SOURCE, path, data)

    def _fill(self, drawer: Drawer[R], model: type[R], spelling: str, path: str, data: bytes) -> None:
        table = self._sheet(path, data)
        if table is None:
            drawer.complete = False
            return
        for name, node in table.values.items():
            key = table.keys[name]
            if not re.fullmatch(spelling, name) or _is_taken_by_the_language(name):
                self._misspelt(drawer.what, name, spelling, key)
            self._put(drawer, self._entry(model, name, node, key.place, f"`{name}`"), name, key.place)

    def _misspelt(self, what: str, name: str, spelling: str, key: Text) -> None:
        if re.fullmatch(spelling, name):
            hint = "it is a word of the condition language; choose another"
        else:
            hint = (
                "use small letters, digits and hyphens"
                if spelling == KEBAB
                else "use small letters, digits and underscores"
            )
        self.problems.append(Problem(f"`{name}` cannot be the name of {_one(what)}", key.place, hint))

    def _put(self, drawer: Drawer[R], entry: Entry[R] | None, name: str, place: Place) -> None:
        first = drawer.entries.get(name)
        if first is not None:
            message = f"the {drawer.what} `{name}` is declared twice"
            self.problems.append(Problem(message, place, f"it first stands at {first.place}"))
        elif entry is None:
            drawer.broken.add(name)
        else:
            drawer.entries[name] = entry

    def _signed(self, digest: str, path: str, data: bytes) -> None:
        table = self._sheet(path, data)
        if table is not None:
            entry = self._entry(SignedRecord, digest, table, table.place, "the approved text")
            self._put(self.drawers.signed, entry, digest, table.place)

    def _rule(self, stem: str, path: str, data: bytes) -> None:
        drawer = self.drawers.rules
        table = self._sheet(path, data)
        entry = None if table is None else self._entry(RuleRecord, stem, table, table.place, "the rule")
        self._put(drawer, entry, stem, table.place if table else self._place(path))
        if entry is not None and entry.record.id != stem:
            drawer.broken.add(entry.record.id)
            message = f"the rule's id `{entry.record.id}` is not the name of its file"
            self.problems.append(Problem(message, entry.at("id"), f"write `id: {stem}`, or rename the file"))


def _one(what: str) -> str:
    return what if what == "evidence" else f"an {what}" if what[0] in "aeiou" else f"a {what}"


def _is_taken_by_the_language(name: str) -> bool:
    return any(keyword.iskeyword(part) or part == "known" for part in name.split("."))
