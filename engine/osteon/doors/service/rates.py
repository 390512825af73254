"""How often one caller may ask in a minute."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from osteon.doors.service.settings import Settings
from osteon.doors.service.troubles import Trouble


class Rates:
    """Counts the requests of each caller within this process. Without a limit it counts nothing."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._most = RateLimitItemPerMinute(settings.rate) if settings.rate else None

    def count(self, caller: str) -> None:
        """Count one request.

        Raises Trouble (429) beyond the limit.
        """
        if self._most is not None and not self._limiter.hit(self._most, caller):
            raise Trouble(429, f"more than {self._most.amount} requests in a minute", Retry_After="10")
