"""What changed between two packs, as text and as JSON."""

import json
import textwrap
from collections.abc import Sequence

from osteon.verification.diff import RuleDiff


def as_text(compared: Sequence[RuleDiff], width: int) -> str:
    """Write what changed for a reader; what did not is counted."""
    lines: list[str] = []
    for each in compared:
        if not each.is_quiet:
            lines += _rule(each, width)
    quiet = sum(each.is_quiet for each in compared)
    lines.append(f"{quiet} {'rule' if quiet == 1 else 'rules'} unchanged (proved).")
    return "\n".join(lines)


def _rule(each: RuleDiff, width: int) -> list[str]:
    lines = [f"{each.rule}: {_state(each)}"]
    for change in each.changes:
        said = f"{change.before} -> {change.after}: {change.where}"
        lines += textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="      ")
        if change.witness is not None:
            example = "for example " + "; ".join(change.witness.sentences())
            lines += textwrap.wrap(example, width, initial_indent="      ", subsequent_indent="        ")
    if each.wording:
        lines.append(f"  other wording: {', '.join(each.wording)}")
    if each.facts:
        lines.append(f"  facts that mean something else now: {', '.join(each.facts)}")
    if each.affected is not None:
        lines.append(f"  patients whose verdict changes: {each.affected}")
    return lines


def _state(each: RuleDiff) -> str:
    if each.state == "unchanged":
        return "its condition is unchanged (proved)"
    return {"added": "new", "changed": "changed", "removed": "removed"}.get(
        each.state, "not decided: the question is too large"
    )


def as_json(compared: Sequence[RuleDiff]) -> str:
    """Write every rule's difference as JSON. A witness is a profile that `osteon evaluate` reads."""
    return json.dumps([_record(each) for each in compared], ensure_ascii=False, indent=2)


def _record(each: RuleDiff) -> dict[str, object]:
    return {
        "rule": each.rule,
        "state": each.state,
        "changes": [
            {
                "before": change.before,
                "after": change.after,
                "where": change.where,
                "witness": None if change.witness is None else change.witness.document,
            }
            for change in each.changes
        ],
        "wording": list(each.wording),
        "facts": list(each.facts),
        "affected": each.affected,
    }
