"""Regular expressions that are compiled when they are first asked, and not when a module is loaded.

Compiling one takes as long as reading a whole entry of a profile, and one
profile needs only a few of them. To a type checker these are the standard ones.
"""

import re

_QUESTIONS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:  # noqa: N801  # it stands for a function
        """A regular expression. `flags` are those of re."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._text = text
            self._flags = flags

        def __getattr__(self, name: str) -> object:
            """Compile the expression, and let it answer from now on."""
            if name not in _QUESTIONS:
                raise AttributeError(name)
            compiled = re.compile(self._text, self._flags)
            self.__dict__.update({each: getattr(compiled, each) for each in _QUESTIONS})
            return self.__dict__[name]


__all__ = ["pattern"]
