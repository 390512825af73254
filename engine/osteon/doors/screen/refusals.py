"""Whose rows cannot be read as a profile at all, and why: each such patient is set aside with the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from osteon.basics.typed import Any
from osteon.doors.screen.engines import Engine, Noticed
from osteon.doors.screen.form import DIET, LISTS, NONE, SAID, TOLD, UNKNOWN
from osteon.doors.screen.rows import DATED, MISTOLD
from osteon.doors.screen.taken_contents import DATES, ENTRIES, STATEMENTS
from osteon.patient.document import MAXIMUM_ENTRIES

REFUSED = "refused"
"""The table of the patients that are set aside."""

_EMPTY = frozenset((TOLD.index(NONE), TOLD.index(UNKNOWN)))
"""The words that say of a list that it has no entries, as places in TOLD."""

Refusal = tuple[Any, str, str]
"""A patient, a place and a reason."""


def refusals(engine: Engine, sources: Mapping[str, list[str]], noticed: Noticed | None) -> Iterator[Refusal]:
    """Yield every patient whose rows contradict the form, with the place and the reason.

    Whatever was noticed of the rows already is not asked again.
    """
    if noticed is None or not noticed.is_each_once:
        yield from _patients(engine)
    told = [name for name in LISTS if f"{name}_told" in sources["patients"]]
    wrong = ", ".join(f"MAX({name}_told)" for name in told)
    for found in engine.query(f"SELECT {wrong} FROM rows_patients") if told else ():
        for name, most in zip(told, found, strict=True):
            if most == MISTOLD:
                yield from _mistold(engine, name)
    names = [name for name in (*LISTS, *SAID) if name in sources]
    for name, strangers, most in _looked(engine, names, noticed):
        if strangers:
            yield from _strangers(engine, name)
        if most > MAXIMUM_ENTRIES:
            yield from _too_many(engine, name)
        if name in SAID:
            yield from _twice(engine, name)
        elif noticed is None or not _EMPTY.isdisjoint(noticed.beside[f"rows_{name}"]):
            yield from _not_empty(engine, name)


def _looked(engine: Engine, names: Sequence[str], noticed: Noticed | None) -> Iterable[tuple[Any, ...]]:
    """Return for lists whether they have rows of strangers, and the most rows of one patient."""
    if noticed is not None:
        return [(name, f"rows_{name}" in noticed.strangers, noticed.most[f"rows_{name}"]) for name in names]
    return engine.query(" UNION ALL ".join(map(_look, names))) if names else ()


def _look(name: str) -> str:
    return (
        f"SELECT '{name}' AS name, MAX(CASE WHEN patient IS NULL THEN 1 ELSE 0 END), MAX(several) FROM "
        f"(SELECT patient, COUNT(*) AS several FROM rows_{name} GROUP BY patient) AS g HAVING COUNT(*) > 0"
    )


def _mistold(engine: Engine, name: str) -> Iterator[Refusal]:
    words = ", ".join(f"'{word}'" for word in TOLD)
    wrong = f"SELECT patient, {name}_told FROM src_patients WHERE {name}_told NOT IN ({words})"
    for patient, told in engine.query(wrong):
        yield patient, f"{name}_told", f"{told!r} says nothing of a list (write one of: {', '.join(TOLD)})"


def _patients(engine: Engine) -> Iterator[Refusal]:
    twice = (
        "SELECT patient, COUNT(*) FROM rows_patients GROUP BY patient HAVING COUNT(*) > 1 OR patient IS NULL"
    )
    for patient, number in engine.query(twice):
        if patient is None:
            yield "", "patients", "a row names no patient"
        else:
            yield patient, "patients", f"the patient has {number} rows (leave one)"


def _strangers(engine: Engine, name: str) -> Iterator[Refusal]:
    strangers = f"SELECT DISTINCT stranger FROM rows_{name} WHERE patient IS NULL"
    for (patient,) in engine.query(strangers):
        yield patient, name, "the table of patients has no such patient"


def _too_many(engine: Engine, name: str) -> Iterator[Refusal]:
    too_many = f"HAVING COUNT(*) > {MAXIMUM_ENTRIES}"
    many = (
        f"SELECT p.patient, m.number FROM (SELECT patient, COUNT(*) AS number FROM rows_{name} "
        f"WHERE patient IS NOT NULL GROUP BY patient {too_many}) AS m {_NAMED.format('m.patient')} UNION ALL "
        f"SELECT stranger, COUNT(*) FROM rows_{name} WHERE patient IS NULL GROUP BY stranger {too_many}"
    )
    for patient, number in engine.query(many):
        yield patient, name, f"{number:,} entries are more than the {MAXIMUM_ENTRIES:,} that a list may have"


def _twice(engine: Engine, name: str) -> Iterator[Refusal]:
    twice = (
        f"SELECT {_WHO}, m.name FROM (SELECT patient, stranger, name FROM rows_{name} "
        "WHERE name IS NOT NULL AND said IS NOT NULL GROUP BY patient, stranger, name "
        f"HAVING COUNT(*) > 1) AS m {_NAMED.format('m.patient')}"
    )
    for patient, said in engine.query(twice):
        yield patient, name, f"{said!r} stands twice (leave one of the two out)"


def _not_empty(engine: Engine, name: str) -> Iterator[Refusal]:
    empty = (
        f"SELECT DISTINCT p.patient, p.{name}_told FROM rows_{name} AS t JOIN rows_patients AS p "
        f"ON p.number = t.patient WHERE p.{name}_told IN ({', '.join(map(str, sorted(_EMPTY)))})"
    )
    for patient, told in engine.query(empty):
        yield (
            patient,
            f"{name}_told",
            f"the list is {TOLD[told]!r} and has entries (correct one of the two)",
        )


_WHO = "COALESCE(m.stranger, p.patient)"
_NAMED = "LEFT JOIN rows_patients AS p ON p.number = {}"
"""What a patient is called who has only a number."""


def unread(engine: Engine, name: str) -> Iterator[Refusal]:
    """Yield the patients with a content that has a problem."""
    joined = f"JOIN {name} AS d ON d.problem IS NOT NULL AND d.key ="
    named = _NAMED.format("m.patient")
    if name == "taken":
        sql = f"SELECT {_WHO}, m.place, m.position, d.problem FROM taken_rows AS m {joined} m.key {named}"
        for patient, place, position, problem in engine.query(sql):
            where = f"{ENTRIES[place]}[{position}]" if place < len(ENTRIES) else STATEMENTS
            yield patient, where, problem
        return
    for where, sql in _askers(name, joined, named):
        for patient, problem in engine.query(sql):
            yield patient, where, problem


def _askers(name: str, joined: str, named: str) -> Iterator[tuple[str, str]]:
    if name in ("who", "age"):
        yield "patients", f"SELECT r.patient, d.problem FROM rows_patients AS r {joined} r.{name}_key"
    elif name == "diet":
        for column in DIET:
            yield column, f"SELECT r.patient, d.problem FROM rows_patients AS r {joined} r.{column}_key"
    elif name == "days":
        for each in DATES:
            yield (
                f"medications or supplements, {each}",
                f"SELECT {_WHO}, d.problem FROM taken_rows AS m {joined} m.{each} {named}",
            )
        for table, column in DATED.items():
            yield (
                f"{table}, {column}",
                f"SELECT {_WHO}, d.problem FROM rows_{table} AS m {joined} m.{column} {named}",
            )
    else:
        yield name, f"SELECT {_WHO}, d.problem FROM rows_{name} AS m {joined} m.key {named}"
