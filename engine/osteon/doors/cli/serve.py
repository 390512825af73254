"""`osteon serve`: CDS Hooks, and a page for people, as a web service."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on; default: 8000")
    parser.add_argument(
        "--base-url", metavar="URL",
        help="the public address of the service, which tokens must name; default: http://HOST:PORT",
    )  # fmt: skip
    parser.add_argument(
        "--trust",
        metavar="FILE",
        help="whose tokens are accepted, and where their keys are (docs/cds-hooks.md)",
    )
    parser.add_argument(
        "--dev",
        action="store_true",
        help="for one machine only: ask for no tokens, and say so in every answer",
    )
    parser.add_argument(
        "--ballot", action="store_true", help="say also what CDS Hooks 3.0-ballot adds to 2.0.1"
    )
    parser.add_argument(
        "--strict", action="store_true", help="hold every request and response against HL7's invariants"
    )
    parser.add_argument(
        "--cors", metavar="ORIGIN", action="append", default=[],
        help="let browser clients of this origin call; may be repeated",
    )  # fmt: skip
    shared.add_pack(parser)
    shared.add_engine(parser)


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Serve until interrupted; requests that have begun are answered first."""
    from osteon.doors.cli.extras import needs_service

    needs_service("osteon serve")
    if not options.trust and not options.dev:
        parser.error("say whose tokens are accepted with --trust FILE, or try it out with --dev")
    from osteon.doors.service.running import serve
    from osteon.doors.service.settings import Settings

    settings = Settings(
        base_url=(options.base_url or f"http://{options.host}:{options.port}").rstrip("/"),
        pack=options.pack,
        engine=shared.engine_of(options.engine),
        trust=options.trust,
        dev=options.dev,
        ballot=options.ballot,
        strict=options.strict,
        cors=tuple(options.cors),
    )
    serve(settings, options.host, options.port)
    return CLEAN
