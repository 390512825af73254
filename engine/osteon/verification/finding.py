"""What the verification of a rulebook finds: how grave it is, what it says, and who shows it."""

from osteon.basics.errors import Place
from osteon.basics.records import dataclass
from osteon.verification.telling import Patient

ERROR = "error"
WARNING = "warning"
NOTE = "note"

LEVELS = (ERROR, WARNING, NOTE)
"""Gravest first: the levels of SARIF."""

CODES = {
    "unreachable": "no patient can raise the rule",
    "always-gives-way": "the rule is raised for nobody, because a superseding rule always applies as well",
    "always": "every patient raises the rule, whatever is known",
    "redundant-clause": "a part of a condition can be left out and nothing changes",
    "idle-threshold": "the number of a comparison can be moved and nothing changes",
    "implied": "whoever raises one rule raises the other, and neither gives way",
    "always-together": "two rules are raised for exactly the same patients",
    "contradictory-advice": "two rules that can be raised together recommend opposite things",
    "range-gap": "two comparisons meet at a number and neither holds of exactly that number",
    "text-number": "a text says a number that its rule does not use",
    "property": "a universal scenario does not hold of every patient",
    "never-decisive-fact": "a fact that a rule reads never decides it",
    "not-decided": "a question is too large for the budget, or no patient could be made who shows it",
}
"""Every kind of finding, and what it means."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `code` is one of CODES and stable; `witness` is a patient who shows it, or None."""

    code: str
    level: str
    rules: tuple[str, ...]
    text: str
    place: Place | None = None
    witness: Patient | None = None
