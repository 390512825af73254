"""What a scenario has told us so far, and what we answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Protocol, Self

from osteon.knowledge.models import Rulebook
from osteon.reasoning.advise import Advisor
from osteon.reasoning.report import Advisory, Verdict
from osteon.reasoning.reporting import Report
from osteon.verification.spec.everybody import Universal, Whom
from osteon.verification.spec.unmet import Unmet
from osteon.verification.spec.why import why_not

DRUG_KINDS = frozenset({"drug", "class"})
"""Kinds of concepts that stand on a list of medicines; everything else is a supplement."""

Table = Sequence[Sequence[str]]
"""A table below a sentence, row by row, its head included."""


def rows_of(table: Table, *columns: str) -> list[Sequence[str]]:
    """Return the rows of a table below its head.

    Raises Unmet if its columns are not these.
    """
    if list(table[0]) != list(columns):
        raise Unmet(f"the table below has the columns {', '.join(table[0])}; write {', '.join(columns)}")
    return list(table[1:])


class Finished(Protocol):
    """A command that was run: its exit code, and what it printed on standard output and standard error."""

    returncode: int
    stdout: str
    stderr: str


class Visit(Protocol):
    """A reader before the pages of the service, who sees one of them at a time."""

    @property
    def words(self) -> str:
        """Everything that stands on the page."""

    @property
    def flags(self) -> frozenset[tuple[str, str]]:
        """The advisories of the page: id and severity."""

    @property
    def questions(self) -> tuple[str, ...]:
        """What the page asks."""

    def go(self, address: str) -> None:
        """Open an address."""

    def enter(self, told: Mapping[str, str]) -> None:
        """Fill in the fields of these labels and send the form."""

    def paste(self, text: str) -> None:
        """Paste a text and send it."""

    def answer(self, question: str, reply: str) -> None:
        """Answer a question."""

    def take_back(self, question: str) -> None:
        """Take back the answer to a question."""

    def choose(self, label: str) -> None:
        """Press the button of this label."""

    def suppose(self, name: str, value: str) -> None:
        """Compare the record with one that says this."""

    def wrong_at(self, label: str) -> str:
        """Return what the page says is wrong with the field of a label."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways into osteon, handed in from above: this room lies below the doors and cannot open them itself.

    `evaluate` is the library call. `run` starts `osteon` as a program, with its words, in a folder, with
    what is typed into it. `disprove` returns a patient of whom a universal scenario is not true, as a
    scenario, or None if it is proved. `hook` calls a CDS Hooks service with a text, on the day of the
    scenarios, and returns the status and the JSON of the answer. `visit` returns a reader of the pages of
    the service.
    """

    evaluate: Callable[..., Report]
    run: Callable[[Sequence[str], Path, str], Finished]
    disprove: Callable[[Rulebook, Universal], str | None] | None = None
    hook: Callable[[Rulebook, str, str], tuple[int, dict[str, object]]] | None = None
    visit: Callable[[Rulebook], Visit] | None = None


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
        if not isinstance(mapping, dict):
            raise Unmet(f"{name} was already said to be {mapping!r}")
        mapping[key] = value

    def add(self, name: str, entry: dict[str, object]) -> None:
        """Put an entry on a list."""
        entries = self.document.get(name)
        if not isinstance(entries, list):
            entries = self.document[name] = []
        entries.append(entry)

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
        if self.report is None:
            raise Unmet(f"there is no report: {self.error or 'the profile was not evaluated'}")
        return self.report

    def verdict(self, flag: str) -> Verdict:
        """Return the verdict of a rule, and remember that we speak of it."""
        self.flag = flag
        for verdict in self.given().verdicts:
            if verdict.rule_id == flag:
                return verdict
        raise Unmet(f"the rulebook has no rule {flag!r}")

    def advisory(self) -> Advisory:
        """Return the raised advisory that the last sentence was about."""
        if not self.flag:
            raise Unmet("no flag has been mentioned yet")
        for advisory in self.given().advisories:
            if advisory.rule_id == self.flag:
                return advisory
        raise Unmet(f"{self.flag} is not raised", why_not(self.given(), self.flag))


@dataclass
class Call:
    """A call of a CDS Hooks client under construction, and what was answered."""

    prefetch: dict[str, dict[str, object] | None] = field(default_factory=dict)
    drafts: list[dict[str, object]] = field(default_factory=list)
    status: int = 0
    answer: dict[str, object] = field(default_factory=dict)


class Scene:
    """One scenario while it is played: a patient, an answer, and what else the sentences put there.

    It may hold a folder of its own for files, which is removed when the scene ends.
    """

    def __init__(self, doors: Doors, rulebook: Rulebook) -> None:
        self.doors = doors
        self.rulebook = rulebook
        self.patient = Patient()
        self.answer = Answer()
        self.call = Call()
        self.document = ""
        self.whom: list[Whom] = []
        self.becomes: list[str] = []
        self.network: Advisor | None = None
        self.pack: Path | None = None
        self.finished: Finished | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._visit: Visit | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Return the scene's own folder, made when it is first asked for."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="osteon-scene-")
        return Path(self._folder.name)

    def visit(self) -> Visit:
        """Return the reader of the pages, who begins when first asked for."""
        if self._visit is None:
            if self.doors.visit is None:
                raise Unmet("no pages were handed in, so nothing can be said of them")
            self._visit = self.doors.visit(self.rulebook)
        return self._visit

    def evaluate(self, as_of: date | str, profile: object = None, **options: object) -> Report:
        """Evaluate a profile, the patient of the scene unless another is given, through the library call."""
        told = self.patient.document if profile is None else profile
        return self.doors.evaluate(told, as_of=as_of, rulebook=self.rulebook, **options)

    def take(self, substance: str, **entry: object) -> None:
        """Put a substance on the list it belongs to."""
        found = self.rulebook.terminology.resolve(substance)
        if found is None:
            raise Unmet(f"the terminology does not know {substance!r}")
        belongs = "medications" if found.concept.kind in DRUG_KINDS else "supplements"
        self.patient.add(belongs, {"name": substance, **entry})

    def ran(self) -> Finished:
        """Return the command that was run."""
        if self.finished is None:
            raise Unmet("no command was run")
        return self.finished
