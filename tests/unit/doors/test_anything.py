"""Whatever stands in a file, osteon evaluates it or says why not; it never fails, and never falls silent."""

import contextlib
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.cli import main
from tests.unit.doors.conftest import DAY, PACK

FIELDS = [
    "id",
    "birth_date",
    "age",
    "sex",
    "pregnancy",
    "pregnant",
    "breastfeeding",
    "postmenopausal",
    "osteoporosis",
    "d3_dose",
    "takes",
    "medications",
    "supplements",
    "conditions",
    "surgeries",
    "allergies",
    "tests",
    "complete",
    "diet",
    "counselled",
    "name",
    "amount",
    "status",
    "started",
    "stopped",
    "changed",
    "value",
    "date",
    "codes",
    "ingredients",
    "form",
    "salt",
    "units",
    "times_per_day",
    "every_days",
    "natto",
    "calcium",
    "target_low",
]
WORDS = [
    "yes",
    "no",
    "none",
    "unknown",
    "taken",
    "warfarin",
    "vitamin D3 5000 IU/day",
    "MK-7",
    "2026-11-24",
    "2026-02-30",
    "1954",
    "5000 IU/day",
    "125 mcg",
    "2 x 600 mg",
    "50,000 IU weekly",
    "pregnant",
    "not pregnant",
    "female",
    "active",
    "stopped",
    "planned",
    "osteoporosis",
    "INR",
    "2.4",
    "1e400",
    "-5 mg",
    "0 mg",
    "99999999999999999999 IU/day",
    "�",
    "\x00",
    "½ tablet",
    "suspected",
    "<b>",
    "\x1b[2J",
]
MARKS = [
    "medications",
    ":",
    " ",
    "\n",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "warfarin",
    '"',
    "'",
    "|",
    ">",
    "&a",
    "*a",
    "!!x",
    "#",
    "\t",
]

leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(WORDS)
)
names = st.sampled_from(FIELDS) | st.text(max_size=5)
values = st.recursive(
    leaves, lambda each: st.lists(each, max_size=3) | st.dictionaries(names, each, max_size=4), max_leaves=12
)
documents = st.dictionaries(names, values, max_size=5)
scribbles = st.binary(max_size=60) | st.lists(st.sampled_from(MARKS), max_size=14).map("".join).map(
    str.encode
)


def evaluated(name: str, data: bytes, *options: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        path = Path(folder) / name
        path.write_bytes(data)
        code = main(["evaluate", str(path), "--pack", PACK, "--as-of", DAY, *options])
    return code, out.getvalue(), err.getvalue()


def told_or_refused(code: int, out: str, err: str) -> bool:
    return bool(out) if code in (0, 1) else code == 3 and bool(err)


@given(documents, st.sampled_from(["table", "json", "ndjson", "markdown", "html"]))
def test_any_json_is_evaluated_or_refused(document, form):
    assert told_or_refused(*evaluated("p.json", json.dumps(document).encode(), "--format", form))


@given(scribbles, st.sampled_from(["p.yaml", "p.json", "p.ndjson", "p.txt"]))
def test_any_bytes_are_evaluated_or_refused(data, name):
    assert told_or_refused(*evaluated(name, data))
