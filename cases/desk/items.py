"""What the lists of the start page consist of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing on a list: what it is called, where it is, when, and a few words about it."""

    text: str
    address: str
    at: object = None
    note: str = ""


@dataclass(frozen=True)
class Pile:
    """What waits under one heading: the first few, how many in all, and where the rest are."""

    heading: str
    items: list
    total: int
    more: str = ""
    empty: str = ""

    @property
    def hidden(self):
        return self.total - len(self.items)
