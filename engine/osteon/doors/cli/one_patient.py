"""The one patient that a command looks at, from a file, standard input, or options."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.trouble import UsageError
from osteon.doors.cli.ward_round import patients_of
from osteon.knowledge.shelf import load_rulebook
from osteon.reasoning.advise import Advisor, advisor_for


def the_patient(
    options: Namespace, described: dict[str, object] | None
) -> tuple[Advisor, Mapping[str, object], date, str]:
    """Return the advisor, the patient's checked document, the day and the evaluator.

    Raises UsageError for several profiles, and ProfileError for one that cannot be read.
    """
    patients, several = patients_of([options.profile], described)
    if several:
        raise UsageError("this command looks at one profile; `evaluate` takes several")
    (_, read), *_ = patients
    day = options.as_of or date.today()
    return advisor_for(load_rulebook(options.pack), day), read(), day, shared.engine_of(options.engine)
