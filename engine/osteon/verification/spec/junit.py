"""A run as JUnit XML, which every build server reads: a suite for each file, a case for each row."""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from osteon.verification.spec.playing import PASSED, Played

# XML has no way at all to write these.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(played: Sequence[Played]) -> str:
    """Return the report of a run as XML text."""
    suites = Element("testsuites", _counts(played))
    for file, rows in groupby(played, key=lambda each: each.row.file):
        in_file = list(rows)
        suite = SubElement(suites, "testsuite", {"name": _written(file), **_counts(in_file)})
        for each in in_file:
            _case(suite, each)
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _counts(played: Sequence[Played]) -> dict[str, str]:
    failed = sum(each.status != PASSED for each in played)
    seconds = sum(each.seconds for each in played)
    return {"tests": str(len(played)), "failures": str(failed), "errors": "0", "time": f"{seconds:.3f}"}


def _case(suite: Element, played: Played) -> None:
    row = played.row
    described = {
        "classname": _written(f"{row.feature} / {row.rule}" if row.rule else row.feature),
        "name": _written(f"{row.name} ({row.place})"),
        "file": _written(row.file),
        "line": str(row.number),
        "time": f"{played.seconds:.3f}",
    }
    case = SubElement(suite, "testcase", described)
    if played.status != PASSED:
        line = played.line
        failure = SubElement(
            case, "failure", {"type": played.status, "message": _written(line.text if line else "")}
        )
        where = f"{row.file}:{line.number}" if line else row.place
        failure.text = _written(f"{where}\n{played.message}")


def _written(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
