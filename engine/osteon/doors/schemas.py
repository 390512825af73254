"""The JSON Schemas of a profile and of a report. docs/schema/ holds them as they were last reviewed."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from osteon.knowledge.models import CERTAINTIES, SEVERITIES
from osteon.patient.profile import Profile
from osteon.reasoning.report import Advisory, Outcome, Question, Unassessed, Verdict, Versions

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Words that the records hold as plain text and that a reader of the JSON may rely on.
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("Advisory", "severity"): SEVERITIES,
    ("Advisory", "certainty"): CERTAINTIES,
    ("Advisory", "basis"): ("confirmed", "assumed"),
    ("Advisory", "status"): ("draft", "active"),
    ("Verdict", "severity"): SEVERITIES,
    ("Verdict", "verdict"): tuple(Outcome),
    ("Question", "severity"): SEVERITIES,
    ("Reason", "how"): ("all", "any", "not", "definition", "fact"),
    ("Reason", "truth"): ("yes", "no", "not known"),
}


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """What `Report.to_json()` and `osteon evaluate --format json` write for one profile.

    A report without advisories says that no rule was raised, not that nothing is wrong.
    """

    format: Literal["osteon-report/1"]
    advisories: tuple[Advisory, ...]
    verdicts: tuple[Verdict, ...]
    questions: tuple[Question, ...]
    not_assessed: tuple[Unassessed, ...]
    versions: Versions
    disclaimer: str


class _Written(GenerateJsonSchema):
    """A report is written whole: every field is there and no other."""

    def field_is_required(self, *_: Any, **__: Any) -> bool:
        return True

    def dataclass_schema(self, schema: Any) -> dict[str, Any]:
        return super().dataclass_schema(schema) | {"additionalProperties": False}


def profile() -> dict[str, Any]:
    """Return the schema of a profile as it may be given."""
    return {"$schema": _DIALECT} | Profile.model_json_schema(mode="validation")


def report() -> dict[str, Any]:
    """Return the schema of a report."""
    adapter = TypeAdapter(ReportDocument)
    schema = adapter.json_schema(mode="serialization", schema_generator=_Written)
    for (record, field), words in _WORDS.items():
        schema["$defs"][record]["properties"][field]["enum"] = list(words)
    return {"$schema": _DIALECT} | schema


def written(schema: dict[str, Any]) -> str:
    """Write a schema as it is committed."""
    return json.dumps(schema, indent=2, ensure_ascii=False)
