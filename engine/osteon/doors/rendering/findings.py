"""What the verification of a pack found: as text, as JSON, and as SARIF for editors and code hosts."""

import json
import textwrap
from collections.abc import Sequence

from osteon.basics.version import VERSION
from osteon.doors.rendering.paint import paint
from osteon.verification.finding import CODES, Finding

_COLOURS = {"error": "critical", "warning": "warning", "note": "info"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: Sequence[Finding], *, notes: bool, colour: bool, width: int) -> str:
    """Write findings for a reader; without `notes` they are counted only."""
    lines: list[str] = []
    for found in findings:
        if found.level != "note" or notes:
            lines += _told(found, colour=colour, width=width)
    unlisted = sum(found.level == "note" for found in findings)
    if unlisted and not notes:
        lines.append(f"Not listed without --notes: {unlisted}.")
    return "\n".join([*lines, _summary(findings)])


def _told(found: Finding, *, colour: bool, width: int) -> list[str]:
    place = f"{found.place}: " if found.place else ""
    lines = [f"{place}{paint(found.level, _COLOURS[found.level], colour=colour)} [{found.code}] {found.text}"]
    if found.witness is not None:
        said = "; ".join(found.witness.sentences())
        lines += textwrap.wrap(said, width, initial_indent="  for example ", subsequent_indent="    ")
    return lines


def _summary(findings: Sequence[Finding]) -> str:
    counts = {level: sum(found.level == level for found in findings) for level in _COLOURS}
    return ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for level, count in counts.items()) + "."


def as_json(findings: Sequence[Finding]) -> str:
    """Write findings as a JSON list. A witness is a profile that `osteon evaluate` reads."""
    return json.dumps([_record(found) for found in findings], ensure_ascii=False, indent=2)


def _record(found: Finding) -> dict[str, object]:
    return {
        "code": found.code,
        "level": found.level,
        "rules": list(found.rules),
        "place": str(found.place) if found.place else None,
        "text": found.text,
        "witness": None if found.witness is None else found.witness.document,
        "witness_says": None if found.witness is None else list(found.witness.sentences()),
    }


def as_sarif(findings: Sequence[Finding]) -> str:
    """Write findings as SARIF 2.1.0."""
    rules = [{"id": code, "shortDescription": {"text": about}} for code, about in CODES.items()]
    driver = {"name": "osteon verify", "version": VERSION, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(found) for found in findings]}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(found: Finding) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": found.code,
        "level": found.level,
        "message": {"text": found.text},
        "properties": {"rules": list(found.rules)},
    }
    if found.place is not None:
        region = {"startLine": found.place.line, "startColumn": found.place.column}
        where = {"artifactLocation": {"uri": found.place.file}, "region": region}
        result["locations"] = [{"physicalLocation": where}]
    if found.witness is not None:
        result["properties"] = {"rules": list(found.rules), "witness": found.witness.document}
    return result
