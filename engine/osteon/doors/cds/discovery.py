"""The discovery document: which services there are, and what each would like to be sent."""

from osteon.doors.cds.hooks import BALLOT, HOOKS, Hook, Json
from osteon.doors.cds.prefetch import templates
from osteon.reasoning.edition import Edition

_USAGE = (
    "A prototype, not clinically approved. Without the prefetch only what stands in the context is assessed, "
    "and the answer says what was not; nothing is fetched unless the service was set up for it."
)


def discovery(edition: Edition, *, ballot: bool = False) -> Json:
    """Return the services. `ballot` adds what CDS Hooks 3.0-ballot recommends."""
    wanted = templates(edition)
    return {"services": [_service(hook, wanted, ballot=ballot) for hook in HOOKS.values()]}


def _service(hook: Hook, wanted: dict[str, str], *, ballot: bool) -> Json:
    described: Json = {
        "hook": hook.name,
        "id": hook.name,
        "title": f"osteon: {hook.title[:1].lower()}{hook.title[1:]}",
        "description": f"{hook.does} A prototype, not clinically approved.",
        "prefetch": wanted,
        "usageRequirements": _USAGE,
    }
    return (
        described | {"version": BALLOT.removesuffix("-ballot"), "hookVersion": hook.version}
        if ballot
        else described
    )
