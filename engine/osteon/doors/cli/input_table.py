"""`osteon evaluate --explain-input`: what became of every entry of a record, as a table."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from osteon.basics.errors import ProfileError
from osteon.doors.cli.exits import CLEAN, gravest
from osteon.doors.cli.output import opened
from osteon.doors.cli.patients import in_source
from osteon.doors.cli.trouble import explain_one
from osteon.doors.fhir.accounting import READ, Accounting, Item
from osteon.doors.fhir.files import records_in
from osteon.doors.fhir.reading import FhirRecord
from osteon.doors.files import FHIR, Source, sources
from osteon.doors.rendering.paint import clean_lines
from osteon.knowledge.models import Rulebook
from osteon.patient.words import LISTS

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from argparse import Namespace

    from osteon.doors.cli.short import ShortLine

Reader = Callable[[], Accounting]

_HEAD = ("entry", "became", "facts", "why", "place")


def print_accounts(options: "Namespace | ShortLine", day: date, rulebook: Rulebook) -> int:
    """Print the account of every record that was named, and return the exit code."""
    codes = {CLEAN}
    with opened(options.output) as page:
        for source in sources(options.files):
            for where, account in _accounts(source, day, rulebook, options.columns):
                try:
                    page.write(clean_lines(f"{where}\n{table(account())}\n"))
                except ProfileError as trouble:
                    codes.add(explain_one(trouble, where))
    return gravest(codes)


def _accounts(
    source: Source, day: date, rulebook: Rulebook, columns: str | None
) -> Iterator[tuple[str, Reader]]:
    if source.kind == FHIR and source.trouble is None:
        for place, record in records_in(source, day, rulebook):
            yield place.where, partial(_of_record, record)
    else:
        for place, document in in_source(source, day, rulebook, columns):
            yield place.where, partial(_of_profile, document)


def _of_record(read: Callable[[], FhirRecord]) -> Accounting:
    return read().accounting


def _of_profile(read: Callable[[], Mapping[str, object]]) -> Accounting:
    """Account for a profile of our own form: each entry of each list is taken as it stands."""
    document = read()
    items = []
    for name in (*LISTS, "tests"):
        listed = document.get(name)
        for at, entry in enumerate(listed if isinstance(listed, list) else ()):
            called = entry if isinstance(entry, str) else str(entry.get("name", "an entry without name"))
            items.append(Item(f"{name}[{at}]", called, READ, "", (f"{name}[{at}]",)))
    return Accounting(tuple(items))


def table(account: Accounting) -> str:
    """Write an account as a table: a line for each entry, then how many there are of each kind."""
    rows = [_HEAD]
    rows += [(each.what, each.kind, ", ".join(each.facts), each.why, each.path) for each in account.items]
    rows += [("the record", "incomplete", "", each.why, each.path) for each in account.gaps]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    lines = [_line(row, widths) for row in rows]
    counts = ", ".join(f"{count} {kind}" for kind, count in account.counts.items())
    entries = "1 entry" if account.entries == 1 else f"{account.entries} entries"
    return "\n".join([*lines, f"{entries}: {counts}"]) + "\n"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    what, kind, facts, why, path = row
    padded = "  ".join(text.ljust(width) for text, width in zip((what, kind, facts), widths, strict=True))
    return f"{padded}  {path}{': ' if why else ''}{why.removeprefix(path).removeprefix(': ')}".rstrip()
