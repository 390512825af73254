"""What the YAML reader complains about, said so that a pharmacist can mend it."""

import yaml

from osteon.basics.errors import Problem
from osteon.knowledge.sheet import Page

# (words in the reader's complaint, our message, our hint, point at where the construct began?)
_WORDS: tuple[tuple[str, str, str, bool], ...] = (
    (
        "mapping values are not allowed",
        "a `:` stands where no key can be",
        "put a text that holds a colon in quotes, and start all keys in one column",
        False,
    ),
    (
        "while scanning a quoted scalar",
        "this quoted text is never closed",
        "close it with the same quotation mark",
        True,
    ),
    (
        "while scanning a double-quoted scalar",
        "this quoted text cannot be read",
        "use single quotes, which know no escapes",
        True,
    ),
    (
        "while scanning a single-quoted scalar",
        "this quoted text is never closed",
        "close it with the same quotation mark",
        True,
    ),
    (
        "while parsing a quoted scalar",
        "this quoted text cannot be read",
        "use single quotes, which know no escapes",
        True,
    ),
    ("cannot start any token", "`{letter}` cannot start a text", "put the text in quotes", False),
    (
        "',' or ']'",
        "this `[` list is not closed",
        "close it with `]`; put a text that holds a brace or a colon in quotes",
        True,
    ),
    (
        "',' or '}'",
        "this `{{` mapping is not closed",
        "close it with `}}`; put a text that holds a brace or a comma in quotes",
        True,
    ),
    (
        "while parsing a flow",
        "what stands between the brackets cannot be read from here",
        "close the brackets, and put a text that holds a brace or a colon in quotes",
        False,
    ),
    (
        "while parsing a block collection",
        "this line does not belong to the list above",
        "start every item of a list with `- ` in the same column",
        False,
    ),
    (
        "while parsing a block mapping",
        "this line does not line up with the keys above",
        "indent the keys of one mapping with the same number of spaces",
        False,
    ),
    (
        "could not find expected ':'",
        "this line is no `key: value`",
        "put a colon and a space after the key",
        True,
    ),
    ("while scanning an alias", "`*` cannot start a text", "put the text in quotes", True),
    ("while scanning an anchor", "`&` cannot start a text", "put the text in quotes", True),
    (
        "while scanning a block scalar",
        "the text after `>` or `|` cannot be read",
        "start the text on the next line, indented",
        False,
    ),
    ("while parsing a tag", "`!` cannot start a text", "put the text in quotes", True),
    ("while scanning a tag", "`!` cannot start a text", "put the text in quotes", True),
)


def in_our_words(trouble: yaml.MarkedYAMLError, page: Page) -> Problem:
    """Turn a complaint of the YAML reader into a Problem with a place and a hint."""
    said = f"{trouble.context} {trouble.problem}"
    for words, message, hint, at_start in _WORDS:
        if words in said:
            mark = trouble.context_mark if at_start and trouble.context_mark else trouble.problem_mark
            return _problem(message, hint, mark, page)
    said = str(trouble.problem).replace("{", "{{").replace("}", "}}")
    return _problem(f"the file cannot be read from here: {said}", "", trouble.problem_mark, page)


def _problem(message: str, hint: str, mark: yaml.Mark | None, page: Page) -> Problem:
    # At the very end of a file the reader points below the last line.
    line = min(mark.line if mark else 0, len(page.lines) - 1)
    column = mark.column if mark and mark.line == line else len(page.lines[line])
    letter = page.lines[line][column : column + 1]
    return Problem(message.format(letter=letter), page.place(line, column), hint.format() or None)
