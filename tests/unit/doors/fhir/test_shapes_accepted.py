"""What may be given: Bundles of any kind, single resources, lines, packed text, and what surrounds them."""

import gzip
import json

import pytest

from osteon import evaluate, from_fhir
from osteon.basics.errors import NoAdvice, ProfileError
from osteon.doors.fhir.accounting import NOT_READABLE, NOT_RELEVANT, READ, UNCERTAIN
from tests.unit.doors.fhir.records import (
    AS_OF,
    D3,
    bundle,
    condition,
    dose,
    order,
    patient,
    times,
)


def read(record, as_of=AS_OF):
    return from_fhir(record, as_of=as_of)


def names(record):
    return [entry["name"] for entry in read(record).profile.get("medications", ())]


@pytest.mark.parametrize(
    "kind", ["collection", "searchset", "transaction", "batch-response", "message", None]
)
def test_a_bundle_of_any_type_is_read(kind):
    record = bundle(patient(), order("warfarin"), type=kind)
    assert names(record) == ["warfarin"]


@pytest.mark.parametrize(
    "given",
    [
        order("warfarin"),
        [patient(), order("warfarin")],
        {"entry": [{"resource": order("warfarin")}]},
        {"resourceType": "Bundle", "entry": [order("warfarin")]},
        bundle(bundle(order("warfarin"))),
        {"resourceType": "Bundle", "entry": [{"response": {"status": "200"}, "resource": order("warfarin")}]},
        {"resourceType": "Bundle", "entry": {"resource": order("warfarin")}},
    ],
)
def test_one_medicine_is_found_in_every_wrapping(given):
    assert names(given) == ["warfarin"]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text,
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: gzip.compress(text.encode()),
        lambda text: "\r\n\t " + text + "\n\n",
    ],
)
def test_text_is_read_with_whatever_is_around_it(wrap):
    assert names(wrap(json.dumps(bundle(patient(), order("warfarin"))))) == ["warfarin"]


def test_lines_of_resources_are_one_record():
    lines = "\n".join(json.dumps(each) for each in (patient(), order("warfarin"), condition()))
    record = read(lines)
    assert record.accounting.entries == 3
    assert [item.path for item in record.accounting.items] == ["[0]", "[1]", "[2]"]


def test_what_stands_behind_the_json_is_said_not_to_be_read():
    record = read(json.dumps(order("warfarin")) + "\n} trailing")
    assert record.profile["medications"][0]["name"] == "warfarin"
    assert "behind the JSON" in record.accounting.gaps[0].why


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (5, r"\$: FHIR is a resource"),
        ({}, r"\$: FHIR is a resource, a Bundle or a list of resources, not an object without resourceType"),
        ("", r"\$: the text is empty"),
        ("{", r"\$: this is not JSON"),
        ('{"resourceType": "Patient", "id": NaN}', "NaN is not a number"),
        ('{"resourceType": "Patient", "resourceType": "Bundle"}', "stands twice"),
        ('{"resourceType": "Patient", "name": [{"text": "a", "text": "b"}]}', "stands twice"),
        ('{"resourceType": "Patient", "id": 1, "id": 2, "x": "\\u0022\\u0022"}', "stands twice"),
        (b"\xff\xfe\x00", "not UTF-8 at byte 0"),
        (b"\x1f\x8bnothing", "cannot be unpacked"),
        ("[" * 100_000, r"\$: this is not FHIR in JSON"),
        (bundle(bundle(bundle(bundle(bundle(order()))))), r"entry\[0\].*at most 4 Bundles"),
        ([{"resourceType": "Basic"}] * 20_001, r"\[20000\]: a record has at most 20,000 entries"),
        ([order()] * 2_001, r"\$: 2,001 medications are more than 2,000"),
        ([patient(id="one"), patient(id="two")], "the record holds 2 patients"),
    ],
)  # fmt: skip
def test_a_refusal_is_typed_and_names_the_place(given, message):
    with pytest.raises(ProfileError, match=message):
        read(given)


def test_every_entry_is_accounted_for_once():
    record = read(
        bundle(
            patient(),
            order(D3, dose(1, "capsule") | times()),
            order("Little Pink Pill"),
            {"resourceType": "Encounter", "id": "e"},
            {"id": "no type"},
            order(medicationCodeableConcept=None),
        )
    )
    assert record.accounting.counts == {READ: 2, UNCERTAIN: 1, NOT_RELEVANT: 1, NOT_READABLE: 2}
    assert len({item.path for item in record.accounting.items}) == 6


@pytest.mark.parametrize("given", [bundle(), [], {"resourceType": "Bundle", "total": 0}])
def test_a_record_without_entries_is_no_silent_answer(given):
    record = read(given)
    assert record.accounting.entries == 0
    assert any("holds no entry" in each.why for each in evaluate(record).not_assessed)


