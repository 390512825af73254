from uuid import UUID

import pytest

from osteon.basics.errors import EngineError, ProfileError
from osteon.basics.records import replace
from osteon.doors.cds.answering import answer
from osteon.doors.cds.demands import malformed_response
from osteon.doors.cds.invariants import RESPONSE, broken
from osteon.doors.cds.requests import read_request
from osteon.reasoning.advise import CROSS_CHECKED, Advisor, advisor_for
from osteon.reasoning.network import plan_network
from osteon.reasoning.salvage import advised_or_salvaged
from osteon.reasoning.strata import stratify
from tests.unit.doors.cds.calls import (
    DAY,
    PATIENT,
    RULEBOOK,
    WANTED,
    answered,
    bundle,
    call,
    cards,
    desk,
    order,
    rules,
    taken,
)

ON_WARFARIN = {"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"))}
K2 = "MK-7 100 mcg/day"


def test_a_draft_counts_as_planned_exposure():
    assert "vka-vitamin-k-supplement" in rules(call("order-select", order(K2, "d1"), prefetch=ON_WARFARIN))
    assert "vka-vitamin-k-supplement" not in rules(call(prefetch=ON_WARFARIN))


@pytest.mark.parametrize("status", ["draft", "active", "unknown", None])
def test_whatever_its_state_is_called_a_draft_has_not_begun(status):
    found = answered(call("order-sign", order("warfarin", "d1", status=status)))
    assert found.report.document()["medications"][0]["status"] == "planned"
    assert not any("contradiction" in each.what for each in found.report.not_assessed)


def test_a_draft_stands_in_place_of_the_order_that_it_changes():
    before = order("warfarin", "d1", status="active")
    body = call("order-sign", order("warfarin", "d1"), prefetch={"medicationRequests": bundle(before)})
    assert len(answered(body).record.profile["medications"]) == 1


def test_a_product_in_the_place_of_an_order_is_what_is_ordered():
    product = {"resourceType": "Medication", "code": {"text": "natto"}}
    body = call("medication-verify", medication=product, prefetch=ON_WARFARIN)
    assert "vka-natto" in rules(body) or "vka-vitamin-k-supplement" in rules(body)


def test_a_product_beside_the_order_that_refers_to_it_is_not_ordered_twice():
    product = {"resourceType": "Medication", "id": "n", "code": {"text": "natto"}}
    draft = order("", "d1", medicationReference={"reference": "Medication/n"})
    assert len(answered(call("order-sign", draft, product)).record.profile["medications"]) == 1


def test_a_draft_without_a_subject_is_the_patient_s_even_among_others():
    other = taken("calcium", "x") | {"subject": {"reference": "Patient/p2"}}
    draft = order("warfarin", "d1")
    del draft["subject"]
    found = answered(call("order-sign", draft, prefetch={"patient": PATIENT, "more": bundle(other)}))
    assert [each["name"] for each in found.record.profile["medications"]] == ["warfarin"]
    assert any("Patient/p2" in each.why for each in found.report.not_assessed)


def test_cards_are_tied_to_what_was_selected():
    drafts = order("warfarin", "a"), order("calcium 600 mg daily", "b")
    of_the_one = rules(call("order-select", *drafts, selections=["MedicationRequest/a"]))
    of_the_other = rules(call("order-select", *drafts, selections=["MedicationRequest/b"]))
    assert "vka-consult-prescriber" in of_the_one
    assert "vka-consult-prescriber" not in of_the_other


def test_what_an_order_does_not_touch_is_named_in_one_card():
    found = cards(call("order-select", order("calcium 600 mg daily", "b"), prefetch=ON_WARFARIN))
    (card,) = [each for each in found if "apart from these orders" in each["summary"]]
    assert card["indicator"] == "warning"
    assert "vitamin K antagonist" in card["detail"]


def no_facts(_):
    raise ProfileError([])


