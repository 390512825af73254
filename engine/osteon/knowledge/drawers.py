"""The records of a pack, sorted into drawers, one for each kind of record.

A drawer remembers the names of records that could not be read, so that one
mistake is reported once and not again wherever its name is used.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from osteon.basics.errors import Place, Problem
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
from osteon.knowledge.near import did_you_mean
from osteon.knowledge.sheet import Node, Text, find, find_key

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """One record, its name, and where it stands."""

    name: str
    record: R_co
    node: Node
    place: Place

    def at(self, *path: str | int) -> Place:
        """Return where a value inside the record stands."""
        return find(self.node, path).place if path else self.place

    def key(self, *path: str | int) -> Place:
        """Return where a key inside the record stands."""
        return find_key(self.node, path).place

    def text(self, *path: str | int) -> Text | None:
        """Return a text inside the record as it was written."""
        node = find(self.node, path)
        return node if isinstance(node, Text) else None


@dataclass(slots=True)
class Drawer(Generic[R]):
    """All records of one kind. `what` names the kind; `complete` is False when a file could not be read."""

    what: str
    entries: dict[str, Entry[R]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    complete: bool = True

    def __iter__(self) -> Iterator[Entry[R]]:
        return iter(self.entries.values())

    def lacks(self, name: str) -> bool:
        """Say whether no record has this name, not even one that could not be read."""
        return self.complete and name not in self.entries and name not in self.broken

    def names(self) -> set[str]:
        """Return every name in the drawer."""
        return self.broken | self.entries.keys()

    def unknown(self, name: str, place: Place, others: Collection[str] = ()) -> Iterator[Problem]:
        """Yield a Problem if nothing here has this name; `others` are names that also count."""
        if name not in others and self.lacks(name):
            yield Problem(
                f"unknown {self.what} `{name}`", place, did_you_mean(name, self.names() | set(others))
            )


@dataclass(slots=True)
class Drawers:
    """Everything that the files of a pack say, before the parts are held against each other."""

    pack: Entry[PackRecord] | None = None
    concepts: Drawer[ConceptRecord] = field(default_factory=lambda: Drawer("concept"))
    facts: Drawer[FactRecord] = field(default_factory=lambda: Drawer("fact"))
    parameters: Drawer[ParameterRecord] = field(default_factory=lambda: Drawer("parameter"))
    definitions: Drawer[DefinitionRecord] = field(default_factory=lambda: Drawer("definition"))
    evidence: Drawer[EvidenceRecord] = field(default_factory=lambda: Drawer("evidence"))
    approvals: Drawer[ApprovalRecord] = field(default_factory=lambda: Drawer("approval"))
    signed: Drawer[SignedRecord] = field(default_factory=lambda: Drawer("approved text"))
    contradictions: Drawer[ContradictionRecord] = field(default_factory=lambda: Drawer("contradiction"))
    invariants: Drawer[InvariantRecord] = field(default_factory=lambda: Drawer("invariant"))
    overrides: Drawer[OverrideRecord] = field(default_factory=lambda: Drawer("override"))
    rules: Drawer[RuleRecord] = field(default_factory=lambda: Drawer("rule"))
