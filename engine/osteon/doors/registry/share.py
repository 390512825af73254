"""Which part of the partitions one process does, where several machines share a run: 2/8, or all of them."""

from osteon.basics.records import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """The part `at` of `of`, counted from 0. A partition belongs to the share that its number falls to."""

    at: int = 0
    of: int = 1

    @property
    def is_whole(self) -> bool:
        """Say whether it is all of them."""
        return self.of == 1

    @property
    def label(self) -> str:
        """Return the name of this share in names of files."""
        return "whole" if self.is_whole else f"{self.at}-of-{self.of}"

    def holds(self, partition: int) -> bool:
        """Say whether a partition falls to this share."""
        return partition % self.of == self.at


def read_share(text: str) -> Share:
    """Read a share: "0/8" is the first of eight.

    Raises ValueError, which says how it is written.
    """
    at, slash, of = text.partition("/")
    if not slash or not at.isascii() or not at.isdigit() or not of.isascii() or not of.isdigit():
        raise ValueError(f"{text!r} is no share: write 0/8 for the first of eight, 7/8 for the last")
    share = Share(int(at), int(of))
    if not 0 <= share.at < share.of:
        raise ValueError(f"{text!r} is no share: of {share.of} the numbers go from 0 to {share.of - 1}")
    return share
