"""`osteon cds-check URL`: hold a CDS Hooks service, anybody's, against the specification."""

import sys
from argparse import ArgumentParser, Namespace

from osteon.doors.cli.exits import ADVISED, CLEAN, UNREADABLE
from osteon.doors.cli.trouble import UsageError, say

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.checking.findings import Finding


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("url", metavar="URL", help="the address before /cds-services")
    parser.add_argument(
        "--issuer", metavar="URL", default="https://osteon-cds-check.invalid",
        help="in whose name tokens are signed; the service should trust it",
    )  # fmt: skip
    parser.add_argument(
        "--key", metavar="FILE",
        help="the private key (P-384, PEM); made if it is not there, with its public half in FILE.jwks.json",
    )  # fmt: skip
    parser.add_argument("--kid", metavar="NAME", help="the name of the key; default: osteon-cds-check")
    parser.add_argument("--jku", metavar="URL", default="", help="where the public key can be fetched")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument(
        "--seconds", type=float, default=10.0, help="how long to wait for an answer; default: 10"
    )


def run(options: Namespace, _: ArgumentParser) -> int:
    """Check a service, and print what was found."""
    from osteon.doors.cli.extras import needs_service

    needs_service("osteon cds-check")
    import httpx2

    from osteon.doors.checking.asking import Target, Unreachable
    from osteon.doors.checking.checks import check
    from osteon.doors.checking.findings import has_failed
    from osteon.doors.checking.tokens import KID, KeyTrouble, Tokens, key_in

    if not options.url.startswith(("http://", "https://")):
        raise UsageError(f"{options.url!r} is no address: write for example https://cds.example.org")
    try:
        tokens = Tokens(options.issuer, key_in(options.key), options.kid or KID, options.jku)
    except KeyTrouble as trouble:
        raise UsageError(str(trouble)) from trouble
    with httpx2.Client(timeout=options.seconds, follow_redirects=False) as client:
        try:
            found = list(check(Target(options.url, client, tokens)))
        except Unreachable as trouble:
            say(trouble)
            return UNREADABLE
    _print(found, as_json=options.json)
    return ADVISED if has_failed(found) else CLEAN


def _print(found: "list[Finding]", *, as_json: bool) -> None:
    from osteon.doors.checking.findings import as_records, table_lines
    from osteon.doors.rendering.paint import clean_lines

    if as_json:
        import json

        json.dump(as_records(found), sys.stdout, ensure_ascii=False, indent=2)
        print()
        return
    print(clean_lines("\n".join(table_lines(found))))
