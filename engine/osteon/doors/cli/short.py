"""A short command line, read without argparse: `osteon evaluate FILE --as-of 2026-11-24`.

Loading argparse and describing thirty options takes a tenth of a cold start. The
lines that are typed most are plain enough to be read here; any other, and any
that could be a mistake, goes to the whole parser, which has the last word.
"""

from datetime import date

_FORMATS = frozenset(("table", "json", "ndjson", "markdown"))
_LEVELS = frozenset(("info", "warning", "critical", "never"))
_ENGINES = frozenset(("durable-rules", "reference"))


class ShortLine:
    """What was asked for, under the names that the whole parser uses."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.format = "table"
        self.audience = "clinician"
        self.output: str | None = None
        self.fail_on = "warning"
        self.fail_on_unknown = False
        self.on_error = "raise"
        self.as_of: date | None = None
        self.pack: str | None = None
        self.engine: str | None = None
        self.explain_input = False
        self.columns: str | None = None


def short_line(words: list[str]) -> ShortLine | None:
    """Read the words behind `osteon evaluate`; None where the whole parser should."""
    line = ShortLine()
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            line.files.append(word)
        elif not _option(line, word, next(rest, "")):
            return None
    # The whole parser takes files in one place only: before the options, or behind them.
    return line if line.files and _together(words) else None


def _option(line: ShortLine, name: str, value: str) -> bool:
    if name == "--format" and value in _FORMATS:
        line.format = value
    elif name == "--fail-on" and value in _LEVELS:
        line.fail_on = value
    elif name == "--engine" and value in _ENGINES:
        line.engine = value
    elif name == "--as-of" and len(value) == len("2026-11-24"):
        try:
            line.as_of = date.fromisoformat(value)
        except ValueError:
            return False
    else:
        return False
    return True


def _together(words: list[str]) -> bool:
    values = {at + 1 for at, word in enumerate(words) if word.startswith("--")}
    places = [at for at, word in enumerate(words) if at not in values and not word.startswith("--")]
    return places[-1] - places[0] + 1 == len(places)
