"""Questions put to what patients have in common, a few aspects of them at a time.

What a patient takes, and how these lists were told, decides some questions, and the
conditions decide others. An aspect has the questions that depend on the same few
columns: they are asked once for each combination of these that occurs. A situation
is put together from what all aspects answer. Results are hardly ever those of
another patient, so what depends on them is asked of every patient.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from osteon.basics.records import dataclass
from osteon.doors.screen import sets
from osteon.doors.screen.form import DIET
from osteon.doors.screen.sets import SETS
from osteon.reasoning.situations import Situations

Layer = Mapping[str, str]
"""Columns, and the expression of each over the columns of earlier layers."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Some joined tables, by their aliases, and columns of `sets` that questions may depend on.

    `keys` are the columns of `sets` that tell the combinations apart.
    """

    name: str
    aliases: frozenset[str]
    keys: tuple[str, ...]


def _aspect(name: str, sources: Sequence[sets.Source], told: Sequence[str], *also: str) -> Aspect:
    keys = [each.key for each in sources]
    aliases = [each.alias for each in sources]
    if "diet" in also:
        keys += sets.DIETS
        aliases += [f"diet{at}" for at in range(len(DIET))]
    if "who" in also:
        keys.append("who_row")
        aliases.append("w")
    if "age" in also:
        keys.append("age_row")
        aliases.append("a")
    return Aspect(name, frozenset(aliases), (*keys, *told))


_TAKEN = ("medications_told", "supplements_told")
_PERSON = ("conditions_told", "allergies_told", "record_clash")
_REST = ("surgeries_told",)
ASPECTS = (
    _aspect("taken", [sets.TAKEN], _TAKEN),
    _aspect("seldom", [sets.TAKEN, sets.SELDOM], _TAKEN),
    _aspect("amounts", [sets.TAKEN, sets.AMOUNTS], _TAKEN, "diet"),
    _aspect("person", [sets.CONDITIONS, sets.ALLERGIES], _PERSON, "who"),
    _aspect("rest", [sets.SURGERIES, sets.APART, sets.COUNSELLED], _REST, "diet", "age"),
)
"""The aspects of which patients share combinations, narrow ones first."""

KEYS = tuple(dict.fromkeys(key for each in ASPECTS for key in each.keys))

_WORDS = re.compile(r"'(?:[^']|'')*'|(?:(\w+)\.)?(\"[^\"]*\"|[A-Za-z_]\w*)")


def _read_by(text: str) -> Iterator[tuple[str, str]]:
    """Yield every word that may be a column in an expression, with the alias before it or nothing."""
    return ((found[1] or "", found[2]) for found in _WORDS.finditer(text) if found[2])


def by_name(columns: Iterable[str]) -> dict[str, str]:
    """Return expressions by name: each column is one AS its name, or one of a joined table."""
    parted = (column.rpartition(" AS ") for column in columns)
    return {name if text else name.partition(".")[2]: text or name for text, _, name in parted}


class Row:
    """Everything about a patient side by side, as layers of columns; parts of it can be asked alone.

    `known` reads the joined tables and the columns of `sets`, each of `between` what stands before it, and
    `facts` all of these. `joins` has the text that joins each alias to `p`, in order; `people` the text
    that joins `who` to `l`, the layers before.
    """

    def __init__(
        self, known: Layer, between: Sequence[Layer], facts: Layer, joins: Layer, people: str
    ) -> None:
        self._known = known
        self._between = between
        self._facts = facts
        self._joins = joins
        self._people = people
        self._columns = {name for layer in (known, *between) for name in layer}

    def seen(self, aliases: Iterable[str], keys: Iterable[str]) -> set[str]:
        """Return the columns that can be worked out from these tables and columns of `sets`."""
        there, own = {*aliases}, {*keys}
        found = {
            name
            for name, text in self._known.items()
            if all(column in own if of == "p" else of in there for of, column in _read_by(text) if of)
        }
        for layer in self._between:
            found |= {name for name, text in layer.items() if self._needs(text) <= found}
        return {name for name, text in self._facts.items() if self._needs(text) <= found} | (
            found - self._facts.keys()
        )

    def _needs(self, text: str) -> set[str]:
        """Return the columns before the facts that an expression reads."""
        words = list(_read_by(text))
        names = {name for of, name in words if not of}
        if any(of == "who" for of, _ in words):
            names |= {name for of, name in _read_by(self._people) if of == "l"}
        return names & self._columns

    def asked_by(self, text: str) -> set[str]:
        """Return the facts that a question reads, and other columns."""
        return {name for _, name in _read_by(text)} & (self._columns | self._facts.keys())

    def query(self, texts: Iterable[str], rows: str, keys: Sequence[str]) -> str:
        """Return the query for `keys` and all columns that some questions read, over rows of `sets`."""
        asked = sorted({name for text in texts for name in self.asked_by(text)})
        told = [f"{self._facts[name]} AS {name}" if name in self._facts else name for name in asked]
        wanted = {name for text in told for name in self._needs(text)}
        between: list[list[str]] = []
        for layer in reversed(self._between):
            chosen = [name for name in layer if name in wanted]
            between.insert(0, [f"{layer[name]} AS {name}" for name in chosen])
            wanted |= {name for column in chosen for name in self._needs(layer[column])}
        sql = self._side_by_side(wanted, rows, keys)
        for columns in filter(None, between):
            people = self._people if any(each.startswith("who.") for each in columns) else ""
            sql = f"SELECT l.*, {', '.join(columns)} FROM ({sql}) AS l {people}"
        return f"SELECT {', '.join((*keys, *told))} FROM ({sql}) AS row"

    def _side_by_side(self, wanted: set[str], rows: str, keys: Sequence[str]) -> str:
        known = {name: text for name, text in self._known.items() if name in wanted and name not in keys}
        used = {of for text in known.values() for of, _ in _read_by(text)}
        joins = " ".join(text for alias, text in self._joins.items() if alias in used)
        columns = [*(f"p.{key}" for key in keys), *(f"{text} AS {name}" for name, text in known.items())]
        return f"SELECT {', '.join(columns)} FROM {rows} AS p {joins}"


class Aspects:
    """Writes the queries for the situations of patients, an aspect at a time.

    `strays` are expressions over columns of `row` that say who has to be evaluated alone: 1 where it is so.
    """

    def __init__(self, row: Row, situations: Situations, strays: Sequence[str]) -> None:
        self._row = row
        self._situations = situations
        left = dict.fromkeys((*situations.questions, *strays))
        self._asked: dict[str, list[str]] = {}
        for aspect in ASPECTS:
            seen = row.seen(aspect.aliases, aspect.keys)
            chosen = [text for text in left if row.asked_by(text) <= seen]
            if chosen:
                self._asked[aspect.name] = chosen
            for text in chosen:
                del left[text]
        self._strays = set(strays)
        self._left = list(left)

    @cached_property
    def queries(self) -> dict[str, str]:
        """Return by name the queries for what each aspect answers; all have to be kept."""
        found = {}
        for aspect in ASPECTS:
            if texts := self._asked.get(aspect.name):
                rows = f"(SELECT DISTINCT {', '.join(aspect.keys)} FROM {SETS})"
                found[f"aspect_{aspect.name}"] = self._answers(texts, rows, aspect.keys)
        return found

    def _answers(self, texts: Sequence[str], rows: str, keys: Sequence[str]) -> str:
        kept = ", ".join(keys)
        names = {text: f"asked_{at}" for at, text in enumerate(texts) if text not in self._strays}
        asked = [f"{text} AS {name}" for text, name in names.items()]
        odd = " OR ".join(text for text in texts if text in self._strays) or "1 = 0"
        alone = f"CASE WHEN {odd} THEN 1 ELSE 0 END AS alone"
        packed = [f"{text} AS {key}" for key, text in self._situations.packed(names).items()]
        facts = self._row.query(texts, rows, keys)
        asking = f"SELECT {', '.join((kept, alone, *asked))} FROM ({facts}) AS facts"
        return f"SELECT {', '.join((kept, 'alone', *packed))} FROM ({asking}) AS answers"

    @cached_property
    def together(self) -> str:
        """Return the query for `patient`, `alone`, `dead`, and all situations."""
        chosen = [each for each in ASPECTS if each.name in self._asked]
        keys = ("patient", "number", "dead", *KEYS)
        own = self._answers(self._left, SETS, keys)
        parts: dict[str, list[str]] = {key: [] for key in ("alone", *self._situations.keys)}
        joins = []
        for alias, texts in (("s", self._left), *((each.name, self._asked[each.name]) for each in chosen)):
            there = {text: "" for text in texts if text not in self._strays}
            for key in ("alone", *self._situations.packed(there)):
                parts[key].append(f"{alias}.{key}")
        for each in chosen:
            same = (f"{each.name}.{key} IS NOT DISTINCT FROM s.{key}" for key in each.keys)
            joins.append(f"JOIN aspect_{each.name} AS {each.name} ON {' AND '.join(same)}")
        sums = (f"CAST({' + '.join(texts)} AS INTEGER) AS {key}" for key, texts in parts.items())
        return f"SELECT s.patient, s.dead, {', '.join(sums)} FROM ({own}) AS s {' '.join(joins)}"
