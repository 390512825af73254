"""The JSON Schemas of a profile, a report and a trace. docs/schema/ holds them as they were last reviewed."""

import json
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from osteon.basics.records import is_record
from osteon.knowledge.models import CERTAINTIES, SEVERITIES
from osteon.patient.profile import Profile
from osteon.reasoning import report as records
from osteon.reasoning.report import Outcome
from osteon.reasoning.trace import TracedFact

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


_standard: dict[type, type] = {}


def standard(record: type) -> type:
    """Return a record's class as the standard library would have made it, which is what pydantic reads."""
    if record not in _standard:
        body: dict[str, object] = {"__doc__": record.__doc__, "__module__": __name__}
        like = type(record.__name__, (), body)
        like.__annotations__ = {name: _translated(kind) for name, kind in record.__annotations__.items()}
        _standard[record] = dataclass(frozen=True)(like)
    return _standard[record]


def _translated(kind: Any) -> Any:
    if isinstance(kind, type) and is_record(kind):
        return standard(kind)
    if get_origin(kind) in (tuple, list, dict):
        return get_origin(kind).__class_getitem__(tuple(_translated(each) for each in get_args(kind)))
    return kind


# Under its own name, because a reason holds reasons and mentions itself by name.
Reason = standard(records.Reason)


class ReportDocument:
    """What `Report.to_json()` and `osteon evaluate --format json` write for one profile.

    A report without advisories says that no rule was raised, not that nothing is wrong.
    """

    format: Literal["osteon-report/1"]
    advisories: tuple[records.Advisory, ...]
    verdicts: tuple[records.Verdict, ...]
    questions: tuple[records.Question, ...]
    no_need_to_ask: tuple[records.Idle, ...]
    not_assessed: tuple[records.Unassessed, ...]
    versions: records.Versions
    disclaimer: str


class TraceDocument:
    """What `Report.trace()` and `osteon evaluate --format trace` write: one evaluation, step by step.

    It holds the profile. `regions` are [fact, aspect, place]; `outcomes` what each evaluator made of each
    rule by itself; `verdicts` what became of it. `report.hash` is the BLAKE2b digest of the report's JSON.
    """

    format: Literal["osteon-trace/1"]
    as_of: str
    profile: dict[str, Any]
    versions: records.Versions
    facts: dict[str, TracedFact]
    regions: list[tuple[str, str, int]]
    outcomes: dict[str, dict[str, str]]
    precedence: list[dict[str, Any]]
    verdicts: dict[str, str]
    not_assessed: list[records.Unassessed]
    report: dict[str, str]


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
    adapter: TypeAdapter[Any] = TypeAdapter(standard(ReportDocument))
    schema = adapter.json_schema(mode="serialization", schema_generator=_Written)
    for (record, field), words in _WORDS.items():
        schema["$defs"][record]["properties"][field]["enum"] = list(words)
    return {"$schema": _DIALECT} | schema


def trace() -> dict[str, Any]:
    """Return the schema of a trace."""
    adapter: TypeAdapter[Any] = TypeAdapter(standard(TraceDocument))
    return {"$schema": _DIALECT} | adapter.json_schema(mode="serialization", schema_generator=_Written)


def written(schema: dict[str, Any]) -> str:
    """Write a schema as it is committed."""
    return json.dumps(schema, indent=2, ensure_ascii=False)
