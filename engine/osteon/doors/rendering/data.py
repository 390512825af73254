"""Reports as JSON: the same names and the same bytes as `Report.to_json()`."""

import json
from collections.abc import Iterable, Iterator

from osteon.basics.errors import Problem
from osteon.doors.rendering.answers import Answer, Style


def json_pieces(answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield one JSON text: the report itself, or a list with one record for each profile."""
    if not style.several:
        for answer in answers:
            if answer.report is not None:
                yield answer.report.to_json(indent=2) + "\n"
        return
    before = "["
    for answer in answers:
        yield f"{before}\n{json.dumps(record_of(answer), ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def ndjson_pieces(answers: Iterable[Answer], _: Style) -> Iterator[str]:
    """Yield one line of JSON for each profile."""
    for answer in answers:
        yield json.dumps(record_of(answer), ensure_ascii=False) + "\n"


def trace_pieces(answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield the trace of one profile, or one line with a trace for each of several."""
    for answer in answers:
        if not style.several and answer.report is not None:
            yield answer.report.trace().to_json(indent=2) + "\n"
        elif answer.report is not None:
            record = _named(answer) | {"trace": answer.report.trace().data}
            yield json.dumps(record, ensure_ascii=False) + "\n"
        elif style.several:
            yield json.dumps(record_of(answer), ensure_ascii=False) + "\n"


def record_of(answer: Answer) -> dict[str, object]:
    """Return which profile it was and its report, or what is wrong with it."""
    record = _named(answer)
    if answer.report is not None:
        return record | {"report": answer.report.to_dict()}
    return record | {"problems": [_plain(problem) for problem in answer.problems]}


def _named(answer: Answer) -> dict[str, object]:
    record: dict[str, object] = {"source": answer.where}
    return record | ({"id": answer.id} if answer.id else {})


def _plain(problem: Problem) -> dict[str, object]:
    place = str(problem.place) if problem.place else None
    return {"message": problem.message, "place": place, "hint": problem.hint}
