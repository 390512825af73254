"""The library door to suppositions: what if the record said otherwise, and what would clear a flag?"""

from collections.abc import Iterable, Mapping
from datetime import date

from osteon.basics.errors import ChangeError, Problem
from osteon.doors.library import read_day, read_document, shipped
from osteon.knowledge.models import Rule, Rulebook
from osteon.knowledge.near import did_you_mean
from osteon.patient.overrides import Overrides
from osteon.reasoning.advise import CROSS_CHECKED, Advisor, advisor_for
from osteon.reasoning.clearing import Clearing, changes_on
from osteon.reasoning.clearing import ways_to_clear as found_ways
from osteon.reasoning.difference import WhatIf, difference


def what_if(
    profile: object,
    suppositions: Mapping[str, str],
    /,
    *,
    as_of: date | str | None = None,
    rulebook: Rulebook | None = None,
    engine: str = CROSS_CHECKED,
) -> WhatIf:
    """Evaluate a profile as it is and as somebody supposes it to be, and compare the two reports.

    `suppositions` are values by name, as in `{"vitamin_k2": "none", "dose.vitamin_d": "2000 IU/day"}`: a name
    is a fact, a substance, medicine or condition by any of its names, or a field of the profile. The caller's
    profile is not changed. The other arguments are those of `evaluate`.

    Raises ChangeError for a supposition that is not understood or that no record could say that way, and
    what `evaluate` raises.
    """
    document, day, advisor = _opened(profile, as_of, rulebook)
    return supposed(advisor, document, day, suppositions.items(), engine)


def supposed(
    advisor: Advisor,
    document: Mapping[str, object],
    day: date,
    suppositions: Iterable[tuple[str, str]],
    engine: str,
) -> WhatIf:
    """Compare a checked document with what it would be under suppositions. Raises what `what_if` raises."""
    overrides = Overrides(changes_on(advisor, day))
    said: list[str] = []
    changed: Mapping[str, object] = document
    for name, value in suppositions:
        step = overrides.set_value(changed, name, value)
        changed = step.document
        said += step.said
    before, after = advisor.advise(document, day, engine), advisor.advise(changed, day, engine)
    return WhatIf(difference(before, after, tuple(said)), changed, before, after)


def ways_to_clear(
    profile: object,
    rule: str,
    /,
    *,
    as_of: date | str | None = None,
    rulebook: Rulebook | None = None,
    engine: str = CROSS_CHECKED,
) -> Clearing:
    """Find what would clear the flag of a rule, the least effort first. It is never advice.

    Only what the knowledge pack declares open to change is tried, and each way is evaluated again. Raises
    ChangeError for a rule that is not in force, and what `evaluate` raises.
    """
    document, day, advisor = _opened(profile, as_of, rulebook)
    return found_ways(advisor, changes_on(advisor, day), document, rule_of(advisor, rule), engine)


def rule_of(advisor: Advisor, name: str) -> Rule:
    """Return a rule in force by its id.

    Raises ChangeError, with the id that was probably meant.
    """
    rules = {rule.id: rule for rule in advisor.edition.rules}
    if name not in rules:
        hint = did_you_mean(name, rules) or "`osteon rules` lists them"
        raise ChangeError([Problem(f"there is no rule {name!r} in force", hint=hint)])
    return rules[name]


def _opened(
    profile: object, as_of: date | str | None, rulebook: Rulebook | None
) -> tuple[Mapping[str, object], date, Advisor]:
    document, day = read_document(profile, {}), read_day(as_of)
    return document, day, advisor_for(rulebook if rulebook is not None else shipped(), day)
