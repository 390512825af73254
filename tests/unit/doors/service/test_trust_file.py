"""Who is trusted, as an administrator writes it."""

import pytest

from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.reading import read_issuers, read_trust
from osteon.doors.service.trust.settings import Issuer, KeyFile, KeyUrl, TrustError, TrustSettings
from tests.unit.doors.service.tokens import BASE, ISS, NOW, URL, bearer, jwks

WRITTEN = """\
issuers:
  - iss: https://ehr.example.org
    jwks: https://ehr.example.org/.well-known/jwks.json
  - iss: https://lab.example.org
    jwks: keys/lab.json
    jku: [https://lab.example.org/keys]
    tenants: [north, south]
"""


def written(tmp_path, text):
    path = tmp_path / "trust.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_issuers_is_read(tmp_path):
    assert read_issuers(written(tmp_path, WRITTEN)) == (
        Issuer(ISS, KeyUrl("https://ehr.example.org/.well-known/jwks.json")),
        Issuer(
            "https://lab.example.org",
            KeyFile(str(tmp_path / "keys/lab.json")),
            ("https://lab.example.org/keys",),
            ("north", "south"),
        ),
    )


def test_a_file_says_how_far_its_issuers_are_trusted(tmp_path):
    path = written(tmp_path, WRITTEN + "longest: 120\nleeway: 0\nauthority: ca.pem\n")
    settings = read_trust(path, BASE)
    assert (settings.longest, settings.leeway, settings.pause) == (120, 0, TrustSettings(BASE).pause)
    assert (settings.authority, settings.base_url) == (str(tmp_path / "ca.pem"), BASE)
    assert settings.issuers == read_issuers(path)


def test_a_key_set_may_stand_in_the_file(tmp_path):
    path = written(tmp_path, f"issuers:\n  - iss: {ISS}\n    jwks: {jwks()}\n")
    gate = Gate(TrustSettings(BASE, read_issuers(path)))
    gate.read_local_keys(NOW)
    assert gate.check(bearer(), URL, NOW).issuer == ISS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "issuers"), ("[]", "issuers"), ("issuers: []", "at least one"), ("issuers: {}", "at least one"),
        ("issuers: [a]", "issuer 1: write `iss`"), ("issuers: [{iss: [a]}]", "issuer 1: write `iss`"),
        ("issuers: [{iss: a, keys: b}]", "'keys' is not one of iss, jku, jwks, tenants"),
        ("issuers: [{iss: a, jwks: []}]", "`jwks` must"), ("issuers: [{iss: a, jku: b}]", "`jku` must"),
        ("issuers: [{iss: a, tenants: [[b]]}]", "`tenants` must"), ("{", "neither"), ("\x00", "neither"),
        ("issuers: [{iss: a}]\nmore: 1", "'more' is not one of"), ("issuers: [{iss: a}]\nlongest: soon", "longest"),
        ("issuers: [{iss: a}]\nlongest: -1", "longest"), ("issuers: [{iss: a}]\nauthority: []", "authority"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path, text, said):
    with pytest.raises(TrustError) as caught:
        read_trust(written(tmp_path, text), BASE)
    assert said in str(caught.value)
    assert "trust.yaml" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TrustError, match="cannot be read"):
        read_issuers(str(tmp_path / "none.yaml"))
