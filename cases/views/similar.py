"""Cases like a case, with the reason: what the two share."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from django.utils.translation import gettext as _

from cases.finding.documents import AnalyzedDocument, index_version
from cases.finding.search_rows import analyzer
from cases.finding.similar import Trait, place_tokens, similar
from cases.models import Project
from cases.models.addresses import address
from cases.models.prepared import Prepared
from cases.views.fresh import snapshot_for

MOST_SHOWN = 6
MOST_REASONS = 2  # of a kind
# What likeness is told by: facets, the most telling first
TRAITS = ("omrade", "faktor", "grupp")


class LikeCase(NamedTuple):
    """A case as it stands in the row of like cases."""

    title: str
    address: str
    place: str


def similar_cases(request, project):
    """Return (case, reason) for the published cases most like `project`, best first.

    One query, when `project` came with its search document. Every published case has one, so
    nothing is analysed here; one of another version is on its way to be written anew.
    """
    stored = getattr(project, "search_document", None)
    if stored is None or stored.version != index_version():
        return []
    snapshot = snapshot_for(request)
    traits = _traits(project.pk, snapshot)
    near = similar(
        snapshot.dictionary.index,
        project.pk,
        AnalyzedDocument.from_bytes(bytes(stored.data)),
        traits,
        ignored=_tokens_of_places(tuple(place.name for place in project.municipalities.all())),
        most=MOST_SHOWN,
    )
    ids = [like.id for like in near]
    ids += _sharing_most(traits, {project.pk, *ids})[: MOST_SHOWN - len(ids)]
    cases, reasons = _published(ids, snapshot), _Reasons(traits, snapshot)
    return [(cases[pk], reasons.of(pk)) for pk in ids if pk in cases]


@Prepared
def _titles(*ids):
    projects = Project.objects.published().filter(pk__in=ids).order_by()
    return projects.values_list("pk", "title", "slug", "municipalities__slug")


def _published(ids, snapshot):
    """Return {id: case} of those that are published."""
    if not ids:
        return {}
    always_as_many = [*ids, *ids[-1:] * (MOST_SHOWN - len(ids))]
    known, titles, places = snapshot.words["kommun"], {}, defaultdict(list)
    for pk, title, slug, place in _titles(*always_as_many):
        titles[pk] = title, slug
        places[pk] += [place] if place in known else []
    names = {pk: [known[place].label for place in sorted(places[pk])] for pk in titles}
    return {
        pk: LikeCase(title, address("project-detail", slug), ", ".join(names[pk]))
        for pk, (title, slug) in titles.items()
    }


def _traits(pk, snapshot):
    return [
        Trait(facet, value, members)
        for facet in TRAITS
        for value, members in snapshot.facets.values.get(facet, {}).items()
        if pk in members and _is_whole(facet, value)
    ]


def _sharing_most(traits, shown):
    """Return cases that share the most, whatever their words, for a case like no other."""
    if len(shown) > MOST_SHOWN or not traits:
        return []
    members = np.concatenate([trait.members.to_array() for trait in traits])
    ids, shared = np.unique(members, return_counts=True)
    ranked = ids[np.lexsort((ids, -shared))][: MOST_SHOWN + len(shown)]
    return [pk for pk in ranked.tolist() if pk not in shown]


def _is_whole(facet, value):
    """A factor with its role is a narrower likeness than the reason should speak of."""
    return facet != "faktor" or ":" not in value


@lru_cache(maxsize=512)
def _tokens_of_places(names):
    return place_tokens(names, analyzer())


class _Reasons:
    """Sentences on what a case shares; where nothing is shared, the words are."""

    def __init__(self, traits, snapshot):
        self.traits, self.words = traits, snapshot.words
        self.headings = {
            "omrade": _("Samma område"),
            "faktor": _("Samma faktor"),
            "grupp": _("Samma slags kommun"),
        }
        self.otherwise = _("Handlar om något liknande")

    def of(self, pk):
        """Return why the case is shown."""
        shared = {facet: [] for facet in TRAITS}
        for trait in self.traits:
            if pk in trait.members:
                shared[trait.kind].append(self.words[trait.kind][trait.key])
        told = [
            f"{self.headings[facet]}: {', '.join(_most_telling(words))}"
            for facet, words in shared.items()
            if words
        ]
        return ". ".join(told) or self.otherwise


def _most_telling(words):
    """Return some labels; a part of a field says more than the field it is under."""
    covered = {word.under for word in words}
    told = [word.label for word in words if word.value not in covered]
    return told[:MOST_REASONS]
