"""Lines and texts in words of eight bytes, for the compiled loops: compared, looked through and hashed.

Every function becomes part of the loop that calls it. Places and sizes are whole numbers
without a sign where that spares the loop a question.
"""

from typing import Any

import numpy as np
from numba import njit

from osteon.doors.registry.hashes import FACTOR, OF_LENGTH, SEED
from osteon.doors.registry.plain_days import DAY_BYTES

U = np.uint64
ZERO, ONE = U(0), U(1)
WORD = 8

_LOW, _TOP = U(0x7F7F_7F7F_7F7F_7F7F), U(0x8080_8080_8080_8080)
_ONES = 0x0101_0101_0101_0101
LINE_ENDS, _QUOTES, _BACKSLASHES, _SLASHES = (U(each * _ONES) for each in b'\n"\\/')
_NO_CONTROL = U(0x6060_6060_6060_6060)
_THREE, _SEVEN, _HALF, _WIDTH, _BYTE = U(3), U(7), U(32), U(64), U(255)

_NOUGHTS, _NOUGHT_DAY = U(0x2D30_302D_3030_3030), U(0x3030)
"""0000-00- and 00, the first sign lowest."""

_DIGITS, _DIGITS_OF_DAY, _DASHES = U(0x0076_7600_7676_7676), U(0x7676), U(0xFF00_00FF_0000_0000)
_TEN, _HUNDRED, _THOUSAND = map(U, (10, 100, 1000))
_BEHIND_A_DAY = (U(ord("T")), U(ord(" ")))
_LONGEST = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 87)
_LEAP_MONTH, _LEAP_DAYS = 2, 29

inlined = njit(forceinline=True)


@inlined
def copy(source: Any, begin: int, size: int, target: Any, at: int) -> None:
    """Copy so many from one place to another."""
    for each in range(U(size)):
        target[U(at) + each] = source[U(begin) + each]


@inlined
def sum_of(line: Any, words: Any, mask: int, size: int) -> Any:
    """Return the sum of the words of a line under a mask."""
    found = ZERO
    for each in range(U(size)):
        found += line[each] & words[U(mask) + each]
    return found


@inlined
def differs(line: Any, words: Any, mask: int, frame: int, size: int) -> Any:
    """Say whether a line under a mask differs from a frame."""
    found = ZERO
    for each in range(U(size)):
        found |= (line[each] & words[U(mask) + each]) ^ words[U(frame) + each]
    return found != ZERO


@inlined
def noughts(word: Any) -> Any:
    """Return a top bit for each byte that is nought."""
    return ~(((word & _LOW) + _LOW) | word | _LOW)


@inlined
def is_plain(line: Any, words: Any, cuts: int, size: int) -> Any:
    """Say whether no cut holds a quote, a backslash, a control character or what is not ASCII."""
    odd = ZERO
    for each in range(U(size)):
        word = line[each]
        quote, backslash = word ^ _QUOTES, word ^ _BACKSLASHES
        found = ~(((quote & _LOW) + _LOW) | quote) | ~(((backslash & _LOW) + _LOW) | backslash)
        odd |= (found | ~((word & _LOW) + _NO_CONTROL) | word) & words[U(cuts) + each]
    return odd & _TOP == ZERO


@inlined
def word_at(line: Any, at: int, size: int) -> Any:
    """Return the word that begins at a byte; what is beyond `size` bytes is nought."""
    place, shift = U(at) >> _THREE, (U(at) & _SEVEN) << _THREE
    found = line[place] >> shift
    if shift != ZERO:
        found |= line[place + ONE] << (_WIDTH - shift)
    if size < WORD:
        found &= (ONE << (U(size) << _THREE)) - ONE
    return found


@inlined
def take(line: Any, begin: int, end: int, text: Any) -> int:
    """Take a text out of a line, as words, and return how many there are."""
    count = 0
    for at in range(begin, end, WORD):
        text[U(count)] = word_at(line, at, end - at)
        count += 1
    return count


@inlined
def has_slash(text: Any, count: int) -> Any:
    """Say whether a text of so many words has a slash in it."""
    found = ZERO
    for each in range(U(count)):
        found |= noughts(text[each] ^ _SLASHES)
    return found != ZERO


@inlined
def hash_of(text: Any, count: int, size: int) -> Any:
    """Return the hash of a text of so many words and bytes."""
    found = SEED ^ (U(size) * OF_LENGTH)
    for each in range(U(count)):
        found ^= text[each]
        found *= FACTOR
    found ^= found >> _HALF
    found *= FACTOR
    found ^= found >> _HALF
    found *= FACTOR
    return found ^ (found >> _HALF)


@inlined
def day_at(line: Any, begin: int, end: int) -> Any:
    """Return the number of the day that a text begins with, 20261124 for 2026-11-24; 0 if it is none."""
    first = word_at(line, begin, WORD) ^ _NOUGHTS
    last = word_at(line, begin + WORD, DAY_BYTES - WORD) ^ _NOUGHT_DAY
    odd = ((first + _DIGITS) | first | (last + _DIGITS_OF_DAY) | last) & _TOP
    if odd != ZERO or first & _DASHES != ZERO:
        return 0
    if end - begin > DAY_BYTES and word_at(line, begin + DAY_BYTES, 1) not in _BEHIND_A_DAY:
        return 0
    year = (first & _BYTE) * _THOUSAND + ((first >> U(8)) & _BYTE) * _HUNDRED
    year += ((first >> U(16)) & _BYTE) * _TEN + ((first >> U(24)) & _BYTE)
    month = ((first >> U(40)) & _BYTE) * _TEN + ((first >> U(48)) & _BYTE)
    day = (last & _BYTE) * _TEN + (last >> U(WORD))
    longest = _LONGEST[month]
    if month == _LEAP_MONTH and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        longest = _LEAP_DAYS
    if year < 1 or day < 1 or day > longest:
        return 0
    return np.int64((year * _HUNDRED + month) * _HUNDRED + day)


@inlined
def first_byte(bits: Any) -> Any:
    """Return which byte has the lowest of the top bits of some."""
    below = (bits & (~bits + ONE)) - ONE
    return np.int64((((below >> _SEVEN) & U(_ONES)) * U(_ONES)) >> U(56))
