"""The page on which a patient is entered, with whatever is wrong beside the field that it is about."""

from starlette.responses import Response

from osteon.basics.errors import NoAdvice, Problem, ProfileError
from osteon.basics.records import dataclass
from osteon.doors.service.core import Service
from osteon.doors.service.page.fields import FIELDS, FIRST, field_of
from osteon.doors.service.page.given import PASTED, Given, entries_of
from osteon.doors.service.page.writing import page

TEXT_FIELD = "text"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field: its name, its label, what is wrong, the fix, and the line of a text."""

    field: str
    label: str
    message: str
    hint: str
    excerpt: str = ""


def entry_page(service: Service, given: Given | None = None, trouble: ProfileError | None = None) -> Response:
    """Return the form: empty, or as it was filled in, with what is wrong."""
    try:
        entries = entries_of(given) if given else {}
    except ProfileError as not_ours:
        given, entries, trouble = None, {}, not_ours
    pasted = given is not None and given.how == PASTED
    wrong = [_wrong(each, pasted=pasted) for each in trouble.problems] if trouble else []
    return page(
        "entry_page.html",
        422 if trouble else 200,
        entries=entries,
        pasted=pasted,
        text=given.text if given and pasted else "",
        wrong=wrong,
        no_advice=isinstance(trouble, NoAdvice),
        at_field={name: [each for each in wrong if each.field == name] for name in (*FIELDS, TEXT_FIELD)},
        more_open=any(entries.get(name) for name in entries if name.partition(".")[0] not in _FIRST)
        or any(each.field in FIELDS and each.field not in _FIRST for each in wrong),
        pack=service.rulebook.pack,
        day=service.today().isoformat(),
    )


_FIRST = {each.name for each in FIRST}


def _wrong(problem: Problem, *, pasted: bool) -> Wrong:
    if pasted:
        place, excerpt = problem.place, ""
        if place is not None and place.excerpt:
            excerpt = f"{place.line} | {place.excerpt}\n{' ' * (len(str(place.line)) + 2 + place.column)}^"
        at = f"line {place.line}: " if place is not None else ""
        return Wrong(TEXT_FIELD, "The text", at + problem.message, problem.hint or "", excerpt)
    name, line, message = field_of(problem.message)
    if not name:
        return Wrong("", "", message, problem.hint or "")
    several = f"line {line}: " if line is not None else ""
    return Wrong(name, FIELDS[name].label, several + message, problem.hint or "")
