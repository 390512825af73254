"""Put random populations before `evaluate` and the engines that screen many patients, and compare every verdict.

`python -m tests.differential.screen_campaign 100000` runs a long one, on Spark too where it can be started.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from tempfile import TemporaryDirectory

import pyarrow as pa

import osteon
from osteon.basics.errors import EngineUnavailable, ProfileError
from osteon.basics.records import dataclass, field
from osteon.basics.truth import YES
from osteon.doors.library import read_document
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.engines import Engine
from osteon.doors.screen.form import BY_NAME, POSITION, document_of
from osteon.doors.screen.screening import PartitionResult, Screen
from osteon.knowledge.models import Rulebook
from osteon.patient.words import truth
from osteon.reasoning.advise import Advisor
from osteon.reasoning.edition import edition_on
from osteon.reasoning.explain import Explainer
from osteon.reasoning.precedence import give_way
from tests.differential.random_rows import Population

DAY = date(2026, 11, 24)
REFUSED, DEAD = "refused", "dead"

Tables = dict[str, list[dict[str, object]]]
Said = tuple[tuple[int, ...], tuple[frozenset[str], ...]]
"""For each rule the place of its verdict in VERDICTS, and the facts for want of which it is unknown."""


@dataclass(slots=True)
class Compared:
    """What a comparison saw. `apart` says where the engines part."""

    patients: int = 0
    refused: int = 0
    alone: int = 0
    verdicts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    apart: list[str] = field(default_factory=list)


def alone(rulebook: Rulebook, tables: Tables) -> Iterator[tuple[str, Said | str]]:
    """Evaluate every patient by himself, from what his rows say."""
    advisor = Advisor(edition_on(rulebook, DAY.isoformat()))
    explainer = Explainer(advisor.edition)
    rows: dict[str, Tables] = defaultdict(dict)
    for name, table in tables.items():
        for row in table:
            rows[str(row["patient"])].setdefault(name, []).append(row)
    for patient, theirs in rows.items():
        try:
            document = read_document(document_of(theirs), {})
        except ProfileError:
            yield patient, REFUSED
            continue
        if truth(document.get("deceased")) is YES:
            yield patient, DEAD
            continue
        report = advisor.advise(document, DAY, "reference")
        outcomes, yields = report.outcomes, give_way(report.outcomes, advisor.superiors)
        verdicts = tuple(3 if at in yields else outcome for at, outcome in enumerate(outcomes))
        wanting = (
            frozenset(explainer.wanting(rule, report.facts)) if outcome == 1 else frozenset()
            for rule, outcome in zip(advisor.edition.rules, outcomes, strict=True)
        )
        yield patient, (verdicts, tuple(wanting))


def arrow_of(tables: Tables) -> dict[str, pa.Table]:
    """Return the tables as Arrow holds them: all text but the positions."""
    return {
        name: pa.table(
            {
                column.name: pa.array(
                    [_cell(row.get(column.name), column.name) for row in rows],
                    pa.int64() if column.name == POSITION else pa.string(),
                )
                for column in BY_NAME[name].columns
            }
        )
        for name, rows in tables.items()
    }


def _cell(value: object, name: str) -> object:
    return value if value is None or name == POSITION else str(value)


def screened(
    screen: Screen, engine: Engine, tables: Mapping[str, object], folder: str
) -> tuple[PartitionResult, dict[str, Said]]:
    """Screen the tables and read the verdicts back from the file that was written."""
    import duckdb

    path = f"{folder}/verdicts.parquet"
    result = screen.run(engine, tables, path)
    places = {rule: at for at, rule in enumerate(screen.rules)}
    verdicts: dict[str, list[int]] = defaultdict(lambda: [-1] * len(places))
    wanting: dict[str, list[frozenset[str]]] = defaultdict(lambda: [frozenset()] * len(places))
    words = {"not raised": 0, "unknown": 1, "raised": 2, "withheld": 3}
    files = f"{path}/*.parquet" if engine.makes_folders else path
    for patient, rule, verdict, deciding in duckdb.read_parquet(files).fetchall():
        assert verdicts[patient][places[rule]] == -1, "a patient has two rows for one rule"
        verdicts[patient][places[rule]] = words[verdict]
        if verdict == "unknown":
            wanting[patient][places[rule]] = frozenset(deciding.split(","))
    return result, {each: (tuple(verdicts[each]), tuple(wanting[each])) for each in verdicts}


def compare(truth_: Mapping[str, Said | str], result: PartitionResult, said: Mapping[str, Said]) -> Compared:
    """Hold what an engine said against what each patient is told alone."""
    compared = Compared(len(truth_), len({each[0] for each in result.refused}), result.alone)
    refused = {patient for patient, _, _ in result.refused}
    for patient, wanted in truth_.items():
        got = said.get(patient, REFUSED if patient in refused else DEAD)
        if got != wanted:
            compared.apart.append(f"{patient}: alone {wanted}, together {got}")
        elif not isinstance(wanted, str):
            for verdict in wanted[0]:
                compared.verdicts[verdict] += 1
    strangers = said.keys() - truth_.keys()
    compared.apart += [f"{patient}: nobody knows this patient" for patient in strangers]
    return compared


def campaign(patients: int, engines: Mapping[str, Engine], chunk: int = 25_000) -> bool:
    """Compare so many patients, some thousands at a time. Returns whether all engines agreed throughout."""
    rulebook = osteon.load_rulebook()
    population = Population(Random("screen-campaign"), rulebook.terminology, pool=3_000)
    screens = {name: Screen(rulebook, DAY) for name in engines}
    totals = {name: Compared() for name in engines}
    for first in range(0, patients, chunk):
        tables = population.tables(min(chunk, patients - first), first)
        by_each = dict(alone(rulebook, tables))
        for name, engine in engines.items():
            with TemporaryDirectory() as folder:
                compared = compare(by_each, *screened(screens[name], engine, arrow_of(tables), folder))
            total = totals[name]
            total.patients += compared.patients
            total.refused += compared.refused
            total.alone += compared.alone
            total.verdicts = [a + b for a, b in zip(total.verdicts, compared.verdicts, strict=True)]
            total.apart += compared.apart
            print(f"{name}: {_told(total)}", flush=True)
            for each in compared.apart[:3]:
                print(f"  {each[:600]}")
    return not any(total.apart for total in totals.values())


def _told(total: Compared) -> str:
    no, unknown, raised, withheld = total.verdicts
    return (
        f"{total.patients:,} patients ({total.refused:,} refused, {total.alone:,} by themselves), "
        f"{sum(total.verdicts):,} verdicts ({raised:,} raised, {unknown:,} unknown, {withheld:,} withheld, "
        f"{no:,} not raised): {len(total.apart):,} patients apart"
    )


def _engines() -> dict[str, Engine]:
    engines: dict[str, Engine] = {"duckdb": Duck()}
    try:
        from osteon.doors.screen.spark import Spark, local_session

        engines["spark"] = Spark(local_session())
    except EngineUnavailable as absent:
        print(f"without Spark: {absent}")
    return engines


if __name__ == "__main__":
    sys.exit(not campaign(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, _engines()))
