"""What a pack says of every patient bounds what is proved: not only what is never so."""

from osteon.basics.records import replace
from osteon.knowledge.models import Invariant
from osteon.verification.cases import features_day
from osteon.verification.questions import questions_on
from osteon.verification.search import YES, Goal
from tests.unit.verification.packs import BOOK, condition, with_parameter, with_rule

DAY = features_day()


def possible(book, text):
    # A rule that reads the numbers, so that the facts are cut at them.
    asked = questions_on(with_rule("planted", text, book=book), DAY)
    return asked.space.is_possible([Goal(asked.view.diagrams.condition(condition(text, book)), YES)])


def with_invariants(book, *invariants):
    return replace(book, invariants={each.name: each for each in invariants})


ZERO_OF = Invariant("zero", "why", number="dose.vitamin_d", zero_without="takes.vitamin_d")
PART_OF = Invariant("part", "why", number="dose.vitamin_d", at_least="single.vitamin_d")


def test_an_amount_without_taking_and_a_part_beyond_its_whole_cannot_be():
    part = "single.vitamin_d > vitamin_d_bolus and dose.vitamin_d <= vitamin_d_upper_level"
    assert possible(with_invariants(BOOK), part)
    assert not possible(with_invariants(BOOK, PART_OF), part)
    assert possible(with_invariants(BOOK, PART_OF), "single.vitamin_d > vitamin_d_bolus")


def test_what_is_taken_has_an_amount_and_what_is_not_has_none():
    book = with_parameter("nothing_taken", 0, "vitamin_d_upper_level")
    some = "takes.vitamin_d and dose.vitamin_d <= nothing_taken"
    assert possible(with_invariants(book), some)
    assert not possible(with_invariants(book, ZERO_OF), some)
