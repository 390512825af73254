"""`osteon explain RULE [PROFILE]`: what a rule means and rests on, and what it makes of one patient."""

from argparse import ArgumentParser, Namespace
from datetime import date

from osteon.doors.cli import inline, shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.explaining import ForPatient
    from osteon.knowledge.models import Rule, Rulebook


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("rule", metavar="RULE", help="the id of a rule; `osteon rules` lists them")
    shared.add_profile(parser, "one profile, or - for standard input: says why or why not")
    parser.add_argument("--format", choices=("table", "json", "html"), default="table", help="default: table")
    shared.add_day(parser)
    shared.add_pack(parser)
    shared.add_engine(parser)
    inline.describe(parser)


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Explain a rule, and its verdict on a patient if one is given."""
    described = inline.patient_in(options)
    if described is not None and options.profile is not None:
        parser.error("describe a patient by options or name a file, not both")
    from osteon.doors.explaining import rule_in_words
    from osteon.knowledge.shelf import load_rulebook

    rulebook = load_rulebook(options.pack)
    rule = rule_of(rulebook, options.rule)
    day = options.as_of or date.today()
    in_words = rule_in_words(rulebook, rule, day)
    patient = None
    if described is not None or options.profile is not None:
        patient = _patient(options, described, rulebook, rule)
    if options.format == "json":
        import json

        from osteon.doors.explaining import as_data

        print(json.dumps(as_data(in_words, patient), ensure_ascii=False, indent=2))
        return CLEAN
    if options.format == "html":
        from osteon.doors.rendering.html import rule_page

        print(rule_page(in_words, patient), end="")
        return CLEAN
    from osteon.doors.cli.output import style_here
    from osteon.doors.rendering.rule_page import page_lines

    print("\n".join(page_lines(in_words, patient, style_here())))
    return CLEAN


def rule_of(rulebook: "Rulebook", name: str) -> "Rule":
    """Return the rule of this id.

    Raises UsageError, with the id that was probably meant.
    """
    rule = rulebook.rules.get(name)
    if rule is None:
        from osteon.doors.cli.trouble import UsageError
        from osteon.knowledge.near import did_you_mean

        hint = did_you_mean(name, rulebook.rules) or "`osteon rules` lists them"
        raise UsageError(f"there is no rule {name!r} in the pack {rulebook.pack.id}: {hint}")
    return rule


def _patient(
    options: Namespace, described: dict[str, object] | None, rulebook: "Rulebook", rule: "Rule"
) -> "ForPatient | None":
    from osteon.doors.cli.patients import patients_of
    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.explaining import for_patient
    from osteon.reasoning.advise import advisor_for

    day = options.as_of or date.today()
    patients, several = patients_of([options.profile], described, day, rulebook)
    if several:
        raise UsageError("`explain` looks at one profile; `evaluate` takes several")
    if rule.status == "retired":
        raise UsageError(f"the rule {rule.id} is retired and no longer evaluated")
    (source, read), *_ = patients
    engine = shared.engine_of(options.engine)
    return for_patient(rule, advisor_for(rulebook, day).advise(read(), day, engine), source)
