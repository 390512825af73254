"""`osteon approve RULE`: records that somebody approved a rule as it does, says and rests on today."""

from argparse import ArgumentParser, Namespace
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.knowledge.models import Approval, Rulebook, Signed


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("rule", metavar="RULE", help="the id of a rule; `osteon rules` lists them")
    parser.add_argument("--by", metavar="NAME", required=True, help="who approves it")
    parser.add_argument(
        "--role", metavar="ROLE", required=True, help="as what, for example a clinical pharmacist"
    )
    parser.add_argument("--comment", metavar="TEXT", default="", help="what should be remembered of it")
    parser.add_argument("--withdraw", action="store_true", help="withdraw the approval instead")
    shared.add_day(parser)
    shared.add_pack(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Append one record to the pack, and say what it is bound to."""
    from osteon.doors.cli.trouble import UsageError
    from osteon.knowledge.approving import append
    from osteon.knowledge.shelf import find_pack, load_rulebook

    folder = options.pack or find_pack()
    record, words = _record(options, load_rulebook(folder))
    try:
        path = append(folder, record, words)
    except OSError as trouble:
        raise UsageError(f"{trouble.filename} cannot be written: {trouble.strerror}") from trouble
    print(f"{record.id}: {record.decision} by {record.by}, {record.role}, on {record.on}")
    for what in ("behaviour", "text", "evidence"):
        print(f"  {what:9} {getattr(record, what)}")
    if words is not None:
        print(f"  words     {words.digest}")
    print(f"Appended to {path}. Commit it under your own name: osteon does not know who you are.")
    return CLEAN


def _record(options: Namespace, rulebook: "Rulebook") -> "tuple[Approval, Signed | None]":
    """Return the record that is asked for, and the words of the rule if it is an approval."""
    from osteon.doors.cli.explain import rule_of
    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.signing import words_of
    from osteon.knowledge.approving import next_record
    from osteon.knowledge.models import Approval
    from osteon.reasoning.behaviour import Behaviours
    from osteon.reasoning.edition import edition_on

    rule = rule_of(rulebook, options.rule)
    on = options.as_of or date.today()
    day = on.isoformat()
    by, role, comment = (" ".join(text.split()) for text in (options.by, options.role, options.comment))
    if not by or not role:
        raise UsageError("say who approves and as what: --by and --role are empty")
    edition = edition_on(rulebook, day)
    if rule.id not in {each.id for each in edition.rules}:
        raise UsageError(f"the rule {rule.id} is not in force on {day}, so there is nothing to approve")
    if options.withdraw and not any(each.rule == rule.id for each in rulebook.approvals):
        raise UsageError(f"nobody has approved the rule {rule.id}, so there is nothing to withdraw")
    found = Behaviours(edition).of(rule.id)
    words = None if options.withdraw else words_of(edition, rule, on)
    decision, named = ("withdrawn", "") if words is None else ("approved", words.digest)
    digests = (found.behaviour, found.text, found.evidence)
    approval = Approval("", rule.id, decision, by, role, day, *digests, "", "", comment, named)
    return next_record(rulebook, approval), words
