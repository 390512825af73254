"""Records as plain JSON data, field by field, in the order in which they are declared."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter

_ATOMS = frozenset({str, int, bool, type(None)})
_readers: dict[type, tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]] = {}


def plain(record: object) -> object:
    """Turn a record, or a tuple of records, into dicts, lists, texts, numbers and booleans."""
    kind = type(record)
    if kind in _ATOMS:
        return record
    if kind is tuple or kind is list:
        return [each if type(each) in _ATOMS else plain(each) for each in record]  # type: ignore[attr-defined]  # as its type says
    if isinstance(record, str):
        return str(record)
    if kind not in _readers:
        _readers[kind] = _reader(kind)
    names, read = _readers[kind]
    return {
        name: value if type(value) in _ATOMS else plain(value)
        for name, value in zip(names, read(record), strict=True)
    }


def _reader(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no plain form")
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)
