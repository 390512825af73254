"""Lines that are taken apart at the bytes come to what the careful reader makes of them, whatever stands in them."""

import json
import random
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.study_export import resources as study_resources
from osteon.doors.registry import blocks, grouped_rows, quick, quick_rows, quick_spread
from osteon.doors.registry.bad_lines import BAD_LINES
from osteon.doors.registry.bulk_spread import Spread
from osteon.doors.registry.numbering import RESOURCES
from osteon.doors.registry.plain_days import CLASSES, classes_of, numbers_of
from osteon.doors.registry.quick import Means
from osteon.doors.registry.quick_rows import read_rows
from osteon.doors.registry.spread_sql import DATES, GROUPS, dated
from osteon.doors.registry.spreading import Spreader
from tests.unit.doors.registry.registries import DAY, order, verdicts
from tests.unit.doors.registry.test_bulk import expected, run

PLAIN = (
    '{{"resourceType":"Observation","id":"{id}","meta":{{"lastUpdated":"{pad}"}},"status":"final",'
    '"code":{{"coding":[{{"system":"http://loinc.org","code":"6301-6"}}]}},"subject":{{"reference":"{whose}"}},'
    '"effectiveDateTime":"{day}","valueQuantity":{{"value":{value},"unit":"1"}}}}'
)
LONGEST = 420
BY_NUMPY, COMPILED = (Means(2, is_compiled) for is_compiled in (False, True))


def line(**more):
    told = {"id": "r-001", "whose": "Patient/p-1", "day": "2026-10-01T10:00:00Z", "value": "2.5", "pad": ""}
    return PLAIN.format(**told | more)


def padded(text):
    """Make a line as long as all others, by what decides nothing in it."""
    missing = LONGEST - len(text.encode("utf-8", "surrogateescape"))
    return text.replace('"lastUpdated":"', '"lastUpdated":"' + "2" * missing, 1)


