"""The profile: what a caller may say about a patient. Nothing is defaulted.

Every field may be left out, and leaving one out says nothing about the patient.
docs/profile-states.md tells the five states of a list apart.
"""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, Tag, ValidationError, model_validator

from osteon.basics.errors import ProfileError
from osteon.patient.document import MAXIMUM_ENTRIES
from osteon.patient.profile_errors import problems_of
from osteon.patient.profile_types import (
    Age,
    AmountText,
    Answer,
    Apart,
    BirthDate,
    ConditionStatus,
    Date,
    IntakeStatus,
    Name,
    Positive,
    Pregnancy,
    Range,
    ResultText,
    Sex,
    Statement,
    SurgeryStatus,
    Unlisted,
    YesNo,
    by_shape,
    refusal,
)

__all__ = ["Entry", "Profile", "read_profile"]


class Part(BaseModel):
    """A mapping whose keys are all known: a misspelt key must never silently say nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Code(Part):
    """A code in somebody's system, for example system ATC, code B01AA03."""

    system: Name
    code: Name


Origin = Annotated[
    Name | None,
    Field(default=None, description="where it came from in a record; never used to decide anything"),
]
Codes = Annotated[tuple[Code, ...], Field(max_length=MAXIMUM_ENTRIES)]


class Named(Part):
    """Something that is known by its name, by codes, or by both."""

    name: Name | None = Field(default=None, description="as it was written, in any common spelling")
    codes: Codes | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.name is None and not self.codes:
            raise refusal("it has neither a name nor a code", "write name: ...")
        return self


class Ingredient(Named):
    """What one unit of a product contains: `amount` ("100 mcg"), `form` (MK-7), `salt` (carbonate)."""

    amount: AmountText | None = None
    form: Name | None = None
    salt: Name | None = None


class Entry(Named):
    """A medicine or a supplement: what it is, how much, how often, since when.

    `amount` is a text with a unit, of one unit of the product: "5000 IU", "125 mcg", "50,000 IU weekly",
    "2 x 600 mg elemental calcium". `units` are taken at a time, `times_per_day`, every `every_days` days. An
    amount that does not say how often counts once a day, and the report says that this was assumed.
    """

    status: IntakeStatus | None = Field(
        default=None, description="active if not told and no date says otherwise"
    )
    started: Date | None = None
    stopped: Date | None = None
    changed: Date | None = Field(default=None, description="the last change of dose")
    amount: AmountText | None = None
    form: Name | None = Field(default=None, description="for example MK-4, MK-7, all-trans")
    salt: Name | None = Field(default=None, description="for example carbonate, citrate, elemental")
    units: Range | None = Field(default=None, description='units of the product at a time; "1-2" is a range')
    times_per_day: Range | None = None
    every_days: Range | None = Field(default=None, description="7 for once a week")
    as_needed: YesNo | None = Field(
        default=None, description="yes: the mean per day may be as low as nothing"
    )
    ingredients: (
        Annotated[
            tuple[
                Annotated[
                    Annotated[Name, Tag("<text>")] | Annotated[Ingredient, Tag("<mapping>")],
                    by_shape("a name or a mapping with a name"),
                ],
                ...,
            ],
            Field(max_length=MAXIMUM_ENTRIES, description="null: not told, so the composition is not known"),
        ]
        | None
    ) = None
    prescribed: YesNo | None = None
    course_weeks: Positive | None = Field(default=None, description="length of a prescribed course, in weeks")
    course_days: Positive | None = Field(default=None, description="the same, in days")
    with_food: YesNo | None = None
    with_fat_meal: YesNo | None = None
    third_party_tested: YesNo | None = None
    source: Name | None = Field(default=None, description="what it is made from or where it is from")
    product_class: Name | None = Field(default=None, alias="class", description="for example multivitamin")
    origin: Origin = None


class Condition(Named):
    """A diagnosis. Confirmed ones and those in the history count; a suspected one raises a question."""

    status: ConditionStatus | None = Field(default=None, description="confirmed if not told")
    since: Date | None = None
    origin: Origin = None


class Allergy(Named):
    """A recorded allergy or reaction, to a substance or a product."""

    status: ConditionStatus | None = Field(default=None, description="confirmed if not told")
    origin: Origin = None


class Surgery(Part):
    """An operation, done or planned. Without a date it may have been yesterday."""

    name: Name | None = None
    date: Date | None = None
    status: SurgeryStatus | None = Field(default=None, description="told from the date if not told")
    origin: Origin = None


class Test(Named):
    """A laboratory result; `value` is text, with a unit where the test has one: "18 ng/mL", "2.4" (INR)."""

    value: ResultText | None = None
    date: Date | None = None
    target_low: ResultText | None = None
    target_high: ResultText | None = None
    origin: Origin = None


class Diet(Part):
    """What is eaten: natto ("1 serving/week"), calcium ("600 mg/day"), vitamin K ("90 mcg/day")."""

    natto: Statement | None = None
    vitamin_k_consistent: YesNo | None = None
    calcium: Statement | None = None
    vitamin_k: Statement | None = None


