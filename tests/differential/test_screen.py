"""Whoever screens many patients comes to the verdicts of `evaluate`, and the comparison notices a fault."""

from collections.abc import Callable
from random import Random

import pytest

import osteon
from osteon.basics.errors import OsteonError
from osteon.doors.screen import layout, person_sql, screening, taken_contents, taken_sql
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.person_sql import PersonSql
from osteon.doors.screen.screening import Screen
from osteon.doors.screen.taken_sql import TakenSql
from osteon.reasoning.engines import columns
from osteon.reasoning.engines.columns import RuleColumns
from tests.differential.random_rows import Population
from tests.differential.screen_campaign import DAY, Compared, alone, arrow_of, compare, screened

PATIENTS = 1_500


@pytest.fixture(scope="module")
def rulebook():
    return osteon.load_rulebook()


@pytest.fixture(scope="module")
def population(rulebook):
    """Tables of patients, as Arrow, and what each of them is told alone."""
    tables = Population(Random("screen"), rulebook.terminology, pool=300).tables(PATIENTS)
    return tables, arrow_of(tables), dict(alone(rulebook, tables))


def compared(rulebook, population, folder) -> Compared:
    tables, arrow, by_each = population
    return compare(by_each, *screened(Screen(rulebook, DAY), Duck(), arrow, str(folder)))


def test_duckdb_says_what_each_patient_is_told_alone(rulebook, population, tmp_path):
    found = compared(rulebook, population, tmp_path)
    assert found.apart == []
    assert found.patients == PATIENTS
    assert found.refused > 20
    assert found.alone > 50
    assert min(found.verdicts) > 250, found.verdicts


def test_the_verdicts_are_those_of_the_public_call(rulebook, population):
    tables, _, by_each = population
    rows = {name: {} for name in tables}
    for name, table in tables.items():
        for row in table:
            rows[name].setdefault(row["patient"], []).append(row)
    from osteon.doors.screen.form import document_of

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
            written = honest(*given, **named)
            if isinstance(written, str):
                return written.replace(old, new)
            return [
                tuple(part.replace(old, new) for part in each)
                if isinstance(each, tuple)
                else each.replace(old, new)
                for each in written
            ]

        monkeypatch.setattr(where, name, broken)

    return plant


def setting(where: object, name: str, value: object) -> Plant:
    return lambda monkeypatch: monkeypatch.setattr(where, name, value)


def all_and_any_exchanged(monkeypatch):
    honest = columns._call
    other = {"LEAST": "GREATEST", "GREATEST": "LEAST"}
    monkeypatch.setattr(columns, "_call", lambda function, parts: honest(other[function], parts))


def ten_times_the_amount(monkeypatch):
    honest = taken_contents.counted
    monkeypatch.setattr(taken_contents, "counted", lambda value, scale: honest(value, scale * 10))


def no_amount_is_zero(monkeypatch):
    monkeypatch.setattr(taken_contents, "NO_AMOUNT_KNOWN", layout.Interval(0, 0))


def nobody_gives_way(monkeypatch):
    monkeypatch.setattr(columns, "superiors", lambda edition: [])


def no_exceptions(monkeypatch):
    monkeypatch.setattr(RuleColumns, "_unless", lambda self, rule: [])


def a_year_older(monkeypatch):
    honest = PersonContents._age

    def broken(self, row):
        low, high, clash = honest(self, row)
        return low + 4, high + 4, clash

    monkeypatch.setattr(PersonContents, "_age", broken)


def today_is_tomorrow(monkeypatch):
    honest = TakenSql.__init__

    def broken(self, *given):
        honest(self, *given)
        self._today += 1

    monkeypatch.setattr(TakenSql, "__init__", broken)


FAULTS = {
    "all and any exchanged": all_and_any_exchanged,
    "not forgotten": replacing(RuleColumns, "value", "2 - ", "0 + "),
    "unknown dropped": replacing(columns, "_compared", "ELSE 1", "ELSE 0"),
    "unknown counts as yes": replacing(columns, "_compared", "ELSE 1", "ELSE 2"),
    "off by one": replacing(columns, "_compared", ">= ", "> "),
    "known always": replacing(RuleColumns, "_known", "THEN 0 ELSE 2", "THEN 2 ELSE 2"),
    "ten times the amount": ten_times_the_amount,
    "an amount that was not told is zero": no_amount_is_zero,
    "nobody gives way": nobody_gives_way,
    "no exceptions": no_exceptions,
    "a year older": a_year_older,
    "today is tomorrow": today_is_tomorrow,
    "what is listed twice is taken twice": replacing(TakenSql, "doubled", "nth > 1", "nth > 9"),
    "dates of what is listed twice are not looked at": replacing(
        TakenSql, "doubled", "dates = at_first", "1 = 1"
    ),
    "an open list is closed": replacing(TakenSql, "closing", "medications_open = 1", "1 = 0"),
    "an unrecognised name is nothing": replacing(TakenSql, "closing", "unrecognised = 1", "1 = 0"),
    "a statement closes nothing": replacing(TakenSql, "closing", "(closes", "0 & (closes"),
    "a list of conditions is whole": replacing(person_sql, "is_open", "= 1", "= 2"),
    "the first result instead of the last": replacing(PersonSql, "last_results", "MAX(", "MIN("),
    "a result without a date is none": replacing(
        PersonSql, "results_together", "first IS NULL OR", "first IS NOT NULL AND"
    ),
    "albumin corrects nothing": setting(PersonSql, "corrected", lambda self: []),
    "what SQL cannot hold is taken as it is": replacing(
        TakenSql, "strays", "odd = 1 OR statements > 1 OR", "1 = 0 AND"
    ),
    "whatever was stopped is taken": setting(taken_sql, "_CURRENT", "status <= 2"),
    "what is not known to be taken is not": setting(taken_sql, "_DOUBTED", "status = 9"),
    "a verdict is another": setting(screening, "VERDICTS", ("not raised", "raised", "unknown", "withheld")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(fault, rulebook, population, tmp_path, monkeypatch):
    FAULTS[fault](monkeypatch)
    try:
        assert compared(rulebook, population, tmp_path).apart
    except (OsteonError, KeyError, ValueError, AssertionError) as refused:
        if isinstance(refused, AssertionError) and "two rows" not in str(refused):
            raise
