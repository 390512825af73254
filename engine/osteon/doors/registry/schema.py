"""The JSON Schema of a summary. docs/schema/screening.json holds it as it was last reviewed."""

from typing import Any

from osteon.doors.registry.summary import FORMAT
from osteon.knowledge.models import SEVERITIES

Schema = dict[str, Any]

_NUMBER: Schema = {"type": "integer", "minimum": 0}
_HIDDEN: Schema = {"type": ["integer", "null"], "minimum": 0, "description": "null: not shown"}
_SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_TEXT: Schema = {"type": "string"}


def screening() -> Schema:
    """Return the schema of summary.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the screening of a registry found",
        **_whole(
            format={"const": FORMAT},
            is_complete={"type": "boolean", "description": "false: parts are not in these numbers"},
            patients=_NUMBER | {"description": "the patients who have verdicts"},
            account=_by_name(_by_name(_NUMBER)) | {"description": "what became of the input, kind by kind"},
            rules={"type": "array", "items": _rule()},
            wanting={"type": "array", "items": _wanting()},
            alerts=_by_name(_by_name(_HIDDEN)) | {"description": "by severity: patients with so many flags"},
            hidden_below=_NUMBER,
            versions=_by_name({"type": ["string", "integer"]}),
            disclaimer=_TEXT,
            notice=_TEXT,
        ),
    }


def _rule() -> Schema:
    verdicts = ("raised", "not raised", "unknown", "withheld")
    between = {"type": ["array", "null"], "items": _SHARE, "minItems": 2, "maxItems": 2}
    return _whole(
        rule_id=_TEXT,
        title=_TEXT,
        severity={"enum": list(SEVERITIES)},
        patients=_whole(**dict.fromkeys(verdicts, _HIDDEN)),
        lowest=_SHARE | {"description": "raised, if every unknown verdict turned out no"},
        highest=_SHARE | {"description": "raised, if every unknown verdict turned out yes"},
        sample=between | {"description": "the same for what the registry is a sample of; null if it is none"},
    )


def _wanting() -> Schema:
    rules = {"type": "array", "items": _TEXT}
    return _whole(fact=_TEXT, ask=_TEXT, rules=rules, verdicts=_NUMBER, alone=_NUMBER)


def _whole(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _by_name(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}
