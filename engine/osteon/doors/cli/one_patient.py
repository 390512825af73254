"""The one patient that a command looks at, from a file, standard input, or options."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.patients import patients_of
from osteon.doors.cli.trouble import UsageError
from osteon.knowledge.shelf import load_rulebook
from osteon.reasoning.advise import Advisor, advisor_for


def the_patient(
    options: Namespace, described: dict[str, object] | None
) -> tuple[Advisor, Mapping[str, object], date, str]:
    """Return the advisor, the patient's checked document, the day and the evaluator.

    Raises UsageError for several profiles, and ProfileError for one that cannot be read.
    """
    day, rulebook = options.as_of or date.today(), load_rulebook(options.pack)
    patients, several = patients_of([options.profile], described, day, rulebook)
    if several:
        raise UsageError("this command looks at one profile; `evaluate` takes several")
    (_, read), *_ = patients
    return advisor_for(rulebook, day), read(), day, shared.engine_of(options.engine)
