"""How much of the rules the features pin down, as text and as JSON."""

import json
from collections.abc import Sequence

from osteon.verification.adequacy import IDLE, OPEN, Answered, Tally
from osteon.verification.demands import CRITERIA, MEMBERS, VARIANTS
from osteon.verification.suggest import questions_of

_UNREVIEWED = (
    "No clinician has confirmed a row that is tagged @needs-review: such rows are counted apart, under "
    '"generated".'
)


def as_text(counted: Sequence[Tally], found: Sequence[Answered], questions: bool) -> str:
    """Write the counts for a reader, and what is open as questions."""
    lines = [f"{'criterion':12}{'written':>9}{'generated':>11}{'open':>7}{'idle':>7}{'met':>9}"]
    for each in counted:
        numbers = f"{each.met:>9}{each.unreviewed:>11}{each.left_open:>7}{each.idle:>7}"
        lines.append(f"{each.criterion:12}{numbers}{100 * each.share:>8.1f}%")
    lines += ["", *(f"{name}: {about}" for name, about in CRITERIA.items())]
    lines += ["idle: proved, no possible patient can show it", "", _UNREVIEWED]
    if questions:
        lines += ["", *questions_of(each for each in found if each.state == OPEN)]
    return "\n".join(lines)


def as_json(counted: Sequence[Tally], found: Sequence[Answered], pack: str) -> str:
    """Write the counts, every demand that is open, and the variants of each rule as JSON.

    `pack` is the digest of the pack that was counted, so that nobody takes the counts for those of another.
    """
    record = {
        "pack": pack,
        "criteria": [
            {
                "criterion": each.criterion,
                "written": each.met,
                "generated": each.unreviewed,
                "open": each.left_open,
                "idle": each.idle,
                "share": round(each.share, 4),
                "share_written": round(each.reviewed_share, 4),
            }
            for each in counted
        ],
        "open": [
            {
                "criterion": each.demand.criterion,
                "kind": each.demand.kind,
                "rules": list(each.demand.rules),
                "text": each.demand.text,
            }
            for each in found
            if each.state == OPEN
        ],
        "variants": _variants(found),
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _variants(found: Sequence[Answered]) -> dict[str, dict[str, int]]:
    """Return for each rule how many of the variants that concern it a row catches, and how many there are."""
    counts: dict[str, dict[str, int]] = {}
    for each in found:
        if each.demand.criterion in (VARIANTS, MEMBERS) and each.state != IDLE:
            for rule in each.demand.rules:
                count = counts.setdefault(rule, {"caught": 0, "all": 0})
                count["caught"] += each.state != OPEN
                count["all"] += 1
    return counts
