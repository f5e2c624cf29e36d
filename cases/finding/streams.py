"""The order of a document's words as bytes, in which a phrase is found with ``bytes.find``.

A token's number is written seven bits at a time, highest first; the last byte has its high bit
set. Frequent tokens get low numbers, so a word takes about 1.7 bytes. Number 0 is a break.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

STOP_BIT = 0x80
_LARGEST = 1 << 28


def codes(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """How each number is written: its bytes (those of the uint32, little-endian), and how many.

    Raises ``ValueError`` for a number of 2**28 or more.
    """
    if len(numbers) and int(numbers.max()) >= _LARGEST:
        raise ValueError(f"A token number must be below {_LARGEST}.")
    written = numbers & np.uint32(0x7F) | np.uint32(STOP_BIT)
    lengths = np.ones(len(numbers), np.uint8)
    for bits in np.array((7, 14, 21), np.uint32):
        longer = np.flatnonzero(numbers >> bits)
        if not len(longer):
            break
        higher = numbers[longer] >> bits & np.uint32(0x7F)
        written[longer] = written[longer] << np.uint32(8) | higher
        lengths[longer] += 1
    return written, lengths


def joined(
    written: NDArray[np.uint32], lengths: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of ``codes`` in a row, and where each number begins (one more: the end)."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    data = np.empty(int(starts[-1]), np.uint8)
    data[starts[:-1]] = written.astype(np.uint8)
    for byte in range(1, int(lengths.max(initial=1))):
        longer = np.flatnonzero(lengths > byte)
        data[starts[longer] + byte] = (written[longer] >> np.uint32(8 * byte)).astype(np.uint8)
    return data, starts


def encode(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of all numbers in a row, and where each number begins (one more: the end).

    Raises ``ValueError`` for a number of 2**28 or more.
    """
    return joined(*codes(numbers))


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