@pytest.mark.parametrize("chosen", [["a"], ["b"], ["a", "b"]])
@pytest.mark.parametrize(
    "name",
    ["amlodipine 5 mg", "calcium 600 mg daily", "aspirin 75 mg", "natto", "cholecalciferol 10000 IU", ""],
)
def test_facts_alone_tell_what_a_second_evaluation_would(name, chosen):
    drafts = order(name, "a"), order("levothyroxine 50 mcg", "b")
    told = ON_WARFARIN | {
        "medicationRequests": bundle(order("ibuprofen", "i", status="active"), order(K2, "k"))
    }
    body = call(
        "order-select", *drafts, prefetch=told, selections=[f"MedicationRequest/{each}" for each in chosen]
    )
    thorough = replace(desk(), derive=no_facts)
    request = read_request(body, "order-select")
    assert answer(request, desk()).response == answer(request, thorough).response


def test_a_draft_without_a_medicine_is_a_visible_card():
    found = cards(call("order-select", order(""), prefetch=ON_WARFARIN))
    assert any("not assessed in full: it names no medicine" in each["summary"] for each in found)


def test_no_more_cards_than_wanted_and_none_lost():
    body = call("order-sign", order(K2, "d1"), order("warfarin", "d2"))
    every = {each.title for each in answered(body).report.advisories}
    few = cards(body, most_cards=1)
    assert len([each for each in few if "topic" in each["source"]]) == 1
    (more,) = [each for each in few if "besides those shown" in each["summary"]]
    assert more["detail"].count("\n- ") + 1 >= len(every) - 1


def test_facts_that_are_not_recorded_make_one_card():
    found = [
        each for each in cards(call(prefetch=ON_WARFARIN)) if each["summary"].startswith("Not recorded: ")
    ]
    assert len(found) == 1
    assert "Worth asking the patient" in found[0]["detail"]
    assert "and " in found[0]["summary"] and " more." in found[0]["summary"]


def advisor_that_lost(rule):
    """An advisor whose network knows nothing of a rule, so that its two evaluators differ on it."""
    whole = advisor_for(RULEBOOK, DAY)
    lost = [each.id for each in whole.edition.rules].index(rule)
    strata = stratify(whole.edition, whole.regions)
    known = [path for path in strata.rules if path[0] != lost]
    plan = plan_network(len(whole.edition.rules), strata.phrases, known, strata.sizes, [])
    return Advisor(whole.edition, plan)


def worth_asking(body):
    (card,) = [each for each in cards(body) if each["summary"].startswith("Not recorded: ")]
    return card["detail"]


def test_on_an_order_only_what_bears_on_it_is_asked():
    drawn = {"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"))}
    ordered = worth_asking(call("order-select", order("calcium 600 mg daily", "d1"), prefetch=drawn))
    opened = worth_asking(call(prefetch=drawn))
    assert "kidney disease" in ordered
    assert "mechanical heart valve" in opened
    assert "mechanical heart valve" not in ordered


def test_an_order_that_no_rule_reads_asks_nothing():
    full = dict.fromkeys(WANTED) | ON_WARFARIN
    told = [each["summary"] for each in cards(call("order-select", order("amlodipine", "d1"), prefetch=full))]
    assert not any(each.startswith("Not recorded") for each in told)


def test_a_rule_on_which_the_evaluators_differ_is_a_visible_card():
    advisor = advisor_that_lost("vka-consult-prescriber")

    def differing(record):
        return advised_or_salvaged(advisor, record.document(), DAY, CROSS_CHECKED)

    first = cards(call(prefetch=ON_WARFARIN), evaluate=differing)[0]
    assert first["summary"] == "Not assessed: 1 rule could not be evaluated."
    assert first["indicator"] == "warning"
    assert "the two evaluators differ on it" in first["detail"]


def test_a_failing_evaluator_is_an_error_and_no_list():
    def failing(_):
        raise EngineError("nothing is reported")

    with pytest.raises(EngineError):
        answered(call(prefetch=ON_WARFARIN), evaluate=failing)


def test_a_patient_who_has_died_is_a_visible_card():
    (card,) = cards(call(prefetch={"patient": PATIENT | {"deceasedBoolean": True}}))
    assert "has died" in card["summary"]


