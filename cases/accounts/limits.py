"""How often something may be tried in a while, counted in the cache that all processes share.

A limit of N is N slots, each free again after the limit's time. A slot is taken with `cache.add`,
which in every shared cache succeeds for one alone: parallel attempts are counted right.
"""

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """At most `attempts` within `seconds`, for each one that it is asked of."""

    name: str
    attempts: int
    seconds: int

    def take(self, who):
        """Take a slot for `who`; gives its key, or None when there is no free slot."""
        keys = self._keys(who)
        taken = cache.get_many(keys)
        for key in keys:
            if key not in taken and cache.add(key, time.time() + self.seconds, self.seconds):
                return key
        return None

    def opens_at(self, who):
        """When the next slot is free, in seconds since 1970."""
        return min(cache.get_many(self._keys(who)).values(), default=time.time())

    def _keys(self, who):
        # Names and addresses are not kept in clear, and a key must be short
        digest = hashlib.blake2b(f"{self.name}\0{who}".encode(), digest_size=16).hexdigest()
        return [f"limit:{digest}:{number}" for number in range(self.attempts)]


def give_back(keys):
    """Make slots free again: what they were taken for did not count."""
    cache.delete_many(keys)
