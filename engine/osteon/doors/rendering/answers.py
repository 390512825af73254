"""What became of one profile: a report, or the reasons why there is none. And how answers are to be shown."""

from osteon.basics.records import dataclass

TYPE_CHECKING = False  # spelt out, because a report is not needed to speak of one
if TYPE_CHECKING:
    from osteon.basics.errors import Problem
    from osteon.reasoning.reporting import Report

CLINICIAN = "clinician"
PATIENT = "patient"
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Answer:
    """One profile's answer. `where` says which profile; without a report there are problems."""

    where: str
    id: str
    report: "Report | None" = None
    problems: "tuple[Problem, ...]" = ()

    @property
    def name(self) -> str:
        """Return how the profile is called in a heading."""
        return f"{self.id} ({self.where})" if self.id else self.where

    @property
    def reasons(self) -> list[str]:
        """Return why there is no report, one line each."""
        return [f"{each.message} ({each.place})" if each.place else each.message for each in self.problems]


@dataclass(frozen=True, slots=True)
class Style:
    """How answers are shown. `several`: more than one profile was asked for; each answer says whose it is."""

    audience: str = CLINICIAN
    several: bool = False
    colour: bool = False
    width: int = 80

    @property
    def for_clinician(self) -> bool:
        """Say whether clinicians read this."""
        return self.audience in (CLINICIAN, BOTH)

    @property
    def for_patient(self) -> bool:
        """Say whether the patient reads this."""
        return self.audience in (PATIENT, BOTH)
