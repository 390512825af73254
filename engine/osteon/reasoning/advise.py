"""One patient before every rule: derive the facts, judge twice, compare, report.

Whatever goes wrong on the way is an error. There is no path on which a fault
leaves a shorter list of advisories behind.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import EngineDisagreement, EngineError, NoAdvice, OsteonError, Problem
from osteon.basics.locks import Lock
from osteon.basics.truth import YES
from osteon.knowledge.models import Rulebook
from osteon.patient.facts import FactPlan, Facts
from osteon.patient.words import truth
from osteon.reasoning.background import AllCases, Background
from osteon.reasoning.compiled import Compiled, compile_edition, cut_regions
from osteon.reasoning.edition import Edition, days_of_change, edition_on
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.explain import Explainer
from osteon.reasoning.kept import kept_plan
from osteon.reasoning.network import Plan
from osteon.reasoning.precedence import give_way, superiors
from osteon.reasoning.regions import Row
from osteon.reasoning.report import Evaluated
from osteon.reasoning.reporting import Report
from osteon.reasoning.shared import Shared

CROSS_CHECKED = "durable-rules"
REFERENCE = "reference"
ENGINES = (CROSS_CHECKED, REFERENCE)

REMEMBERED = 4_096
"""How many answers of the network are kept for each part of a stratum."""


class Advisor:
    """Evaluates patients by one edition of a rulebook. Thread-safe; make it once, use it often.

    `network` is the plan of the durable-rules network; without one it is made, or taken from the cache.
    `remember` is how many answers of the network are kept for each part of a stratum (0: it is asked every
    time), by default REMEMBERED.
    """

    def __init__(self, edition: Edition, network: Plan | None = None, remember: int | None = None) -> None:
        self.edition = edition
        self.superiors = superiors(edition)
        self.reference = Reference(edition)
        self.explainer = Explainer(edition)
        rulebook = edition.rulebook
        self.plan = FactPlan(
            rulebook.vocabulary,
            rulebook.terminology,
            edition.parameters,
            [fact.name for fact in edition.facts],
        )
        self.background = Background(edition, self.plan, self.explainer, AllCases(edition), Shared())
        self.regions = cut_regions(edition)
        self._rete: Rete | None = None
        self._network = network
        self._remember = REMEMBERED if remember is None else remember
        self._lock = Lock()

    def compiled(self) -> Compiled:
        """Return the edition's compiled form, built anew."""
        return compile_edition(self.edition)

    def rete(self) -> Rete:
        """Return the durable-rules network, built on first use."""
        if self._rete is None:
            with self._lock:
                if self._rete is None:
                    plan = self._network or kept_plan(self.edition, self.regions)
                    self._rete = Rete(plan, self._remember, begin_small=True)
        return self._rete

    def prepare(self, engine: str = CROSS_CHECKED) -> None:
        """Do now what the first patients would otherwise wait for. It changes nothing else."""
        self.reference.prepare()
        if engine == CROSS_CHECKED:
            self.rete().prepare()

    def advise(self, document: Mapping[str, object], as_of: date, engine: str = CROSS_CHECKED) -> Report:
        """Evaluate one patient's document on a day.

        Raises EngineDisagreement if the two evaluators differ on any rule, EngineError if one of them
        fails, ProfileError for a document that cannot be read, NoAdvice for one who has died. `engine` is
        one of ENGINES.
        """
        if engine not in ENGINES:
            raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")
        if truth(document.get("deceased")) is YES:
            raise NoAdvice(
                [Problem("deceased: the patient has died", hint="if that is wrong, correct the record")]
            )
        try:
            facts = self.plan.derive(document, as_of)
            outcomes = self.reference.outcomes(facts.values)
            giving_way = give_way(outcomes, self.superiors) if self.superiors else set()
            stated: list[int] = []
            if engine == CROSS_CHECKED:
                stated = self._cross_check(facts, outcomes, giving_way)
        except OsteonError:
            raise
        except Exception as fault:
            # Whatever it was, an evaluation that did not run to its end must not look like one that did.
            raise EngineError(
                f"the evaluation failed ({type(fault).__name__}: {fault}); nothing is reported"
            ) from fault
        evaluated = Evaluated(document, engine, stated)
        return Report(self.background, facts, tuple(outcomes), giving_way, as_of, evaluated)

    def _cross_check(self, facts: Facts, outcomes: list[int], giving_way: set[int]) -> list[int]:
        """Return what the network stated, which is what the reference evaluator says."""
        rete, row = self.rete(), self.regions.row(facts.values)
        stated = rete.outcomes(row)
        if stated != outcomes:
            differ = [
                at for at, (ours, theirs) in enumerate(zip(outcomes, stated, strict=True)) if ours != theirs
            ]
            raise self._disagreement("conclusions", differ, row, outcomes, stated)
        if self.superiors and (yielding := rete.give_way(stated)) != giving_way:
            differ = sorted(yielding ^ giving_way)
            raise self._disagreement("precedence", differ, row, sorted(giving_way), sorted(yielding))
        return stated

    def _disagreement(
        self, stratum: str, differ: list[int], row: Row, ours: list[int], theirs: list[int]
    ) -> EngineDisagreement:
        self.rete().forget()
        rules = [self.edition.rules[at].id for at in differ]
        record: dict[str, object] = {
            "stratum": stratum,
            "rules": rules,
            "pack_hash": self.edition.rulebook.hash,
            "edition": self.edition.first_day,
            "regions": [*row],
            "reference": ours,
            "durable_rules": theirs,
        }
        return EngineDisagreement(
            f"the two evaluators differ on {', '.join(rules)}. Nothing is reported: please send the record.",
            record,
        )


_advisors: dict[tuple[int, str], tuple[Rulebook, Advisor]] = {}
_asked: dict[tuple[int, date], tuple[Rulebook, Advisor]] = {}
_lock = Lock()
_ADVISORS_KEPT = 32
_DAYS_KEPT = 4_096


def advisor_for(rulebook: Rulebook, as_of: date) -> Advisor:
    """Return the advisor of a rulebook's edition on a day. Editions are compiled once; the last few are kept.

    Raises PackError if no rule is in force on that day.
    """
    kept = _asked.get((id(rulebook), as_of))
    # The rulebook itself is compared, because the id of one that is gone may be given to another.
    if kept is not None and kept[0] is rulebook:
        return kept[1]
    day = as_of.isoformat()
    days = days_of_change(rulebook)
    first_day = days[max(bisect_right(days, day) - 1, 0)] if days else day
    with _lock:
        kept = _advisors.get((id(rulebook), first_day))
        if kept is None or kept[0] is not rulebook:
            _make_room()
            kept = _advisors[id(rulebook), first_day] = (rulebook, Advisor(edition_on(rulebook, day)))
        if len(_asked) >= _DAYS_KEPT:
            _asked.clear()
        _asked[id(rulebook), as_of] = kept
    return kept[1]


def _make_room() -> None:
    if len(_advisors) >= _ADVISORS_KEPT:
        del _advisors[next(iter(_advisors))]
        _asked.clear()
