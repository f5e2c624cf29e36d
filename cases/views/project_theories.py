"""The research beside a case: theories that meet the case itself or one of its factors."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from django.db.models import F, IntegerField, Value
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import ProjectTheory, TheoryFactor
from cases.models.addresses import address
from cases.models.fields import in_words
from cases.models.prepared import Prepared

MOST_THEORIES = 6


class _Link(NamedTuple):
    """A theory as one link leads to it: from a factor, or from the case itself."""

    code: str
    title: str
    use: str
    relation: str
    order: int
    sort_key: str
    factor: int | None = None
    why: str = ""


_COLUMNS = (
    F("theory__code"),
    F("theory__title"),
    F("theory__use_in_municipality"),
    F("relation"),
    F("position"),
    F("theory__sort_key"),
)


@dataclass
class TheoryReading:
    """A theory beside the case: how it meets the case itself and each of the case's factors."""

    code: str
    title: str
    use: str
    meets_case: str = ""  # in words, as the next
    meets: list = field(default_factory=list)
    why: str = ""

    def get_absolute_url(self):
        return address("theory-detail", self.code)

    @property
    def how(self):
        """Return how it meets the case and the factors, in one sentence each."""
        return ". ".join(map(capfirst, filter(None, (self.meets_case, "; ".join(self.meets)))))


def theories_beside(project, factors, edition):
    """Return at most `MOST_THEORIES` readings, and how many theories meet the case in all.

    First those linked to the case itself, then in turns one for each factor, the factors that
    decided or hindered first: six theories about one factor would explain less. `factors` are the
    links to them in that order; `edition` is the snapshot's.
    """
    met = _met_by_factors(edition)
    titles = {link.factor_id: link.factor.title for link in factors}
    own = sorted((_Link(*row) for row in _own_rows(project.pk)), key=_in_order)
    queues = [met.get(factor, []) for factor in titles]
    codes = dict.fromkeys(link.code for link in (*own, *_in_turns(queues)))
    links = defaultdict(list)
    for link in sorted(chain(own, *queues), key=_in_order):
        links[link.code].append(link)
    return [_reading(links[code], titles) for code in list(codes)[:MOST_THEORIES]], len(codes)


@Prepared
def _own_rows(key):
    links = ProjectTheory.objects.filter(project=key).order_by()
    return links.values_list(*_COLUMNS, Value(None, IntegerField()), "why")


@lru_cache(maxsize=2)  # the next is read while the last still serves
def _met_by_factors(_edition):
    """Return {factor: its links to theories}, read once in each edition of the records."""
    met = defaultdict(list)
    for row in TheoryFactor.objects.order_by().values_list(*_COLUMNS, "factor_id"):
        met[row[-1]].append(_Link(*row))
    return {factor: sorted(links, key=_in_order) for factor, links in met.items()}


def _in_order(link):
    return link.order, link.sort_key


def _reading(links, titles):
    """Return the reading of one theory from its links, to the case and to the factors it meets."""
    reading = TheoryReading(links[0].code, links[0].title, links[0].use)
    to_case, to_factor = in_words(ProjectTheory.Relation), in_words(TheoryFactor.Relation)
    for link in links:
        if link.factor:
            words = _("%(relation)s faktorn %(factor)s")
            met = {"relation": to_factor[link.relation], "factor": titles[link.factor]}
            reading.meets.append(words % met)
        else:
            reading.meets_case = _("%(relation)s fallet") % {"relation": to_case[link.relation]}
            reading.why = link.why
    return reading


def _in_turns(queues):
    """["a", "b"], ["c"] → a, c, b."""
    longest = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(longest) for queue in queues if turn < len(queue)]
