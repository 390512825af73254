"""A patient evaluated rule by rule after something failed: what stands, and what could not be evaluated.

Only for callers who ask for it (`on_error="report"`), such as a service that has to
answer. Each rule that fails, or on which the evaluators differ, has the verdict
"error" and is listed under `not_assessed`. What leaves no rule standing, or leaves
the others without cross-check, stays an error.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from osteon.basics.errors import EngineError
from osteon.basics.records import replace
from osteon.language.judge import Values
from osteon.patient.facts import Facts
from osteon.reasoning.advise import CROSS_CHECKED, Advisor
from osteon.reasoning.engines.reference import OUTCOME_NO
from osteon.reasoning.precedence import give_way
from osteon.reasoning.report import Evaluated
from osteon.reasoning.reporting import Report

_DIFFER = "the two evaluators differ on it"


def advised_or_salvaged(advisor: Advisor, document: Mapping[str, object], as_of: date, engine: str) -> Report:
    """Evaluate a patient; if something fails, each rule by itself.

    Raises ProfileError as `Advisor.advise` does, and EngineError as `salvaged` does.
    """
    try:
        report = advisor.advise(document, as_of, engine)
    except EngineError:
        return salvaged(advisor, document, as_of, engine)
    report.evaluated = replace(report.evaluated, faults={})
    return report


def salvaged(advisor: Advisor, document: Mapping[str, object], as_of: date, engine: str) -> Report:
    """Evaluate each rule by itself.

    Raises EngineError if no rule can be evaluated, or if the network fails as a whole.
    """
    try:
        facts = advisor.plan.derive(document, as_of)
    except Exception as fault:
        raise EngineError(f"no facts could be derived ({fault}); nothing is reported") from fault
    outcomes, faults = _one_by_one(advisor, facts.values)
    cross_checked = engine == CROSS_CHECKED
    stated = _cross_checked(advisor, facts, outcomes, faults) if cross_checked else ()
    giving_way = give_way(outcomes, advisor.superiors)
    if cross_checked:
        for at in advisor.rete().give_way(outcomes) ^ giving_way:
            faults[at] = f"{_DIFFER}, namely whether it gives way"
    if len(faults) == len(outcomes):
        raise EngineError(f"no rule could be evaluated ({next(iter(faults.values()))}); nothing is reported")
    return Report(
        advisor.background, facts, tuple(outcomes), giving_way, as_of,
        Evaluated(document, engine, stated, faults),
    )  # fmt: skip


def _one_by_one(advisor: Advisor, values: Values) -> tuple[list[int], dict[int, str]]:
    outcomes, faults = [], {}
    for at in range(len(advisor.edition.rules)):
        try:
            outcomes.append(advisor.reference.outcome(at, values))
        except Exception as fault:  # noqa: BLE001  # whatever it is, it is told as this rule's verdict
            outcomes.append(OUTCOME_NO)
            faults[at] = f"its evaluation failed ({type(fault).__name__}: {fault})"
    return outcomes, faults


def _cross_checked(
    advisor: Advisor, facts: Facts, outcomes: list[int], faults: dict[int, str]
) -> Sequence[int]:
    try:
        stated = advisor.rete().outcomes(advisor.regions.row(facts.values))
    except EngineError:
        raise
    except Exception as fault:
        raise EngineError(
            f"the evaluation could not be cross-checked ({fault}); nothing is reported"
        ) from fault
    for at, (ours, theirs) in enumerate(zip(outcomes, stated, strict=True)):
        if ours != theirs and at not in faults:
            faults[at] = _DIFFER
        if at in faults:
            # A rule without verdict silences nobody.
            outcomes[at] = OUTCOME_NO
    return stated
