"""From an answer, or from feedback, to what is kept of it: ids, codes, hashes and times."""

import json
import logging
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import NoReturn
from uuid import uuid4

import orjson

from osteon.basics.typed import NamedTuple
from osteon.basics.version import VERSION
from osteon.doors.cds.answering import Answered
from osteon.doors.cds.feedback import Feedback
from osteon.doors.cds.requests import HookRequest, Refused
from osteon.doors.fhir.shapes import parts
from osteon.doors.service.core import Service
from osteon.doors.service.records.entries import (
    CardShown,
    EvaluationEntry,
    FeedbackEntry,
    NotARecord,
    NotKept,
)
from osteon.doors.service.records.records import Records
from osteon.doors.service.trust.settings import Caller
from osteon.knowledge.folder import digest_of

_log = logging.getLogger("osteon.service")
_EVALUATION_S, _FEEDBACK_S = 0.25, 5.0


class Waiting(NamedTuple):
    """What an answer waits for: that something is durable, for so long.

    `unkept` is told why it is not, and raises what is then answered instead.
    """

    done: "Future[None]"
    seconds: float
    unkept: Callable[[NotKept], None]


class Keeper:
    """Hands evaluations and feedback to the records, if there are any."""

    def __init__(self, service: Service, records: Records | None) -> None:
        self._service = service
        self._records = records

    def evaluation(self, answered: Answered, request: HookRequest, caller: Caller) -> Waiting | None:
        """Have an evaluation kept. If that fails the log says so, and the advice is given all the same."""
        if self._records is None:
            return None
        try:
            done = self._records.hand_in_evaluation(self._entry(answered, request, caller))
        except NotKept as trouble:
            _not_kept(trouble)
            return None
        return Waiting(done, _EVALUATION_S, _not_kept)

    def feedback(self, items: tuple[Feedback, ...], id: str, caller: Caller) -> Waiting:
        """Have feedback kept; it may be acknowledged once it is durable.

        Raises Refused: 400 for what cannot be kept as it is, 503 where it is not known to be durable.
        """
        if self._records is None:
            raise Refused(503, "feedback is not kept by this service: it has no database")
        now = self._service.clock()
        entries = [
            FeedbackEntry(
                item.card,
                item.outcome,
                _time(item.at, f"feedback[{at}].outcomeTimestamp"),
                now,
                id,
                item.accepted,
                item.reason,
                item.system,
                item.comment,
                caller.issuer,
                caller.tenant,
            )
            for at, item in enumerate(items)
        ]
        try:
            return Waiting(self._records.hand_in_feedback(entries), _FEEDBACK_S, _not_durable)
        except NotARecord as trouble:
            raise Refused(400, str(trouble)) from None
        except NotKept as trouble:
            _not_durable(trouble)

    def _entry(self, answered: Answered, request: HookRequest, caller: Caller) -> EvaluationEntry:
        report, rulebook = answered.report, self._service.rulebook
        return EvaluationEntry(
            id=str(uuid4()),
            service=request.hook.name,
            hook=request.hook.name,
            hook_instance=request.instance,
            received_at=self._service.clock(),
            as_of=answered.record.as_of,
            profile_hash=digest_of_profile(answered.record.profile),
            pack=rulebook.pack.id,
            pack_version=rulebook.pack.version,
            pack_hash=rulebook.hash,
            osteon=VERSION,
            engines=report.engines if report else (),
            verdicts={name: each.value for name, each in report.became.items()} if report else {},
            cards=_shown(answered),
            issuer=caller.issuer,
            tenant=caller.tenant,
            profile=answered.record.document(),
        )


def _not_kept(trouble: NotKept) -> None:
    _log.error("an evaluation was not kept: %s", trouble)


def _not_durable(trouble: NotKept) -> NoReturn:
    _log.error("feedback was not kept: %s", trouble)
    raise Refused(503, "the feedback is not known to be kept; send it again") from None


def _shown(answered: Answered) -> tuple[CardShown, ...]:
    indicators = [str(card.get("indicator")) for card in parts(answered.response, "cards")]
    return tuple(
        CardShown(each.uuid, each.rule_id, indicator)
        for each, indicator in zip(answered.shown, indicators, strict=True)
    )


def digest_of_profile(profile: object) -> str:
    """Return the digest of a profile, the same in whatever order it is told."""
    try:
        written = orjson.dumps(profile, default=str, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # Numbers longer than 64 bits, and what no other program could read.
        written = json.dumps(profile, sort_keys=True, default=str).encode()
    return digest_of(written).hex()


def _time(written: str, where: str) -> datetime:
    try:
        told = datetime.fromisoformat(written)
    except ValueError:
        raise Refused(400, f"{where} is not a time in ISO 8601") from None
    return told if told.tzinfo else told.replace(tzinfo=UTC)
