"""`osteon schema profile|report|trace|screening`: the JSON Schema of what goes in and of what comes out."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli.exits import CLEAN


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("of", choices=("profile", "report", "trace", "screening"))


def run(options: Namespace, _: ArgumentParser) -> int:
    """Print a schema."""
    from osteon.doors import schemas

    if options.of == "screening":
        from osteon.doors.registry.schema import screening

        print(schemas.written(screening()))
        return CLEAN
    print(schemas.written(getattr(schemas, options.of)()))
    return CLEAN
