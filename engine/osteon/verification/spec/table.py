"""Everything that a rule does, as a table: for each case what becomes of it, and no case left out.

The columns are what the rule's own lines speak of: facts, and phrases that are
explained beside it. What is not known is a case like any other. No two rows
overlap, and every patient is in one of them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from osteon.knowledge.models import Rule
from osteon.language.syntax import Defined, leaves
from osteon.patient.vocabulary import Fact
from osteon.reasoning.canonical import cells_of
from osteon.reasoning.compiled import cut, rule_diagram
from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node
from osteon.reasoning.edition import Edition
from osteon.reasoning.regions import Cut
from osteon.reasoning.values import said_number

OUTCOMES = ("not raised", "undecided", "raised", "withheld")
"""What each outcome of a diagram is called."""

ANY = "any"
MOST_ROWS = 40
"""A table longer than this is not read; it is given without its undecided rows."""

_ORDER = ("raised", "withheld", "undecided", "not raised")


@dataclass(frozen=True, slots=True)
class Case:
    """One row: what stands in each column ("any" where it does not matter), and what becomes of the rule."""

    cells: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one rule. If `whole` is False, every case that is not listed is undecided."""

    columns: tuple[str, ...]
    cases: tuple[Case, ...]
    whole: bool


Atom = tuple[int, int, int]
"""One thing that can stand in a column: a label's place, or what is known of a number."""

Box = tuple[frozenset[Atom], ...]
"""A case before it is put into words: what may stand in each column."""


def table_of(edition: Edition, rule: Rule) -> Table:
    """Return the table of a rule in force.

    Raises RuleTooComplex, naming the rule.
    """
    columns, boxes = _Drawing(edition, rule).drawn()
    merged = [
        (box, outcome) for outcome in _ORDER for box in _merged(boxes.get(outcome, set()), len(columns))
    ]
    whole = len(merged) <= MOST_ROWS
    listed = merged if whole else [(box, outcome) for box, outcome in merged if outcome != "undecided"]
    told = [column for column in columns if any(box[column.at] != column.everything for box, _ in merged)]
    loose = {column.at: column.loose({box[column.at] for box, _ in merged}) for column in told}
    cases = [
        Case(tuple(column.said(box[column.at], loose[column.at]) for column in told), outcome)
        for box, outcome in listed
    ]
    return Table(tuple(column.head for column in told), tuple(cases), whole)


def _merged(boxes: set[Box], columns: int) -> list[Box]:
    """Join cases that differ in one column only, until there are none left."""
    before: set[Box] = set()
    while boxes != before:
        before = boxes
        for at in range(columns):
            alike: dict[tuple[Box, Box], frozenset[Atom]] = {}
            for box in sorted(boxes, key=_sorted):
                rest = (box[:at], box[at + 1 :])
                alike[rest] = alike.get(rest, frozenset()) | box[at]
            boxes = {(*start, joined, *end) for (start, end), joined in alike.items()}
    return sorted(boxes, key=_sorted)


def _sorted(box: Box) -> list[list[Atom]]:
    return [sorted(atoms, reverse=True) for atoms in box]


@dataclass(frozen=True, slots=True)
class _Column:
    """A fact or a phrase. `labels` are what can stand in it, or a number's limits; `at` counts columns."""

    at: int
    head: str
    place: int
    cut: Cut | None
    labels: tuple[str, ...]

    @property
    def everything(self) -> frozenset[Atom]:
        return frozenset(self.atoms())

    def atoms(self) -> list[Atom]:
        if self.cut is not None:
            return [(low, high, int(exact)) for low, high, exact in cells_of(len(self.cut.thresholds))]
        return [(at, 0, 0) for at in range(len(self.labels))]

    def loose(self, told: Collection[frozenset[Atom]]) -> frozenset[Atom]:
        """Return what is known too little of a number to say where it lies, as far as the rule can tell.

        `told` are the sets that stand in this column. An amount between two limits is known well enough if
        it always stands together with the exact amounts there.
        """
        if self.cut is None:
            return frozenset()
        kinds: dict[tuple[bool, ...], set[Atom]] = {}
        for atom in self.atoms():
            kinds.setdefault(tuple(atom in each for each in told), set()).add(atom)
        return frozenset(atom for kind in kinds.values() for atom in kind if not _lies_within(atom, kind))

    def said(self, atoms: frozenset[Atom], loose: frozenset[Atom]) -> str:
        if atoms == self.everything:
            return ANY
        if self.cut is None:
            return " or ".join(sorted((self.labels[at] for at, _, _ in atoms), key=_unknown_last))
        known = sorted(low for low, _, exact in atoms if exact)
        said = [_range(run[0], run[-1], self.labels) for run in _runs(known)]
        if loose and loose <= atoms:
            said.append("not known well enough")
        else:
            said += [_between(atom, self.labels) for atom in sorted(loose & atoms)]
        return " or ".join(said)


