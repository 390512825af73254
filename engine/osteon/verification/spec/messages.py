"""A run as Cucumber Messages: one JSON object a line, for any tool that reads Cucumber's results.

The protocol: https://github.com/cucumber/messages. Ids are numbers that go on
from those of the parsed files, so the same run writes the same ids.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from osteon.basics.version import VERSION
from osteon.verification.spec.language import meanings, sentences
from osteon.verification.spec.playing import PASSED, Played
from osteon.verification.spec.reading import Document, Line, Row
from osteon.verification.spec.registry import Sentence

PROTOCOL = "34.2.1"
"""The release of the protocol whose JSON Schema these lines were held against."""
_MEDIA_TYPE = "text/x.cucumber.gherkin+plain"
_NANOSECONDS = 1_000_000_000

Envelope = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Run:
    """A run: when it began (seconds since 1970), what was read, and what was played."""

    began: float
    documents: Sequence[Document]
    played: Sequence[Played]


def message_lines(run: Run) -> Iterator[str]:
    """Yield the lines of a run."""
    for envelope in _envelopes(run):
        yield json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))


def _envelopes(run: Run) -> Iterator[Envelope]:
    yield {"meta": _meta()}
    for document in run.documents:
        yield {"source": {"uri": document.file, "data": document.text, "mediaType": _MEDIA_TYPE}}
        yield {"gherkinDocument": document.tree}
        yield from ({"pickle": pickle} for pickle in document.pickles)
    definitions = {id(sentence): f"s{at}" for at, sentence in enumerate(sentences())}
    for sentence in sentences():
        yield {"stepDefinition": _definition(sentence, definitions[id(sentence)])}
    yield {"testRunStarted": {"id": "run", "timestamp": _moment(run.began)}}
    steps = {pickle["id"]: pickle["steps"] for document in run.documents for pickle in document.pickles}
    now = run.began
    for played in run.played:
        ids = [step["id"] for step in steps[played.row.id]]
        yield {"testCase": _case(played.row, ids, definitions)}
        yield from _results(played, now)
        now += played.seconds
    success = all(played.status == PASSED for played in run.played)
    yield {"testRunFinished": {"testRunStartedId": "run", "success": success, "timestamp": _moment(now)}}


def _meta() -> Envelope:
    nameless = {name: {"name": "unknown"} for name in ("runtime", "os", "cpu")}
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "osteon", "version": VERSION},
        **nameless,
    }


def _definition(sentence: Sentence, name: str) -> Envelope:
    home = f"{sentence.act.__module__.replace('.', '/')}.py"
    return {
        "id": name,
        "pattern": {"source": sentence.plain(), "type": "CUCUMBER_EXPRESSION"},
        "sourceReference": {"uri": home},
    }


def _case(row: Row, step_ids: Sequence[str], definitions: Mapping[int, str]) -> Envelope:
    steps = [
        {
            "id": f"{row.id}.{at}",
            "pickleStepId": step_id,
            "stepDefinitionIds": [definitions[id(sentence)] for sentence, _ in _meant(line)],
        }
        for at, (step_id, line) in enumerate(zip(step_ids, row.lines, strict=True))
    ]
    return {"id": f"{row.id}.case", "pickleId": row.id, "testRunStartedId": "run", "testSteps": steps}


def _meant(line: Line) -> Iterable[tuple[Sentence, object]]:
    return meanings(line.kind, line.text)


def _results(played: Played, began: float) -> Iterator[Envelope]:
    row, ended = played.row, _moment(began + played.seconds)
    started = f"{row.id}.started"
    yield {
        "testCaseStarted": {
            "id": started, "testCaseId": f"{row.id}.case", "attempt": 0, "timestamp": _moment(began),
        }
    }  # fmt: skip
    for at in range(len(row.lines)):
        about = {"testCaseStartedId": started, "testStepId": f"{row.id}.{at}"}
        yield {"testStepStarted": {**about, "timestamp": _moment(began)}}
        # How long a row took is measured, and not how long each of its lines did.
        took = played.seconds if at == len(row.lines) - 1 else 0.0
        yield {"testStepFinished": {**about, "testStepResult": _result(played, at, took), "timestamp": ended}}
    yield {"testCaseFinished": {"testCaseStartedId": started, "willBeRetried": False, "timestamp": ended}}


def _result(played: Played, at: int, took: float) -> Envelope:
    duration = _moment(took)
    if played.status == PASSED or at < played.at:
        return {"status": "PASSED", "duration": duration}
    if at > played.at:
        return {"status": "SKIPPED", "duration": duration}
    return {"status": played.status.upper(), "duration": duration, "message": played.message}


def _moment(seconds: float) -> Envelope:
    whole = int(seconds)
    return {"seconds": whole, "nanos": int((seconds - whole) * _NANOSECONDS)}
