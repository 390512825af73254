"""Records as plain JSON data, field by field, in the order in which they are declared."""

from dataclasses import fields, is_dataclass

_names: dict[type, tuple[str, ...]] = {}


def plain(record: object) -> object:
    """Turn a record, or a tuple of records, into dicts, lists, texts, numbers and booleans."""
    if isinstance(record, str | int | bool) or record is None:
        return record
    if isinstance(record, tuple | list):
        return [plain(each) for each in record]
    kind = type(record)
    if kind not in _names:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} has no plain form")
        _names[kind] = tuple(field.name for field in fields(kind))
    return {name: plain(getattr(record, name)) for name in _names[kind]}
