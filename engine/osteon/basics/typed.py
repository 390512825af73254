"""What is needed of typing while a command runs, without loading it.

To a type checker these are the standard library's own. Loading typing, and
contextlib with it, costs a cold start about four milliseconds.
"""

# ruff: noqa: ANN001, ANN201, ANN204, PYI024 - to a type checker these are typing's own

from collections import namedtuple

TYPE_CHECKING = False  # spelt out, for the same reason
if TYPE_CHECKING:
    from typing import Any as Any  # noqa: PLC0414  # so that it is exported
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # so that it is exported
    from typing import assert_never as assert_never  # noqa: PLC0414  # so that it is exported
    from typing import cast as cast  # noqa: PLC0414  # so that it is exported
else:
    Any = object

    def assert_never(what):
        """Say that no value comes here: a shape that nobody thought of must shout."""
        raise AssertionError(f"nobody expected {what!r}")

    def cast(_kind, value):
        """Return the value as it is."""
        return value

    class _TupleMaker(type):
        """Turns a class of annotations into a named tuple with that class's methods."""

        def __new__(cls, name, bases, body):
            """Make the tuple class; the first class of all is only what others are written below."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key not in ("__module__", "__qualname__", "__classcell__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_TupleMaker):
        """A tuple whose places have names and types."""
