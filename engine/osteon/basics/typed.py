"""What is needed of typing while a command runs, without loading it.

To a type checker these are the standard library's own. Loading typing, and
contextlib with it, costs a cold start about four milliseconds.
"""

# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN204 - to a type checker these are typing's own

TYPE_CHECKING = False  # spelt out, for the same reason
if TYPE_CHECKING:
    from typing import Any as Any  # noqa: PLC0414  # so that it is exported
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # so that it is exported
    from typing import assert_never as assert_never  # noqa: PLC0414  # so that it is exported
    from typing import cast as cast  # noqa: PLC0414  # so that it is exported
else:
    try:
        from _collections import _tuplegetter
    except ImportError:
        from operator import itemgetter

        def _tuplegetter(at, doc):
            return property(itemgetter(at), doc=doc)

    Any = object

    def assert_never(what):
        """Say that no value comes here: a shape that nobody thought of must shout."""
        raise AssertionError(f"nobody expected {what!r}")

    def cast(_kind, value):
        """Return the value as it is."""
        return value

    _WITHOUT = 200

    class _Named(tuple):
        """What every named tuple can do; as in the standard library."""

        __slots__ = ()

        def __repr__(self):
            """Write the names with their values."""
            shown = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            """Return what pickling and copying make another one of."""
            return tuple(self)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, /, **changes):
            made = type(self)(*map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no field {', '.join(sorted(changes))}")
            return made

    def _first_time(fields, defaults):
        # Compiling takes as long as making two hundred without, and a short run makes fewer of most.
        number, left = len(fields), _WITHOUT
        least, last = number - len(defaults), tuple(defaults.values())

        def __new__(cls, *values, **named):  # noqa: N807  # it becomes one
            nonlocal left
            left -= 1
            if left > 0 and not named and least <= len(values) <= number:
                return tuple.__new__(cls, values + last[len(values) - least :])
            places = [f"{name}=_default_{name}" if name in defaults else name for name in fields]
            known = {f"_default_{name}": value for name, value in defaults.items()}
            # The text holds nothing but the names of fields, as in the standard library.
            text = f"def __new__(_cls, {', '.join(places)}):\n return _tuple(_cls, ({', '.join(fields)},))"
            known["_tuple"] = tuple.__new__
            exec(text, known)  # noqa: S102  # as in the standard library
            owner = next(each for each in cls.__mro__ if "_fields" in each.__dict__)
            owner.__new__ = staticmethod(known["__new__"])
            return known["__new__"](cls, *values, **named)

        return __new__

    class _TupleMaker(type):
        """Turns a class of annotations into a named tuple with that class's methods."""

        def __new__(cls, name, bases, body):
            """Make the tuple class; the first class of all is only what others are written below."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if list(defaults) != list(fields[len(fields) - len(defaults) :]):
                raise TypeError(f"{name}: a place without a default follows one that has one")
            getters = {field: _tuplegetter(at, f"Place {at}") for at, field in enumerate(fields)}
            rest = {key: value for key, value in body.items() if key not in fields}
            made = {
                "__slots__": (),
                "__match_args__": fields,
                "__new__": _first_time(fields, defaults),
                "_fields": fields,
                "_field_defaults": defaults,
            }
            return type(name, (_Named,), {**rest, **made, **getters})

    class NamedTuple(metaclass=_TupleMaker):
        """A tuple whose places have names and types."""
