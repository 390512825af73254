"""Which reasons are offered to whoever sets an advisory aside: read from `overrides/`, and checked."""

from collections.abc import Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import OverrideRecord
from osteon.knowledge.models import Override
from osteon.knowledge.near import did_you_mean
from osteon.knowledge.reason_codes import DISPLAYS

_CODES = "write a code of HL7's NonAdherenceReasonCodes; docs/rule-language.md lists them"


def overrides_of(drawers: Drawers) -> tuple[Override, ...]:
    """Return the entries, in the order of the files."""
    return tuple([_read(entry.name, entry.record) for entry in drawers.overrides])


def _read(name: str, record: OverrideRecord) -> Override:
    return Override(
        name,
        record.why,
        tuple(record.offer),
        tuple(record.severity),
        tuple(record.certainty),
        tuple(record.about),
        tuple(record.rules),
        record.unconfirmed == "yes",
    )


def check_overrides(drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with the entries: codes that HL7 does not have, rules that are not there."""
    for entry in drawers.overrides:
        yield from _check_codes(entry)
        for at, rule in enumerate(entry.record.rules):
            yield from drawers.rules.unknown(rule, entry.at("rules", at))


def _check_codes(entry: Entry[OverrideRecord]) -> Iterator[Problem]:
    offered: set[str] = set()
    for at, code in enumerate(entry.record.offer):
        place = entry.at("offer", at)
        if code not in DISPLAYS:
            yield Problem(f"unknown reason `{code}`", place, did_you_mean(code, DISPLAYS) or _CODES)
        elif code in offered:
            yield Problem(f"`{code}` is offered twice", place, "once is enough")
        offered.add(code)
