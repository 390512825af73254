"""Memory that is no longer used, given back to the system between one step and the next."""

import sys


def release_unused() -> None:
    """Return what pyarrow and numpy hold ready to the system: DuckDB needs the room for what comes next."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        import ctypes

        # The C library keeps what numpy gave back, unless it is told; another one than GNU's cannot be.
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
