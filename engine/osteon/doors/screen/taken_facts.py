"""The facts of what a patient takes, from what all entries come to and from how the lists were told."""

from collections.abc import Iterator

from osteon.doors.screen.layout import Layout
from osteon.doors.screen.sql import CEILING, add_ends, either, in_steps, is_open, times
from osteon.doors.screen.taken_contents import DAYS_SCALE, TakenContents
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.fact_columns import high, low, quoted


class TakenFacts:
    """Expressions over the row of a patient."""

    def __init__(self, layout: Layout, contents: TakenContents) -> None:
        self._layout = layout
        self._contents = contents
        self._both = layout.subjects.packed(layout.for_both)
        self._all = layout.subjects.packed(list(layout.subjects.places))

    def strays(self) -> str:
        """Return the question whether a patient has to be evaluated alone.

        So is whoever has an amount that the scale does not hold, and whoever states a total of something
        that also stands in a list: how the two overlap depends on every entry that holds it.
        """
        words = len(self._layout.amounts.columns(""))
        overlap = " OR ".join(f"(adds_stated{at} & adds_listed{at}) <> 0" for at in range(words))
        return f"odd = 1 OR statements > 1 OR {overlap}"

    def closing(self) -> Iterator[str]:
        """Yield the masks of the concepts whose absence is not known: `open0` and so on."""
        for at, (both, every) in enumerate(zip(self._both, self._all, strict=True)):
            lists = (
                f"CASE WHEN medications_open = 1 OR unrecognised = 1 THEN {every} "
                f"WHEN supplements_open = 1 THEN {both} ELSE 0 END"
            )
            confirmed = f"(closes{at} | (without{at} & ~held{at}))"
            yield f"(({lists}) | doubt{at}) & ~{confirmed} AS open{at}"

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every column of the facts of what is taken, with its expression over the row of a patient."""
        has = self._layout.subjects.has
        for fact in self._layout.of_kind[Kind.TAKING]:
            yield (
                quoted(fact.name),
                f"CASE WHEN {has('held', fact.of)} THEN 2 WHEN {has('open', fact.of)} THEN 1 ELSE 0 END",
            )
        yield from self._entry_facts()
        yield from self._totals()
        for fact in self._layout.of_kind[Kind.COUNT]:
            yield from self._count(fact)
        for kind in (Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED):
            for fact in self._layout.of_kind[kind]:
                scale = self._layout.scales[fact.name]
                latest = in_steps(f"COALESCE({low(fact.name)}, {CEILING})", scale)
                yield low(fact.name), f"CASE WHEN {self._lists_open(fact.of)} THEN 0 ELSE {latest} END"
                yield high(fact.name), in_steps(f"COALESCE({high(fact.name)}, {CEILING})", scale)

    def _lists_open(self, of: str) -> str:
        return (
            is_open("medications", "supplements") if of in self._layout.for_both else is_open("medications")
        )

    def _entry_facts(self) -> Iterator[tuple[str, str]]:
        has, layout = self._layout.entry_facts.has, self._layout
        for kind in (Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE):
            for fact in layout.of_kind[kind]:
                wanting = f"{has('maybe', fact.name)} OR {layout.subjects.has('open', fact.of)}"
                yield quoted(fact.name), either(has("yes", fact.name), wanting)
        for kind in (Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT):
            for fact in layout.of_kind[kind]:
                yield quoted(fact.name), either(has("yes", fact.name), is_open("medications", "supplements"))
        for fact in layout.of_kind[Kind.TAKING_UNLABELLED]:
            wanting = f"{has('maybe', fact.name)} OR {self._lists_open(fact.of)}"
            yield quoted(fact.name), either(has("yes", fact.name), wanting)

    def _totals(self) -> Iterator[tuple[str, str]]:
        layout, contents = self._layout, self._contents
        for fact in layout.of_kind[Kind.DAILY_AMOUNT]:
            at = contents.amounts.index(fact.of)
            endless = f"{layout.subjects.has('open', fact.of)} OR COALESCE(amount{at}_endless, 0) = 1"
            lowest = f"COALESCE(amount{at}_low, 0)"
            highest = f"CASE WHEN {endless} THEN {CEILING} ELSE COALESCE(amount{at}_high, 0) END"
            yield from add_ends(fact, (lowest, highest), f"diet_{fact.plus}" if fact.plus else "")
        for what, kind, concepts in (
            ("single", Kind.LARGEST_AMOUNT, contents.largest),
            ("often", Kind.TIMES_A_DAY, list(contents.often)),
        ):
            for fact in layout.of_kind[kind]:
                at = concepts.index(fact.of)
                yield from self._held(
                    fact, (f"{what}{at}_low", f"{what}{at}_high"), finished=what == "single"
                )
        for fact in layout.of_kind[Kind.DAYS_TAKEN]:
            yield from self._held(fact, (low(fact.name), high(fact.name)), finished=False, scale=DAYS_SCALE)

    def _held(
        self, fact: Fact, ends: tuple[str, str], *, finished: bool, scale: int = 0
    ) -> Iterator[tuple[str, str]]:
        """Yield a number of the entries that hold a concept; `finished`: what may be elsewhere adds to it."""
        held, open_ = (self._layout.subjects.has(each, fact.of) for each in ("held", "open"))
        several = self._layout.scales[fact.name] // scale if scale else 1
        lowest, highest = (times(end, several) for end in ends)
        yield low(fact.name), f"CASE WHEN {held} THEN {lowest} ELSE 0 END"
        order = (open_, held) if finished else (held, open_)
        values = {held: highest, open_: str(CEILING)}
        whens = " ".join(f"WHEN {each} THEN {values[each]}" for each in order)
        yield high(fact.name), f"CASE {whens} ELSE 0 END"

    def _count(self, fact: Fact) -> Iterator[tuple[str, str]]:
        listed, twice, stated = (
            f"COALESCE({quoted(f'{fact.name}.{each}')}, 0)" for each in ("listed", "twice", "stated")
        )
        scale = 4 * self._layout.scales[fact.name]
        sure = f"({listed} - {twice})"
        yield low(fact.name), f"CASE WHEN {stated} > 0 THEN GREATEST({sure}, 1) ELSE {sure} END * {scale}"
        open_ = self._layout.subjects.has("open", fact.of)
        yield high(fact.name), f"CASE WHEN {open_} OR {stated} > 0 THEN {CEILING} ELSE {listed} * {scale} END"
