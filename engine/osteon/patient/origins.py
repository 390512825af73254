"""Where a fact comes from: the places of a profile that speak of it, and how an amount was reckoned.

This is worked out only when somebody asks, from the profile and the facts that were
derived from it. It decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from osteon.basics.quantity import BOUNDLESS, written
from osteon.basics.records import dataclass
from osteon.patient.amounts import AmountError, read_amount
from osteon.patient.facts import Facts
from osteon.patient.intake import TAKEN_LISTS, Intake
from osteon.patient.lists import ASSUMED, CONFIRMED, OPEN, read_list
from osteon.patient.naming import identify, text_of
from osteon.patient.product import Part
from osteon.patient.terminology import Terminology
from osteon.patient.units import unit_named
from osteon.patient.vocabulary import Fact, Kind

Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Origin:
    """A place of the profile that speaks of a fact.

    `where` is the place ("supplements[0]"), `says` what stands there. For an amount, `gives` is what it
    comes to ("5,000 IU/day") and `by` the conversion, with its source. `place` is file and line, where a
    door knows them.
    """

    where: str
    says: str
    gives: str = ""
    by: str = ""
    place: str = ""


Silent = dict[str, Origin]
"""What was found out of lists that say nothing of a fact, by list: the same for many facts of a patient."""

_LISTS = {Kind.CONDITION: "conditions", Kind.ALLERGY: "allergies"}
_OF_TESTS = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET, Kind.DAYS_SINCE_TEST)
_OF_SURGERIES = (Kind.DAYS_SINCE_SURGERY, Kind.DAYS_UNTIL_SURGERY)
_MAPPINGS = {
    Kind.DIET: "diet",
    Kind.DAILY_AMOUNT: "diet",
    Kind.SEPARATION: "apart_from_calcium",
    Kind.SEPARATION_CONFIRMED: "apart_from_calcium",
    Kind.DAYS_SINCE_COUNSELLED: "counselled",
}
_FIELDS = {
    "pregnancy": ("pregnancy", "pregnant", "sex"),
    "breastfeeding": ("breastfeeding", "sex"),
    "postmenopausal": ("postmenopausal", "sex"),
}
_AGE = ("age", "birth_date")
_WITHOUT_LISTS = (
    Kind.FIELD, Kind.AGE, Kind.DIET, Kind.SEPARATION, Kind.SEPARATION_CONFIRMED, Kind.DAYS_SINCE_COUNSELLED,
    *_OF_TESTS,
)  # fmt: skip
_TOLD = {
    OPEN: "not told, or not the whole list",
    ASSUMED: "told, and taken to be whole",
    CONFIRMED: "declared complete",
}


def origins(
    fact: Fact, facts: Facts, document: Document, terminology: Terminology, silent: Silent | None = None
) -> tuple[Origin, ...]:
    """Return the places that speak of a fact, in the order of the profile.

    `silent` holds what was found for other facts of the same patient; it is added to.
    """
    found = [_of_intake(facts.intakes[at], fact) for at in facts.evidence.get(fact.name, ())]
    found += _told(fact, document, terminology)
    return tuple(found or _silent(fact, document, {} if silent is None else silent))


def _told(fact: Fact, document: Document, terminology: Terminology) -> Iterable[Origin]:
    kind = fact.kind
    if kind in _MAPPINGS:
        return _of_mapping(document, _MAPPINGS[kind], fact.plus if kind is Kind.DAILY_AMOUNT else fact.of)
    if kind in _LISTS:
        listed = _of_entries(document, _LISTS[kind], fact, terminology)
        return [*listed, *_of_fields(document, ("osteoporosis",))] if fact.of == "osteoporosis" else listed
    if kind in _OF_TESTS:
        return _of_entries(document, "tests", fact, terminology)
    if kind in _OF_SURGERIES:
        entries = _entries(document, "surgeries")
        return [Origin(f"surgeries[{at}]", _said(entry)) for at, entry in enumerate(entries)]
    if kind is Kind.FIELD:
        return _of_fields(document, _FIELDS.get(fact.of, (fact.of,)))
    return _of_fields(document, _AGE) if kind is Kind.AGE else ()


def _of_mapping(document: Document, name: str, key: str) -> Iterator[Origin]:
    told = document.get(name)
    if isinstance(told, Mapping):
        yield from [Origin(f"{name}.{each}", str(value)) for each, value in told.items() if _same(each, key)]


def _same(one: str, other: str) -> bool:
    return one.casefold().replace("_", "-").replace(" ", "-") == other.casefold().replace("_", "-")


def _of_intake(intake: Intake, fact: Fact) -> Origin:
    product = intake.product
    amount = product.daily.get(fact.of) if fact.kind is Kind.DAILY_AMOUNT else None
    amount = product.single.get(fact.of) if fact.kind is Kind.LARGEST_AMOUNT else amount
    says = _said(intake.entry) if intake.entry is not None and not intake.stated else intake.name
    if intake.stated and intake.entry is not None:
        says = f"{intake.name} {text_of(intake.entry, 'amount')}".strip()
    if amount is None:
        return Origin(intake.where, says)
    gives = f"{written(amount.low)} {fact.unit}" if amount.low == amount.high else _between(amount, fact)
    by = "; ".join(filter(None, (_conversion(part, intake) for part in product.parts)))
    return Origin(intake.where, says, gives, by)


def _between(amount: tuple[object, object], fact: Fact) -> str:
    low, high = amount
    if high == BOUNDLESS:
        return f"at least {written(low)} {fact.unit}" if low else "an amount that is not known"  # type: ignore[arg-type]  # numbers
    return f"between {written(low)} and {written(high)} {fact.unit}"  # type: ignore[arg-type]  # numbers


def _conversion(part: Part, intake: Intake) -> str:
    """Say by which conversion or salt the amount of a part was reckoned, and where that is from."""
    entry, concept = intake.entry or {}, part.concept
    steps = [
        f"{written(salt.fraction * 100)} % of the {salt.name} is {concept.label} ({salt.source})"
        for salt in concept.salts
        if salt.name == part.salt
    ]
    try:
        unit = read_amount(text_of(entry, "amount") or intake.name).unit
    except AmountError:
        return "; ".join(steps)
    canonical = unit_named(concept.unit) if concept.unit else None
    if canonical is not None and canonical.kind != unit.kind:
        steps += [
            f"1 {each.unit} is {written(each.factor)} {concept.unit} ({each.source})"
            for each in concept.conversions
        ]
    return "; ".join(steps)


def _of_entries(document: Document, name: str, fact: Fact, terminology: Terminology) -> Iterator[Origin]:
    wanted = terminology.descendants(fact.of) if fact.of in terminology else ()
    also = terminology.descendants(fact.corrected_by) if fact.corrected_by in terminology else ()
    for at, entry in enumerate(_entries(document, name)):
        named = identify(entry if isinstance(entry, Mapping) else {"name": entry}, terminology, [])
        held = {id for concept in named.concepts for id in (concept.id, *concept.may_be)}
        if not held.isdisjoint((*wanted, *also)):
            yield Origin(f"{name}[{at}]", _said(entry))


def _entries(document: Document, name: str) -> list[object]:
    told = document.get(name)
    return told if isinstance(told, list) else []


def _of_fields(document: Document, names: tuple[str, ...]) -> Iterator[Origin]:
    for name in names:
        if document.get(name) is not None:
            yield Origin(name, str(document[name]))


def _said(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    first = text_of(entry, "name")
    rest = [f"{key}: {_plain(value)}" for key, value in entry.items() if key != "name" and value is not None]
    return ", ".join(filter(None, (first, *rest)))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_said(each) if isinstance(each, Mapping) else str(each) for each in value)
    return str(value)


def _silent(fact: Fact, document: Document, silent: Silent) -> Iterator[Origin]:
    """Say which lists are silent on a fact, and how far their silence is taken for absence."""
    names: tuple[str, ...] = TAKEN_LISTS
    if fact.kind in _LISTS:
        names = (_LISTS[fact.kind],)
    elif fact.kind in _OF_SURGERIES:
        names = ("surgeries",)
    elif fact.kind in _WITHOUT_LISTS:
        return
    for name in names:
        if name not in silent:
            silent[name] = Origin(name, _TOLD[read_list(document, name, []).closed])
        yield silent[name]
