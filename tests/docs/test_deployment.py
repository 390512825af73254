"""What docs/deployment.md says of trust and of the records is what the service reads and keeps."""

import re

from osteon.basics.records import names_of
from osteon.doors.service.records.tables import Base
from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.reading import read_trust
from osteon.doors.service.trust.settings import TrustSettings, check_settings
from tests.architecture.house import TOP
from tests.docs.pages import blocks

PAGE = (TOP / "docs" / "deployment.md").read_text(encoding="utf-8")
NOT_IN_THE_FILE = {"base_url", "dev", "issuers"}


def test_the_file_of_trust_that_is_shown_is_read(tmp_path):
    (shown,) = [block.text for block in blocks(PAGE) if block.language == "yaml"]
    path = tmp_path / "trust.yaml"
    path.write_text(shown, encoding="utf-8")
    settings = read_trust(str(path), "https://cds.example.org")
    check_settings(settings)
    assert (len(settings.issuers), settings.longest) == (3, 120)


def test_every_key_of_the_file_is_explained_with_its_default():
    rows = dict(re.findall(r"^\| `([\w\[\].]+)` \| (.+) \|$", PAGE, re.MULTILINE))
    expected = set(names_of(TrustSettings)) - NOT_IN_THE_FILE
    assert expected | {f"issuers[].{name}" for name in ("iss", "jwks", "jku", "tenants")} <= rows.keys()
    defaults = TrustSettings("https://cds.example.org")
    for name in expected - {"authority"}:
        assert rows[name].endswith(f"default {getattr(defaults, name)}")


def test_every_table_of_the_records_is_explained():
    assert [name for name in Base.metadata.tables if f"| `{name}` |" not in PAGE] == []


def test_the_header_of_development_mode_is_the_one_that_is_sent():
    headers = Gate(TrustSettings("https://cds.example.org", dev=True)).headers
    assert all(name in PAGE for name in headers)
