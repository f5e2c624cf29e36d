"""A curator's start page: what waits for this curator, where the bank has nothing, who did what.

Each role sees what it can act on. The number of queries is the same however much there is.
"""

from .bank import coverage, richness, states, without
from .lately import lately
from .piles import piles

__all__ = ["coverage", "lately", "piles", "richness", "states", "without"]
