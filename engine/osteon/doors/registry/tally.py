"""What stands in a file of verdicts, counted by rule, by what is wanting, and by patient.

The counts are taken from the file that was written and from nothing else, so a
summary cannot say what the verdicts do not.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from osteon.doors.registry.verdict_files import AND

if TYPE_CHECKING:
    import duckdb

Tally = dict[str, Any]

_BY_RULE = """
    SELECT rule, verdict, deciding, count(*) AS patients FROM {rows}
    WHERE verdict <> 'not raised' GROUP BY ALL
"""
_TOTALS = "SELECT rule, count(*) FROM {rows} GROUP BY rule"
_BY_PATIENT = """
    SELECT flags, count(*) FROM (
        SELECT count(*) AS flags FROM {rows} WHERE verdict = 'raised' AND list_contains($rules, rule)
        GROUP BY patient
    ) GROUP BY flags
"""


def tally(connection: "duckdb.DuckDBPyConnection", rows: str, severities: Mapping[str, str]) -> Tally:
    """Count the verdicts of `rows`, a table in SQL; `severities` says how grave each rule is.

    "verdicts" has the patients of each rule and verdict. "wanting" has, for each rule and fact, for how many
    patients the rule is unknown for want of the fact, and for how many of these it is the only one. "alerts"
    has for each severity how many patients have so many flags of it.
    """
    verdicts: dict[str, dict[str, int]] = {}
    wanting: dict[str, dict[str, list[int]]] = {}
    for rule, verdict, deciding, patients in connection.execute(_BY_RULE.format(rows=rows)).fetchall():
        counted = verdicts.setdefault(rule, {})
        counted[verdict] = counted.get(verdict, 0) + patients
        if verdict == "unknown":
            _add_wanting(wanting.setdefault(rule, {}), deciding.split(AND), patients)
    for rule, patients in connection.execute(_TOTALS.format(rows=rows)).fetchall():
        counted = verdicts.setdefault(rule, {})
        counted["not raised"] = patients - sum(counted.values())
    alerts = {
        severity: {
            str(flags): patients for flags, patients in sorted(_flags(connection, rows, severity, severities))
        }
        for severity in sorted(set(severities.values()))
    }
    return {"verdicts": _ordered(verdicts), "wanting": _ordered(wanting), "alerts": alerts}


def _add_wanting(facts: dict[str, list[int]], names: list[str], patients: int) -> None:
    for name in names:
        counted = facts.setdefault(name, [0, 0])
        counted[0] += patients
        counted[1] += patients if len(names) == 1 else 0


def _flags(
    connection: "duckdb.DuckDBPyConnection", rows: str, severity: str, severities: Mapping[str, str]
) -> list[tuple[int, int]]:
    rules = [rule for rule, grave in severities.items() if grave == severity]
    return connection.execute(_BY_PATIENT.format(rows=rows), {"rules": rules}).fetchall()


def _ordered(counted: dict[str, Any]) -> dict[str, Any]:
    return {rule: dict(sorted(counts.items())) for rule, counts in sorted(counted.items())}


def merged(one: Any, other: Any) -> Any:
    """Add up two counts of the same shape: numbers, lists of numbers, and mappings of these."""
    if isinstance(one, dict):
        return {name: merged(one.get(name), other.get(name)) for name in {**one, **other}} if other else one
    if isinstance(one, list):
        return [merged(*both) for both in zip(one, other, strict=True)] if other else one
    if one is None:
        return other
    return one + (other or 0)
