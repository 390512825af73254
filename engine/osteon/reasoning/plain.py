"""Records as plain JSON data, field by field, in the order in which they are declared."""

from collections.abc import Callable
from operator import attrgetter

from osteon.basics.records import is_record, names_of

_ATOMS = frozenset({str, int, float, bool, type(None)})
_encoders: list[Callable[[object], str]] = []
_readers: dict[type, tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]] = {}


def encoded(data: object) -> str:
    """Write plain data as JSON: as `json.dumps` does, without making an encoder each time."""
    if not _encoders:
        from json import JSONEncoder

        _encoders.append(JSONEncoder(ensure_ascii=False).encode)
    return _encoders[0](data)


def plain(record: object) -> object:
    """Turn a record, or a tuple of records, into dicts, lists, texts, numbers and booleans."""
    kind = type(record)
    if kind in _ATOMS:
        return record
    if isinstance(record, tuple | list):
        return [each if type(each) in _ATOMS else plain(each) for each in record]
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
    if not is_record(kind):
        raise TypeError(f"{kind.__name__} has no plain form")
    names = names_of(kind)
    return names, attrgetter(*names)
