"""osteon: a patient profile in, cited advisory flags out, and an honest word on what is not known.

    from osteon import evaluate

    report = evaluate(medications=["warfarin"], d3_dose="5000 IU/day", osteoporosis=True, pregnant=False)
    for advisory in report.advisories:
        print(advisory.severity, advisory.rule_id, advisory.clinician.summary)

A prototype. The knowledge it ships has not been reviewed by a clinician.
"""

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.basics.errors import (
        ChangeError,
        EngineDisagreement,
        EngineError,
        EngineUnavailable,
        OsteonError,
        PackError,
        ProfileError,
        ReportError,
        RunError,
    )
    from osteon.doors.fhir.door import from_fhir
    from osteon.doors.library import evaluate
    from osteon.doors.registry.door import screen
    from osteon.doors.what_if import ways_to_clear, what_if
    from osteon.knowledge.models import Rulebook
    from osteon.knowledge.shelf import load_rulebook
    from osteon.patient.profile import Profile
    from osteon.reasoning.report import Advisory
    from osteon.reasoning.reporting import Report

_HOMES = {
    "Advisory": "osteon.reasoning.report",
    "ChangeError": "osteon.basics.errors",
    "EngineDisagreement": "osteon.basics.errors",
    "EngineError": "osteon.basics.errors",
    "EngineUnavailable": "osteon.basics.errors",
    "OsteonError": "osteon.basics.errors",
    "PackError": "osteon.basics.errors",
    "Profile": "osteon.patient.profile",
    "ProfileError": "osteon.basics.errors",
    "Report": "osteon.reasoning.reporting",
    "ReportError": "osteon.basics.errors",
    "Rulebook": "osteon.knowledge.models",
    "RunError": "osteon.basics.errors",
    "evaluate": "osteon.doors.library",
    "from_fhir": "osteon.doors.fhir.door",
    "load_rulebook": "osteon.knowledge.shelf",
    "screen": "osteon.doors.registry.door",
    "ways_to_clear": "osteon.doors.what_if",
    "what_if": "osteon.doors.what_if",
}

__all__ = [
    "Advisory",
    "ChangeError",
    "EngineDisagreement",
    "EngineError",
    "EngineUnavailable",
    "OsteonError",
    "PackError",
    "Profile",
    "ProfileError",
    "Report",
    "ReportError",
    "Rulebook",
    "RunError",
    "__version__",
    "evaluate",
    "from_fhir",
    "load_rulebook",
    "screen",
    "ways_to_clear",
    "what_if",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Names are fetched when they are first used: `osteon --help` needs none of them,
    # and the command line's answer to one profile should feel instant.
    if name not in _HOMES:
        raise AttributeError(f"module 'osteon' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
