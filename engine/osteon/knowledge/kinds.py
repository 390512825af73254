"""What each kind of fact needs to be declared with. One table; a reviewer can tick it off."""

from dataclasses import dataclass

from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Kind

TAKEN = ("drug", "nutrient", "class", "product", "food")
"""The kinds of concept that a patient takes."""

LISTS = ("medications", "supplements", "conditions", "surgeries")

# The profile's own fields, with the choices of those that are no yes or no.
FIELDS: dict[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "pregnancy": ("pregnant", "possible", "not_pregnant"),
    "breastfeeding": (),
    "postmenopausal": (),
}

ANSWERED = ("prescribed", "with_food", "with_fat_meal", "third_party_tested")
"""The fields of an entry that are a yes or a no."""

# The diet fields, with the unit of those that are numbers.
DIET = {"natto": "servings/week", "vitamin_k_consistent": "", "calcium": "mg/day", "vitamin_k": "mcg/day"}


@dataclass(frozen=True, slots=True)
class Needs:
    """What a kind is declared with.

    `concepts` are the kinds of concept that `of` may name; `words` are further texts that it may be.
    Both empty means that the kind has no `of`, unless `topic` lets it be any id. `unit` is the one
    unit of a number; "{unit}" in it stands for the concept's own. `limits` are the units of the
    parameters that the kind needs, in their order. `fields` are the fields of an entry that it may look at,
    `says` means that it needs what stands there, `salt` that it may name a salt, and must if there are no
    `fields`. `corrected_by` are the kinds of concept that correct it; with one, it needs two more limits.
    `becomes` are the ways in which it may be declared to be changed; without any, nobody may propose that.
    """

    type: str
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    topic: bool = False
    unit: str = ""
    limits: tuple[str, ...] = ()
    plus: bool = False
    fields: tuple[str, ...] = ()
    says: bool = False
    salt: bool = False
    corrected_by: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()


NEEDS: dict[Kind, Needs] = {
    Kind.TAKING: Needs(YES_NO, TAKEN, becomes=("no",)),
    Kind.TAKING_UNLABELLED: Needs(YES_NO, TAKEN, becomes=("no",)),
    Kind.DAILY_AMOUNT: Needs(NUMBER, ("nutrient", "class"), unit="{unit}/day", plus=True, becomes=("less",)),
    Kind.LARGEST_AMOUNT: Needs(NUMBER, ("nutrient",), unit="{unit}", becomes=("less",)),
    Kind.COUNT: Needs(NUMBER, ("nutrient",), unit="products", becomes=("less",)),
    Kind.DAYS_SINCE_STOPPED: Needs(NUMBER, TAKEN, unit="days"),
    Kind.DAYS_SINCE_CHANGED: Needs(NUMBER, TAKEN, unit="days"),
    Kind.RECORDED_COURSE: Needs(YES_NO, ("nutrient",), limits=("weeks", "{unit}/day")),
    Kind.IMPLAUSIBLE_AMOUNT: Needs(YES_NO, ("nutrient",), words=("any",)),
    Kind.CONDITION: Needs(YES_NO, ("condition",)),
    Kind.ALLERGY: Needs(YES_NO, TAKEN),
    Kind.LIST_GIVEN: Needs(YES_NO, words=LISTS),
    Kind.FIELD: Needs(CHOICE, words=tuple(FIELDS)),
    Kind.AGE: Needs(NUMBER, unit="years"),
    Kind.TEST_RESULT: Needs(NUMBER, ("test",), unit="{unit}"),
    Kind.TEST_BELOW_TARGET: Needs(YES_NO, ("test",), limits=("{unit}",)),
    Kind.DAYS_SINCE_TEST: Needs(NUMBER, ("test",), unit="days"),
    Kind.DAYS_SINCE_SURGERY: Needs(NUMBER, unit="days"),
    Kind.DAYS_UNTIL_SURGERY: Needs(NUMBER, unit="days"),
    Kind.DIET: Needs(NUMBER, words=tuple(DIET), becomes=("yes", "less", "more")),
    Kind.DAYS_SINCE_COUNSELLED: Needs(NUMBER, topic=True, unit="days", becomes=("less",)),
    Kind.RECORDED: Needs(YES_NO, TAKEN, fields=ANSWERED, says=True, salt=True, becomes=("no",)),
    Kind.TAKING_SALT: Needs(YES_NO, ("nutrient",), salt=True),
    Kind.OTHER_SOURCE: Needs(YES_NO, TAKEN, says=True, becomes=("no",)),
    Kind.TIMES_A_DAY: Needs(NUMBER, TAKEN, unit="times/day", becomes=("more",)),
    Kind.DAYS_TAKEN: Needs(NUMBER, TAKEN, unit="days"),
    Kind.TEST_ABOVE_TARGET: Needs(YES_NO, ("test",), limits=("{unit}",), corrected_by=("test",)),
    Kind.SEPARATION: Needs(NUMBER, TAKEN, unit="minutes", becomes=("more",)),
    Kind.SEPARATION_CONFIRMED: Needs(YES_NO, TAKEN),
    Kind.CONTRADICTION: Needs(YES_NO),
}


def type_of(kind: Kind, of: str) -> str:
    """Return what sort of value a fact of this kind has."""
    if kind is Kind.FIELD:
        return CHOICE if FIELDS.get(of) else YES_NO
    if kind is Kind.DIET:
        return NUMBER if DIET.get(of) else YES_NO
    return NEEDS[kind].type


def unit_of(kind: Kind, of: str, concept_unit: str) -> str:
    """Return the unit that a fact of this kind must be declared with; "" for one that has none."""
    if kind is Kind.DIET:
        return DIET.get(of, "")
    return NEEDS[kind].unit.format(unit=concept_unit)
