"""Keys are fetched from a real server over TLS: exactly the address, no redirects, little and quickly."""

import ipaddress
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from osteon.doors.service.trust.fetching import fetcher
from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.refusals import TokenRefused
from osteon.doors.service.trust.settings import Issuer, KeyUrl, TrustError, TrustSettings
from tests.unit.doors.service.tokens import BASE, ISS, NOW, URL, bearer, jwks, private_key


class _Keys(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/keys")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = {"/keys": jwks().encode(), "/long": jwks().encode() + b" " * 300_000, "/slow": b" " * 40}.get(
            self.path
        )
        self.send_response(200 if body else 500)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        for at in range(0, len(body or b""), 1 if self.path == "/slow" else 65_536):
            self.wfile.write(body[at : at + (1 if self.path == "/slow" else 65_536)])
            time.sleep(0.05 if self.path == "/slow" else 0)

    def log_message(self, *_):
        """Say nothing: the tests look at what was asked."""


class _Server(ThreadingHTTPServer):
    def get_request(self):
        # The handshake waits for the handler, which closes what fails.
        bare, address = super().get_request()
        return self.context.wrap_socket(bare, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, *_):
        """Say nothing: a client that does not trust the certificate leaves in the middle."""


def certified(folder):
    """A certificate for this machine that nobody but its own file vouches for, and the file of its key."""
    key, name = private_key("ES256", 9), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "keys")])
    began = datetime.now(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(began).not_valid_after(began + timedelta(days=2))
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = builder.add_extension(here, critical=False).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return str(folder / "cert.pem"), str(folder / "key.pem")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A server of keys that writes down which paths were asked for."""
    authority, key = certified(tmp_path_factory.mktemp("keys"))
    server = _Server(("127.0.0.1", 0), _Keys)
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(authority, key)
    server.asked, server.authority = [], authority
    server.base = f"https://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asked(keys):
    keys.asked.clear()
    return keys.asked


def gate_of(keys, path="/keys"):
    settings = TrustSettings(BASE, (Issuer(ISS, KeyUrl(keys.base + path)),), authority=keys.authority)
    return Gate(settings)


def test_keys_come_from_the_address_of_the_settings(keys, asked):
    assert gate_of(keys).check(bearer(header={"jku": keys.base + "/keys"}), URL, NOW).issuer == ISS
    assert asked == ["/keys"]


def test_the_server_of_an_unlisted_address_sees_no_call(keys, asked):
    forged = bearer(header={"jku": keys.base + "/evil", "x5u": keys.base + "/evil"})
    with pytest.raises(TokenRefused) as refusal:
        gate_of(keys).check(forged, URL, NOW)
    assert (refusal.value.status, asked) == (401, [])


@pytest.mark.parametrize(
    ("path", "seen"), [("/moved", ["/moved"]), ("/long", ["/long"]), ("/gone", ["/gone"])]
)
def test_a_redirect_a_flood_and_an_error_are_no_keys(keys, asked, path, seen):
    with pytest.raises(TokenRefused) as refusal:
        gate_of(keys, path).check(bearer(), URL, NOW)
    assert (refusal.value.status, asked) == (503, seen)


def test_a_server_that_gives_a_letter_at_a_time_is_given_up(keys):
    fetch = fetcher(keys.authority, seconds=0.5)
    assert fetch(keys.base + "/keys") == jwks().encode()
    with pytest.raises(TrustError, match="TimeoutError"):
        fetch(keys.base + "/slow")


def test_a_certificate_that_nobody_vouches_for_is_refused(keys, asked):
    with pytest.raises(TrustError, match="cannot be fetched"):
        fetcher(None)(keys.base + "/keys")
    assert asked == []


def test_a_server_that_is_not_there_is_no_keys(keys):
    with pytest.raises(TrustError, match="cannot be fetched"):
        fetcher(keys.authority)("https://127.0.0.1:9/keys")
