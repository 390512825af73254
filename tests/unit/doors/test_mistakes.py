"""A mistake in a profile points at the file, the line and the column, in JSON as in YAML."""

import pytest


@pytest.mark.parametrize(
    ("name", "text", "place", "words"),
    [
        ("p.json", '{\n  "medications": [\n', "p.json:3:1", "not JSON"),
        ("p.json", '{"age": 72,}', "p.json:1:12", "not JSON"),
        ("p.json", '{"age": 72} {"age": 73}', "p.json:1:13", ".ndjson"),
        ("p.json", '{\n\t"medications": [\n\t\t{"name": "x", "colour": "red"}\n\t]\n}', "p.json:3:17", "no such field"),
        ("p.json", '{\n  "age": 720\n}', "p.json:2:10", "age"),
        ("p.json", '{\n  "d3_dose": "5000 bananas"\n}', "p.json:2:14", "d3_dose"),
        ("p.json", '{\n "takes": {"vitamin d3": "much"}\n}', "p.json:2:26", "takes"),
        ("p.json", "[]", "p.json:1:1", ".ndjson"),
        ("p.json", '"warfarin"', "p.json:1:1", "mapping"),
        ("p.yaml", "medications:\n  - name: x\n    colour: red\n", "p.yaml:3:5", "no such field"),
        ("p.yaml", "age: 72\nage: 73\n", "p.yaml:2:1", "appears twice"),
        ("p.yaml", "age: &a 72\n", "p.yaml:1:6", "&a"),
        ("p.yaml", "- warfarin\n", "p.yaml:1:1", "list"),
        ("p.yaml", "d3_dose: 5000\n", "p.yaml:1:10", "no unit"),
        ("p.ndjson", '{"age": 7}\n{"age": 720}\n', "p.ndjson:2:9", "age"),
    ],
)  # fmt: skip
def test_a_mistake_is_placed(osteon, tmp_path, name, text, place, words):
    (tmp_path / name).write_text(text, encoding="utf-8")
    ran = osteon("evaluate", tmp_path / name)
    assert ran.code == 3
    assert f"--> {tmp_path}/{place}\n" in ran.err
    assert words in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"medications": ["warfarin"], "medications": []}', "twice"),
        ('{"tests": [{"name": "INR", "value": NaN}]}', "NaN"),
        ('{"a":' * 100_000, "profile"),
    ],
)
def test_json_that_hides_something_is_refused(osteon, tmp_path, text, words):
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    ran = osteon("evaluate", tmp_path / "p.json")
    assert ran.code == 3
    assert words in ran.err


def test_a_file_that_is_not_utf_8_is_refused_where_it_stops_being_so(osteon, tmp_path):
    (tmp_path / "p.yaml").write_bytes("age: 72\nid: Müller\n".encode("latin-1"))
    ran = osteon("evaluate", tmp_path / "p.yaml")
    assert ran.code == 3
    assert f"{tmp_path}/p.yaml:2:6" in ran.err


def test_a_long_line_is_not_repeated(osteon, tmp_path):
    (tmp_path / "p.ndjson").write_text('{"id": "' + "x" * 500 + '", "age": 720}\n', encoding="utf-8")
    ran = osteon("evaluate", tmp_path / "p.ndjson")
    assert "p.ndjson:1:519" in ran.err
    assert "xxx" not in ran.err


def test_messages_do_not_steer_the_terminal(osteon, tmp_path):
    (tmp_path / "p.json").write_text('{"\\u001b[2J": 1}', encoding="utf-8")
    ran = osteon("evaluate", tmp_path / "p.json")
    assert ran.code == 3
    assert "\x1b" not in ran.err
