"""Whoever screens many patients comes to the verdicts of `evaluate`, and the comparison notices a fault."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest

import osteon
from osteon.basics.errors import EngineUnavailable, OsteonError
from osteon.basics.records import replace
from osteon.doors.screen import (
    birthdays,
    facts,
    judging,
    known_sets,
    person_sql,
    taken_contents,
    taken_together,
)
from osteon.doors.screen.day_classes import DayClasses
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.engines import Sets
from osteon.doors.screen.form import document_of
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.results_sql import ResultsSql
from osteon.doors.screen.screening import Screen
from osteon.doors.screen.spark import Spark, local_session
from osteon.doors.screen.taken_contents import TakenContents
from osteon.doors.screen.taken_facts import TakenFacts
from osteon.doors.screen.taken_together import TakenTogether
from osteon.reasoning import columns
from tests.differential.random_rows import Population
from tests.differential.screen_campaign import DAY, Compared, alone, arrow_of, compare, screened

PATIENTS = 1_500
FOR_FAULTS = 500
FEW = 12


@pytest.fixture(scope="module")
def rulebook():
    return osteon.load_rulebook()


def populated(rulebook, patients, pool):
    """Write tables of patients, as rows and as Arrow, with what each of them is told alone."""
    tables = Population(Random("screen"), rulebook.terminology, pool=pool).tables(patients)
    return tables, arrow_of(tables), dict(alone(rulebook, tables))


@pytest.fixture(scope="module")
def population(rulebook):
    return populated(rulebook, PATIENTS, 300)


@pytest.fixture(scope="module")
def fewer(rulebook):
    """A population whose entries are soon read, for the many faults."""
    return populated(rulebook, FOR_FAULTS, 60)


def compared(rulebook, population, folder) -> Compared:
    _, arrow, by_each = population
    return compare(by_each, *screened(Screen(rulebook, DAY), Duck(), arrow, str(folder)))


def test_duckdb_says_what_each_patient_is_told_alone(rulebook, population, tmp_path):
    found = compared(rulebook, population, tmp_path)
    assert found.apart == []
    assert found.patients == PATIENTS
    assert found.refused > 20
    assert found.alone > 50
    assert min(found.verdicts) > 250


def test_the_verdicts_are_those_of_the_public_call(rulebook, population):
    tables, _, by_each = population
    rows = {name: {} for name in tables}
    for name, table in tables.items():
        for row in table:
            rows[name].setdefault(row["patient"], []).append(row)
    told = [patient for patient, said in by_each.items() if not isinstance(said, str)][:60]
    words = ("not raised", "unknown", "raised", "withheld")
    for patient in told:
        document = document_of({name: theirs.get(patient, []) for name, theirs in rows.items()})
        report = osteon.evaluate(document, as_of=DAY, rulebook=rulebook)
        assert [str(each.verdict) for each in report.verdicts] == [words[at] for at in by_each[patient][0]]


Plant = Callable[[pytest.MonkeyPatch], None]


def replacing(where: object, name: str, old: str, new: str) -> Plant:
    """Plant a fault in the text that a function writes."""

    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        honest = getattr(where, name)

        def broken(*given, **named):
            return replaced(honest(*given, **named), old, new)

        monkeypatch.setattr(where, name, broken)

    return plant


def replaced(written, old, new):
    """Replace a text wherever it stands in what a function wrote: a text, sets, or several of either."""
    if isinstance(written, str):
        return written.replace(old, new)
    if isinstance(written, Sets):
        return replace(written, rows=written.rows.replace(old, new), sql=written.sql.replace(old, new))
    parts = [replaced(each, old, new) for each in written]
    return tuple(parts) if isinstance(written, tuple) else parts


def setting(where: object, name: str, value: object) -> Plant:
    return lambda monkeypatch: monkeypatch.setattr(where, name, value)


def ten_times_the_amount(monkeypatch):
    honest = taken_contents.counted
    monkeypatch.setattr(taken_contents, "counted", lambda value, scale: honest(value, scale * 10))


def what_is_not_told_is_nothing(monkeypatch):
    honest = taken_contents.counted

    def broken(value, scale):
        low, high = honest(value, scale)
        return low, low if high == columns.ENDLESS else high

    monkeypatch.setattr(taken_contents, "counted", broken)


def a_year_older(monkeypatch):
    honest = PersonContents._age

    def broken(self, row):
        low, high, clash = honest(self, row)
        return low + 4, high + 4, clash

    monkeypatch.setattr(PersonContents, "_age", broken)


def today_is_tomorrow(monkeypatch):
    honest = TakenTogether.__init__

    def broken(self, *given):
        honest(self, *given)
        self._today += 1

    monkeypatch.setattr(TakenTogether, "__init__", broken)


def what_differs_in_one_thing_is_alike(monkeypatch):
    honest = known_sets.alike
    monkeypatch.setattr(known_sets, "alike", lambda columns, rows: honest(columns[:2] + columns[3:], rows))


def the_last_row_is_nothing(monkeypatch):
    honest = known_sets.bundled

    def broken(patients, said):
        last = np.append(patients[1:] != patients[:-1], True)
        several = np.append(False, ~last[:-1]) if len(last) else last
        return honest(patients[~(last & several)], said[~(last & several)])

    monkeypatch.setattr(known_sets, "bundled", broken)


def all_entries_are_of_one_kind(monkeypatch):
    honest = TakenContents._row

    def broken(self, *given, **named):
        row = list(honest(self, *given, **named))
        row[self.columns.index("kind")] = 0
        return tuple(row)

    monkeypatch.setattr(TakenContents, "_row", broken)


FAULTS = {
    "ten times the amount": ten_times_the_amount,
    "an amount that was not told is what is told of it": what_is_not_told_is_nothing,
    "a year older": a_year_older,
    "today is tomorrow": today_is_tomorrow,
    "what is listed twice is taken twice": replacing(facts, "doubled", "nth > 1", "nth > 9"),
    "dates of what is listed twice are not looked at": replacing(
        facts, "doubled", "dates = at_first", "1 = 1"
    ),
    "an open list is closed": replacing(TakenFacts, "closing", "medications_open = 1", "1 = 0"),
    "an unrecognised name is nothing": replacing(TakenFacts, "closing", "unrecognised = 1", "1 = 0"),
    "a statement closes nothing": replacing(TakenFacts, "closing", "(closes", "0 & (closes"),
    "a list of conditions is whole": replacing(person_sql, "is_open", "= 1", "= 2"),
    "the first result instead of the last": replacing(ResultsSql, "latest", "MAX(first)", "MIN(first)"),
    "a result without a date is none": replacing(
        ResultsSql, "latest", "r.first IS NULL OR r.last >=", "r.last >="
    ),
    "albumin corrects nothing": setting(ResultsSql, "_corrects", lambda self, fact: False),
    "albumin of any day corrects": replacing(
        ResultsSql, "_correction", " AND o.first = r.first AND o.last = r.last", ""
    ),
    "what SQL cannot hold is taken as it is": replacing(
        TakenFacts, "strays", "odd = 1 OR statements > 1 OR", "1 = 0 AND"
    ),
    "whatever was stopped is taken": setting(taken_together, "CURRENT", "status <= 2"),
    "what is not known to be taken is not": setting(taken_together, "DOUBTED", "status = 9"),
    "sets of different things are one": what_differs_in_one_thing_is_alike,
    "all days are alike": setting(DayClasses, "of", lambda self, first, last: 1),
    "the last row of each patient is nothing": the_last_row_is_nothing,
    "what is said of entries of one kind is not the same": all_entries_are_of_one_kind,
    "everybody has had this year's birthday": replacing(birthdays, "birthday", "-12-31", "-01-01"),
    "a verdict is another": setting(judging, "VERDICTS", ("not raised", "raised", "unknown", "withheld")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(fault, rulebook, fewer, tmp_path, monkeypatch):
    FAULTS[fault](monkeypatch)
    try:
        assert compared(rulebook, fewer, tmp_path).apart
    except (OsteonError, KeyError, ValueError, AssertionError) as refused:
        if isinstance(refused, AssertionError) and "two rows" not in str(refused):
            raise


def test_spark_says_what_each_patient_is_told_alone(rulebook, fewer, tmp_path, monkeypatch):
    """By the first rules of the pack: to plan all of them takes Spark minutes. `make screen-differential` does."""
    # Java would spend most of the time on making code quicker that is carried out once.
    quick = "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell"
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", quick)
    try:
        session = local_session(memory="1g")
    except EngineUnavailable as absent:
        pytest.skip(str(absent))
    tables, arrow, _ = fewer
    few = replace(rulebook, rules=dict(list(rulebook.rules.items())[:FEW]))
    try:
        spark = Spark(session)
        found = compare(dict(alone(few, tables)), *screened(Screen(few, DAY), spark, arrow, str(tmp_path)))
    finally:
        session.stop()
    assert found.apart == []
    assert found.patients == FOR_FAULTS
    assert found.refused > 5 and found.alone > 5 and min(found.verdicts[:3]) > 20
