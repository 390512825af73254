"""The one form of what a condition does: two conditions share it if and only if they always agree.

A diagram over regions is nearly that already. What is left is put right here: a
threshold at which nothing changes is dropped, and of the two ends of a number only
what a number can be is looked at, so that no form rests on a patient who cannot be.
Facts are taken one by one, as if each could have any value beside any other.
"""

from collections.abc import Mapping, Sequence

from osteon.knowledge.folder import fingerprint
from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node
from osteon.reasoning.regions import Cut

Cell = tuple[int, int, bool]
"""What is known of a number: the regions of its lowest and highest possible value, and if they are one."""

Form = str
"""A digest; the outcomes are "0" to "3"."""


class Canonical:
    """Writes diagrams in their canonical form. `facts` gathers the facts on which one of them rests."""

    def __init__(self, diagrams: Diagrams) -> None:
        self._diagrams = diagrams
        self._names = {cut.column: name for name, cut in diagrams.regions.cuts.items()}
        self._forms: dict[Node, tuple[Form, frozenset[str]]] = {}

    def form(self, node: Node) -> tuple[Form, frozenset[str]]:
        """Return the form of a diagram, and the facts that it rests on."""
        if node < FIRST_BRANCH:
            return str(node), frozenset()
        if node not in self._forms:
            self._forms[node] = self._branch(node)
        return self._forms[node]

    def _branch(self, node: Node) -> tuple[Form, frozenset[str]]:
        column = self._diagrams.opened(node)[0]
        # A branch on the highest value, or on exactness, belongs to the number whose column is before it.
        while column not in self._names:
            column -= 1
        name = self._names[column]
        cut = self._diagrams.regions.cuts[name]
        if cut.type == "number":
            return self._number(node, name, cut)
        edges = [self.form(edge) for edge in self._diagrams.opened(node)[1]]
        labels = ("?", *cut.choices) if cut.type == "choice" else ("no", "?", "yes")
        return _written(name, dict(zip(labels, edges, strict=True)))

    def _number(self, node: Node, name: str, cut: Cut) -> tuple[Form, frozenset[str]]:
        cells = {
            cell: self.form(self._diagrams.follow(node, cut, cell)) for cell in cells_of(len(cut.thresholds))
        }
        limits = [str(limit) for limit in cut.thresholds]
        at = 0
        while at < len(limits):
            merged = _without(cells, at)
            if merged is None:
                at += 1
            else:
                cells, limits = merged, limits[:at] + limits[at + 1 :]
        labels = {f"{low} {high} {int(exact)}": form for (low, high, exact), form in sorted(cells.items())}
        return _written(f"{name} {' '.join(limits)}", labels, name)


def cells_of(thresholds: int) -> list[Cell]:
    """Return everything that can be known of a number. Exactly at a threshold it is exact by itself."""
    size = 2 * thresholds + 1
    cells = [
        (low, high, False) for low in range(size) for high in range(low, size) if low != high or low % 2 == 0
    ]
    return cells + [(at, at, True) for at in range(size)]


def _without(
    cells: Mapping[Cell, tuple[Form, frozenset[str]]], at: int
) -> dict[Cell, tuple[Form, frozenset[str]]] | None:
    """Return the cells without the threshold with this index, or None if something changes there."""
    merged: dict[Cell, tuple[Form, frozenset[str]]] = {}
    for (low, high, exact), form in cells.items():
        cell = (_moved(low, at), _moved(high, at), exact)
        if merged.setdefault(cell, form)[0] != form[0]:
            return None
    return merged


def _moved(region: int, at: int) -> int:
    if region < 2 * at:
        return region
    return 2 * at if region <= 2 * at + 2 else region - 2


def _written(
    head: str, parts: Mapping[str, tuple[Form, frozenset[str]]], name: str = ""
) -> tuple[Form, frozenset[str]]:
    forms = [form for form, _ in parts.values()]
    if forms.count(forms[0]) == len(forms):
        return next(iter(parts.values()))
    facts = frozenset({name or head}).union(*(facts for _, facts in parts.values()))
    return fingerprint({}, head, *_pairs(list(parts), forms)), facts


def _pairs(labels: Sequence[str], forms: Sequence[Form]) -> list[str]:
    return [f"{label}: {form}" for label, form in zip(labels, forms, strict=True)]
