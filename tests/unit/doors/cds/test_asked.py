"""What is worth asking is the same, however many patients were asked about before."""

from random import Random

from osteon.doors.cds.asked import Asking
from osteon.doors.cds.comparing import Comparing
from tests.differential.random_profiles import random_document
from tests.unit.doors.cds.calls import EDITION, judged


def test_what_is_worth_asking_does_not_hang_on_who_came_before() -> None:
    random, comparing = Random(9), Comparing(EDITION)
    left = [comparing.open(judged(random_document(random)), None) for _ in range(60)]
    first, others = Asking(EDITION), Asking(EDITION)
    found = [first.about(each) for each in left]
    assert [others.about(each) for each in reversed(left)] == found[::-1]
    assert [Asking(EDITION).about(each) for each in left] == found
    assert [first.about(each) for each in left] == found
    assert len({each.summary for each in found}) > 10
    assert all(bool(each.summary) == bool(each.block) for each in found)


def test_among_some_rules_those_stand_open_that_stand_open_among_all() -> None:
    random = Random(10)
    for _ in range(60):
        report = judged(random_document(random))
        some = set(random.sample(range(len(EDITION.rules)), 20))
        among, whole = report.standing_among(some), report.standing
        assert among.open == {at: each for at, each in whole.open.items() if at in some}
        assert among.settled == {at: each for at, each in whole.settled.items() if at in some}
