import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from osteon.doors.service.calls import Calls
from osteon.doors.service.core import Service
from osteon.doors.service.settings import Settings
from osteon.doors.service.trust.settings import Caller
from tests.unit.doors.cds.calls import PATIENT, RULEBOOK, bundle, call, order, taken
from tests.unit.doors.service.test_cds_routes import NOON, service_of

NOBODY = Caller("", trusted=False)
TAKEN = ("warfarin", "apixaban", "prednisone 10 mg", "vitamin D3 5000 IU", "calcium 1200 mg", "Zyxelor")
ORDERED = ("MK-7", "natto", "digoxin", "vitamin D3 10000 IU", "calcium 600 mg", "amoxicillin")


def bodies():
    for has in TAKEN:
        for wants in ORDERED:
            prefetch = {"patient": PATIENT, "medicationStatements": bundle(taken(has))}
            yield json.dumps(call("order-sign", order(wants, "d1"), prefetch=prefetch)).encode()


def test_many_threads_answer_what_one_answers():
    calls, asked = Calls(service_of(), None), list(bodies()) * 3
    one_by_one = [calls.answer(body, "order-sign", NOBODY)[0] for body in asked]
    fresh = Calls(service_of(), None)
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda body: fresh.answer(body, "order-sign", NOBODY)[0], asked))
    assert together == one_by_one
    assert len({json.dumps(each) for each in together}) > len(ORDERED)


def test_the_day_of_the_rules_is_the_day_of_the_clock():
    days = iter((NOON, NOON.replace(year=2028)))
    service = Service(Settings(dev=True), rulebook=RULEBOOK, clock=lambda: next(days))
    calls, body = Calls(service, None), next(bodies())
    first, second = (calls.answer(body, "order-sign", NOBODY)[0]["cards"][0]["detail"] for _ in range(2))
    assert "As of 2026-11-24" in first
    assert "As of 2028-11-24" in second and "overdue for review" in second


@pytest.mark.parametrize("engine", ["durable-rules", "reference"])
def test_a_card_says_which_evaluators_spoke(engine):
    calls = Calls(service_of(Settings(dev=True, engine=engine)), None)
    detail = calls.answer(next(bodies()), "order-sign", NOBODY)[0]["cards"][0]["detail"]
    assert ("alone, without cross-check" in detail) is (engine == "reference")
