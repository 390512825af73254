"""The sentences of the features in one place: what each says, and what it does.

Two runners read this registry: `osteon spec check`, and pytest-bdd in the tests.
A sentence that is not here is not part of the language, and a line that two
sentences could mean is an error in both.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import signature

import parse

from osteon.verification.spec.gaps import GAPS

Act = Callable[..., None]
"""What a sentence does: it takes the scene, its gaps by name, and `table` or `text` if one stands below."""

Gaps = Mapping[str, object]

TABLE, TEXT = "table", "text"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `kind` is given, when or then; `words` holds its gaps as {name:Type}.

    `below` is "table" or "text" where the sentence needs one below it, else "".
    """

    kind: str
    words: str
    act: Act
    below: str
    starts: str
    parser: parse.Parser

    def gaps_in(self, line: str) -> Gaps | None:
        """Return what stands in the gaps of a line that this sentence means, else None."""
        if not line.startswith(self.starts):
            return None
        found = self.parser.parse(line)
        return found.named if isinstance(found, parse.Result) else None

    def plain(self) -> str:
        """Return the sentence as the documentation writes it: {dose:Amount} becomes {dose}."""
        return re.sub(r"\{(\w+):\w+\}", r"{\1}", self.words)


_said: list[Sentence] = []


def given(words: str) -> Callable[[Act], Act]:
    """Say what a patient is told to be."""
    return _sentence("given", words)


def when(words: str) -> Callable[[Act], Act]:
    """Say what happens."""
    return _sentence("when", words)


def then(words: str) -> Callable[[Act], Act]:
    """Say what must have come of it."""
    return _sentence("then", words)


def _sentence(kind: str, words: str) -> Callable[[Act], Act]:
    def take(act: Act) -> Act:
        wanted = signature(act).parameters
        below = next((name for name in (TABLE, TEXT) if name in wanted and f"{{{name}:" not in words), "")
        parser = parse.compile(words, extra_types=GAPS, case_sensitive=True)
        _said.append(Sentence(kind, words, act, below, words.partition("{")[0], parser))
        return act

    return take


def said() -> tuple[Sentence, ...]:
    """Return the sentences of the topics that were loaded; `language.sentences` loads them all."""
    return tuple(_said)
