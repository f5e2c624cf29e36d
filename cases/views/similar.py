"""Cases like a case, with the reason: what the two share."""

from functools import lru_cache

from django.utils.translation import gettext as _

from cases.finding.documents import AnalyzedDocument, index_version
from cases.finding.search_rows import analyzer
from cases.finding.similar import Trait, place_tokens, similar
from cases.finding.snapshot import current_snapshot, snapshot_at
from cases.models import Project

MOST_SHOWN = 6
MOST_REASONS = 2  # of a kind
# What likeness is told by: facets, the most telling first
TRAITS = ("omrade", "faktor", "grupp")


def similar_cases(request, project):
    """Return (case, place, reason) for the published cases most like `project`, best first.

    One query, when `project` came with its search document. Every published case has one, so
    nothing is analysed here; one of another version is on its way to be written anew.
    """
    stored = getattr(project, "search_document", None)
    if stored is None or stored.version != index_version():
        return []
    snapshot = _snapshot(request)
    near = similar(
        snapshot.dictionary.index,
        project.pk,
        AnalyzedDocument.from_bytes(bytes(stored.data)),
        _traits(project.pk, snapshot),
        ignored=_tokens_of_places(tuple(place.name for place in project.municipalities.all())),
        most=MOST_SHOWN,
    )
    cases = Project.objects.published().only("title", "slug").in_bulk([like.id for like in near])
    return [
        (cases[like.id], _places(like.id, snapshot), _reason(like.shared, snapshot))
        for like in near
        if like.id in cases
    ]


def _snapshot(request):
    revision = getattr(request, "content_revision", None)
    return current_snapshot() if revision is None else snapshot_at(revision)


def _traits(pk, snapshot):
    return [
        Trait(facet, value, members)
        for facet in TRAITS
        for value, members in snapshot.facets.values.get(facet, {}).items()
        if pk in members and _is_whole(facet, value)
    ]


def _is_whole(facet, value):
    """A factor with its role is a narrower likeness than the reason should speak of."""
    return facet != "faktor" or ":" not in value


@lru_cache(maxsize=512)
def _tokens_of_places(names):
    return place_tokens(names, analyzer())


def _places(pk, snapshot):
    values = snapshot.facets.values.get("kommun", {})
    return ", ".join(
        snapshot.words["kommun"][value].label for value, members in values.items() if pk in members
    )


def _reason(shared, snapshot):
    """Return a sentence on what is shared; the words alone where nothing is."""
    labels = {facet: [] for facet in TRAITS}
    for trait in shared:
        labels[trait.kind].append(snapshot.words[trait.kind][trait.key])
    parts = [
        (_("Samma område"), _most_telling(labels["omrade"])),
        (_("Samma faktor"), _most_telling(labels["faktor"])),
        (_("Samma slags kommun"), _most_telling(labels["grupp"])),
    ]
    told = [f"{heading}: {', '.join(names)}" for heading, names in parts if names]
    return ". ".join(told) or _("Handlar om något liknande")


def _most_telling(words):
    """Return some labels; a part of a field says more than the field it is under."""
    covered = {word.under for word in words}
    told = [word.label for word in words if word.value not in covered]
    return told[:MOST_REASONS]
