"""The query over columns of facts says what the reference evaluator says, for random rulebooks and random facts."""

from collections.abc import Callable
from random import Random

import duckdb
import pyarrow as pa
import pytest

from osteon.basics.errors import RuleTooComplex
from osteon.language.syntax import AllOf, Compare, Holds, Not
from osteon.patient.vocabulary import NUMBER
from osteon.reasoning import columns
from osteon.reasoning.columns import MAXIMUM_DEPTH, RuleColumns, steps
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.explain import Explainer
from osteon.reasoning.fact_columns import columns_of, threshold_scale
from osteon.reasoning.precedence import give_way, superiors
from osteon.reasoning.situations import Situations
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values

PATIENTS = 40


def compiled(edition) -> RuleColumns:
    numbers = [fact.name for fact in edition.facts if fact.type == NUMBER]
    return RuleColumns(edition, {name: threshold_scale(edition, name) for name in numbers})


def differences(seed: object, rulebooks: int) -> tuple[int, int, set[int]]:
    """Compare some rulebooks. Returns how many verdicts were compared, how many differ, and which there were."""
    compared, differ, seen = 0, 0, set()
    for at in range(rulebooks):
        random = Random(f"columns-{seed}-{at}")
        edition = edition_on(random_rulebook(random), DAY)
        try:
            rules = compiled(edition)
        except RuleTooComplex:
            continue
        limits = list(edition.parameters.values())
        patients = [random_values(random, edition.rulebook, limits) for _ in range(PATIENTS)]
        got = asked(edition, rules, patients)
        for values, codes in zip(patients, got, strict=True):
            wanted = told(edition, values)
            seen |= {verdict for verdict, _ in wanted}
            compared += len(wanted)
            differ += sum(one != other for one, other in zip(wanted, said(rules, codes), strict=True))
    return compared, differ, seen


def asked(edition, rules: RuleColumns, patients: list) -> list[tuple[int, ...]]:
    cells: dict[str, list[int]] = {"patient": list(range(len(patients)))}
    for fact in edition.facts:
        for at, column in enumerate(columns_of(fact)):
            cells[column[1:-1]] = [cell(edition, fact, values[fact.name], at) for values in patients]
    table = pa.table(cells)
    connection = duckdb.connect()
    connection.register("facts", table)
    rows = connection.execute(rules.query("facts") + " ORDER BY patient").fetchall()
    situations = Situations(rules)
    connection.execute(f"CREATE TABLE found AS {situations.of_patients('facts')}")
    for ruling, codes in by_situation(connection, situations).items():
        assert codes == [row[1 + rules.rulings.index(ruling)] for row in rows]
    return [row[1:] for row in rows]


def by_situation(connection, situations: Situations) -> dict:
    """Ask the rules once for each situation, and say for each rule the codes of the patients in order."""
    found = {}
    for at, group in enumerate(situations.groups):
        keys = ", ".join(group.keys)
        connection.execute(f"CREATE TABLE seen_{at} AS SELECT DISTINCT {keys} FROM found")
        codes = ", ".join(f"c.{ruling.column}" for ruling in group.rulings)
        sql = f"SELECT {codes} FROM found AS f JOIN ({situations.codes(group, f'seen_{at}')}) AS c"
        both = " AND ".join(f"c.{key} = f.{key}" for key in group.keys)
        columns = zip(*connection.execute(f"{sql} ON {both} ORDER BY f.patient").fetchall(), strict=True)
        found.update(zip(group.rulings, map(list, columns), strict=True))
    return found


def cell(edition, fact, value, at) -> int:
    if fact.type == NUMBER:
        return steps(value, threshold_scale(edition, fact.name))[at]
    if fact.choices:
        return 0 if value is None else fact.choices.index(value) + 1
    return int(value)