COMMON = [line(id=f"c-{at:03}", whose=f"Patient/p-{at % 7}") for at in range(40)]
PLANTED = {
    "another patient and another day": line(whose="Patient/q-1", day="2026-11-24T10:00:00Z"),
    "a text in quotes": line().replace('"final"', '"fi\\"nal"'),
    "a letter told by its number": line().replace('"final"', '"fin\\u0061l"'),
    "half a letter": line().replace('"final"', '"\\ud800"'),
    "a backslash at the end of an id": line(id="r-0\\\\"),
    "a quote in an id": line(id='r-0\\"'),
    "an id beyond ASCII": line(id="r-ß1"),
    "an id that looks like the end of another": line(id='r"},"x":{"y":"'),
    "bytes that are no text": line(id="r-0\udcff1"),
    "a value that looks like the end of another": line(pad='"},"note":[{"text":"x"}],"basedOn":{"b":"'),
    "a tab within a text": line(pad="\t"),
    "a control character in an id": line(id="r-0\x011"),
    "a key twice": line().replace('"status":"final"', '"status":"final","status":"final"'),
    "a key twice in what decides nothing": line().replace('"meta":{', '"meta":{"a":1,"a":2,'),
    "a key twice within": line().replace('"unit":"1"', '"unit":"1","unit":"2"'),
    "the id twice": line().replace('"status"', '"id":"r-2","status"'),
    "keys in another order": json.dumps(dict(reversed(json.loads(line()).items()))),
    "whitespace between the words": json.dumps(json.loads(line()), indent=1).replace("\n", " "),
    "a return at the end": line() + "\r",
    "a comma behind the last": line()[:-1] + ",}",
    "half a line": line()[:-40],
    "two resources in one line": line() + line(id="r-2"),
    "a number of the other sort": line(value="25e-1"),
    "nought point": line(value="0.5"),
    "less than nothing": line(value="-0"),
    "a small number": line(value="1e-3"),
    "a number of many digits": line(value="12345678901234567890123"),
    "a number that is none": line(value="NaN"),
    "a number with a nought before it": line(value="02.5"),
    "a number that is a text": line(value='"2.5"'),
    "a part of a date": line(day="2026-10"),
    "a year": line(day="2026"),
    "no date": line(day=""),
    "a day that is none": line(day="2026-02-30T10:00:00Z"),
    "a day of another calendar": line(day="2026-W40-1T10:00:00Z"),
    "a day behind which nothing belongs": line(day="2026-10-01x10:00:00Z"),
    "a day behind which a space is": line(day="2026-10-01 10:00:00Z"),
    "a day before all": line(day="0000-01-01T10:00:00Z"),
    "a date before which a space is": line(day=" 2026-10-01 10:00:0"),
    "a date that is a number": line().replace('"2026-10-01T10:00:00Z"', "2026"),
    "two codings": line().replace('"code":"6301-6"}', '"code":"x"},{"system":"http://loinc.org","code":"6301-6"}'),
    "a resource within": line().replace('"status"', '"contained":[{"resourceType":"Observation","id":"x","status":"draft"}],"status"'),
    "an extension": line().replace('"status"', '"extension":[{"url":"u","valueString":"a\\nb"}],"status"'),
    "an extension of a part": line().replace('"value":2.5', '"extension":[{"valueDate":"2026-10-02"}],"value":2.5'),
    "a narrative": line().replace('"status"', '"text":{"div":"<div xmlns=\\"http://www.w3.org\\">5</div>"},"status"'),
    "an address of a patient": line(whose="https://example.org/Patient/p-1"),
    "a version of a patient": line(whose="Patient/p-1/_history/2"),
    "a patient with a part": line(whose="Patient/p/1"),
    "a backslash in a patient": line(whose="Patient/p\\/"),
    "a group": line(whose="Group/g"),
    "a patient without a name": line(whose="Patient/"),
    "no whole reference": line(whose="Pat"),
    "a reference that is a number": line().replace('"Patient/p-1"', "7"),
    "two who are meant": line().replace('"subject"', '"patient":{"reference":"Patient/p-2"},"subject"'),
    "somebody else is meant": line().replace('"subject"', '"patient"'),
    "nobody is meant": line().replace('"subject"', '"focus"'),
    "no id": line().replace('"id":"r-001",', ""),
    "an id that is a number": line().replace('"id":"r-001"', '"id":17'),
    "an id within": line().replace('"system"', '"id":"z","system"'),
    "a field but for its case": line().replace('"status"', '"Status"'),
    "a field of FHIR but for its case": line().replace('"subject"', '"Subject"'),
    "a field that none of FHIR is called": line().replace('"status"', '"a b"'),
    "a type that nobody reads": line().replace('"Observation"', '"Basic"'),
    "a product": line().replace('"Observation"', '"Medication"'),
    "no type": line().replace('"resourceType":"Observation",', ""),
    "a patient": line().replace('"Observation"', '"Patient"'),
    "no object": '["resourceType","Observation"]',
    "nothing": "{}",
}  # fmt: skip


def spread(folder, text, means=BY_NUMPY):
    """What is spread of a file: resources with what they say, bad lines, and how many were taken at the bytes."""
    folder.mkdir()
    path = folder / "some.ndjson"
    path.write_bytes(text)
    out = folder / "out"
    out.mkdir()
    with duckdb.connect(config={"threads": 1}) as connection:
        counted = Spreader(connection, str(out), DAY, 8, means).spread([str(path)])
        made = Spread(str(out))
        rows = made.with_texts(made.rows(range(GROUPS + 1)))
        there = [dated(at) if dated(at) in rows.column_names else "NULL" for at in range(len(DATES))]
        sql = f"SELECT id, patient, kind, content, classes, {', '.join(there)} FROM rows JOIN {made.contents} USING (nth)"
        rows = connection.execute(sql).fetchall()
    taken = len(read_rows(str(out / RESOURCES), range(GROUPS), lambda _, nth: nth))
    said = sorted(
        ((*row[:3], json.dumps(json.loads(row[3] or "{}"), sort_keys=True), *row[4:]) for row in rows),
        key=str,
    )
    bad = (
        (out / BAD_LINES).read_text(encoding="utf-8", errors="replace").splitlines()
        if (out / BAD_LINES).exists()
        else []
    )
    at = [(json.loads(each)["place"].rpartition(":")[2], json.loads(each)["why"]) for each in bad]
    return said, sorted(at), counted, taken


