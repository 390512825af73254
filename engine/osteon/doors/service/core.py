"""What every part of the service shares: the rulebook, the edition of the day, the evaluators, the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from osteon.doors.library import shipped
from osteon.doors.service.settings import Settings
from osteon.knowledge.models import Rulebook
from osteon.knowledge.shelf import load_rulebook
from osteon.reasoning.advise import Advisor, advisor_for
from osteon.reasoning.reporting import Report

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of day in UTC, aware of it."""
    return datetime.now(UTC)


class Service:
    """One rulebook, opened once. Safe to use from several threads; it keeps nothing about any patient.

    `clock` returns an aware datetime; the day of an evaluation is the day of the machine's own zone.
    """

    def __init__(self, settings: Settings, *, rulebook: Rulebook | None = None, clock: Clock = now) -> None:
        self.settings = settings
        self.rulebook = rulebook or (load_rulebook(settings.pack) if settings.pack else shipped())
        self.clock = clock

    def today(self) -> date:
        """Return the day for which patients are evaluated."""
        return self.clock().astimezone().date()

    def advisor(self, day: date | None = None) -> Advisor:
        """Return the evaluators of the edition of a day, compiled once and kept; the default is today.

        Raises PackError if no rule is in force on that day.
        """
        return advisor_for(self.rulebook, day or self.today())

    def evaluate(self, profile: object, day: date | None = None, *, on_error: str = "raise") -> Report:
        """Evaluate a profile, or what `from_fhir` returns, by this service's rulebook and engine.

        Raises what `osteon.evaluate` raises.
        """
        from osteon.doors.library import evaluate

        day = getattr(profile, "as_of", None) or day or self.today()
        return evaluate(
            profile, as_of=day, rulebook=self.rulebook, engine=self.settings.engine, on_error=on_error
        )

    def warm(self) -> None:
        """Compile the edition of today and its network, so that the first callers need not wait for it."""
        self.advisor().prepare(self.settings.engine)
