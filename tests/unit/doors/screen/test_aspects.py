"""Every question is asked once, and only where all that it reads is at hand."""

from datetime import date

import pytest

import osteon
from osteon.doors.screen import sets
from osteon.doors.screen.aspects import ASPECTS, Aspects, Row, by_name
from osteon.doors.screen.screening import Screen


@pytest.fixture(scope="module")
def screen():
    return Screen(osteon.load_rulebook(), date(2026, 11, 24))


@pytest.fixture(scope="module")
def aspects(screen):
    return screen._facts._aspects


def row():
    return Row(
        known=by_name(["p.tests_told", "p.age_row", "t.held0", 't."days.of"', "COALESCE(m.most, 0) AS most"]),
        between=[{"open0": "CASE WHEN tests_told IS NULL THEN 1 ELSE 0 END"}, {"clash": "who.clash + held0"}],
        facts={'"taking"': "held0 + open0", '"days.of"': '"days.of" + most'},
        joins={
            "t": "LEFT JOIN together AS t ON t.number = p.t_set",
            "m": "LEFT JOIN amounts AS m ON m.a = p.m_set",
        },
        people="JOIN people AS who ON who.held0 = l.held0",
    )


def test_columns_are_told_by_their_names():
    assert by_name(["a.b", 'a."b.c"', "1 + a.b AS c"]) == {"b": "a.b", '"b.c"': 'a."b.c"', "c": "1 + a.b"}


def test_a_fact_is_seen_only_if_all_it_reads_is_there():
    assert '"taking"' in row().seen({"t_set", "tests_told"})
    assert '"taking"' not in row().seen({"t_set", "age_row"})
    assert '"taking"' not in row().seen({"m_set", "tests_told"})
    assert '"days.of"' not in row().seen({"t_set", "tests_told"})
    assert '"days.of"' in row().seen({"t_set", "m_set"})


def test_what_is_joined_to_people_needs_what_joins_it():
    assert "clash" in row().seen({"t_set"})
    assert "clash" not in row().seen({"m_set"})


def test_a_query_joins_only_what_it_reads():
    sql = row().query(['"taking" = 2'], "sets", ("t_set",))
    assert "together" in sql and "amounts" not in sql and "people" not in sql
    assert "people" in row().query(["clash = 1"], "sets", ("t_set",))


def test_every_question_is_asked_in_one_place(aspects):
    asked = [text for texts in aspects._asked.values() for text in texts]
    questions = aspects._situations.questions
    assert len(asked) == len(set(asked)) == len(questions) + 3
    assert set(questions) < set(asked)


def test_no_question_is_left_for_every_patient(aspects):
    names = [each.name for each in aspects._asked]
    assert names[: len(ASPECTS)] == [each.name for each in ASPECTS]
    assert "everything" not in names


class Asking:
    """Rules that ask one thing."""

    def __init__(self, question: str) -> None:
        self.questions = [question]


def test_a_question_that_fits_nowhere_is_asked_of_all_combinations():
    joins = {"t": "LEFT JOIN t ON t.number = p.t_set", "g": "LEFT JOIN g ON g.number = p.g_set"}
    everything = Row(by_name(["t.taken", "g.allergic"]), [], {}, joins, "")
    fits, across = "taken = 1", "taken = allergic"
    assert {each.name: texts for each, texts in Aspects(everything, Asking(across), [fits])._asked.items()} == {
        "taken": [fits], "everything": [across],
    }  # fmt: skip


def test_the_keys_of_an_aspect_are_columns_of_sets(screen):
    sql, placed = sets.of_patients(), {each.key for each in screen._facts._sources()}
    for aspect in (*ASPECTS, *screen._facts._results.aspects()):
        for key in aspect.keys:
            assert f" AS {key}" in sql or f"p.{key}" in sql or key in placed
