"""The lock of the standard library, without loading threading, which costs a cold start a millisecond."""

from _thread import allocate_lock as Lock  # noqa: N812  # threading calls it so

__all__ = ["Lock"]
