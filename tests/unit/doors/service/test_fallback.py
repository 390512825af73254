"""The network is a transport of the client library that answers from a table; nothing of ours is replaced."""

import httpx2
import pytest
from pydantic import ValidationError

from osteon.doors.cds.requests import read_request
from osteon.doors.cds.states import State, state_of
from osteon.doors.service.fallback import Fallback
from osteon.doors.service.settings import Settings
from tests.unit.doors.cds.calls import PATIENT, WANTED, call

SERVER = "https://fhir.example/r4"
ALLOWED = Settings(dev=True, fhir_servers=(SERVER,), max_body=10_000)


def asked(settings=ALLOWED, answer=None, server=SERVER, **body):
    """The requests that were made, and the prefetch that came of a call."""
    made = []

    def network(request):
        made.append(request)
        return answer(request) if answer else httpx2.Response(200, json=PATIENT)

    told = call(prefetch={"conditions": None}) | {"fhirServer": server} | body
    fallback = Fallback(settings, httpx2.MockTransport(network))
    return made, fallback.filled(read_request(told, "patient-view"), WANTED).prefetch


def test_by_default_nobody_is_asked():
    assert asked(Settings(dev=True)) == ([], {"conditions": None})


@pytest.mark.parametrize(
    "server",
    ["https://other.example/r4", "https://fhir.example", "https://fhir.example/r4/x", "http://fhir.example/r4",
     "https://fhir.example/r4@evil.example", "http://169.254.169.254/latest", ""],
)  # fmt: skip
def test_nobody_is_asked_whom_the_settings_do_not_name(server):
    assert asked(server=server) == ([], {"conditions": None})


def test_what_is_missing_is_asked_for_and_what_was_sent_is_not():
    made, prefetch = asked()
    assert set(prefetch) == set(WANTED)
    assert prefetch["conditions"] is None
    assert len(made) == len(WANTED) - 1
    assert str(made[0].url) == f"{SERVER}/Patient/p1"
    assert "authorization" not in made[0].headers


def test_the_token_of_the_call_goes_along():
    made, _ = asked(fhirAuthorization={"access_token": "opaque"})
    assert made[0].headers["authorization"] == "Bearer opaque"


@pytest.mark.parametrize("patient", ["../../admin", "p1?x=y", "p 1", "p1/_history", "x" * 65])
def test_a_patient_who_is_no_id_is_never_part_of_an_address(patient):
    made, _ = asked(context={"patientId": patient})
    assert made == []


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx2.Response(404),
        lambda _: httpx2.Response(302, headers={"location": "https://evil.example"}),
        lambda _: httpx2.Response(200, text="<html>"),
        lambda _: httpx2.Response(200, text="x" * 20_000),
        lambda request: (_ for _ in ()).throw(httpx2.ConnectError("refused", request=request)),
        lambda request: (_ for _ in ()).throw(httpx2.ReadTimeout("late", request=request)),
    ],
)
def test_what_cannot_be_fetched_is_a_failure_and_never_nothing_found(answer):
    made, prefetch = asked(answer=answer)
    assert state_of(prefetch["patient"]) is State.FAILED
    assert all(request.url.host == "fhir.example" for request in made)


def test_there_is_no_more_time_than_allowed():
    import time

    def slow(_):
        time.sleep(0.05)
        return httpx2.Response(200, json=PATIENT)

    made, prefetch = asked(ALLOWED.model_copy(update={"fetch_limit": 0.01}), slow)
    assert len(made) == 1
    assert state_of(prefetch["procedures"]) is State.FAILED


@pytest.mark.parametrize(
    "server", ["http://fhir.example", "https://", "https://a@b.example", "https://a.example/?x"]
)
def test_a_server_that_could_be_another_is_no_setting(server):
    with pytest.raises(ValidationError):
        Settings(fhir_servers=(server,))
