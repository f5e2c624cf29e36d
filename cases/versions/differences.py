"""What differs between two stories, as readers see them."""

from __future__ import annotations

from .story import Story, for_readers


def reads_the_same(one: Story, other: Story) -> bool:
    """Return whether a reader would see the same in both stories."""
    return for_readers(one) == for_readers(other)