class Unread(Part):
    """Something in a record that could not be used for certain; every report passes it on."""

    what: Name
    where: Name
    why: Name


class Complete(Part):
    """Which lists somebody declares complete (yes) or incomplete (no)."""

    medications: YesNo | None = None
    supplements: YesNo | None = None
    conditions: YesNo | None = None
    surgeries: YesNo | None = None
    allergies: YesNo | None = None
    tests: YesNo | None = Field(
        default=None, description="no: a test that is not listed may have been done all the same"
    )


_NAME_OR_MAPPING = by_shape("a name or a mapping with a name")
_WORD = Annotated[Unlisted, Tag("<text>")]
_LIST = by_shape("a list, none or unknown")
_SIZE = Field(max_length=MAXIMUM_ENTRIES)

NameOrEntry = Annotated[Annotated[Name, Tag("<text>")] | Annotated[Entry, Tag("<mapping>")], _NAME_OR_MAPPING]
NameOrCondition = Annotated[
    Annotated[Name, Tag("<text>")] | Annotated[Condition, Tag("<mapping>")], _NAME_OR_MAPPING
]
NameOrAllergy = Annotated[
    Annotated[Name, Tag("<text>")] | Annotated[Allergy, Tag("<mapping>")], _NAME_OR_MAPPING
]
NameOrSurgery = Annotated[
    Annotated[Name, Tag("<text>")] | Annotated[Surgery, Tag("<mapping>")], _NAME_OR_MAPPING
]

Entries = Annotated[Annotated[tuple[NameOrEntry, ...], _SIZE, Tag("<list>")] | _WORD, _LIST]
Conditions = Annotated[Annotated[tuple[NameOrCondition, ...], _SIZE, Tag("<list>")] | _WORD, _LIST]
Allergies = Annotated[Annotated[tuple[NameOrAllergy, ...], _SIZE, Tag("<list>")] | _WORD, _LIST]
Surgeries = Annotated[Annotated[tuple[NameOrSurgery, ...], _SIZE, Tag("<list>")] | _WORD, _LIST]
Completeness = Annotated[
    Annotated[Complete, Tag("<mapping>")] | Annotated[YesNo, Tag("<text>")],
    by_shape("yes, no or a mapping of lists"),
]


class Profile(Part):
    """What we were told about one patient. Frozen; every field may be left out.

    Four plain fields are enough: `Profile(medications=["warfarin"], d3_dose="5000 IU/day",
    osteoporosis=True, pregnant=False)`. A list is told as entries, as "none" (confirmed), or as "unknown"
    (asked and not known); `complete` declares lists whole or not.
    """

    id: Name | None = Field(default=None, description="a label for the report; never used to decide anything")
    birth_date: BirthDate | None = Field(
        default=None, description="a year or a month is enough; preferred to age"
    )
    age: Age | None = Field(default=None, description="completed years")
    sex: Sex | None = None
    deceased: YesNo | None = Field(default=None, description="yes: no advice is given")
    pregnancy: Pregnancy | None = None
    pregnant: YesNo | None = Field(default=None, description="short form of pregnancy")
    breastfeeding: YesNo | None = None
    postmenopausal: YesNo | None = None
    osteoporosis: YesNo | None = Field(default=None, description="short form of a condition")
    d3_dose: Statement | None = Field(
        default=None, description="total vitamin D3 from all products, IU or mcg"
    )
    takes: Annotated[dict[Name, Statement], _SIZE] | None = Field(
        default=None, description="statements about a substance as a whole; an amount is its total a day"
    )
    medications: Entries | None = None
    supplements: Entries | None = None
    conditions: Conditions | None = None
    surgeries: Surgeries | None = None
    allergies: Allergies | None = None
    tests: Annotated[tuple[Test, ...], _SIZE] | None = None
    complete: Completeness | None = Field(default=None, description="yes or no for all lists, or for each")
    diet: Diet | None = None
    counselled: Annotated[dict[Name, Date], _SIZE] | None = Field(
        default=None, description="topics the patient was counselled on, with the day"
    )
    apart_from_calcium: Annotated[dict[Name, Apart], _SIZE] | None = Field(
        default=None,
        description="medicines taken apart from calcium: the time between them, or yes where it is enough",
    )

    answers: Annotated[dict[Name, Answer], _SIZE] | None = Field(
        default=None,
        description="answers to questions, by the name of the fact, for what no other field can hold; they "
        "fill what the rest of the record leaves open",
    )
    unread: Annotated[tuple[Unread, ...], _SIZE] | None = Field(
        default=None, description="what whoever read a record could not use; it stands under not_assessed"
    )

    def document(self) -> dict[str, object]:
        """Return the plain document that facts are derived from; what was not told is not in it."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def read_profile(data: Mapping[str, object], *, file: str = "") -> Profile:
    """Check a mapping and return the profile.

    Raises ProfileError. Each problem starts with the place ("supplements[0].amount: ..."), says what is
    wrong, and hints at what to write.
    """
    try:
        return Profile.model_validate(dict(data))
    except ValidationError as trouble:
        raise ProfileError(problems_of(trouble, Profile, file)) from trouble
