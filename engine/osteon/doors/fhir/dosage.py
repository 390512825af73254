"""The dosage of a medicine: what is structured, what is written, and both together where they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from osteon.basics.quantity import tidy
from osteon.basics.records import dataclass
from osteon.doors.fhir.quantities import Taken, read_quantity, read_range
from osteon.doors.fhir.shapes import Resource, mark, number, part, parts, said_yes, text
from osteon.doors.fhir.timing import between, read_timing
from osteon.patient.numerals import spelt
from osteon.patient.sigs import Often, Range, Sig, read_sig

_QUANTITY = ("doseQuantity", "quantityQuantity", "dose", "quantity")
_RANGE = ("doseRange", "quantityRange")
_MOST_DAYS = 1_000


@dataclass(frozen=True, slots=True)
class Dosing:
    """How a medicine is taken. `amount` and `often` are None where that is not known.

    `why` says what is uncertain. `conflict`: the structure and the text disagree, and both are kept.
    """

    amount: Range | None = None
    unit: str = ""
    often: Often | None = None
    as_needed: bool = False
    course_days: int | None = None
    starts: str = ""
    ends: str = ""
    why: tuple[str, ...] = ()

    def fields(self) -> dict[str, object]:
        """Return the fields of a profile's entry; `amount: unknown` where the dose cannot be computed."""
        told: dict[str, object] = {}
        if self.amount is None or self.often is None:
            told["amount"] = "unknown"
        else:
            told |= self._counted(self.amount) | _how_often(self.often)
        if self.as_needed:
            told["as_needed"] = True
        if self.course_days:
            told["course_days"] = self.course_days
        return told

    def _counted(self, amount: Range) -> dict[str, object]:
        if self.unit:
            return {"amount": f"{written(amount)} {self.unit}"}
        return {"units": _plain(amount)}


NOT_TOLD = Dosing(why=("no dosage was told",))


def _how_often(often: Often) -> dict[str, object]:
    # A part of a day is turned into times a day: every 8 hours is 3 times.
    if often.days.high <= 1 and often.days != Range(1, 1):
        often = _in_whole_days(often.per_day)
    told: dict[str, object] = {"times_per_day": _plain(often.times)}
    return told if often.days == Range(1, 1) else told | {"every_days": _plain(often.days)}


def _in_whole_days(per_day: Range) -> Often:
    """Write 3/7 a day as 3 times in 7 days: nothing is rounded."""
    if isinstance(per_day.low, int) and isinstance(per_day.high, int):
        return Often(per_day, Range(1, 1))
    low, high = Fraction(per_day.low), Fraction(per_day.high)
    days = lcm(low.denominator, high.denominator)
    if days > _MOST_DAYS:
        return Often(per_day, Range(1, 1))
    return Often(Range(int(low * days), int(high * days)), Range(days, days))


def _plain(ends: Range) -> int | str:
    if ends.low == ends.high and isinstance(ends.low, int):
        return ends.low
    return written(ends)


def written(ends: Range) -> str:
    """Write a number or a range so that it is read as the same numbers again."""
    low, high = spelt(ends.low), spelt(ends.high)
    return low if low == high else f"{low}-{high}"


def read_dosages(listed: Sequence[Resource], rendered: str = "") -> Dosing:
    """Read every Dosage of a medicine as one: what is taken beside each other adds up."""
    read = [read_dosage(each) for each in listed]
    if not read and rendered:
        read = [read_dosage({"text": rendered})]
    if not read:
        return NOT_TOLD
    if len(read) == 1:
        return read[0]
    steps = {number(each, "sequence") for each in listed}
    return _together(
        read, in_turn=len(steps) > 1 or any(each.starts or each.ends or each.course_days for each in read)
    )


def dosing_of(resource: Resource) -> Dosing:
    """Read how the medicine of a resource is taken. The same dosage is read once."""
    return dosing_and_fields(resource)[0]


def dosing_and_fields(resource: Resource) -> tuple[Dosing, Mapping[str, object]]:
    """Return the same with its fields, which nobody may change: they are those of every such dosage."""
    told = parts(resource, "dosageInstruction", "dosage")
    rendered = text(resource, "renderedDosageInstruction")
    marked = mark([*told, rendered])
    kept = _kept.get(marked) if marked is not None else None
    if kept is None:
        dosing = read_dosages(told, rendered)
        kept = dosing, dosing.fields()
        if marked is not None:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[marked] = kept
    return kept


_kept: dict[bytes, tuple[Dosing, Mapping[str, object]]] = {}
_MOST_KEPT = 10_000


