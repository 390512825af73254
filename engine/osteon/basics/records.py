"""Plain records, made quickly: the part of the standard library's dataclasses that this house uses.

Importing dataclasses and making some forty of them is most of what a cold start
would otherwise do (docs/decisions/0011). To a type checker these are the
standard ones. A record's fields are its annotations, in order; records of one
class are equal if their fields are; a frozen one can be hashed and not changed.
"""

from collections.abc import Callable, Iterable, Mapping


class _Nothing:
    """Stands for "no default"."""


class _Field:
    """A field whose default is made afresh for each record, or that is left out of the repr."""

    __slots__ = ("default", "default_factory", "repr")

    def __init__(
        self,
        *,
        default: object = _Nothing,
        default_factory: Callable[[], object] | None = None,
        repr: bool = True,  # noqa: A002  # the standard library's name
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = repr


def _record(cls: type | None = None, /, *, frozen: bool = False, slots: bool = True) -> object:  # noqa: ARG001  # always slots
    """Turn a class of annotations into a record class."""
    if cls is None:
        return lambda each: _made(each, frozen)
    return _made(cls, frozen)


def _replaced(record: object, /, **changes: object) -> object:
    """Return a record like this one, with some fields changed."""
    values = {name: getattr(record, name) for name in names_of(type(record))}
    unknown = changes.keys() - values.keys()
    if unknown:
        raise TypeError(f"{type(record).__name__} has no field {', '.join(sorted(unknown))}")
    return type(record)(**{**values, **changes})


TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  # so that it is exported
    from dataclasses import field as field  # noqa: PLC0414  # so that it is exported
    from dataclasses import replace as replace  # noqa: PLC0414  # so that it is exported
else:
    dataclass, field, replace = _record, _Field, _replaced


def is_record(kind: type) -> bool:
    """Say whether a class was made a record here."""
    return "__record_fields__" in kind.__dict__


def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of a record class's fields, in order."""
    return tuple(kind.__record_fields__)  # type: ignore[attr-defined]  # set when it was made


def _made(cls: type, frozen: bool) -> type:
    declared = dict(cls.__dict__.get("__annotations__", {}))  # noqa: RUF063  # inspect is dear to import
    body = {
        name: value
        for name, value in cls.__dict__.items()
        if name not in ("__dict__", "__weakref__") and name not in declared
    }
    body.update(
        __slots__=tuple(declared),
        __match_args__=tuple(declared),
        __record_fields__=declared,
        __shown__=tuple(name for name in declared if getattr(cls.__dict__.get(name), "repr", True)),
        __reduce__=_reduced,
    )
    for name, method in (("__eq__", _equal), ("__repr__", _written)):
        body.setdefault(name, method)
    if frozen:
        body.update(__setattr__=_refuse, __delattr__=_refuse)
        if body.get("__hash__") is None:
            body["__hash__"] = _hashed
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__init__ = _first_time(made, declared, cls.__dict__)  # type: ignore[misc]  # that is what is made here
    made.__qualname__ = cls.__qualname__
    _rehome(body.values(), cls, made)
    return made


_WITHOUT = 200


def _first_time(made: type, declared: Iterable[str], given: Mapping[str, object]) -> Callable[..., None]:
    # Compiling an initialiser takes as long as making two hundred records without, and a short run makes
    # fewer of most: so it is compiled only for a class that is asked for more, or in another way.
    names = tuple(declared)
    setters = [made.__dict__[name].__set__ for name in names]
    left, number = _WITHOUT, len(names)

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807  # it becomes one
        nonlocal left
        left -= 1
        if left > 0 and len(values) == number and not named:
            for put, value in zip(setters, values, strict=True):
                put(self, value)
            return
        found = _filled(values, named, names, given) if left > 0 else None
        if found is not None:
            for put, value in zip(setters, found, strict=True):
                put(self, value)
            return
        written = _initialiser(made, declared, given)
        made.__init__ = written  # type: ignore[misc]  # as above
        written(self, *values, **named)

    return __init__


def _filled(
    values: tuple[object, ...],
    named: Mapping[str, object],
    names: tuple[str, ...],
    given: Mapping[str, object],
) -> list[object] | None:
    """Return a value for each name, defaults included; None where something is missing or too much."""
    rest = names[len(values) :]
    if len(values) > len(names) or not named.keys() <= set(rest):
        return None
    found = [*values]
    for name in rest:
        value = named[name] if name in named else given.get(name, _Nothing)
        if isinstance(value, _Field) and name not in named:
            value = value.default_factory() if value.default_factory is not None else value.default
        if value is _Nothing:
            return None
        found.append(value)
    return found


def _initialiser(made: type, declared: Iterable[str], given: Mapping[str, object]) -> Callable[..., None]:
    # Each slot's own setter is called: a frozen record refuses every other way.
    known: dict[str, object] = {"_nothing": _Nothing}
    parameters, lines = [], []
    for name in declared:
        known[f"_set_{name}"] = made.__dict__[name].__set__
        default = given.get(name, _Nothing)
        if isinstance(default, _Field) and default.default_factory is not None:
            known[f"_new_{name}"] = default.default_factory
            parameters.append(f"{name}=_nothing")
            lines.append(f" _set_{name}(self, _new_{name}() if {name} is _nothing else {name})")
            continue
        default = default.default if isinstance(default, _Field) else default
        parameters.append(name if default is _Nothing else f"{name}=_default_{name}")
        known[f"_default_{name}"] = default
        lines.append(f" _set_{name}(self, {name})")
    # The text holds nothing but the names of fields, as in the standard library.
    text = f"def __init__(self, {', '.join(parameters)}):\n" + ("\n".join(lines) or " pass")
    exec(text, known)  # noqa: S102  # as in the standard library
    return known["__init__"]  # type: ignore[return-value]  # just made


def _rehome(methods: Iterable[object], old: type, new: type) -> None:
    # A method that says super() or __class__ remembers the class it was written in.
    for method in methods:
        for cell in getattr(method, "__closure__", None) or ():
            try:
                if cell.cell_contents is old:
                    cell.cell_contents = new
            except ValueError:  # the cell is empty
                continue


def _values(record: object) -> tuple[object, ...]:
    return tuple([getattr(record, name) for name in record.__match_args__])  # type: ignore[attr-defined]  # a record


def _equal(self: object, other: object) -> object:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _values(self) == _values(other)


def _hashed(self: object) -> int:
    return hash(_values(self))


def _written(self: object) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__shown__)  # type: ignore[attr-defined]  # a record
    return f"{type(self).__qualname__}({shown})"


def _reduced(self: object) -> tuple[type, tuple[object, ...]]:
    return type(self), _values(self)


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"a {type(self).__name__} cannot be changed: {name}")
