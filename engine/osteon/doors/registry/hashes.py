"""Hashes of texts in columns of bytes, the same that DuckDB gives them, so that ids need not go through it.

Nothing depends on DuckDB doing so in another version: what is compared with each other was hashed here.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import duckdb

Array = np.ndarray[Any, np.dtype[Any]]

FACTOR, OF_LENGTH, SEED = (
    np.uint64(each) for each in (0xD6E8_FEB8_6659_FD93, 0xC6A4_A793_5BD1_E995, 0xE17A_1465)
)
_HALF = np.uint64(32)
_WORD = 8
OF_NONE = np.uint64(13787848793156543929)
"""The hash of what is no text."""


def hashes_of(rows: Array) -> Array:
    """Return for each row of bytes the hash of its text."""
    count, length = rows.shape
    hashes: Array = np.full(count, SEED ^ np.uint64(length * int(OF_LENGTH) & (1 << 64) - 1))
    for at in range(0, length, _WORD):
        size = min(_WORD, length - at)
        if size == _WORD:
            hashes ^= np.ndarray((count,), "<u8", rows, at, (length,))
        else:
            rest = np.zeros((count, _WORD), np.uint8)
            rest[:, :size] = rows[:, at:]
            hashes ^= rest.view("<u8")[:, 0]
        hashes *= FACTOR
    hashes ^= hashes >> _HALF
    hashes *= FACTOR
    hashes ^= hashes >> _HALF
    hashes *= FACTOR
    hashes ^= hashes >> _HALF
    return hashes


def hashes_of_texts(texts: pa.Array) -> Array:
    """Return the hashes of texts, OF_NONE for what is null."""
    hashes: Array = np.full(len(texts), OF_NONE)
    lengths = pc.fill_null(pc.binary_length(texts), -1).to_numpy()
    for length in np.unique(lengths[lengths >= 0]).tolist():
        at = np.flatnonzero(lengths == length)
        some = texts.take(pa.array(at)).cast(pa.binary()).cast(pa.binary(length)) if length else None
        held = b"" if some is None else some.buffers()[1]
        hashes[at] = hashes_of(np.frombuffer(held, np.uint8, len(at) * length).reshape(len(at), length))
    return hashes


def are_as_in(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Say whether this DuckDB hashes texts of all lengths as we do, so that both find the same groups."""
    texts = ["".join(chr(ord("0") + (at * 7 + length) % 75) for at in range(length)) for length in range(70)]
    told = connection.execute("SELECT hash(text) FROM (SELECT unnest(?) AS text)", [texts]).fetchall()
    own: list[int] = hashes_of_texts(pa.array(texts)).tolist()
    return own == [each for (each,) in told]


def joined(one: Array, other: Array) -> Array:
    """Return the hashes of pairs of texts by those of their texts."""
    hashes: Array = one ^ (one >> _HALF)
    hashes *= FACTOR
    hashes ^= other
    return hashes
