"""What the form of a page sent: which fields, which button, and nothing that it could not have sent."""

from collections.abc import Mapping, Sequence

from osteon.basics.records import dataclass
from osteon.doors.rendering.answers import BOTH, CLINICIAN, PATIENT
from osteon.doors.service.page import fields
from osteon.doors.service.page.given import FORM, PASTED, Answered, Given, from_fields
from osteon.doors.service.page.supposing import LINES

Form = Sequence[tuple[str, str]]
"""Names and values in the order of the form; a name may stand there several times."""

AUDIENCES = (CLINICIAN, PATIENT, BOTH)
REPLY = "reply."
"""What the name of the field for the answer to a question begins with; the name of the fact follows."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A patient as the form sent it, with the replies that are new, and which button was pressed.

    `take_back` names the fact whose answer is taken back, `clear` the rule whose flag is to be cleared,
    `explain` the rule that is asked about. `compare`: the button below the suppositions was pressed.
    """

    given: Given
    audience: str
    replies: tuple[Answered, ...]
    suppositions: tuple[tuple[str, str], ...]
    take_back: str = ""
    clear: str = ""
    explain: str = ""
    compare: bool = False


def sent(form: Form) -> Sent:
    """Return what was sent. `form` holds names and values in the order of the form."""
    told: Mapping[str, str] = dict(form)
    audience = told.get("show") or told.get("audience", CLINICIAN)
    return Sent(
        _given(form, told),
        audience if audience in AUDIENCES else CLINICIAN,
        tuple(_replies(form)),
        tuple([(told.get(f"name{at}", ""), told.get(f"value{at}", "")) for at in range(LINES)]),
        told.get("take_back", ""),
        told.get("clear", ""),
        told.get("explain", ""),
        "suppose" in told,
    )


def _given(form: Form, told: Mapping[str, str]) -> Given:
    answers = [_answered(value) for name, value in form if name == "answered"]
    how = told.get("how")
    if how in (FORM, PASTED):
        return Given(how, told.get("given", ""), tuple(answers))
    if "text" in told:
        return Given(PASTED, told.get("file") or told["text"])
    return from_fields({name: told[name] for name in fields.NAMES if name in told})


def _answered(line: str) -> Answered:
    fact, _, reply = line.partition("=")
    return Answered(fact, reply)


def _replies(form: Form) -> list[Answered]:
    """Return the replies that were typed or pressed; what is pressed counts before what is typed."""
    typed = {
        name.removeprefix(REPLY): value for name, value in form if name.startswith(REPLY) and value.strip()
    }
    pressed = [_answered(value) for name, value in form if name == "reply"]
    return [
        *pressed,
        *(Answered(fact, said) for fact, said in typed.items() if all(each.fact != fact for each in pressed)),
    ]
