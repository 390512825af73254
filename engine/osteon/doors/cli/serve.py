"""`osteon serve`: CDS Hooks, and a page for people, as a web service."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN
from osteon.doors.cli.trouble import UsageError

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.service.settings import Settings


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on; default: 8000")
    parser.add_argument(
        "--base-url", metavar="URL",
        help="the public address of the service, which tokens must name; default: http://HOST:PORT",
    )  # fmt: skip
    _describe_trust(parser)
    _describe_records(parser)
    parser.add_argument(
        "--ballot", action="store_true", help="add what helps of CDS Hooks 3.0-ballot to 2.0.1"
    )
    parser.add_argument("--no-page", action="store_true", help="serve no page for people")
    parser.add_argument(
        "--strict", action="store_true", help="hold every request and response against HL7's invariants"
    )
    parser.add_argument(
        "--processes", type=int, default=1, metavar="NUMBER", help="how many processes answer; default: 1"
    )
    parser.add_argument(
        "--settings", metavar="FILE", help="further settings as JSON, by the names in docs/cds-hooks.md"
    )
    shared.add_pack(parser)
    shared.add_engine(parser)


def _describe_trust(parser: ArgumentParser) -> None:
    parser.add_argument("--trust", metavar="FILE", help="whose tokens are accepted, and where their keys are")
    parser.add_argument(
        "--dev",
        action="store_true",
        help="for one machine only: ask for no tokens, and say so in every answer",
    )
    parser.add_argument(
        "--cors", metavar="ORIGIN", action="append", default=[],
        help="let browser clients of this origin call; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--fhir-server", metavar="URL", action="append", default=[],
        help="a FHIR server that may be asked for what a client did not send; may be repeated",
    )  # fmt: skip


def _describe_records(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--database", metavar="URL",
        help="where evaluations and feedback are kept, or none; default: $OSTEON_DATABASE, or your own file",
    )  # fmt: skip


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Serve until told to end; requests that have begun are answered first."""
    from osteon.doors.cli.extras import needs_service

    needs_service("osteon serve")
    if not options.trust and not options.dev:
        parser.error("say whose tokens are accepted with --trust FILE, or try it out with --dev")
    if options.processes < 1:
        parser.error("--processes must be at least 1")
    from osteon.doors.service.records.entries import RecordsError
    from osteon.doors.service.running import serve
    from osteon.doors.service.settings import SettingsError
    from osteon.doors.service.trust.settings import TrustError

    try:
        serve(_settings(options), options.host, options.port, options.processes)
    except (RecordsError, SettingsError, TrustError) as trouble:
        raise UsageError(str(trouble)) from trouble
    return CLEAN


def _settings(options: Namespace) -> "Settings":
    import os

    from osteon.doors.service.records.opening import where
    from osteon.doors.service.settings import read_settings

    database = None if options.database == "none" else where(options.database, os.environ)
    return read_settings(
        options.settings,
        base_url=(options.base_url or f"http://{options.host}:{options.port}").rstrip("/"),
        pack=options.pack,
        engine=shared.engine_of(options.engine),
        trust=options.trust,
        dev=options.dev,
        ballot=options.ballot,
        strict=options.strict,
        cors=options.cors,
        **({"page": False} if options.no_page else {}),
        fhir_servers=options.fhir_server,
        database=database,
        shared_replays=options.processes > 1 and database is not None,
    )
