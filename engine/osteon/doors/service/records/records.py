"""The records of a service: evaluations and feedback, durable when these calls return.

    with Records.open("sqlite:///records.sqlite") as records:
        records.keep_evaluation(entry)
        records.keep_feedback(entries)      # a client may be told 200 now

All calls may come from several threads. Those that keep wait for a disk, so an event loop hands in instead,
and awaits what it is given.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Self

from sqlalchemy import Engine

from osteon.doors.service.records.entries import EvaluationEntry, FeedbackEntry, Keep, NotKept
from osteon.doors.service.records.migrating import bring_up_to_date
from osteon.doors.service.records.opening import open_database
from osteon.doors.service.records.replays import RecordedReplays
from osteon.doors.service.records.writer import Writer
from osteon.doors.service.records.writing import TRIAL, evaluation_rows, feedback_rows


class Records:
    """Open records. Make them with `Records.open`."""

    def __init__(self, engine: Engine, keep: Keep, waiting: int) -> None:
        self._engine = engine
        self._keep = keep
        self._writer = Writer(engine, waiting)

    @classmethod
    def open(cls, url: str, *, keep: Keep | None = None, waiting: int = 2_000) -> "Records":
        """Open the records at an address, and bring their tables up to date.

        `url` is sqlite:///FILE or postgresql://USER@HOST/DATABASE. `keep` says what is kept that may be
        about patients, by default nothing. `waiting` is how many entries may wait to be written. Raises
        RecordsError.
        """
        engine = open_database(url)
        try:
            bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, keep or Keep(), waiting)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def hand_in_evaluation(self, entry: EvaluationEntry) -> Future[None]:
        """Have an evaluation kept; what is returned is done when it is durable, or holds a NotKept.

        Raises NotKept if it cannot even wait to be written.
        """
        return self._writer.hand_in(evaluation_rows(entry, self._keep))

    def hand_in_feedback(self, entries: Sequence[FeedbackEntry]) -> Future[None]:
        """Have feedback kept, all of it or none; what is returned is done when it is durable.

        Raises NotKept, and NotARecord if it is not of the form that is kept.
        """
        return self._writer.hand_in(feedback_rows(entries, self._keep))

    def keep_evaluation(self, entry: EvaluationEntry, seconds: float = 0.25) -> None:
        """Keep an evaluation.

        Raises NotKept if it is not durable within that many seconds; then answer all the same, because an
        advisory is worth more than its record, and let `ready` say the rest.
        """
        self._writer.write(evaluation_rows(entry, self._keep), seconds)

    def keep_feedback(self, entries: Sequence[FeedbackEntry], seconds: float = 5.0) -> None:
        """Keep feedback, all of it or none.

        The same said again by the same caller is kept once. Raises NotKept if it is not durable within that
        many seconds (answer 503), NotARecord if it is not of the form that is kept (answer 400).
        """
        self._writer.write(feedback_rows(entries, self._keep), seconds)

    def replays(self) -> RecordedReplays:
        """Return a replay cache for `Gate` that every process sees which shares the database."""
        return RecordedReplays(self._engine)

    def ready(self) -> bool:
        """Say whether what is handed in now can be kept, by keeping something. Takes a second at most."""
        try:
            self._writer.write(TRIAL, 1.0)
        except NotKept:
            return False
        return True

    def close(self) -> None:
        """Write what waits, and close."""
        self._writer.close()
        self._engine.dispose()
