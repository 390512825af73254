"""Whatever is done to a good token, it is refused: only the token itself is let in, and only once."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.refusals import TokenRefused
from osteon.doors.service.trust.replays import MemoryReplays
from tests.unit.doors.service.tokens import NOW, SECOND, URL, bearer, claims, settings, sewn

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
HEADERS = st.dictionaries(
    st.sampled_from(["alg", "kid", "typ", "jku", "jwk", "x5u", "crit", "b64", "zip"]), VALUES
)


def no_fetch(url):
    raise AssertionError(url)


def admitted(authorization, now=NOW):
    try:
        Gate(settings(), fetch=no_fetch).check(authorization, URL, now)
    except TokenRefused as refusal:
        return refusal.status != 401
    return True


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda told: told.decode("latin-1")))
def test_garbage_is_refused(text):
    assert not admitted(text)
    assert not admitted(f"Bearer {text}")


@given(
    HEADERS,
    VALUES
    | st.dictionaries(st.sampled_from([*claims(), "nbf", "tenant"]), VALUES).map(
        lambda more: claims() | more
    ),
)
def test_what_nobody_signed_is_refused(header, payload):
    assert not admitted(sewn({"alg": "ES384", "kid": "one", "typ": "JWT"} | header, payload))


@given(st.data())
def test_a_token_with_a_changed_byte_is_refused(data):
    good = bearer(jti="one")
    at = data.draw(st.integers(len("Bearer "), len(good) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=."))
    changed = good[:at] + letter + good[at + 1 :]
    assert admitted(changed) == (changed == good)


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_a_token_is_good_from_its_issue_to_its_end_and_half_a_minute_around(issued, ends):
    token = bearer(iat=SECOND + issued, exp=SECOND + ends)
    assert admitted(token) == (issued <= 30 and ends > -30 and 0 < ends - issued <= 300)


@given(st.dictionaries(st.sampled_from(["aud", "exp", "iat", "jti", "iss"]), VALUES, min_size=1))
def test_signed_nonsense_is_refused(changed):
    expected = all(
        (name == "jti" and isinstance(value, str) and value)
        or (name == "iat" and not isinstance(value, bool) and isinstance(value, int | float)
            and SECOND - 10 <= value <= SECOND + 30)
        for name, value in changed.items()
    )  # fmt: skip
    assert admitted(bearer(**changed)) == bool(expected)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 50), st.integers(0, 20)), max_size=40))
def test_a_token_is_new_exactly_if_it_is_not_remembered(steps):
    replays, ends, now = MemoryReplays(1000), {}, NOW
    for number, life, passed in steps:
        now += timedelta(seconds=passed)
        expected = ends.get(number, now) <= now
        assert replays.first_use(bytes([number]), now + timedelta(seconds=life), now) == expected
        if expected:
            ends[number] = now + timedelta(seconds=life)


def test_of_many_who_bring_the_same_token_at_once_one_is_let_in():
    gate, token = Gate(settings(), fetch=no_fetch), bearer()

    def try_it(_):
        try:
            gate.check(token, URL, NOW)
        except TokenRefused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(64))) == 1


@pytest.mark.parametrize("part", [0, 1])
def test_trailing_bits_of_a_part_do_not_make_another_token(part):
    parts = bearer().removeprefix("Bearer ").split(".")
    told = json.loads(base64.urlsafe_b64decode(parts[part] + "=="))
    spaced = base64.urlsafe_b64encode(json.dumps(told, indent=1).encode()).rstrip(b"=").decode()
    parts[part] = spaced
    assert not admitted("Bearer " + ".".join(parts))