def told(edition, values) -> list[tuple[int, frozenset[str]]]:
    outcomes = Reference(edition).outcomes(values)
    yields = give_way(outcomes, superiors(edition))
    explainer = Explainer(edition)
    facts = type("Facts", (), {"values": values, "assumed": set()})()
    return [
        (
            3 if at in yields else int(outcome),
            frozenset(explainer.wanting(rule, facts)) if outcome == 1 else frozenset(),
        )
        for at, (rule, outcome) in enumerate(zip(edition.rules, outcomes, strict=True))
    ]


def said(rules: RuleColumns, codes: tuple[int, ...]) -> list[tuple[int, frozenset[str]]]:
    return [
        (code & 3, frozenset(ruling.deciding(code)) if code & 3 == 1 else frozenset())
        for ruling, code in zip(rules.rulings, codes, strict=True)
    ]


def test_random_rulebooks_come_to_the_same_verdicts_and_want_the_same_facts():
    compared, differ, seen = differences("same", 40)
    assert differ == 0
    assert compared > 8_000
    assert seen == {0, 1, 2, 3}


def replacing(where: object, name: str, old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        honest = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *given: honest(*given).replace(old, new))

    return plant


def all_and_any_exchanged(monkeypatch):
    honest = columns._call
    other = {"LEAST": "GREATEST", "GREATEST": "LEAST"}
    monkeypatch.setattr(columns, "_call", lambda function, parts: honest(other[function], parts))


def not_forgotten(monkeypatch):
    honest = RuleColumns._placed
    monkeypatch.setattr(
        RuleColumns, "_placed", lambda self, each: honest(self, each.inner if isinstance(each, Not) else each)
    )


def nobody_gives_way(monkeypatch):
    monkeypatch.setattr(columns, "superiors", lambda edition: [])


def no_exceptions(monkeypatch):
    monkeypatch.setattr(RuleColumns, "_unless", lambda self, rule: [])


def between_is_exact(monkeypatch):
    monkeypatch.setattr(columns, "_step", lambda number, scale, within: int(min(number * scale, 2**50)) * 4)


FAULTS = {
    "all and any exchanged": all_and_any_exchanged,
    "not forgotten": not_forgotten,
    "unknown dropped": replacing(columns, "_compared", "ELSE 1", "ELSE 0"),
    "unknown counts as yes": replacing(columns, "_compared", "ELSE 1", "ELSE 2"),
    "off by one": replacing(columns, "_compared", ">= ", "> "),
    "known always": replacing(RuleColumns, "_known", "THEN 0 ELSE 2", "THEN 2 ELSE 2"),
    "nobody gives way": nobody_gives_way,
    "no exceptions": no_exceptions,
    "what lies between two parts is one of them": between_is_exact,
    "other facts are wanting": replacing(RuleColumns, "_because", "ELSE 0", "ELSE 4"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(fault, monkeypatch):
    FAULTS[fault](monkeypatch)
    assert differences("fault", 8)[1]


def test_a_condition_that_is_nested_too_deep_is_refused_by_name():
    book = random_rulebook(Random("deep"), rules=1)
    fact = next(
        name for name, each in book.vocabulary.facts.items() if each.type != NUMBER and not each.choices
    )
    deep = Holds(fact)
    for _ in range(MAXIMUM_DEPTH + 1):
        deep = AllOf((deep, Holds(fact)))
    (rule,) = book.rules.values()
    object.__setattr__(rule, "when", deep)
    with pytest.raises(RuleTooComplex, match="rule rule-0: its conditions are nested"):
        compiled(edition_on(book, DAY))


def test_a_threshold_that_cannot_be_counted_is_refused_by_name():
    book = random_rulebook(Random("deep"), rules=1)
    fact = next(name for name, each in book.vocabulary.facts.items() if each.type == NUMBER)
    huge = next(name for name, each in book.parameters.items() if each.values[0].number == 2**70)
    (rule,) = book.rules.values()
    object.__setattr__(rule, "when", Compare(fact, ">", huge))
    with pytest.raises(RuleTooComplex, match="rule rule-0: its threshold"):
        compiled(edition_on(book, DAY))
