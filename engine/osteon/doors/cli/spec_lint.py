"""`osteon spec lint`: everything by which a scenario could vanish, or pass without testing anything."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli.exits import ADVISED, CLEAN
from osteon.doors.cli.spec_shared import add_features, counted, named_features


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_features(parser)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")


def run(options: Namespace, _: ArgumentParser) -> int:
    """List every fault, and return 1 if there is one."""
    files = named_features(options.features)
    from osteon.doors.cli.trouble import UsageError
    from osteon.knowledge.shelf import load_rulebook
    from osteon.verification.spec.linting import lint_files
    from osteon.verification.spec.reading import FeatureError

    # Whoever names single files does not ask whether every rule of the pack has its block somewhere.
    whole = not any(name.endswith(".feature") for name in options.features)
    try:
        faults = lint_files(files, load_rulebook(options.pack), whole=whole)
    except FeatureError as trouble:
        raise UsageError(str(trouble)) from trouble
    if options.format == "json":
        import json
        from dataclasses import asdict

        print(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            print(fault)
        print(f"{counted(len(files), 'feature file')} read, {counted(len(faults), 'fault')}.")
    return ADVISED if faults else CLEAN
