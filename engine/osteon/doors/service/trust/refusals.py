"""What becomes of a call whose token is not good: a status, a reason for the log, and less for the caller."""

from osteon.basics.errors import OsteonError

UNAUTHORIZED = 401
FORBIDDEN = 403
UNAVAILABLE = 503

_SAID = {
    UNAUTHORIZED: "the token is not accepted",
    FORBIDDEN: "the caller is not admitted",
    UNAVAILABLE: "the token cannot be checked now; try again later",
}


class TokenRefused(OsteonError):
    """A call that is not answered because of its token.

    `status` is the HTTP status. `reason` is for the server's log: it says which rule the token breaks and
    never quotes the token, because whoever sent it chose what stands in there. `said` is for the caller.
    """

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        self.reason = reason
        self.said = _SAID[status]
        super().__init__(reason)

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of the answer, as RFC 6750 asks for them."""
        if self.status == UNAUTHORIZED:
            return {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        return {"Retry-After": "10"} if self.status == UNAVAILABLE else {}


def refused(reason: str) -> TokenRefused:
    """Return the refusal of a token that breaks a rule."""
    return TokenRefused(UNAUTHORIZED, reason)
