"""What a scenario has told us so far, and what we answered."""

from dataclasses import dataclass, field

import pytest

from osteon import Advisory, Report, load_rulebook
from osteon.reasoning.report import Verdict

DRUG_KINDS = frozenset({"drug", "class"})
"""Kinds of concepts that stand on a list of medicines; everything else is a supplement."""


@dataclass
class Patient:
    """A profile document under construction. Sentences may come in any order."""

    document: dict[str, object] = field(default_factory=dict)

    def tell(self, name: str, value: object) -> None:
        """State one field."""
        self.document[name] = value

    def tell_within(self, name: str, key: str, value: object) -> None:
        """State one entry of a field that is a mapping: diet, takes, complete, counselled."""
        mapping = self.document.setdefault(name, {})
        assert isinstance(mapping, dict), f"{name} was already said to be {mapping!r}"
        mapping[key] = value

    def add(self, name: str, entry: dict[str, object]) -> None:
        """Put an entry on a list."""
        if not isinstance(self.document.get(name), list):
            self.document[name] = []
        entries = self.document[name]
        assert isinstance(entries, list)
        entries.append(entry)

    def take(self, substance: str, **entry: object) -> None:
        """Put a substance on the list it belongs to."""
        self.add(list_for(substance), {"name": substance, **entry})

    def forget(self, name: str) -> None:
        """Take back whatever was said of a field."""
        self.document.pop(name, None)
        complete = self.document.get("complete")
        if isinstance(complete, dict):
            complete.pop(name, None)

    def leave_open(self, name: str) -> None:
        """Say that a list may lack something."""
        self.document.setdefault(name, [])
        self.tell_within("complete", name, "no")

    def close(self, *names: str) -> None:
        """Say that a list is complete; what is put on it later is all there is."""
        for name in names:
            self.document.setdefault(name, [])
            self.tell_within("complete", name, "yes")


@dataclass
class Answer:
    """What came back: a report or an error, and the flag that the last sentence was about."""

    report: Report | None = None
    second: Report | None = None
    error: Exception | None = None
    flag: str = ""

    def given(self) -> Report:
        """Return the report, or fail with the error that came in its place."""
        assert self.report is not None, f"there is no report: {self.error or 'the profile was not evaluated'}"
        return self.report

    def verdict(self, flag: str) -> Verdict:
        """Return the verdict of a rule, and remember that we speak of it."""
        self.flag = flag
        found = {verdict.rule_id: verdict for verdict in self.given().verdicts}
        assert flag in found, f"the rulebook has no rule {flag!r}"
        return found[flag]

    def advisory(self) -> Advisory:
        """Return the raised advisory that the last sentence was about."""
        assert self.flag, "no flag has been mentioned yet"
        found = {advisory.rule_id: advisory for advisory in self.given().advisories}
        assert self.flag in found, f"{self.flag} is not raised"
        return found[self.flag]


def list_for(substance: str) -> str:
    """Return the list on which a substance is written down."""
    found = load_rulebook().terminology.resolve(substance)
    assert found is not None, f"the terminology does not know {substance!r}"
    return "medications" if found.concept.kind in DRUG_KINDS else "supplements"


@pytest.fixture
def patient() -> Patient:
    """Somebody of whom nothing is known yet."""
    return Patient()


@pytest.fixture
def answer() -> Answer:
    """The answer, before anything was asked."""
    return Answer()