def read_dosage(dosage: Resource) -> Dosing:
    """Read one Dosage, of whatever version."""
    sig = read_sig(text(dosage, "text", "patientInstruction"))
    taken = _taken(dosage)
    timing = part(dosage, "timing", "scheduleTiming")
    timed = read_timing(timing)
    why = [each for each in (taken.why, timed.why) if each]
    amount, unit = _amount(taken, sig, why)
    needed = sig.as_needed or _is_needed(dosage)
    if amount is not None and not amount.low:
        # "0-2 tablets": perhaps none at all.
        amount, needed = (Range(amount.high, amount.high), True) if amount.high else (None, needed)
    if amount is None and not why:
        why.append(_unsaid(sig))
    often = _often(timed.often, sig, why)
    if often is None:
        why.append("how often was not told, or not in words we know")
    course = timed.course_days or (int(sig.course_days) if sig.course_days and sig.course_days >= 1 else None)
    return Dosing(amount, unit, often, needed, course, timed.starts, timed.ends, tuple(why))


def _unsaid(sig: Sig) -> str:
    if sig.changing:
        return "the text changes the dose along the way, or gives it by weight or by the hour"
    return "how much at a time was not told"


def _is_needed(dosage: Resource) -> bool:
    coded = part(dosage, "asNeededCodeableConcept") or parts(dosage, "asNeededFor")
    return bool(coded) or said_yes(dosage, "asNeededBoolean", "asNeeded")


def _taken(dosage: Resource) -> Taken:
    read = list(dict.fromkeys(_all_taken(dosage)))
    if len(read) < 2:
        return read[0] if read else Taken()
    known = [each for each in read if each.amount is not None]
    units = {each.unit for each in known}
    if len(units) == 1:
        ends = [each.amount for each in known if each.amount is not None]
        hull = Range(min(each.low for each in ends), max(each.high for each in ends))
        return Taken(hull, known[0].unit, "several doses are given for one dosage; all of them stay possible")
    return Taken(why="several doses are given for one dosage, in different units")


def _all_taken(dosage: Resource) -> Iterator[Taken]:
    found = False
    for holder in (*parts(dosage, "doseAndRate"), dosage):
        for keys, read in ((_QUANTITY, read_quantity), (_RANGE, read_range)):
            quantity = part(holder, *keys)
            if quantity:
                found = True
                yield read(quantity)
    rated = any(
        key.startswith("rate") for holder in (*parts(dosage, "doseAndRate"), dosage) for key in holder
    )
    if not found and rated:
        yield Taken(why="it is given at a rate, and for how long was not told")


def _amount(taken: Taken, sig: Sig, why: list[str]) -> tuple[Range | None, str]:
    if taken.amount is None:
        if taken.why and sig.amount is None:
            return None, ""
        return sig.amount, sig.unit
    # "3 tablets (6 mg)" can be structured as either: only amounts of one unit can disagree. A count in
    # the text without a unit, or of another kind of piece, is the same count.
    if sig.amount is None or sig.unit != taken.unit or sig.amount == taken.amount:
        return taken.amount, taken.unit
    why.append(
        f"conflict: the structured dose is {written(taken.amount)}, the text says {written(sig.amount)}; "
        "both stay possible"
    )
    return _hull(taken.amount, sig.amount), taken.unit


def _often(timed: Often | None, sig: Sig, why: list[str]) -> Often | None:
    if sig.conflicting:
        why.append("the text says how often in two ways; both stay possible")
    if timed is None or sig.often is None or timed.per_day == sig.often.per_day:
        return timed or sig.often
    why.append("conflict: the structure and the text say how often in two ways; both stay possible")
    return between(timed, sig.often)


def _hull(one: Range, other: Range) -> Range:
    return Range(min(one.low, other.low), max(one.high, other.high))


def _together(read: list[Dosing], *, in_turn: bool) -> Dosing:
    """Put several dosages of one medicine together: the largest amount, as often as gives the same mean."""
    why = tuple(dict.fromkeys(each for dosing in read for each in dosing.why))
    known = [(each.amount, each.often) for each in read if each.amount is not None and each.often is not None]
    units = {each.unit for each in read}
    starts, ends = _outer(each.starts for each in read), _outer((each.ends for each in read), last=True)
    if len(known) < len(read) or len(units) > 1:
        more = ("several dosages, and not all of them can be counted",)
        return Dosing(why=why + more, starts=starts, ends=ends)
    daily = [_daily(amount, often) for amount, often in known]
    total = Range(sum(each.low for each in daily), sum(each.high for each in daily))
    if in_turn:
        # One after the other rather than beside each other: on some days only the smallest of them.
        total = Range(min(each.low for each in daily), total.high)
        why += ("several dosages, perhaps one after the other; their sum is the most that can be taken",)
    largest = max(amount.high for amount, _ in known)
    least = max(amount.low for amount, _ in known)
    times = Range(tidy(Fraction(total.low) / largest), tidy(Fraction(total.high) / largest))
    return Dosing(
        Range(largest, largest) if least == largest or times.low == times.high else Range(least, largest),
        units.pop(),
        _in_whole_days(times),
        any(each.as_needed for each in read),
        None,
        starts,
        ends,
        why,
    )


def _daily(amount: Range, often: Often) -> Range:
    return Range(
        tidy(Fraction(amount.low) * often.per_day.low), tidy(Fraction(amount.high) * often.per_day.high)
    )


def _outer(days: Iterable[str], *, last: bool = False) -> str:
    told = list(days)
    if not all(told):
        return ""
    return max(told) if last else min(told)
