"""The tables that the compiled loops read lines with and write rows into (`kernels.py`), column by column."""

from typing import Any, NamedTuple

FITS_NOT, NO_ROOM = -2, -3
"""The state of a line that is like none that is known, and of one for which there is no room any more."""

# Of what is known of lines: the last shape of each length; shapes, with their masks; cuts; and frames.
LENGTHS = 1 << 16
NEXT, MASK, WORDS, SIGNS, CUTS, CUTS_END, SHAPE_COLUMNS = range(7)
BEGIN, END, WHAT, DAY, CUT_COLUMNS = range(5)
FRAME, PLACE, SHAPE, FRAME_COLUMNS = range(4)
IS_OWN, IS_WHOSE, IS_DAY, IS_IGNORED = range(4)

# What is counted in each group of patients, and what is known of the last patient.
ROWS, ID_BYTES, NAMES, NAME_BYTES, COUNTS = range(5)
LENGTH, GROUP, NUMBER, LASTS = range(4)

ROOMS = 3
"""For a line, for a text of it, and for the name of the last patient."""

MIXED, SHIFT = 0x9E37_79B9_7F4A_7C15, 40
"""A frame of a key stands at or behind the place `key * MIXED >> SHIFT` of its table."""


class Tables(NamedTuple):
    """What is known of lines, as `known_lines.py` writes it down."""

    lengths: Any
    shapes: Any
    cuts: Any
    keys: Any
    frames: Any
    words: Any
    numbers: Any


class Told(NamedTuple):
    """What is told of the lines of a block: a state for each, and for each that fits a row in its group.

    `rows` is the room for rows in each of the `groups`, `signs` that for the bytes of ids, and of names.
    """

    states: Any
    fitted: Any
    nth: Any
    marks: Any
    ids: Any
    id_ends: Any
    whose: Any
    names: Any
    name_ends: Any
    days: Any
    counts: Any
    groups: int
    rows: int
    signs: int


class Own(NamedTuple):
    """Room for a line, as words and as bytes, for a text, for days, and what is known of the last patient."""

    words: Any
    signs: Any
    text: Any
    days: Any
    name: Any
    last: Any
