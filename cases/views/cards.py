"""Cards of cases as they stand in lists, kept in the process until the case changes.

A card is drawn by its template once, with gaps where its title and its excerpt go, so that a
search can fill the same card with marked words. A kept card costs no query. What it was drawn
from is told by the index: its edition moves when a vocabulary changes (a municipality's new name
is on the cards too), and `changed` when the case itself does.
"""

import threading
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from cases.finding.highlight import Text, mark, snippet
from cases.finding.search_rows import analyzer
from cases.models import Municipality, Project, ProjectFactor
from cases.models.prepared import Prepared

BATCH = 20  # a page of the list
SHOWN = (
    "title", "slug", "summary_30s", "start_year", "end_year", "stage", "outcome_direction",
    "evidence_level", "cost_band", "public_id",
)  # fmt: skip
SOUGHT = ("summary", "solution")
MOST_CARDS = 4000  # some 5 kB each
GAP = "\x00"  # no text in the bank has it: PostgreSQL refuses it, and so do form fields


@dataclass(frozen=True)
class Card:
    """A card when nothing was sought; the markup around title and excerpt, and the texts that a
    search marks its words in."""

    plain: str
    parts: tuple[str, str, str]
    title: str
    text: str

    @cached_property
    def cut(self):
        """The title and the text cut into words, at the first search that finds the case."""
        return Text.of(self.title), Text.of(self.text)

    def marked(self, found):
        """Return the card with the words that a search found marked, and where they stand."""
        before, between, after = self.parts
        title, text = self.cut
        title, excerpt = mark(title, found, analyzer()), snippet(text, found, analyzer())
        return mark_safe(f"{before}{title}{between}{excerpt}{after}")


class _Kept:
    """Cards by key; the least recently shown are forgotten first."""

    def __init__(self):
        self.cards = OrderedDict()
        self.lock = threading.Lock()

    def find(self, keys):
        """Return {project id: card} of the keys that are known."""
        with self.lock:
            found = {key[0]: self.cards[key] for key in keys if key in self.cards}
            for key in keys:
                if key[0] in found:
                    self.cards.move_to_end(key)
        return found

    def keep(self, drawn):
        """Remember cards by key."""
        with self.lock:
            self.cards.update(drawn)
            while len(self.cards) > MOST_CARDS:
                self.cards.popitem(last=False)


_kept = _Kept()


def forget():
    """Drop every card; the next list draws its own."""
    _kept.cards.clear()


def cards(ids, snapshot, found=None):
    """Return the cards of the published projects with `ids`, in order, as markup.

    `found` is what a search found, None where nothing was sought.
    """
    language = get_language()
    keys = {pk: (pk, snapshot.edition, snapshot.changed.get(pk), language) for pk in ids}
    known = _kept.find(keys.values())
    missing = [pk for pk in ids if pk not in known]
    if missing:
        drawn = {pk: _draw(project) for pk, project in _projects(missing).items()}
        _kept.keep({keys[pk]: card for pk, card in drawn.items()})
        known |= drawn
    shown = [known[pk] for pk in ids if pk in known]
    return [card.marked(found) if found else card.plain for card in shown]


def _projects(ids):
    """Return {id: project} of the published ones, with what a card shows: three queries a batch."""
    found = {}
    for first in range(0, len(ids), BATCH):
        batch = ids[first : first + BATCH]
        # Always as many keys, so that the queries are written once
        keys = batch + batch[-1:] * (BATCH - len(batch))
        places, factors = defaultdict(list), defaultdict(list)
        for pk, name in _places(*keys):
            places[pk].append(_Place(name))
        for pk, code, role in _roles(*keys):
            factors[pk].append(_Link(_Factor(code), role))
        for project in _titles(*keys):
            parts = {"municipalities": places[project.pk], "factors": factors[project.pk]}
            project._prefetched_objects_cache = parts
            found[project.pk] = project
    return found


@Prepared
def _titles(*ids):
    return Project.objects.published().filter(pk__in=ids).order_by().only(*SHOWN, *SOUGHT)


@Prepared
def _places(*ids):
    return Municipality.objects.filter(projects__in=ids).values_list("projects", "name")


@Prepared
def _roles(*ids):
    links = ProjectFactor.objects.filter(project__in=ids)
    return links.values_list("project_id", "factor__code", "role")


class _Place(NamedTuple):
    name: str


class _Factor(NamedTuple):
    code: str


class _Link(NamedTuple):
    factor: _Factor
    role: str


def _draw(project):
    project.marked_title = mark_safe(GAP)
    context = {"project": project, "heading": "h3", "snippet": mark_safe(GAP)}
    markup = get_template("_partials/_record.html").render(context)
    before, between, after = markup.split(GAP)
    plain = f"{before}{escape(project.title)}{between}{escape(project.summary_30s)}{after}"
    text = f"{project.summary_30s} {project.summary} {project.solution}"
    return Card(mark_safe(plain), (before, between, after), project.title, text)
