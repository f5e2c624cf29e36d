"""What a case's page says that no single field says: groups, counts, silences and theories."""

from collections import defaultdict
from functools import lru_cache

from django.db.models import Value

from cases.models import (
    InnovationType,
    OutcomeDirection,
    ProjectFactor,
    Stage,
    TargetGroup,
    Theme,
    ValueType,
    Voice,
)
from cases.models.fields import in_words
from cases.models.prepared import Prepared
from cases.text import sort_key
from cases.views.project_theories import theories_beside

Role = ProjectFactor.Role
# What decided or stopped a case is what its reader most needs explained
_ROLE_RANKS = {
    role: rank
    for rank, role in enumerate(
        (Role.DECISIVE, Role.HINDRANCE, Role.FAILED, Role.MISSING, Role.CONTRIBUTED)
    )
}


def read(project, edition):
    """Return the readings for the template. The parts of `project` are already fetched.

    `edition` is that of the snapshot, which tells whether theories and factors have changed.
    """
    factors = sorted(project.factors.all(), key=lambda link: _ROLE_RANKS[link.role])
    bases = {link.basis for link in factors}
    theories, theory_total = theories_beside(project, factors, edition)
    return {
        "labels": _labels(project),
        "bearing": [link for link in factors if not link.hindered],
        "hindering": [link for link in factors if link.hindered],
        "common_basis": bases.pop() if len(bases) == 1 else "",
        "theories": theories,
        "theory_total": theory_total,
        "partners": _by_kind(project.partners.all()),
        "results_have_direction": any(result.direction for result in project.results.all()),
        **_scales(project),
        **_perspectives(project),
        **_sources(project),
    }


@Prepared
def _label_rows(key):
    """The rows of four vocabularies as (kind, position, code, name), in one query."""
    vocabularies = {
        "themes": Theme,
        "innovation_types": InnovationType,
        "value_types": ValueType,
        "target_groups": TargetGroup,
    }
    first, *others = (
        model.objects.filter(projects=key)
        .order_by()
        .annotate(kind=Value(kind))
        .values_list("kind", "position", "code", "name")
        for kind, model in vocabularies.items()
    )
    return first.union(*others, all=True)


_sort_key = lru_cache(maxsize=1024)(sort_key)  # some hundred names, on every page


def _labels(project):
    """Return the four vocabularies of the case, {kind: [(code, name), …]}."""
    labels = defaultdict(list)
    rows = sorted(_label_rows(project.pk), key=lambda row: (row[1], _sort_key(row[3])))
    for kind, _position, code, name in rows:
        labels[kind].append((code, name))
    return dict(labels)


def _by_kind(partners):
    """Return [(kind in words, [partner, …]), …] in the order in which the kinds first stand."""
    groups = defaultdict(list)
    for partner in partners:
        groups[partner.get_kind_display()].append(partner)
    return list(groups.items())


def _scales(project):
    """Return the definitions of the case's places on the scales."""
    direction, stage = project.outcome_direction, project.stage
    return {
        "outcome_definition": OutcomeDirection(direction).definition if direction else "",
        "stage_definition": Stage(stage).definition if stage else "",
    }


def _perspectives(project):
    """Return which of the perspectives are heard in the sources, and which are silent."""
    heard = {voice.perspective for voice in project.voices.all()}
    return {
        "heard": len(heard),
        "perspectives": len(Voice.Perspective),
        "silent": [
            words for value, words in in_words(Voice.Perspective).items() if value not in heard
        ],
    }


def _sources(project):
    """Return the first and the last day on which the sources were read."""
    days = [citation.accessed for citation in project.citations.all() if citation.accessed]
    return {
        "read_first": min(days, default=None),
        "read_last": max(days, default=None),
        "own_sources": sum(citation.from_municipality for citation in project.citations.all()),
    }
