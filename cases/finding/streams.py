"""The order of a document's words as bytes, in which a phrase is found with ``bytes.find``.

A token's number is written seven bits at a time, highest first; the last byte has its high bit
set. Frequent tokens get low numbers, so a word takes about 1.7 bytes. Number 0 is a break.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

STOP_BIT = 0x80
_LARGEST = 1 << 28


def encode(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of all numbers in a row, and where each number begins (one more: the end).

    Raises ``ValueError`` for a number of 2**28 or more.
    """
    if len(numbers) and int(numbers.max()) >= _LARGEST:
        raise ValueError(f"A token number must be below {_LARGEST}.")
    lengths = np.ones(len(numbers), np.int64)
    for bits in (7, 14, 21):
        lengths += numbers >= (1 << bits)
    starts = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    out = np.zeros(int(starts[-1]), np.uint8)
    last = starts[1:] - 1
    out[last] = (numbers & 0x7F) | STOP_BIT
    for back in (1, 2, 3):
        longer = lengths > back
        out[last[longer] - back] = (numbers[longer] >> np.uint32(7 * back)) & 0x7F
    return out, starts


def pattern(numbers: Sequence[int]) -> bytes:
    """The bytes of a phrase."""
    return encode(np.array(numbers, np.uint32))[0].tobytes()


def contains(data: bytes, phrase: bytes, start: int, end: int) -> bool:
    """Whether ``data[start:end]`` has the phrase, beginning where a token begins.

    ``start`` must be where a token begins.
    """
    place = data.find(phrase, start, end)
    while place >= 0:
        if place == start or data[place - 1] & STOP_BIT:
            return True
        place = data.find(phrase, place + 1, end)
    return False
