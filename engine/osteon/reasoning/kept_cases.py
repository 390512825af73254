"""The case diagrams of an edition, kept from one process to the next like its network."""

from osteon.basics.quantity import exact
from osteon.basics.typed import Any
from osteon.knowledge import cache
from osteon.knowledge.models import Invariant, Rule
from osteon.reasoning.answers import Answers
from osteon.reasoning.case_diagrams import CaseDiagram, draw
from osteon.reasoning.edition import Edition
from osteon.reasoning.kept import key_of
from osteon.reasoning.possible import invariants_of

KIND = "cases"


class Drawings:
    """Every rule of an edition drawn over answers: fetched from an earlier process, or drawn now."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._invariants: tuple[Invariant, ...] | None = None
        key = key_of(edition)
        stored = cache.fetch_plain(KIND, key) if key else None
        if key and not isinstance(stored, dict):
            stored = {rule.id: _stored(self._draw(rule)) for rule in edition.rules}
            cache.keep_plain(KIND, key, stored)
        self._stored: dict[str, Any] = stored if isinstance(stored, dict) else {}

    def of(self, rule: Rule) -> CaseDiagram:
        """Return a rule over answers.

        Raises RuleTooComplex where drawing it needs too many branches.
        """
        stored = self._stored.get(rule.id)
        return self._draw(rule) if stored is None else _opened(stored, self._edition)

    def _draw(self, rule: Rule) -> CaseDiagram:
        if self._invariants is None:
            self._invariants = invariants_of(self._edition)
        return draw(self._edition, rule, self._invariants)


def _stored(diagram: CaseDiagram) -> tuple[object, ...]:
    answers = diagram.answers
    cuts = {name: tuple(map(str, cut.thresholds)) for name, cut in answers.cuts.items()}
    roots = diagram.raised, diagram.when
    return cuts, tuple(answers.told), diagram.branches, roots, tuple(diagram.tied), tuple(diagram.own)


def _opened(stored: Any, edition: Edition) -> CaseDiagram:
    cuts, told, branches, (raised, when), tied, own = stored
    thresholds = {name: tuple(map(exact, cut)) for name, cut in cuts.items()}
    answers = Answers([edition.rulebook.vocabulary[name] for name in cuts], thresholds, told)
    return CaseDiagram(answers, branches, raised, when, frozenset(tied), frozenset(own))
