"""What is demanded of a service, one check after the other."""

import json
from collections.abc import Iterator, Mapping

from osteon.doors.cds.demands import malformed_discovery, malformed_response
from osteon.doors.cds.invariants import ERROR, RESPONSE, broken
from osteon.doors.checking import samples
from osteon.doors.checking.asking import Answer, Target, Unreachable
from osteon.doors.checking.findings import FAILED, NOTED, OPEN, Finding, finding, saw, unless
from osteon.doors.checking.refusals import REFUSED, UNTRUSTED, about_bodies, about_feedback, about_tokens
from osteon.doors.fhir.shapes import part, parts, text

SERVICES = "/cds-services"


def check(target: Target) -> Iterator[Finding]:
    """Check a service.

    Raises Unreachable if it does not answer at all. One that stops answering later gets a finding.
    """
    discovered = target.get(SERVICES)
    if discovered.status in REFUSED:
        yield Finding("tokens", "a good token: accepted", OPEN, UNTRUSTED)
        yield from about_tokens(target, "GET", SERVICES)
        return
    yield _discovered(discovered)
    services = list(parts(discovered.body, "services"))
    try:
        for service in services:
            yield from _about_service(target, service)
        yield from _about_one(target, services)
    except Unreachable as trouble:
        yield Finding("", "it goes on answering", FAILED, str(trouble))


def _discovered(answer: Answer) -> Finding:
    if answer.status != 200:
        return Finding("", "discovery answers 200", FAILED, saw(answer))
    return finding("", "discovery is as specified", malformed_discovery(answer.body))


def _about_one(target: Target, services: list[Mapping[str, object]]) -> Iterator[Finding]:
    """Yield what holds of all services and is asked of one."""
    usable = next((each for each in services if text(each, "hook") in samples.KNOWN_HOOKS), None)
    if usable is None:
        yield Finding("", "calls, tokens, bodies", OPEN, "it offers no service on a hook that is known here")
        return
    body = samples.call(text(usable, "hook"), samples.filled(part(usable, "prefetch")))
    path, content = f"{SERVICES}/{text(usable, 'id')}", json.dumps(body).encode()
    yield from about_tokens(target, "POST", path, content)
    yield from about_bodies(target, path, content)
    yield from about_feedback(target, f"{path}/feedback")


def _about_service(target: Target, service: Mapping[str, object]) -> Iterator[Finding]:
    hook, id = text(service, "hook"), text(service, "id")
    about = f"{id} ({hook})" if id != hook else id
    if hook not in samples.KNOWN_HOOKS:
        yield Finding(about, "calls are answered", OPEN, "the context of this hook is not known here")
        return
    templates, path = part(service, "prefetch"), f"{SERVICES}/{id}"
    for told, prefetch in (
        ("everything prefetched", samples.filled(templates)),
        ("null prefetch", samples.empty(templates)),
        ("no prefetch", None),
        ("failed prefetch", samples.failed(templates)),
    ):
        yield from _about_answer(about, told, target.post(path, samples.call(hook, prefetch)))
    if hook != "patient-view":
        body = samples.call(hook, samples.filled(templates), samples.order(medicine=False))
        yield _draft(about, target.post(path, body))
    yield _wrong_hook(about, target.post(path, samples.call(hook) | {"hook": "no-such-hook"}))


def _about_answer(about: str, told: str, answer: Answer) -> Iterator[Finding]:
    yield finding(about, f"{told}: cards, or 412", unless(answer.status in (200, 412), answer))
    if answer.status == 200:
        yield finding(about, f"{told}: the answer is as specified", malformed_response(answer.body))
        problems = [each for each in broken(answer.body, RESPONSE) if each.severity == ERROR]
        seen = [f"{each.where} {each.name}" for each in problems]
        yield finding(about, f"{told}: HL7's invariants", seen)
    elif answer.status == 412:
        seen = [] if answer.is_outcome else ["its body is no OperationOutcome"]
        yield finding(about, f"{told}: 412 says why", seen, verdict=NOTED)


def _draft(about: str, answer: Answer) -> Finding:
    demand = "a draft that names no medicine yet is answered"
    return finding(about, demand, unless(answer.status == 200, answer))


def _wrong_hook(about: str, answer: Answer) -> Finding:
    return finding(about, "a call of another hook is refused", unless(answer.refused, answer))
