"""The facts that a rule may mention: name, kind, unit, and how each is said and asked.

Facts are declared in `rules/vocabulary/`. Each declaration names one of the
kinds below; a kind is a way of deriving a value from a profile and is the only
part that is Python. A new drug, class, nutrient, condition or test is a new
declaration of an existing kind.
"""

from enum import StrEnum

from osteon.basics.records import dataclass

YES_NO = "yes/no"
NUMBER = "number"
CHOICE = "choice"

EFFORTS = ("small", "moderate", "large")
"""How much a change asks of a patient, the least first."""


class Kind(StrEnum):
    """The ways in which a fact is derived from a profile."""

    TAKING = "taking"
    TAKING_UNLABELLED = "taking unlabelled"
    DAILY_AMOUNT = "daily amount"
    LARGEST_AMOUNT = "largest amount"
    COUNT = "count"
    DAYS_SINCE_STOPPED = "days since stopped"
    DAYS_SINCE_CHANGED = "days since changed"
    RECORDED_COURSE = "recorded course"
    IMPLAUSIBLE_AMOUNT = "implausible amount"
    CONDITION = "condition"
    ALLERGY = "allergy"
    LIST_GIVEN = "list given"
    FIELD = "field"
    AGE = "age"
    TEST_RESULT = "test result"
    TEST_BELOW_TARGET = "test below target"
    DAYS_SINCE_TEST = "days since test"
    DAYS_SINCE_SURGERY = "days since surgery"
    DAYS_UNTIL_SURGERY = "days until surgery"
    DIET = "diet"
    DAYS_SINCE_COUNSELLED = "days since counselled"
    RECORDED = "recorded"
    TAKING_SALT = "taking salt"
    OTHER_SOURCE = "other source"
    TIMES_A_DAY = "times a day"
    DAYS_TAKEN = "days taken"
    TEST_ABOVE_TARGET = "test above target"
    SEPARATION = "separation"
    SEPARATION_CONFIRMED = "separation confirmed"
    CONTRADICTION = "contradiction"


SELDOM_TOLD = frozenset((
    Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET, Kind.DAYS_SINCE_TEST,
    Kind.DAYS_SINCE_SURGERY, Kind.DAYS_UNTIL_SURGERY, Kind.DIET, Kind.DAYS_SINCE_COUNSELLED,
    Kind.SEPARATION, Kind.SEPARATION_CONFIRMED,
))  # fmt: skip
"""The kinds of fact that hang on a field which most profiles do not have."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared fact.

    `type` is YES_NO, NUMBER or CHOICE. `unit` is set for numbers ("IU/day", "mg/day", "days",
    "years", "products", ...), `choices` for choices. `of` names what the kind works on: a concept
    of the terminology, a list, or a profile field. `limits` holds the parameter names a kind needs
    (for instance how long a course may be), in the order the kind documents. `field` and `says` name a
    field of an entry and what stands in it, `salt` a salt, `corrected_by` a second test. `may_become` says in
    which ways it may be proposed to change it ("no", "yes", "less", "more"), and `effort` how much that asks
    of the patient (one of EFFORTS); without them nobody proposes to change it.
    """

    name: str
    kind: Kind
    type: str
    reads: str
    denies: str
    ask: str
    of: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    plus: str = ""
    field: str = ""
    says: str = ""
    salt: str = ""
    corrected_by: str = ""
    may_become: tuple[str, ...] = ()
    effort: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every declared fact, by name."""

    facts: dict[str, Fact]

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self.facts