def test_an_empty_bundle_among_others_is_accounted_for():
    record = read([bundle(), order("warfarin")])
    assert [item.path for item in record.accounting.items] == ["[1]", "[0]"]


def test_an_origin_leads_from_the_profile_back_to_the_record():
    record = read(bundle(order("warfarin", id="w"), order("digoxin", id=None)))
    assert [each["origin"] for each in record.profile["medications"]] == [
        "MedicationRequest/w",
        "Bundle.entry[1].resource",
    ]
    assert record.accounting.items[0].facts == ("medications[0]",)


@pytest.mark.parametrize(
    "more",
    [
        {"link": [{"relation": "next", "url": "x"}]},
        {"total": 50},
    ],
)
def test_a_further_page_makes_the_record_incomplete_and_the_report_says_so(more):
    record = read(bundle(order("warfarin"), **more))
    assert record.accounting.gaps
    assert any("lists are not whole" in each.why for each in evaluate(record).not_assessed)


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "List", "emptyReason": {"coding": [{"code": "unavailable"}]}},
        {"resourceType": "List", "emptyReason": {"coding": [{"code": "nilknown"}]}},
        {
            "resourceType": "Composition",
            "section": [{"title": "Medication", "emptyReason": {"text": "nilknown"}}],
        },
        {"resourceType": "OperationOutcome", "issue": [{"severity": "error"}]},
        order("No known medications"),
        order(medicationCodeableConcept={"coding": [{"code": "no-known-medications"}]}),
        condition(code={"coding": [{"code": "160245001", "display": "No current problems or disability"}]}),
    ],
)
def test_emptiness_is_never_absence(resource):
    report = evaluate(read(bundle(patient(), resource)))
    verdicts = {verdict.rule_id: verdict.verdict for verdict in report.verdicts}
    assert verdicts["vka-vitamin-k-supplement"] == "unknown"
    assert report.not_assessed


def test_lists_of_a_record_are_never_taken_to_be_whole():
    report = evaluate(read(bundle(patient(), order(D3, dose(1, "capsule") | times()))))
    assert {"medications", "tests"} <= set(read(order()).profile["complete"])
    assert report.facts.values["takes.vitamin_k2"].name == "UNKNOWN"


def test_whoever_knows_that_the_lists_are_whole_can_say_so():
    record = read(bundle(patient(), order(D3, dose(1, "capsule") | times())))
    report = evaluate(record, supplements="none", complete={"medications": True, "supplements": True})
    assert report.facts.values["takes.vitamin_k2"].name == "NO"


def test_a_record_is_evaluated_for_the_day_for_which_it_was_read():
    record = read(order("warfarin"))
    assert evaluate(record).as_of.isoformat() == AS_OF
    with pytest.raises(ProfileError, match="the record was read for 2026-11-24"):
        evaluate(record, as_of="2026-11-25")


@pytest.mark.parametrize(
    ("died", "advised"),
    [({"deceasedBoolean": True}, False), ({"deceasedDateTime": "2020-01-01T10:00:00Z"}, False),
     ({"deceasedDateTime": "2027-01-01"}, True), ({"deceasedBoolean": False}, True),
     ({"deceasedDateTime": "some time"}, False)],
)  # fmt: skip
def test_the_dead_get_no_advice(died, advised):
    record = read(bundle(patient(**died), order("warfarin")))
    if advised:
        evaluate(record)
    else:
        with pytest.raises(NoAdvice, match="the patient has died"):
            evaluate(record)


def test_what_belongs_to_somebody_else_is_not_used_and_said():
    record = read(bundle(patient(), order("warfarin", subject={"reference": "Patient/other"})))
    assert "medications" not in record.profile
    assert "it is about Patient/other" in record.accounting.items[1].why


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("urn:uuid:1", "urn:uuid:1"),
        ("urn:uuid:1", "Patient/one"),
        ("https://a.example/fhir/Patient/one", "Patient/one"),
        ("", "https://a.example/fhir/Patient/one/_history/3"),
    ],
)
def test_a_patient_is_known_by_every_address(address, subject):
    record = {
        "resourceType": "Bundle",
        "entry": [
            {"fullUrl": address, "resource": patient()} if address else {"resource": patient()},
            {"resource": order("warfarin", subject={"reference": subject})},
        ],
    }
    assert names(record) == ["warfarin"]


def test_a_report_passes_on_what_could_not_be_read():
    report = evaluate(read(bundle(patient(), order(medicationCodeableConcept=None))))
    assert any(each.where == "Bundle.entry[1].resource" for each in report.not_assessed)


def test_fhir_in_the_place_of_a_profile_is_refused_with_the_way_to_read_it():
    with pytest.raises(ProfileError, match="this is FHIR, and not a profile") as refused:
        evaluate(bundle(patient()), as_of=AS_OF)
    assert "from_fhir" in str(refused.value)
