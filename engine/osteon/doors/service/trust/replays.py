"""Tokens that were used: each may be used once, so each is remembered until it would have expired."""

import heapq
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Protocol

from osteon.basics.errors import OsteonError


class ReplaysFull(OsteonError):
    """No further token can be remembered, so none can be let in. Forgetting one would let it in twice."""


class Replays(Protocol):
    """Where used tokens are remembered. `Records.replays()` is one that several processes share."""

    def first_use(self, token: bytes, until: datetime, now: datetime) -> bool:
        """Remember a token until a time, and say whether it had not been used before.

        Raises an OsteonError if it cannot be remembered.
        """
        ...


def digest_of(iss: str, jti: str) -> bytes:
    """Return 32 bytes that stand for one token of one issuer, however long its id is."""
    return sha256(f"{len(iss)} {iss} {jti}".encode("utf-8", "surrogatepass")).digest()


class MemoryReplays:
    """Used tokens in the memory of this process. May be used by several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._used: set[bytes] = set()
        self._ends: list[tuple[datetime, bytes]] = []
        self._lock = Lock()

    def first_use(self, token: bytes, until: datetime, now: datetime) -> bool:
        """Remember a token until a time, and say whether it had not been used before.

        Raises ReplaysFull.
        """
        with self._lock:
            while self._ends and self._ends[0][0] <= now:
                self._used.discard(heapq.heappop(self._ends)[1])
            if token in self._used:
                return False
            if len(self._used) >= self._most:
                raise ReplaysFull("the replay cache is full: raise `remembered`, or lower `longest`")
            self._used.add(token)
            heapq.heappush(self._ends, (until, token))
            return True
