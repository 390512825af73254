"""One call or feedback from bytes to an answer; runs in a thread and knows no web."""

from datetime import date

from osteon.doors.cds.answering import Desk, answer, open_desk
from osteon.doors.cds.bounds import Bounds, read_body
from osteon.doors.cds.demands import malformed_response
from osteon.doors.cds.feedback import read_feedback
from osteon.doors.cds.hooks import Json
from osteon.doors.cds.invariants import ERROR, REQUEST, RESPONSE, broken
from osteon.doors.cds.requests import Refused, read_request
from osteon.doors.fhir.reading import FhirRecord, Reader
from osteon.doors.library import REPORT
from osteon.doors.service.core import Service
from osteon.doors.service.fallback import Fallback
from osteon.doors.service.keeping import Keeper, Waiting
from osteon.doors.service.records.records import Records
from osteon.doors.service.trust.settings import Caller
from osteon.reasoning.reporting import Report


class Calls:
    """Answers calls by a service's rulebook. Safe to use from several threads."""

    def __init__(self, service: Service, records: Records | None) -> None:
        self._service = service
        self._keeper = Keeper(service, records)
        settings = service.settings
        self._bounds = Bounds(settings.max_body, settings.max_depth, settings.max_entries)
        self._reader = Reader(service.rulebook)
        self._fallback = Fallback(settings)
        self._desks: dict[date, Desk] = {}

    def answer(self, data: bytes, id: str, caller: Caller) -> tuple[Json, Waiting | None]:
        """Return the response to a call, and what to wait for before it is sent.

        The record waits for a disk and the answer for a processor, so they are two steps: whoever answers
        can go on to the next call. Raises Refused, ProfileError, EngineError or ReportError.
        """
        body = read_body(data, self._bounds)
        request = read_request(body, id)
        if self._service.settings.strict:
            _hold_request(body)
        desk = self._desk(self._service.today())
        answered = answer(self._fallback.filled(request, desk.wanted), desk)
        if self._service.settings.strict:
            _hold_response(answered.response)
        return answered.response, self._keeper.evaluation(answered, request, caller)

    def hear(self, data: bytes, id: str, caller: Caller) -> Waiting:
        """Read feedback, and return what to wait for before it is acknowledged.

        Raises Refused for what is no feedback, or cannot be kept.
        """
        return self._keeper.feedback(read_feedback(read_body(data, self._bounds)), id, caller)

    def _desk(self, day: date) -> Desk:
        desk = self._desks.get(day)
        if desk is None:
            edition, most = self._service.advisor(day).edition, self._service.settings.cards
            desk = open_desk(edition, self._reader, self._evaluate, day, most)
            self._desks.clear()
            self._desks[day] = desk
        return desk

    def _evaluate(self, record: FhirRecord) -> Report:
        return self._service.evaluate(record, on_error=REPORT)


def _hold_request(body: object) -> None:
    problems = [each for each in broken(body, REQUEST) if each.severity == ERROR]
    if problems:
        raise Refused(400, "; ".join(f"{each.where}: {each.asks} ({each.name})" for each in problems))


def _hold_response(response: Json) -> None:
    """Make sure that nothing leaves that breaks the specification.

    Raises AssertionError, which is a fault of ours.
    """
    problems = [*broken(response, RESPONSE), *malformed_response(response)]
    if problems:
        raise AssertionError(f"{len(problems)} demands of the specification are broken")