def both_ways(folder, lines):
    """Spread lines at the bytes, by numpy and by the compiled loops, and by the careful reader alone."""
    text = b"".join(each.encode("utf-8", "surrogateescape") + b"\n" for each in lines)
    folder.mkdir(exist_ok=True)
    *one, taken = spread(folder / "one", text)
    with pytest.MonkeyPatch.context() as patch:
        # All lines but the first are in blocks for which there is something known.
        patch.setattr(blocks, "AT_ONCE", min(blocks.AT_ONCE, 9 * LONGEST))
        patch.setattr(quick, "_MOST_LATER", min(quick._MOST_LATER, 10))
        patch.setattr(quick_spread, "ROWS_AT_ONCE", 50)
        patch.setattr(grouped_rows, "_LEAST", 4)
        *same, compiled = spread(folder / "compiled", text, COMPILED)
    assert same == one and compiled >= taken
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "_MOST_SHAPES", 0)
        *other, none = spread(folder / "other", text)
    assert none == 0
    return one, other, taken


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_line_among_common_ones_comes_to_what_the_careful_reader_makes_of_it(tmp_path, what):
    lines = [padded(each) for each in (*COMMON, PLANTED[what], line(id="r-999"))]
    one, other, taken = both_ways(tmp_path, lines)
    assert one == other
    assert taken >= len(COMMON) or "case" in what


SIGNS = st.sampled_from([*'"\\{}[]:,0129.-eEtTpPx /', "\\u0041", "ä", "\t", "\r", '":"', '"},"'])
CHANGES = st.lists(
    st.tuples(st.integers(0, 45), st.integers(0, LONGEST - 1), SIGNS, st.booleans()), max_size=30
)


@settings(max_examples=15, deadline=None)
@given(CHANGES)
def test_lines_with_any_byte_changed_come_to_what_the_careful_reader_makes_of_them(tmp_path_factory, changes):
    lines = [padded(each) for each in (*COMMON, *(line(id=f"d-{at}", day="2027-01-01") for at in range(6)))]
    for at, place, sign, instead in changes:
        lines[at] = lines[at][:place] + sign + lines[at][place + len(sign) * instead :]
    one, other, _ = both_ways(tmp_path_factory.mktemp("changed"), lines)
    assert one == other


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "AT_ONCE", 3_000)
    monkeypatch.setattr(blocks, "_LOOKED_AT", 1_000)
    monkeypatch.setattr(quick_rows, "ROWS_AT_ONCE", 50)


@pytest.mark.parametrize(("few", "later"), [(0, 0), (3, 10), (3, 10_000), (1_000, 10_000)])
def test_all_planted_lines_together_in_many_blocks_come_to_the_same(
    tmp_path, monkeypatch, small_blocks, few, later
):
    monkeypatch.setattr(quick, "_FEW_SAMPLES", few)
    monkeypatch.setattr(quick, "_MOST_LATER", later)
    planted = [padded(text) for what, text in PLANTED.items() if "case" not in what]
    lines = 5 * ([padded(each) for each in COMMON] + planted)
    random.Random(5).shuffle(lines)
    one, other, taken = both_ways(tmp_path, lines)
    assert one == other and taken >= 5 * len(COMMON)


def with_note(note, **more):
    return line(**more).replace('"unit":"1"', f'"unit":"1","code":"{note}"')


