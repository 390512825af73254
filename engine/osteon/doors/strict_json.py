"""JSON without what its readers let through: NaN, Infinity, and keys that stand twice in one object."""

from json import JSONDecoder


def strict_decoder(twice: str) -> JSONDecoder:
    """Return a decoder that raises ValueError for these; `twice` says so of a key: "{!r} stands twice"."""

    def each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        # A reader would keep the last of two lists of medicines in silence.
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            raise ValueError(twice.format(next(name for name in names if names.count(name) > 1)))
        return found

    return JSONDecoder(parse_constant=_no_constant, object_pairs_hook=each_once)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")
