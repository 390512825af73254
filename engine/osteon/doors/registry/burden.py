"""What a change of the rules costs in flags: two screenings of one registry, side by side."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from osteon.basics.errors import RunError
from osteon.basics.records import dataclass, names_of, replace
from osteon.doors.registry.connecting import connected, quoted
from osteon.doors.registry.door import screened
from osteon.doors.registry.durable import PART, settle
from osteon.doors.registry.journal import VERDICTS, finished
from osteon.doors.registry.run import Heard, Order
from osteon.doors.registry.summary import NOTICE, Summary
from osteon.doors.registry.suppression import SMALL, Shown, hidden
from osteon.knowledge.models import SEVERITIES, Rulebook

FORMAT = "osteon-burden/1"
BEFORE, AFTER, CHANGES = "before", "after", "changes.parquet"
INTERRUPTIVE = "critical"
"""Flags of this severity interrupt whoever is at work; the others can wait."""

_NUMBERS = ("before", "after", "comes", "goes")


@dataclass(frozen=True, slots=True)
class RuleBurden:
    """The flags of one rule. `numbers` has patients before and after, and those for whom it comes and goes.

    None is a number that is not shown. `state` is "added", "removed" or "kept".
    """

    rule_id: str
    title: str
    severity: str
    state: str
    numbers: Shown
    unknown: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Side:
    """One pack on the registry: flags for 100 patients by severity, and interruptive flags of a patient."""

    pack: str
    pack_hash: str
    flags_per_100: Mapping[str, float]
    interruptive_per_patient: float
    interruptive: Shown


@dataclass(frozen=True, slots=True)
class Burden:
    """Two packs on one registry. `changed` counts whose flags change; who they are is in `file`."""

    patients: int
    before: Side
    after: Side
    rules: tuple[RuleBurden, ...]
    changed: int | None
    hidden_below: int
    as_of: str
    disclaimer: str
    notice: str
    file: str

    def to_dict(self) -> dict[str, object]:
        """Return it as plain JSON data; who changes is in no summary."""
        told = {name: getattr(self, name) for name in names_of(Burden) if name != "file"}
        told |= {side: _record(getattr(self, side)) for side in ("before", "after")}
        told |= {"rules": [_record(each) for each in self.rules], "changed_patients": told.pop("changed")}
        return {"format": FORMAT} | told


def _record(each: RuleBurden | Side) -> dict[str, object]:
    told = {name: getattr(each, name) for name in names_of(type(each))}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def burden(
    old: Rulebook,
    new: Rulebook,
    order: Order,
    below: int = SMALL,
    heard: Callable[[str], Heard] | None = None,
) -> Burden:
    """Screen a registry by two packs, and compare the flags. Each goes on where it was interrupted.

    `order.folder` holds both runs and the list of who changes. Raises RunError and PackError.
    """
    summaries = []
    for name, book in ((BEFORE, old), (AFTER, new)):
        folder = os.path.join(order.folder, name)
        os.makedirs(folder, exist_ok=True)
        mine = replace(order, folder=folder, rulebook=book)
        summaries.append(screened(mine, 0, heard(name) if heard else None, is_sample=False))
    before, after = summaries
    if before.patients != after.patients:
        raise RunError(
            f"the packs screen {before.patients:,} and {after.patients:,} patients: they cannot be compared"
        )
    comes, goes, changed = _changes(order)
    return Burden(
        before.patients, _side(before, below), _side(after, below),
        _rules(before, after, comes, goes, below), None if 0 < changed < below else changed,
        below, order.as_of.isoformat(), new.pack.disclaimer, NOTICE, os.path.join(order.folder, CHANGES),
    )  # fmt: skip


def _changes(order: Order) -> tuple[dict[str, int], dict[str, int], int]:
    """Write who changes; return by rule for how many a flag comes and goes, and how many patients."""
    path = os.path.join(order.folder, CHANGES)
    sides = {name: _raised(os.path.join(order.folder, name)) for name in (BEFORE, AFTER)}
    with connected(f"{order.memory_mib}MiB", 2, os.path.join(order.folder, "spill")) as connection:
        connection.execute(
            f"COPY (SELECT *, 'comes' AS flag FROM ({sides[AFTER]} EXCEPT {sides[BEFORE]}) UNION ALL "
            f"SELECT *, 'goes' AS flag FROM ({sides[BEFORE]} EXCEPT {sides[AFTER]}) ORDER BY ALL) "
            f"TO {quoted(path + PART)} (FORMAT parquet, COMPRESSION zstd)"
        )
        settle(path + PART, path)
        rows = f"read_parquet({quoted(path)})"
        counted = connection.execute(f"SELECT flag, rule, count(*) FROM {rows} GROUP BY ALL").fetchall()
        ((changed,),) = connection.execute(f"SELECT count(DISTINCT patient) FROM {rows}").fetchall()
    by_flag: dict[str, dict[str, int]] = {"comes": {}, "goes": {}}
    for flag, rule, number in counted:
        by_flag[flag][rule] = number
    return by_flag["comes"], by_flag["goes"], int(changed)


def _raised(folder: str) -> str:
    files = [
        file for line in finished(folder).values() for file in line["files"] if file.startswith(VERDICTS)
    ]
    listed = ", ".join(quoted(os.path.join(folder, file)) for file in files)
    rows = f"read_parquet([{listed}])"
    return f"SELECT patient, CAST(rule AS VARCHAR) AS rule FROM {rows} WHERE verdict = 'raised'"


def _side(found: Summary, below: int) -> Side:
    patients = max(found.patients, 1)
    flags = dict.fromkeys(SEVERITIES, 0)
    for rule in found.rules:
        flags[rule.severity] += rule.patients["raised"] or 0
    interruptive = {number: patients or 0 for number, patients in found.alerts[INTERRUPTIVE].items()}
    return Side(
        str(found.versions["pack"]), str(found.versions["pack_hash"]),
        {severity: 100 * number / patients for severity, number in flags.items()},
        flags[INTERRUPTIVE] / patients, hidden(interruptive, below),
    )  # fmt: skip


def _rules(
    before: Summary, after: Summary, comes: Mapping[str, int], goes: Mapping[str, int], below: int
) -> tuple[RuleBurden, ...]:
    sides = [{rule.rule_id: rule for rule in each.rules} for each in (before, after)]
    found = []
    for id in dict.fromkeys((*sides[1], *sides[0])):
        was, now = (each.get(id) for each in sides)
        said: Any = now or was
        state = "kept" if was and now else "added" if now else "removed"
        raised, unknown = ([_of(each, verdict) for each in (was, now)] for verdict in ("raised", "unknown"))
        numbers = dict(zip(_NUMBERS, (*raised, comes.get(id, 0), goes.get(id, 0)), strict=True))
        open_ones = tuple(None if 0 < each < below else each for each in unknown)
        found.append(
            RuleBurden(
                id, said.title, said.severity, state, _shown(numbers, below), (open_ones[0], open_ones[1])
            )
        )
    return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.severity)))


def _of(rule: Any, verdict: str) -> int:
    return 0 if rule is None else rule.patients[verdict] or 0


def _shown(numbers: dict[str, int], below: int) -> Shown:
    # After is before, and what comes, without what goes: a single hidden number could be reckoned.
    small = {name for name, number in numbers.items() if 0 < number < below}
    others = sorted((number, name) for name, number in numbers.items() if number and name not in small)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return {name: None if name in small else number for name, number in numbers.items()}