def test_lines_with_the_same_words_in_another_order_say_something_else(tmp_path):
    # A frame is found by the sum of its words, which is the same for both.
    at = padded(with_note("@" * 24)).index("@") % 8
    one, other = (f"{'x' * (8 - at)}{words}{'y' * at}" for words in ("aaaaaaaabbbbbbbb", "bbbbbbbbaaaaaaaa"))
    lines = [padded(with_note(one, id=f"o-{nth:03}")) for nth in range(40)]
    lines += [padded(with_note(other, id=f"p-{nth:03}")) for nth in range(40)]
    found, careful, taken = both_ways(tmp_path, lines)
    assert found == careful and taken == len(lines)
    assert {one in row[3] for row in found[0]} == {True, False}


def test_days_before_and_after_the_day_and_the_day_itself_are_told_apart(tmp_path):
    days = ("2026-11-23", "2026-11-24", "2026-11-25")
    lines = [padded(line(id=f"d-{nth:03}", day=f"{days[nth % 3]}T10:00:00Z")) for nth in range(60)]
    found, careful, taken = both_ways(tmp_path, lines)
    assert found == careful and taken == len(lines)
    assert {(row[5], row[4][0]) for row in found[0]} == set(zip(days, "pef", strict=True))


def test_more_lines_of_one_patient_than_there_is_room_for_in_a_group(tmp_path):
    lines = [padded(line(id=f"m-{nth:03}", whose=f"Patient/p-{nth // 30}")) for nth in range(90)]
    found, careful, taken = both_ways(tmp_path, lines)
    assert found == careful and taken == len(lines)


def test_an_export_of_the_study_is_taken_at_the_bytes_and_comes_to_what_from_fhir_says(
    tmp_path, small_blocks
):
    chance = random.Random(2)
    resources = [each for nth in range(25) for each in study_resources(chance, nth)]
    text = b"".join(json.dumps(each, separators=(",", ":")).encode() + b"\n" for each in resources)
    *one, taken = spread(tmp_path / "spread", text)
    *other, compiled = spread(tmp_path / "compiled", text, COMPILED)
    assert taken == compiled == len(resources) and one == other
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "all.ndjson").write_bytes(text[:-1])
    run(order(tmp_path / "export", tmp_path / "out"))
    assert verdicts(tmp_path / "out") == expected(resources)


def test_frames_that_are_too_many_and_lines_that_are_too_few_are_read_carefully(tmp_path, monkeypatch):
    lines = [padded(line(id=f"r-{at:03}", value=f"{at % 9}.{at:03}")) for at in range(60)]
    monkeypatch.setattr(quick, "_FREE_FRAMES", 20)
    monkeypatch.setattr(quick, "_LINES_A_FRAME", 1_000)
    one, other, taken = both_ways(tmp_path / "frames", lines)
    assert one == other and taken == 20
    monkeypatch.setattr(quick, "_LINES_A_SHAPE", 10)
    one, other, taken = both_ways(tmp_path / "shapes", [*lines, line(id="short")])
    assert one == other and taken == 20


def test_an_export_of_which_little_fits_is_read_carefully_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(quick_spread, "_TRIED_LINES", 10)
    lines = [*COMMON[:3], *(each.replace('"id":', '"_id":') for each in COMMON)]
    one, other, taken = both_ways(tmp_path, lines)
    assert one == other and taken == 0


def test_days_are_told_from_all_that_looks_like_them():
    texts = ["2026-11-23", "2026-11-24", "2026-11-25", "2024-02-29", "1900-02-29", "2000-02-29", "0001-01-01", "0000-01-01", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026/01/01", "2026-1-011", "/026-01-01", "9999-12-31", "2026-01-3:", "é23456789"]  # fmt: skip
    rows = b"".join(each.encode()[:10] for each in texts)
    import numpy as np

    found = classes_of(numbers_of(np.frombuffer(rows, np.uint8).reshape(-1, 10)), DAY)

    def simple(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return "?"
        return "p" if day < DAY else "e" if day == DAY else "f"

    assert [CLASSES[each] for each in found] == [simple(each) for each in texts]
