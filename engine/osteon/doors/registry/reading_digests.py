"""A file of an export that is digested while it is read, so that the digest is that of what was read."""

import gzip
import io
from typing import TYPE_CHECKING, cast

from osteon.doors.registry import digests

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class DigestedFile(io.RawIOBase):
    """A file that is read once, from its beginning. Where it ended once it ends, whoever writes to it."""

    def __init__(self, path: str) -> None:
        self._file = open(path, "rb", buffering=0)  # noqa: SIM115  # held until close()
        self._pieces: list[bytes] = []
        self._piece = digests.new_digest()
        self._left = digests.PIECE
        self._has_ended = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def readinto(self, into: "WriteableBuffer") -> int:
        """Read some bytes, digest them, and return how many they are; 0 at the end."""
        read = 0 if self._has_ended else self._file.readinto(into) or 0
        self._has_ended = not read
        with memoryview(into).cast("B") as view:
            self._add(view[:read])
        return read

    @property
    def pieces(self) -> bytes | None:
        """Return what `digests_in` returns for the bytes of the file; None if it was not read to its end."""
        if not self._has_ended:
            return None
        last = self._left < digests.PIECE or not self._pieces
        return b"".join([*self._pieces, self._piece.digest()] if last else self._pieces)

    def _add(self, some: memoryview) -> None:
        while len(some):
            now = some[: self._left]
            self._piece.update(now)
            self._left -= len(now)
            some = some[len(now) :]
            if not self._left:
                self._pieces.append(self._piece.digest())
                self._piece, self._left = digests.new_digest(), digests.PIECE


def unpacked(file: DigestedFile, path: str) -> io.BufferedIOBase:
    """Return what a file of this name holds, unpacked if it is packed; every byte of it is read."""
    if path.lower().endswith(".gz"):
        return gzip.GzipFile(fileobj=io.BufferedReader(file), mode="rb")
    return cast(io.BufferedIOBase, file)
