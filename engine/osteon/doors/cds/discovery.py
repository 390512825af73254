"""The discovery document: which services there are, and what each would like to be sent."""

from osteon.doors.cds.hooks import BALLOT, HOOKS, Hook, Json
from osteon.doors.cds.prefetch import ballot_templates, templates
from osteon.reasoning.edition import Edition

_USAGE = (
    "A prototype, not clinically approved. Without the prefetch only what stands in the context is assessed, "
    "and the answer says what was not; nothing is fetched unless the service was set up for it."
)


def discovery(edition: Edition, *, ballot: bool = False) -> Json:
    """Return the services. `ballot` adds what CDS Hooks 3.0-ballot has besides."""
    wanted = templates(edition)
    services = [_service(hook, wanted) for hook in HOOKS.values()]
    return {"services": [each | _more(edition, each) for each in services] if ballot else services}


def _service(hook: Hook, wanted: dict[str, str]) -> Json:
    return {
        "hook": hook.name,
        "id": hook.name,
        "title": f"osteon: {hook.title[:1].lower()}{hook.title[1:]}",
        "description": f"{hook.does} A prototype, not clinically approved.",
        "prefetch": wanted,
        "usageRequirements": _USAGE,
    }


def _more(edition: Edition, service: Json) -> Json:
    hook = HOOKS[str(service["hook"])]
    return {
        "prefetch": templates(edition) | ballot_templates(edition, hook),
        "version": BALLOT.removesuffix("-ballot"),
        "hookVersion": hook.version,
    }
