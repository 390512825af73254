"""The near miss: which declared name somebody may have meant."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like this one, if any is close."""
    import difflib

    return next(iter(difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return "did you mean `...`?", or None when nothing is close."""
    like = nearest(name, known)
    return f"did you mean `{like}`?" if like else None