def test_a_card_says_what_to_do_why_and_what_it_rests_on():
    (card,) = [
        each
        for each in cards(call("order-select", order(K2, "d1"), prefetch=ON_WARFARIN))
        if each["source"].get("topic", {}).get("code") == "vka-vitamin-k-supplement"
    ]
    for said in ("**What to do**", "**Why**", "warfarin", "**Sources**", "not clinically approved", "MK-7"):
        assert said in card["detail"]
    assert card["indicator"] == "critical"
    assert all(link["url"].startswith("https://") for link in card.get("links", ()))
    assert {"mitigate-risk-negative-outcome", "patient-does-not-want-change"} <= {
        each["code"] for each in card["overrideReasons"]
    }


def suggested(*drafts, prefetch):
    found = cards(call("order-sign", *drafts, prefetch=prefetch))
    return [
        action["resourceId"]
        for card in found
        for each in card.get("suggestions", ())
        for action in each["actions"]
    ]


def test_a_supplement_whose_withdrawal_helps_may_be_withdrawn():
    assert "MedicationRequest/d1" in suggested(order(K2, "d1"), prefetch=ON_WARFARIN)


def test_a_medicine_is_never_proposed_to_be_withdrawn():
    on_k2 = {"patient": PATIENT, "medicationStatements": bundle(taken(K2))}
    assert "vka-vitamin-k-supplement" in rules(call("order-sign", order("warfarin", "d1"), prefetch=on_k2))
    assert suggested(order("warfarin", "d1"), prefetch=on_k2) == []


def test_nothing_is_proposed_that_would_not_clear_the_advice():
    twice = {"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"), taken(K2, "m2"))}
    body = call("order-sign", order(K2, "d1"), prefetch=twice)
    for card in cards(body):
        if card["source"].get("topic", {}).get("code") == "vka-vitamin-k-supplement":
            assert "suggestions" not in card


def test_an_order_that_is_one_already_is_not_proposed_to_be_withdrawn():
    changed = ON_WARFARIN | {"medicationRequests": bundle(order(K2, "d1", status="active"))}
    assert suggested(order(K2, "d1"), prefetch=changed) == []
    verified = cards(call("medication-verify", order=order(K2, "d1"), prefetch=ON_WARFARIN))
    assert any(card["indicator"] == "critical" for card in verified)
    assert not any("suggestions" in card for card in verified)


def test_a_draft_without_an_id_cannot_be_named_and_so_not_withdrawn():
    assert suggested(order(K2), prefetch=ON_WARFARIN) == []


def test_the_same_call_has_the_same_uuids_and_another_one_others():
    body = call("order-sign", order(K2, "d1"), prefetch=ON_WARFARIN)
    again, other = dict(body), body | {"hookInstance": "another"}
    uuids = [[each["uuid"] for each in cards(told)] for told in (body, again, other)]
    assert uuids[0] == uuids[1]
    assert not set(uuids[0]) & set(uuids[2])
    assert all(UUID(each).version == 5 for each in uuids[0])
    assert len(set(uuids[0])) == len(uuids[0])


@pytest.mark.parametrize(
    "hostile", ["<script>x</script>", "[x](javascript:1)", "`a` | *b*\n# c", "](https://x)"]
)
def test_what_comes_from_a_record_stays_text(hostile):
    detail = "\n".join(
        each["detail"]
        for each in cards(call("order-sign", order(f"warfarin {hostile}", "d1"), prefetch=ON_WARFARIN))
    )
    assert hostile not in detail
    assert "\n# c" not in detail


def test_every_answer_keeps_the_invariants():
    for body in (
        call(prefetch=ON_WARFARIN),
        call("order-select", order(""), prefetch=ON_WARFARIN),
        call("order-sign", order(K2, "d1"), order("warfarin", "d2")),
        call("medication-verify", order=order(K2, "d1"), prefetch=ON_WARFARIN),
    ):
        response = answered(body).response
        assert broken(response, RESPONSE) == ()
        assert malformed_response(response) == ()
