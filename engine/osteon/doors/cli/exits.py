"""What an exit code of `osteon` tells a script; docs/command-line.md holds the same table."""

CLEAN = 0
ADVISED = 1
USAGE = 2
UNREADABLE = 3
UNDECIDED = 4
BAD_PACK = 5
INTERNAL = 70
INTERRUPTED = 130
READER_GONE = 141

MEANINGS = {
    CLEAN: "evaluated; no advisory at or above --fail-on",
    ADVISED: "evaluated; at least one advisory at or above --fail-on",
    USAGE: "the command was not understood",
    UNREADABLE: "a profile could not be read (the others were evaluated)",
    UNDECIDED: "evaluated; a rule is undecided and --fail-on-unknown was given",
    BAD_PACK: "the knowledge pack cannot be loaded, or has no rule in force on the day",
    INTERNAL: "osteon itself failed; what was printed is not a complete result",
    INTERRUPTED: "interrupted",
    READER_GONE: "whoever read the output closed it before the end",
}

_GRAVEST_FIRST = (INTERNAL, BAD_PACK, UNREADABLE, ADVISED, UNDECIDED, CLEAN)


def gravest(codes: set[int]) -> int:
    """Return the code that speaks for several profiles: failures first, then advisories, then questions."""
    return next((code for code in _GRAVEST_FIRST if code in codes), CLEAN)
