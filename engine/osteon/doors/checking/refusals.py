"""What a service must refuse: strangers, worn tokens, bodies that no client would send."""

import json
from collections.abc import Iterator
from uuid import uuid4

from osteon.doors.checking.asking import Answer, Target, Unreachable
from osteon.doors.checking.findings import MET, NOTED, OPEN, Finding, finding, unless
from osteon.doors.checking.tokens import BAD

REFUSED = (401, 403)
UNTRUSTED = "the service does not trust our good token: see --issuer and --key"

_DEEP = 20_000
_LONG = 20 * 1024 * 1024


def about_tokens(target: Target, method: str, path: str, content: bytes | None = None) -> Iterator[Finding]:
    """Ask with every kind of token that must not be accepted."""
    address = target.address(path)
    good = target.tokens.good(address)
    accepted = target.ask(method, path, content, good).status not in REFUSED
    yield _refusal("no token", target.ask(method, path, content))
    for kind, make in BAD.items():
        yield _refusal(kind, target.ask(method, path, content, make(target.tokens, address)))
    if accepted:
        yield _refusal("used before", target.ask(method, path, content, good))
    else:
        yield Finding("tokens", "used before: refused", OPEN, UNTRUSTED)


def _refusal(kind: str, answer: Answer) -> Finding:
    return finding("tokens", f"{kind}: refused", unless(answer.status in REFUSED, answer))


def about_bodies(target: Target, path: str, content: bytes) -> Iterator[Finding]:
    """Send bodies that cannot be answered."""
    for told, sent in (
        ("no JSON", b'{"hook": '),
        ("no object", b"[]"),
        ("nothing", b""),
        ("not UTF-8", b'{"hook": "\xff"}'),
        ("nested 20,000 deep", content[:-1] + b', "extension": ' + b"[" * _DEEP + b"]" * _DEEP + b"}"),
        ("no hook", _without(content, "hook")),
        ("no context", _without(content, "context")),
    ):
        answer = target.send(path, sent)
        yield finding("bodies", f"{told}: refused", unless(answer.refused, answer))
        if answer.refused and not answer.is_outcome:
            seen = ["the body is no OperationOutcome"]
            yield finding("bodies", f"{told}: says why", seen, verdict=NOTED)
    yield _too_long(target, path, content[:-1] + b', "extension": {"x": "' + b"x" * _LONG + b'"}}')
    answer = target.send(f"/cds-services/{uuid4()}", content)
    yield finding("bodies", "no such service: 404", unless(answer.status == 404, answer))


def _too_long(target: Target, path: str, content: bytes) -> Finding:
    try:
        answer = target.send(path, content)
    except Unreachable:
        # Who hangs up on a body that is too long has refused it, as long as the next one is answered.
        target.get("/cds-services")
        return Finding("bodies", "20 MiB long: refused", MET, "it hung up")
    return finding("bodies", "20 MiB long: refused", unless(answer.refused, answer))


def about_feedback(target: Target, path: str) -> Iterator[Finding]:
    """Report back about a card, and then in ways in which nobody may."""
    item = {"card": str(uuid4()), "outcome": "overridden", "outcomeTimestamp": "2026-01-01T00:00:00Z"}
    answer = target.post(path, {"feedback": [item]})
    yield finding("feedback", "an overridden card: 200", unless(answer.status == 200, answer), verdict=NOTED)
    if answer.status == 404:
        yield Finding("feedback", "what nobody may say: refused", OPEN, "this service hears no feedback")
        return
    for told, body in (
        ("no list", {}),
        ("an unknown outcome", {"feedback": [item | {"outcome": "ignored"}]}),
        ("accepted, and nothing named", {"feedback": [item | {"outcome": "accepted"}]}),
        ("an empty reason", {"feedback": [item | {"overrideReason": {}}]}),
    ):
        answer = target.post(path, body)
        yield finding("feedback", f"{told}: refused", unless(answer.refused, answer))


def _without(content: bytes, key: str) -> bytes:
    body = json.loads(content)
    del body[key]
    return json.dumps(body).encode()
