"""Made-up patients drawn in blocks: the same ones for a seed, however many are asked for.

A block is drawn from the seed and its own number alone, and always whole. So the
first thousand patients of a seed are the same in a registry of a million.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from osteon.basics.records import dataclass
from osteon.doors.synth import catalogue
from osteon.doors.synth.catalogue import Drug, Measure, Problem

BLOCK = 20_000
Places = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]

_LISTED: Mapping[str, Sequence[Drug | Problem | Measure]] = {
    "medications": catalogue.MEDICINES,
    "supplements": catalogue.SUPPLEMENTS,
    "conditions": catalogue.CONDITIONS,
    "allergies": catalogue.ALLERGIES,
    "surgeries": catalogue.OPERATIONS,
    "tests": catalogue.TESTS,
}


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one list of a block, sorted by patient: whose, which, and their columns."""

    patient: Places
    position: Places
    item: Places
    columns: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class Block:
    """Some patients: the number of the first, their own columns, and their lists."""

    first: int
    size: int
    person: Mapping[str, Texts]
    lists: Mapping[str, Entries]


def blocks(patients: int, seed: int, as_of: date) -> Iterator[Block]:
    """Yield so many patients, in order, as they are on a day."""
    for number, first in enumerate(range(0, patients, BLOCK)):
        whole = _block(number, np.random.default_rng([seed, number]), as_of)
        yield whole if first + BLOCK <= patients else _cut(whole, patients - first)


def _block(number: int, chance: np.random.Generator, as_of: date) -> Block:
    today = as_of.toordinal()
    age = np.clip(chance.gamma(4.2, 12.5, BLOCK), 0, 104)
    born = today - (age * 365.25).astype(np.int64) - 1
    female = chance.random(BLOCK) < 0.51
    untold, past = chance.random(BLOCK) < catalogue.SEX_NOT_TOLD, female & (age > 55)
    person = {
        "birth_date": _dates(born, chance, catalogue.FULL_DATES, catalogue.YEAR_ONLY),
        "sex": np.where(untold, "", np.where(female, "female", "male")).astype(object),
        "deceased": np.where(chance.random(BLOCK) < catalogue.DIED, "yes", "").astype(object),
        "pregnancy": _pregnancy(age, female, chance),
        "diet_natto": _one_of({"": 0.97, "0 servings/week": 0.025, "1 serving/week": 0.005}, BLOCK, chance),
        "diet_vitamin_k_consistent": _one_of({"": 0.96, "yes": 0.03, "no": 0.01}, BLOCK, chance),
        "postmenopausal": np.where(past & (chance.random(BLOCK) < 0.3), "yes", "").astype(object),
    }
    lists = {}
    for name, items in _LISTED.items():
        entries = _entries(name, items, age, chance, today)
        lists[name] = entries
        person[f"{name}_told"] = _told(name, entries, chance)
    return Block(number * BLOCK, BLOCK, person, lists)


def _entries(
    name: str, items: Sequence[Drug | Problem | Measure], age: Shares, chance: np.random.Generator, today: int
) -> Entries:
    shares = np.array([_shares(each) for each in items])
    by_age = np.where(
        age[:, None] >= 65, shares[:, 1], np.where(age[:, None] >= 18, shares[:, 0], shares[:, 0] / 20)
    )
    patient, item = np.nonzero(chance.random(by_age.shape) * 100 < by_age)
    starts = np.searchsorted(patient, np.arange(BLOCK))
    columns = _COLUMNS[name](items, item, chance, today)
    return Entries(patient, np.arange(len(patient)) - starts[patient], item, columns)


def _shares(each: Drug | Problem | Measure) -> tuple[float, float]:
    return (each.share, min(each.share * 2, 90.0)) if isinstance(each, Measure) else (each.adults, each.old)


