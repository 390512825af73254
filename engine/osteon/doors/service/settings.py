"""Every switch of the service, in one place. docs/cds-hooks.md lists them; a test holds the two together."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from osteon.basics.errors import OsteonError

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0)]

HttpsAddress = Annotated[str, Field(pattern=r"^https://[^/?#@\s]+[^?#@\s]*$")]


class Settings(BaseModel):
    """What a service was told at its start. Read-only; a service never changes while it runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str = Field(
        default="http://127.0.0.1:8000",
        description="The public address of the service, without a slash at its end. Tokens must name it; "
        "it is never taken from a header of a request.",
    )
    pack: str | None = Field(
        default=None, description="The folder of a knowledge pack; without one, the shipped pack."
    )
    engine: str = Field(
        default="durable-rules",
        pattern="^(durable-rules|reference)$",
        description="durable-rules is cross-checked with the reference evaluator; reference speaks alone.",
    )
    dev: bool = Field(
        default=False,
        description="For trying things out on one machine only: tokens are not asked for, and every answer "
        "says so.",
    )
    ballot: bool = Field(
        default=False, description="Add what helps of CDS Hooks 3.0-ballot to 2.0.1; nothing is taken away."
    )
    strict: bool = Field(
        default=False,
        description="Hold every request, response and feedback against the invariants of HL7, and refuse "
        "what breaks them: a request with 400, a response of our own with 500.",
    )
    trust: str | None = Field(
        default=None, description="The file that names whose tokens are accepted, and where their keys are."
    )
    cors: tuple[str, ...] = Field(
        default=(),
        description="Origins of browser clients that may call, for example https://sandbox.cds-hooks.org.",
    )
    max_body: Count = Field(default=4 * 1024 * 1024, description="The longest body of a request, in bytes.")
    max_depth: Count = Field(default=64, description="How deeply the JSON of a request may be nested.")
    max_entries: Count = Field(
        default=5_000,
        description="The most FHIR resources of one request, prefetch and draft orders together.",
    )
    time_limit: Seconds = Field(
        default=5.0, description="After so many seconds a request is answered with 503."
    )
    workers: Count = Field(
        default=4, description="How many evaluations run at the same time, each in a thread of its own."
    )
    waiting: Count = Field(
        default=32,
        description="How many requests may wait for a thread; one more is answered with 503 at once.",
    )
    rate: Count | None = Field(
        default=None,
        description="The most requests of one caller in a minute; one more is answered with 429.",
    )
    page: bool = Field(
        default=True,
        description="Serve the page for people. It keeps nothing of a patient, and asks nobody who they are.",
    )
    database: str | None = Field(
        default=None,
        description="Where evaluations and feedback are kept: sqlite:///FILE or postgresql://USER@HOST/NAME. "
        "Without it nothing is kept, and feedback is refused.",
    )
    keep_profiles: bool = Field(
        default=False, description="Keep also the profiles, which are about patients."
    )
    keep_comments: bool = Field(
        default=False, description="Keep also what users write beside their reasons, which may name patients."
    )
    shared_replays: bool = Field(
        default=False, description="Remember used tokens in the database, for several processes."
    )
    fhir_servers: tuple[HttpsAddress, ...] = Field(
        default=(),
        description="FHIR servers that may be asked for what a client did not send, as whole addresses over "
        "https; none by default.",
    )
    fetch_limit: Seconds = Field(
        default=2.0, description="How many seconds all such requests for one call may take together."
    )
    cards: Count = Field(
        default=20, description="The most advisories of one response that have a card of their own."
    )


class SettingsError(OsteonError):
    """Settings that do not hold; says which and why."""


def read_settings(file: str | None, **told: object) -> Settings:
    """Return the settings of a file in JSON and of a command line; what is told beside the file goes first.

    Raises SettingsError, which names the setting.
    """
    given = _read(file) if file else {}
    # What was left out on the command line must not hide what stands in the file; "no" has to be said.
    said_here = {name: value for name, value in told.items() if value or name == "page"}
    try:
        return Settings.model_validate(given | said_here)
    except ValidationError as trouble:
        said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in trouble.errors())
        raise SettingsError(f"the settings do not hold: {said}") from None


def _read(file: str) -> dict[str, object]:
    try:
        with open(file, encoding="utf-8") as opened:
            found = json.load(opened)
    except (OSError, ValueError) as trouble:
        raise SettingsError(f"{file} cannot be read as JSON: {trouble}") from trouble
    if not isinstance(found, dict):
        raise SettingsError(f"{file} must hold a JSON object")
    return found
