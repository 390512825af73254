"""What an instruction to a patient says: "take 1-2 tabs po bid prn", "1 cap once weekly", "every 4-6 hours".

Read by tables, not by statistics: a phrase that no table holds is not guessed.
Where a text changes the dose along the way ("then", "taper") nothing is taken
from it, because any one number would be wrong on most days.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.basics.records import dataclass
from osteon.basics.typed import NamedTuple
from osteon.patient.numerals import AmountError, read_number
from osteon.patient.sig_words import CHANGING, IGNORED, NUMBER_WORDS, PHRASES, PIECES, WEEKDAYS
from osteon.patient.units import DAYS, UNITS

LONGEST = 500
"""The most characters of an instruction that are read."""


class Range(NamedTuple):
    """The two ends of a number that may be a range."""

    low: Number
    high: Number


class Often(NamedTuple):
    """So many times in so many days; each may be a range."""

    times: Range
    days: Range

    @property
    def per_day(self) -> Range:
        """Return how often in a day, as far as it is known."""
        return Range(
            tidy(Fraction(self.times.low) / self.days.high), tidy(Fraction(self.times.high) / self.days.low)
        )


@dataclass(frozen=True, slots=True)
class Sig:
    """What was understood. None: not said, or not in words we know.

    `amount` counts `unit`s at a time ("tablet", "mg"; empty: units of the product). `conflicting`: the text
    says how often in two ways, and `often` holds both. `rest` are the words that no table holds.
    """

    amount: Range | None = None
    unit: str = ""
    often: Often | None = None
    as_needed: bool = False
    course_days: Number | None = None
    changing: bool = False
    conflicting: bool = False
    rest: tuple[str, ...] = ()


def _word(phrase: str) -> str:
    before = r"(?<![\w/.])" if phrase[0] != "/" else ""
    return rf"{before}{re.escape(phrase)}(?!\w)"


_PERIODS = "|".join(sorted(DAYS, key=len, reverse=True))
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ENDS = rf"({_NUMBER})(?:\s*(?:-|\u2013|to|or)\s*({_NUMBER}))?"
_UNITS = "|".join(re.escape(unit) for unit in sorted((*UNITS, *PIECES), key=len, reverse=True))
_AMOUNT = re.compile(rf"(?<![\w./]){_ENDS}\s*({_UNITS})(?![\w/]*[\w/])(?!/)")
_COUNT = re.compile(rf"^\s*(?:take|give|swallow|chew)?\s*{_ENDS}\s*(?=;|$|,|po\b|by mouth|orally|oral\b)")
_TIMES = re.compile(
    rf"{_ENDS}\s*(?:times|time|x)\s*(?:a|per|each|every|/)?\s*(daily|weekly|monthly|{_PERIODS})\b"
)
_TWICE_SAID = re.compile(rf"({_NUMBER}) \(\1\)")
_MANY = re.compile(rf"(?<![\w.,])(\d{{1,2}}) ?[x\u00d7] ?({_NUMBER})(?= ?(?:{_UNITS})\b)")
_ARTICLE = re.compile(r"(?<![\d.] )\ban? (?=(?:tablet|capsule|softgel|drop|teaspoon|gummy|spray|pill)\b)")
_BY_WEIGHT = re.compile(r"/\s*(?:kg|m2|m\u00b2|min|hr|hour|h)\b")
_OF_EACH_WEEK = re.compile(r"\b(?:of )?(?:each|every|the|a|per) week\b|\bweekly\b|\bonce a week\b")
_EVERY = re.compile(rf"(?:\bevery|\bq\.?)\s*{_ENDS}\s*-?({_PERIODS})\b")
_HOURLY = re.compile(rf"\b{_ENDS}\s*-?\s*hourly\b")
_COURSE = re.compile(rf"(?:\bfor|\bx)\s*{_ENDS}\s*-?({_PERIODS})\b")
_NEEDED = re.compile(r"\b(?:prn|p\.r\.n\.?|(?:as|if|when) (?:needed|required|necessary))")
_CHANGING = re.compile(rf"\b(?:{CHANGING})\b")
_MAXIMUM = re.compile(
    r"\(?\b(?:max(?:imum)?\.?|no more than|not more than|do not exceed|up to a)\b[^).;]*\)?"
)
_WEEKDAY = re.compile(WEEKDAYS)
_NAMED = re.compile("|".join(map(_word, sorted(PHRASES, key=len, reverse=True))))
_SPELT = re.compile(
    "|".join(
        rf"(?<![\w/.]){re.escape(word)}(?![\w/])" for word in sorted(NUMBER_WORDS, key=len, reverse=True)
    )
)


def read_sig(text: str) -> Sig:
    """Read an instruction; what it does not say in words we know stays None."""
    try:
        return _read(text)
    except AmountError:
        # "5.000" is five thousand to some and five to others.
        return Sig(changing=True)


def _plainly(text: str) -> str:
    plain = _SPELT.sub(lambda each: NUMBER_WORDS[each[0]], " ".join(text[:LONGEST].casefold().split()))
    return _MANY.sub(_multiplied, _ARTICLE.sub("1 ", _TWICE_SAID.sub(r"\1", plain)))


def _multiplied(found: re.Match[str]) -> str:
    # "2 x 500 mg"
    whole = Fraction(read_number(found[1])) * read_number(found[2])
    return str(tidy(whole)) if whole.denominator == 1 else found[0]


def _read(text: str) -> Sig:
    plain = _plainly(text)
    if len(text) > LONGEST or _CHANGING.search(plain) or _BY_WEIGHT.search(plain):
        return Sig(changing=True)
    needed, plain = _taken_out(_NEEDED, _MAXIMUM.sub(" ", plain))
    course, plain = _taken_out(_COURSE, plain)
    often, plain = _how_often(plain)
    amounts, unit, plain = _amounts(plain)
    amount = Range(min(amounts).low, max(each.high for each in amounts)) if amounts else None
    if len(set(amounts)) > 1 and len(often) > 1:
        # "1 tablet in the morning and 2 at bedtime": between the smaller and the larger, at each time.
        often = [
            Often(
                Range(sum(each.per_day.low for each in often), sum(each.per_day.high for each in often)),
                Range(1, 1),
            )
        ]
    rest = tuple(word for word in re.findall(r"[\w.]+", plain) if word.strip(".") not in IGNORED)
    return Sig(
        amount,
        unit,
        _hull(often),
        bool(needed),
        _days(course[0]).high if course else None,
        False,
        len({each.per_day for each in often}) > 1,
        rest,
    )


def _taken_out(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    return list(pattern.finditer(text)), pattern.sub(" ; ", text)


def _range(low: str, high: str | None) -> Range:
    first = read_number(low)
    last = read_number(high) if high else first
    return Range(min(first, last), max(first, last))


def _days(found: re.Match[str]) -> Range:
    ends, length = _range(found[1], found[2]), Fraction(DAYS[found[3]])
    return Range(tidy(ends.low * length), tidy(ends.high * length))


def _how_often(text: str) -> tuple[list[Often], str]:
    found: list[Often] = []
    text = _OF_EACH_WEEK.sub(" ", text) if _WEEKDAY.search(text) else text
    for pattern, read in _FREQUENCIES:
        matches, text = _taken_out(pattern, text)
        found += [often for often in (read(each) for each in matches) if often is not None]
    days, text = _taken_out(_WEEKDAY, text)
    if days:
        # "Once daily on Monday": on the days that are named, and on no other.
        count = len({each[1][:3] for each in days})
        return [_on_days(each, count) for each in found or [_once(1)]], text
    return found, text


def _on_days(often: Often, count: int) -> Often:
    per_week = often.days.high < 7
    return Often(Range(often.times.low * count, often.times.high * count), Range(7, 7)) if per_week else often


def _once(days: Number) -> Often:
    return Often(Range(1, 1), Range(days, days))


def _every(found: re.Match[str]) -> Often | None:
    days = _days(found)
    return Often(Range(1, 1), days) if days.low > 0 else None


def _hourly(found: re.Match[str]) -> Often | None:
    ends = _range(found[1], found[2])
    return (
        Often(Range(1, 1), Range(tidy(Fraction(ends.low) / 24), tidy(Fraction(ends.high) / 24)))
        if ends.low
        else None
    )


def _times(found: re.Match[str]) -> Often | None:
    days = DAYS[{"daily": "day", "weekly": "week", "monthly": "month"}.get(found[3], found[3])]
    times = _range(found[1], found[2])
    return Often(times, Range(days, days)) if times.low else None


def _phrase(found: re.Match[str]) -> Often:
    times, days = PHRASES[found[0]]
    return Often(Range(times, times), Range(days, days))


_FREQUENCIES = ((_TIMES, _times), (_EVERY, _every), (_HOURLY, _hourly), (_NAMED, _phrase))


def _hull(found: list[Often]) -> Often | None:
    if not found:
        return None
    if len({each.per_day for each in found}) == 1:
        return found[0]
    return Often(
        Range(min(each.times.low for each in found), max(each.times.high for each in found)),
        Range(min(each.days.low for each in found), max(each.days.high for each in found)),
    )


def _amounts(text: str) -> tuple[list[Range], str, str]:
    """Return the amounts in the unit that comes first: "3 tablets (6 mg)" says one amount twice."""
    found = [_measured(each) for each in _AMOUNT.finditer(text)]
    if found:
        unit = found[0][1]
        return [ends for ends, each in found if each == unit], unit, _AMOUNT.sub(" ; ", text)
    counted = _COUNT.match(text)
    if counted:
        return [_range(counted[1], counted[2])], "", _COUNT.sub(" ; ", text, count=1)
    return [], "", text


def _measured(found: re.Match[str]) -> tuple[Range, str]:
    size, unit = PIECES.get(found[3], (1, found[3]))
    ends = _range(found[1], found[2])
    known = UNITS.get(unit)
    return Range(ends.low * size, ends.high * size), known.name if known else unit


def read_often(words: str) -> Iterator[Often]:
    """Yield how often a few words say it is, if every one of them is understood and they say it once."""
    sig = read_sig(words)
    if sig.often is not None and not (
        sig.rest or sig.conflicting or sig.changing or sig.as_needed or sig.amount
    ):
        yield sig.often
