"""Questions put to what patients have in common, a few aspects of them at a time.

What a patient takes, and how these lists were told, decides some questions, and the
conditions decide others. An aspect has the questions that depend on the same few
columns: they are asked once for each combination of these that occurs. A situation
is put together from what all aspects answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from osteon.basics.records import dataclass
from osteon.doors.screen import sets
from osteon.doors.screen.engines import Share
from osteon.reasoning.situations import Situations

Layer = Mapping[str, str]
"""Columns, and the expression of each over the columns of earlier layers."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Questions that depend on a few columns of `sets`, which tell the combinations apart."""

    name: str
    keys: tuple[str, ...]


def _aspect(name: str, sources: Sequence[sets.Source], told: Sequence[str], *also: str) -> Aspect:
    return Aspect(name, (*(each.key for each in sources), *also, *told))


_TAKEN = ("medications_told", "supplements_told")
_PERSON = ("conditions_told", "allergies_told", "record_clash")
_REST = ("surgeries_told",)
ASPECTS = (
    _aspect("taken", [sets.TAKEN], _TAKEN),
    _aspect("seldom", [sets.TAKEN, sets.SELDOM], _TAKEN),
    _aspect("amounts", [sets.TAKEN, sets.AMOUNTS], _TAKEN, *sets.DIETS),
    _aspect("person", [sets.CONDITIONS, sets.ALLERGIES], _PERSON, "who_key"),
    _aspect("rest", [sets.SURGERIES, sets.APART, sets.COUNSELLED], _REST, *sets.DIETS, "age_key"),
)
"""The aspects of which patients share combinations, narrow ones first; those of results come beside them."""


def everything(aspects: Iterable[Aspect]) -> Aspect:
    """Return the aspect of all questions that fit nowhere else."""
    return Aspect("everything", tuple(dict.fromkeys(key for each in aspects for key in each.keys)))


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

    def seen(self, keys: Iterable[str]) -> set[str]:
        """Return the columns that can be worked out from these columns of `sets` and what they join."""
        own = {*keys}
        there = {
            alias
            for alias, text in self._joins.items()
            if own.issuperset(column for of, column in _read_by(text) if of == "p")
        }
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
    `keys` are the columns of `sets` that tell anything apart.
    """

    def __init__(
        self, row: Row, situations: Situations, strays: Sequence[str], aspects: Sequence[Aspect] = ASPECTS
    ) -> None:
        whole = everything(aspects)
        self.keys = whole.keys
        self._row = row
        self._situations = situations
        left = dict.fromkeys((*situations.questions, *strays))
        self._asked: dict[Aspect, list[str]] = {}
        for aspect in (*aspects, whole):
            seen = row.seen(aspect.keys)
            if chosen := [text for text in left if row.asked_by(text) <= seen]:
                self._asked[aspect] = chosen
            for text in chosen:
                del left[text]
        self._strays = set(strays)

    @cached_property
    def shares(self) -> list[Share]:
        """Return what each aspect asks, to be added up to `alone` and all situations."""
        return [self._share(aspect, texts) for aspect, texts in self._asked.items()]

    def _share(self, aspect: Aspect, texts: Sequence[str]) -> Share:
        names = {text: f"asked_{at}" for at, text in enumerate(texts) if text not in self._strays}
        asked = [f"{text} AS {name}" for text, name in names.items()]
        odd = " OR ".join(text for text in texts if text in self._strays) or "1 = 0"
        alone = f"CASE WHEN {odd} THEN 1 ELSE 0 END AS alone"
        packed = self._situations.packed(names)
        facts = self._row.query(texts, f"some_{aspect.name}", ("combination", *aspect.keys))
        asking = f"SELECT {', '.join(('combination', alone, *asked))} FROM ({facts}) AS facts"
        told = ", ".join(("combination", "alone", *(f"{text} AS {key}" for key, text in packed.items())))
        return Share(
            aspect.name, aspect.keys, f"SELECT {told} FROM ({asking}) AS answers", ("alone", *packed)
        )
