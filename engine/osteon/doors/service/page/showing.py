"""Everything that the page of a patient shows, worked out from what the form sent."""

from collections.abc import Iterator
from datetime import date

from osteon.basics.records import dataclass
from osteon.doors.explaining import ForPatient, for_patient
from osteon.doors.fhir.accounting import Accounting
from osteon.doors.files import JSON, Source
from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import by_severity
from osteon.doors.service.core import Service
from osteon.doors.service.page.asking import Asking, questions_of
from osteon.doors.service.page.charts import Chart, charts_of
from osteon.doors.service.page.fields import entered as fields_of
from osteon.doors.service.page.given import Answered, Given, Read, entries_of, read
from osteon.doors.service.page.hearing import Heard, hear
from osteon.doors.service.page.sent import Sent
from osteon.doors.service.page.supposing import Supposing, clear, suppose
from osteon.patient.changes import Changes
from osteon.reasoning.advise import Advisor
from osteon.reasoning.clearing import changes_on
from osteon.reasoning.difference import Difference, difference
from osteon.reasoning.explanation import Explanation
from osteon.reasoning.report import Advisory
from osteon.reasoning.reporting import Report

THE_PATIENT = "this patient"
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Raised:
    """An advisory, and why it was raised; `why` is None for a rule that failed."""

    advisory: Advisory
    why: Explanation | None


@dataclass(frozen=True, slots=True)
class Showing:
    """A patient's page. `label` is what the profile calls itself, `entered` what was typed into the form.

    `changed` is what the last answer, or taking one back, has changed, and `said` that answer.
    `answered` are the answers so far with their questions, `severities` the advisories, the gravest first.
    """

    given: Given
    label: str
    entered: tuple[tuple[str, str], ...]
    style: Style
    report: Report
    severities: tuple[tuple[str, tuple[Raised, ...]], ...]
    questions: tuple[Asking, ...]
    answered: tuple[tuple[Answered, str], ...]
    misheard: int
    changed: Difference | None
    said: tuple[tuple[Answered, str], ...]
    charts: tuple[Chart, ...]
    account: Accounting | None
    supposing: Supposing
    explained: ForPatient | None


def show(sent: Sent, service: Service, day: date) -> Showing:
    """Evaluate the patient that was sent, with the answers, and put together what is shown.

    Raises what reading a profile and evaluating it raise.
    """
    advisor = service.advisor(day)
    changes = changes_on(advisor, day)
    entered = _read(sent, service, day)
    heard = hear(entered.document, _with_replies(sent), changes)
    report = service.evaluate(heard.document, day, on_error="report")
    asks = {each.fact: each.ask or each.fact for each in report.questions}
    return Showing(
        heard.given,
        str(heard.document.get("id") or "")[:_LONGEST_LABEL],
        fields_of(entries_of(heard.given)),
        Style(audience=sent.audience),
        report,
        tuple(_severities(report)),
        questions_of(report, heard.given, heard.refused),
        tuple(_asked(heard.given, advisor, asks)),
        len(heard.refused),
        _changed(sent, heard, service, report, changes),
        tuple([each for each in _asked(heard.given, advisor, asks) if each[0] in sent.replies]),
        charts_of(report),
        entered.account,
        _supposing(sent, advisor, changes, heard, service),
        _explained(sent.explain, advisor, report),
    )


def _read(sent: Sent, service: Service, day: date) -> Read:
    # The text comes back with every answer, beside everything else that the form holds.
    return read(sent.given, day, service.rulebook, service.settings.max_body * 3 // 4)


def _with_replies(sent: Sent) -> Given:
    given = sent.given.without(sent.take_back) if sent.take_back else sent.given
    for reply in sent.replies:
        given = given.with_answer(reply)
    return given


def _severities(report: Report) -> Iterator[tuple[str, tuple[Raised, ...]]]:
    for severity, advisories in by_severity(report):
        yield severity, tuple([Raised(each, _why(each, report)) for each in advisories])


def _why(advisory: Advisory, report: Report) -> Explanation | None:
    # A rule that failed is said to have failed; nothing else is known of it.
    return None if advisory.rule_id in report.errors else report.explain(advisory.rule_id)


def _asked(given: Given, advisor: Advisor, asks: dict[str, str]) -> Iterator[tuple[Answered, str]]:
    vocabulary = advisor.edition.rulebook.vocabulary
    for answer in given.answers:
        fact = vocabulary[answer.fact]
        yield answer, fact.ask or asks.get(fact.name, fact.reads)


def _changed(
    sent: Sent, heard: Heard, service: Service, report: Report, changes: Changes
) -> Difference | None:
    if heard.given.answers == sent.given.answers:
        return None
    before = hear(_read(sent, service, changes.as_of).document, sent.given, changes)
    earlier = service.evaluate(before.document, changes.as_of, on_error="report")
    return difference(earlier, report, ())


def _supposing(sent: Sent, advisor: Advisor, changes: Changes, heard: Heard, service: Service) -> Supposing:
    engine = service.settings.engine
    lines, found = suppose(advisor, changes, heard.document, sent.suppositions, engine)
    way = clear(advisor, changes, heard.document, sent.clear, engine) if sent.clear else None
    return Supposing(lines, found, way, sent.compare)


def _explained(rule: str, advisor: Advisor, report: Report) -> ForPatient | None:
    rules = {each.id: each for each in advisor.edition.rules}
    if rule not in rules or rule in report.errors:
        return None
    return for_patient(rules[rule], report, Source(THE_PATIENT, THE_PATIENT, 1, "", JSON))
