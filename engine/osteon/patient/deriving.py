"""How each kind of fact is derived from a chart. This table is the only part of the vocabulary that is Python."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, NEVER, Interval, Number, exact, exactly
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.patient.amounts import AmountError, in_unit, read_amount
from osteon.patient.chart import Chart, Told
from osteon.patient.dates import age_on, nearest, read_day
from osteon.patient.intake import NO_WORDS, YES_WORDS
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Fact, Kind

Value = Truth | Interval | str | None
Derive = Callable[[Chart], Value]


def deriver(fact: Fact, terms: Terminology, parameters: Mapping[str, Number]) -> Derive:
    """Return the function that derives a fact."""
    return _MAKERS[fact.kind](fact, terms, parameters)


_BOTH = ("medications", "supplements")
_MEDICINES = ("medications",)


def _needed_lists(concept: str, terms: Terminology) -> tuple[str, ...]:
    return _BOTH if terms[concept].kind in ("nutrient", "product", "food") else _MEDICINES


def _closed(chart: Chart, lists: tuple[str, ...]) -> bool:
    """Say whether silence in these lists is a no; note it where that is only assumed."""
    if lists is _BOTH:
        told = chart.silent_everything
    elif lists is _MEDICINES:
        told = chart.silent_medicines
    else:
        told = min(chart.told[name] for name in lists)
    if told is Told.ASSUMED:
        chart.assumed = True
        return True
    return told is Told.CONFIRMED


def _said_none(chart: Chart, wider: frozenset[str]) -> bool:
    return any(chart.said.get(each, ("", None))[0] == "none" for each in wider)


def _taking(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    concept, wider, lists = fact.of, terms.ancestors(fact.of), _needed_lists(fact.of, terms)

    def derive(chart: Chart) -> Truth:
        places = chart.taking.get(concept)
        if places:
            chart.behind = places
            return YES
        if chart.said:
            for id, (word, _amount) in chart.said.items():
                if word == "taken" and concept in terms.ancestors(id):
                    return YES
            if _said_none(chart, wider):
                return NO
            if any(
                word == "unknown" and (id in wider or concept in terms.ancestors(id))
                for id, (word, _a) in chart.said.items()
            ):
                return UNKNOWN
        if concept in chart.unsure or any(chart.intakes[at].may_contain(concept) for at in chart.vague):
            return UNKNOWN
        return NO if _closed(chart, lists) else UNKNOWN

    return derive


def _taking_unlabelled(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Truth:
        places = [
            at for at in chart.vague if chart.intakes[at].taken and chart.intakes[at].may_contain(fact.of)
        ]
        known = [at for at in places if chart.intakes[at].resolved or chart.intakes[at].of == "supplements"]
        if known:
            chart.behind = known
            return YES
        if places or not _closed(chart, ("medications", "supplements")):
            return UNKNOWN
        return NO

    return derive


def _daily_amount(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    nutrient, lists = fact.of, _needed_lists(fact.of, terms)

    def derive(chart: Chart) -> Interval:
        total, open_above, chart.behind = _listed(chart, nutrient)
        low, high = total, total
        settled = False
        if chart.said:
            low, high, more, settled = _with_statements(chart, nutrient, terms, total)
            open_above = open_above or more
        if not open_above and not settled:
            open_above = (
                nutrient in chart.unsure
                or any(chart.intakes[at].may_contain(nutrient) for at in chart.vague)
                or not _closed(chart, lists)
            )
        if fact.plus:
            diet = _diet_amount(chart, fact.plus, fact.unit)
            return Interval(low + diet.low, BOUNDLESS if open_above else high + diet.high)
        return Interval(low, BOUNDLESS if open_above else high)

    return derive


def _listed(chart: Chart, nutrient: str) -> tuple[Number, bool, list[int] | None]:
    places = chart.taking.get(nutrient)
    if places is None:
        return 0, False, None
    total: Number = 0
    open_above = False
    for at in places:
        amount = chart.intakes[at].amounts.get(nutrient)
        if amount is None:
            open_above = True
        else:
            total += amount
    return total, open_above, places


def _with_statements(
    chart: Chart, nutrient: str, terms: Terminology, listed: Number
) -> tuple[Number, Number, bool, bool]:
    """Add what was stated of a nutrient as a whole to what the lists hold.

    Returns the lower and upper sum, whether more is possible, and whether the total is settled.
    """
    low, high, more = listed, listed, False
    settled = _said_none(chart, terms.ancestors(nutrient))
    for id, (word, amount) in chart.said.items():
        if word == "none" or nutrient not in terms.ancestors(id):
            continue
        if amount is None:
            more = True
            continue
        settled = settled or id == nutrient
        in_lists = sum(chart.intakes[at].amounts.get(id) or 0 for at in chart.taking.get(id, ()))
        # The statement is the total of its substance; entries of it may or may not be part of that.
        low, high = low - in_lists + max(in_lists, amount), high + amount
    return low, high, more, settled


def _largest_amount(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    nutrient, lists = fact.of, _needed_lists(fact.of, terms)

    def derive(chart: Chart) -> Interval:
        low: Number | float = 0
        high: Number | float = 0
        for at in chart.taking.get(nutrient, ()):
            for content in chart.intakes[at].contents:
                if nutrient in content.wider:
                    single = content.single or Interval(0, BOUNDLESS)
                    low, high = max(low, single.low), max(high, single.high)
        vague = any(chart.intakes[at].may_contain(nutrient) for at in chart.vague)
        return Interval(low, high if not vague and _closed(chart, lists) else BOUNDLESS)

    return derive


def _count(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    nutrient, lists = fact.of, _needed_lists(fact.of, terms)

    def derive(chart: Chart) -> Interval:
        places = chart.taking.get(nutrient, [])
        chart.behind = places or None
        vague = any(chart.intakes[at].may_contain(nutrient) for at in chart.vague)
        return Interval(len(places), len(places) if not vague and _closed(chart, lists) else BOUNDLESS)

    return derive


def _days_since_stopped(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    concept, lists = fact.of, _needed_lists(fact.of, terms)

    def derive(chart: Chart) -> Interval:
        days: list[int | None] = []
        behind = []
        for at, intake in enumerate(chart.intakes):
            if intake.status == "stopped" and (concept in intake.is_or_holds or not intake.resolved):
                known = intake.stopped if intake.resolved else None
                days.append((chart.as_of - known).days if known else None)
                behind.append(at)
        chart.behind = behind
        return nearest(days, closed=_closed(chart, lists))

    return derive


def _days_since_changed(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    concept, lists = fact.of, _needed_lists(fact.of, terms)

    def derive(chart: Chart) -> Interval:
        days: list[int | None] = []
        behind = []
        for at, intake in enumerate(chart.intakes):
            if concept not in intake.is_or_holds or intake.status not in ("active", "stopped"):
                continue
            behind.append(at)
            changes = [
                each
                for each in (intake.started, intake.stopped, intake.changed)
                if each and each <= chart.as_of
            ]
            days += [(chart.as_of - each).days for each in changes] or [None]
        vague = any(chart.intakes[at].may_contain(concept) for at in chart.vague)
        chart.behind = behind
        return nearest(days, closed=not vague and _closed(chart, lists))

    return derive


def _recorded_course(fact: Fact, terms: Terminology, parameters: Mapping[str, Number]) -> Derive:
    longest, above = (parameters[name] for name in fact.limits)

    def derive(chart: Chart) -> Truth:
        for at in chart.taking.get(fact.of, ()):
            intake = chart.intakes[at]
            if not intake.prescribed or intake.course_weeks is None or intake.course_weeks > longest:
                continue
            for content in intake.contents:
                if fact.of in content.wider and content.per_day is not None and content.per_day > above:
                    chart.behind = [at]
                    return YES
        return NO

    return derive


def _implausible(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Truth:
        places = [
            at
            for at, intake in enumerate(chart.intakes)
            if intake.taken
            and any(
                each.quarantined and (fact.of == "any" or fact.of in each.wider) for each in intake.contents
            )
        ]
        if places:
            chart.behind = places
            return YES
        return NO if _closed(chart, ("medications", "supplements")) else UNKNOWN

    return derive


def _condition(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Truth:
        found = chart.conditions.get(fact.of)
        if found == "present":
            return YES
        if found == "absent":
            return NO
        if found == "possible" or chart.unresolved_conditions:
            return UNKNOWN
        return NO if _closed(chart, ("conditions",)) else UNKNOWN

    return derive


def _allergy(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Truth:
        strange = False
        for entry in chart.list_of("allergies"):
            found = terms.resolve(str(entry.get("name") if isinstance(entry, Mapping) else entry))
            if found is None:
                strange = True
            elif fact.of in terms.ancestors(found.concept.id):
                return YES
        if strange:
            return UNKNOWN
        return NO if _closed(chart, ("allergies",)) else UNKNOWN

    return derive


def _list_given(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    return lambda chart: YES if chart.told[fact.of] is not Told.NOT_TOLD else NO


def _field(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def pregnancy(chart: Chart) -> str | None:
        said = chart.document.get("pregnancy")
        if said not in (None, "unknown"):
            return str(said).replace(" ", "_")
        short = chart.document.get("pregnant")
        return (
            "pregnant"
            if short in YES_WORDS
            else "not_pregnant"
            if short in NO_WORDS and short is not None
            else None
        )

    def choice(chart: Chart) -> str | None:
        said = chart.document.get(fact.of)
        return None if said in (None, "unknown") else str(said)

    def yes_no(chart: Chart) -> Truth:
        said = chart.document.get(fact.of)
        return YES if said in YES_WORDS else NO if said is not None and said in NO_WORDS else UNKNOWN

    if fact.of == "pregnancy":
        return pregnancy
    return choice if fact.choices else yes_no


def _age(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Interval:
        birth, age = chart.document.get("birth_date"), chart.document.get("age")
        if birth is not None:
            return age_on(birth, chart.as_of) or Interval(0, BOUNDLESS)
        return Interval(0, BOUNDLESS) if age in (None, "unknown") else exactly(exact(str(age)))

    return derive


def _latest(chart: Chart, fact: Fact, terms: Terminology) -> tuple[Mapping[str, object], int | None] | None:
    best: tuple[Mapping[str, object], int | None] | None = None
    for entry in chart.list_of("tests"):
        if not isinstance(entry, Mapping):
            continue
        found = terms.resolve(str(entry.get("name")))
        if found is None or fact.of not in terms.ancestors(found.concept.id):
            continue
        day = read_day(entry["date"]) if entry.get("date") else None
        ago = None if day is None else (chart.as_of - day).days
        if ago is not None and ago < 0:
            continue
        if best is None or ago is not None and (best[1] is None or ago <= best[1]):
            best = (entry, ago)
    return best


def _result(entry: Mapping[str, object], key: str, fact: Fact, terms: Terminology) -> Number | None:
    text = str(entry.get(key, "")).strip()
    number, _space, unit = text.partition(" ")
    try:
        value = exact(number.replace(",", ".") if number.count(",") == 1 else number)
    except ValueError:
        return None
    concept = terms[fact.of]
    if not unit or unit == concept.unit:
        return value
    factor = next((each.factor for each in concept.conversions if each.unit == unit), None)
    return None if factor is None else Fraction(value) * factor


def _test_result(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Interval:
        latest = _latest(chart, fact, terms)
        value = _result(latest[0], "value", fact, terms) if latest else None
        return Interval(0, BOUNDLESS) if value is None else exactly(value)

    return derive


def _test_below_target(fact: Fact, terms: Terminology, parameters: Mapping[str, Number]) -> Derive:
    default = parameters[fact.limits[0]]

    def derive(chart: Chart) -> Truth:
        latest = _latest(chart, fact, terms)
        value = _result(latest[0], "value", fact, terms) if latest else None
        if latest is None or value is None:
            return UNKNOWN
        target = _result(latest[0], "target_low", fact, terms)
        return YES if value < (default if target is None else target) else NO

    return derive


def _days_since_test(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Interval:
        latest = _latest(chart, fact, terms)
        return Interval(0, BOUNDLESS) if latest is None or latest[1] is None else exactly(latest[1])

    return derive


def _surgery(sign: int) -> Callable[[Fact, Terminology, Mapping[str, Number]], Derive]:
    def make(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
        def derive(chart: Chart) -> Interval:
            days: list[int | None] = []
            for entry in chart.list_of("surgeries"):
                text = entry.get("date") if isinstance(entry, Mapping) else None
                day = read_day(text) if text else None
                if day is None:
                    days.append(None)
                elif sign * (chart.as_of - day).days >= 0:
                    days.append(sign * (chart.as_of - day).days)
            return nearest(days, closed=_closed(chart, ("surgeries",)))

        return derive

    return make


def _diet_amount(chart: Chart, key: str, unit: str) -> Interval:
    diet = chart.document.get("diet")
    said = diet.get(key) if isinstance(diet, Mapping) else None
    if said is None or said == "unknown":
        return Interval(0, BOUNDLESS)
    if str(said) in ("none", "no", "0"):
        return exactly(0)
    try:
        amount = read_amount(str(said))
    except AmountError:
        return Interval(0, BOUNDLESS)
    days = amount.every_days or (7 if unit.endswith("/week") else 1)
    wanted = 7 if unit.endswith("/week") else 1
    value = Fraction(amount.value * amount.count * amount.times) * wanted / days
    return exactly(value.numerator if value.denominator == 1 else value)


def _diet(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def yes_no(chart: Chart) -> Truth:
        diet = chart.document.get("diet")
        said = diet.get(fact.of) if isinstance(diet, Mapping) else None
        return YES if said in YES_WORDS else NO if said is not None and said in NO_WORDS else UNKNOWN

    return (lambda chart: _diet_amount(chart, fact.of, fact.unit)) if fact.unit else yes_no


def _days_since_counselled(fact: Fact, terms: Terminology, _: Mapping[str, Number]) -> Derive:
    def derive(chart: Chart) -> Interval:
        told = chart.document.get("counselled")
        if told is None:
            return Interval(0, BOUNDLESS)
        day = read_day(told.get(fact.of)) if isinstance(told, Mapping) and told.get(fact.of) else None
        return NEVER if day is None or day > chart.as_of else exactly((chart.as_of - day).days)

    return derive


_MAKERS: dict[Kind, Callable[[Fact, Terminology, Mapping[str, Number]], Derive]] = {
    Kind.TAKING: _taking, Kind.TAKING_UNLABELLED: _taking_unlabelled, Kind.DAILY_AMOUNT: _daily_amount,
    Kind.LARGEST_AMOUNT: _largest_amount, Kind.COUNT: _count, Kind.DAYS_SINCE_STOPPED: _days_since_stopped,
    Kind.DAYS_SINCE_CHANGED: _days_since_changed, Kind.RECORDED_COURSE: _recorded_course,
    Kind.IMPLAUSIBLE_AMOUNT: _implausible, Kind.CONDITION: _condition, Kind.ALLERGY: _allergy,
    Kind.LIST_GIVEN: _list_given, Kind.FIELD: _field, Kind.AGE: _age, Kind.TEST_RESULT: _test_result,
    Kind.TEST_BELOW_TARGET: _test_below_target, Kind.DAYS_SINCE_TEST: _days_since_test,
    Kind.DAYS_SINCE_SURGERY: _surgery(1), Kind.DAYS_UNTIL_SURGERY: _surgery(-1), Kind.DIET: _diet,
    Kind.DAYS_SINCE_COUNSELLED: _days_since_counselled,
}  # fmt: skip