def _taken(items: Any, item: Places, chance: np.random.Generator, today: int) -> dict[str, Texts]:
    most = max(len(each.amounts) for each in items)
    amounts = np.array(
        [[each.amounts[at % len(each.amounts)] for at in range(most)] for each in items], dtype=object
    )
    count = np.array([len(each.amounts) for each in items])
    amount = amounts[item, (chance.random(len(item)) * count[item]).astype(np.int64)]
    amount = np.where(chance.random(len(item)) < catalogue.NO_AMOUNT, "", amount)
    amount = np.where((amount != "") & (chance.random(len(item)) < catalogue.NO_UNIT), "5000", amount).astype(
        object
    )
    status = _one_of(catalogue.INTAKE, len(item), chance)
    ago = (chance.gamma(1.2, 500.0, len(item))).astype(np.int64)
    started = np.where(chance.random(len(item)) < 0.6, _dates(today - ago - 30, chance, 0.97, 0.01), "")
    started = np.where(status == "planned", "", started).astype(object)
    stopped = np.where(
        (status == "stopped") & (chance.random(len(item)) < 0.7),
        _dates(today - ago // 20, chance, 0.97, 0.01),
        "",
    )
    return {
        "name": _names(items)[item],
        "status": status,
        "started": started,
        "stopped": stopped.astype(object),
        "amount": amount,
    }


def _diagnosed(items: Any, item: Places, chance: np.random.Generator, today: int) -> dict[str, Texts]:
    ago = chance.gamma(1.5, 1500.0, len(item)).astype(np.int64)
    since = np.where(chance.random(len(item)) < 0.6, _dates(today - ago, chance, 0.7, 0.2), "").astype(object)
    return {
        "name": _names(items)[item],
        "status": _one_of(catalogue.DIAGNOSIS, len(item), chance),
        "since": since,
    }


def _allergic(items: Any, item: Places, chance: np.random.Generator, today: int) -> dict[str, Texts]:
    found = _diagnosed(items, item, chance, today)
    return {"name": found["name"], "status": found["status"]}


def _operated(items: Any, item: Places, chance: np.random.Generator, today: int) -> dict[str, Texts]:
    ago = chance.gamma(1.0, 300.0, len(item)).astype(np.int64) - 20
    dated = chance.random(len(item)) > catalogue.UNDATED
    return {
        "name": _names(items)[item],
        "date": np.where(dated, _dates(today - ago, chance, 0.97, 0.01), "").astype(object),
    }


def _tested(items: Any, item: Places, chance: np.random.Generator, today: int) -> dict[str, Texts]:
    drawn = chance.normal(0.0, 1.0, len(item))
    value = np.empty(len(item), dtype=object)
    for at, each in enumerate(items):
        here = item == at
        found = np.maximum(each.mean + each.spread * drawn[here], 10.0**-each.decimals)
        numbers = np.char.mod(f"%.{each.decimals}f", found)
        unit = np.where(chance.random(int(here.sum())) < 0.03, "", f" {each.unit}" if each.unit else "")
        value[here] = np.char.add(numbers, unit)
    ago = chance.gamma(1.0, 200.0, len(item)).astype(np.int64)
    dated = chance.random(len(item)) > catalogue.UNDATED
    return {
        "name": _names(items)[item],
        "value": value,
        "date": np.where(dated, _dates(today - ago, chance, 0.98, 0.01), "").astype(object),
    }


_COLUMNS = {
    "medications": _taken,
    "supplements": _taken,
    "conditions": _diagnosed,
    "allergies": _allergic,
    "surgeries": _operated,
    "tests": _tested,
}


def _names(items: Any) -> Texts:
    return np.array([each.name for each in items], dtype=object)


def _dates(days: Places, chance: np.random.Generator, full: float, year: float) -> Texts:
    """Write days as dates; some have only their year, the rest of those that are not full year and month."""
    written = np.datetime_as_string((days - date(1970, 1, 1).toordinal()).astype("datetime64[D]"))
    draw = chance.random(len(days))
    shorter = np.where(draw < full + year, written.astype("U4"), written.astype("U7"))
    return np.where(draw < full, written, shorter).astype(object)


def _pregnancy(age: Shares, female: npt.NDArray[np.bool_], chance: np.random.Generator) -> Texts:
    said = _one_of({"": 0.82, "not pregnant": 0.14, "pregnant": 0.03, "possible": 0.01}, BLOCK, chance)
    return np.where(female & (age >= 15) & (age < 50), said, "").astype(object)


def _told(name: str, entries: Entries, chance: np.random.Generator) -> Texts:
    has = np.zeros(BLOCK, dtype=bool)
    has[entries.patient] = True
    if name == "tests":
        return np.where(chance.random(BLOCK) < 0.2, "incomplete", "").astype(object)
    some = _one_of(catalogue.LIST_TOLD, BLOCK, chance)
    return np.where(has, some, _one_of(catalogue.EMPTY_LIST, BLOCK, chance)).astype(object)


def _one_of(shares: Mapping[str, float], size: int, chance: np.random.Generator) -> Texts:
    bounds = np.cumsum(list(shares.values()))
    return np.array(list(shares), dtype=object)[
        np.minimum(np.searchsorted(bounds, chance.random(size)), len(bounds) - 1)
    ]


def _cut(block: Block, size: int) -> Block:
    person = {name: column[:size] for name, column in block.person.items()}
    lists = {}
    for name, each in block.lists.items():
        kept = int(np.searchsorted(each.patient, size))
        columns = {column: cells[:kept] for column, cells in each.columns.items()}
        lists[name] = Entries(each.patient[:kept], each.position[:kept], each.item[:kept], columns)
    return Block(block.first, size, person, lists)