def _lies_within(atom: Atom, kind: Collection[Atom]) -> bool:
    low, high, exact = atom
    return bool(exact) or all((at, at, 1) in kind for at in range(low, high + 1))


class _Drawing:
    """The diagram of a rule over its own facts and phrases."""

    def __init__(self, edition: Edition, rule: Rule) -> None:
        conditions = (rule.when, *(unless.where for unless in rule.unless))
        own = [leaf for condition in conditions for leaf in leaves(condition)]
        names = dict.fromkeys(leaf.fact for leaf in own if not isinstance(leaf, Defined))
        facts = [edition.rulebook.vocabulary[name] for name in names]
        regions = cut(edition, facts, [leaf for leaf in own if not isinstance(leaf, Defined)])
        after = len(regions.variables)
        phrases = dict.fromkeys(leaf.name for leaf in own if isinstance(leaf, Defined))
        concluded = {name: after + at for at, name in enumerate(phrases)}
        self._diagrams = Diagrams(regions, edition.parameters, edition.definitions(), concluded)
        self._node = rule_diagram(self._diagrams, rule)
        told = [_labelled(fact, regions.cuts[fact.name]) for fact in facts]
        reads = edition.rulebook.definitions
        told += [(reads[name].reads, place, None, _YES_NO) for name, place in concluded.items()]
        in_order = sorted(told, key=lambda each: each[1])
        self._columns = [_Column(at, *each) for at, each in enumerate(in_order)]

    def drawn(self) -> tuple[list[_Column], dict[str, set[Box]]]:
        """Return the columns, and the cases of each outcome."""
        boxes: dict[str, set[Box]] = {}
        for box, node in self._walk(self._node, tuple(column.everything for column in self._columns)):
            boxes.setdefault(OUTCOMES[node], set()).add(box)
        return self._columns, boxes

    def _walk(self, node: Node, box: Box) -> Iterator[tuple[Box, Node]]:
        if node < FIRST_BRANCH:
            yield box, node
            return
        here = self._diagrams.opened(node)[0]
        at = max(at for at, column in enumerate(self._columns) if column.place <= here)
        leads: dict[Node, list[Atom]] = {}
        for atom in self._columns[at].atoms():
            leads.setdefault(self._to(node, self._columns[at], atom), []).append(atom)
        for to, atoms in leads.items():
            yield from self._walk(to, (*box[:at], frozenset(atoms), *box[at + 1 :]))

    def _to(self, node: Node, column: _Column, atom: Atom) -> Node:
        if column.cut is not None:
            return self._diagrams.follow(node, column.cut, atom)
        return self._diagrams.opened(node)[1][atom[0]]


_YES_NO = ("no", "not known", "yes")


def _labelled(fact: Fact, cut: Cut) -> tuple[str, int, Cut | None, tuple[str, ...]]:
    if cut.type == "number":
        return fact.reads, cut.column, cut, tuple(said_number(limit, fact.unit) for limit in cut.thresholds)
    labels = ("not known", *(choice.replace("_", " ") for choice in cut.choices)) if cut.choices else _YES_NO
    return fact.reads, cut.column, None, labels


def _unknown_last(label: str) -> tuple[bool, bool, str]:
    return label == "not known", label == "no", label


def _between(atom: Atom, limits: Sequence[str]) -> str:
    low, high = (_range(region, region, limits) for region in atom[:2])
    return f"from “{low}” to “{high}”"


def _runs(regions: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for region in regions:
        if runs and runs[-1][-1] == region - 1:
            runs[-1].append(region)
        else:
            runs.append([region])
    return runs


def _range(first: int, last: int, limits: Sequence[str]) -> str:
    """Say a run of regions. The odd ones are exactly at a limit, the even ones lie between."""
    top = 2 * len(limits)
    if (first, last) == (0, top):
        return "known"
    if first == last and first % 2:
        return f"exactly {limits[first // 2]}"
    low = ("at least " if first % 2 else "more than ") + limits[(first - 1) // 2] if first else ""
    high = ("at most " if last % 2 else "less than ") + limits[last // 2] if last < top else ""
    return " and ".join(filter(None, (low, high)))
