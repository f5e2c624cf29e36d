"""The parts of a case's story, fetched with one prepared query each; none for what it lacks."""

from django.db.models import Exists, OuterRef

from cases.models import (
    Citation,
    Cost,
    FollowUp,
    Funder,
    Hindrance,
    Lesson,
    Milestone,
    Municipality,
    Partner,
    Project,
    ProjectFactor,
    ProjectImage,
    Result,
    ReuseReport,
    TransferCondition,
    Voice,
)
from cases.models.prepared import Prepared

_CITATIONS = Prepared(lambda key: Citation.objects.filter(project=key).select_related("source"))
# By the relation's name: they stand where prefetching would have put them
_PARTS = {
    "municipalities": Prepared(
        lambda key: Municipality.objects.filter(projects=key).select_related("county", "group")
    ),
    "factors": Prepared(
        lambda key: ProjectFactor.objects.filter(project=key).select_related("factor")
    ),
    "funders": Prepared(lambda key: Funder.objects.filter(project=key).select_related("programme")),
    "lessons": Prepared(lambda key: Lesson.objects.filter(project=key)),
    "milestones": Prepared(lambda key: Milestone.objects.filter(project=key)),
    "partners": Prepared(lambda key: Partner.objects.filter(project=key)),
}
_CITED_PARTS = {
    "results": Prepared(lambda key: Result.objects.filter(project=key)),
    "hindrances": Prepared(lambda key: Hindrance.objects.filter(project=key)),
    "transfer_conditions": Prepared(lambda key: TransferCondition.objects.filter(project=key)),
    "costs": Prepared(lambda key: Cost.objects.filter(project=key)),
    "voices": Prepared(lambda key: Voice.objects.filter(project=key)),
}
_REPORTS = Prepared(
    lambda key: ReuseReport.objects.filter(project=key, approved=True).select_related(
        "municipality"
    )
)
# What is shown of these is chosen, so that they stand under names of their own
_SHOWN = {
    "shown_images": Prepared(lambda key: ProjectImage.objects.filter(project=key, stopped=False)),
    "done_follow_ups": Prepared(
        lambda key: FollowUp.objects.filter(project=key, done_on__isnull=False)
    ),
}


# Often missing. That a case has none is told with the case itself, which is soon asked
_PERHAPS = {"reports": _REPORTS, **_SHOWN} | {
    name: _CITED_PARTS.get(name) or _PARTS[name]
    for name in ("costs", "funders", "lessons", "milestones", "transfer_conditions")
}

published_at = Prepared(
    lambda slug: (
        Project.objects.published()
        .filter(slug=slug)
        .select_related("driver", "search_document")
        .with_latest_version()
        .annotate(
            **{
                f"has_{name}": Exists(part.write(OuterRef("pk")).order_by())
                for name, part in _PERHAPS.items()
            }
        )
    )
)


def fetch_parts(project):
    """Give `project` its parts, as lists under the names of their relations."""
    citations = _CITATIONS(project.pk)
    cited = {name: _rows(project, name, part) for name, part in _CITED_PARTS.items()}
    project.approved_reports = _rows(project, "reports", _REPORTS)
    _cite([*project.approved_reports, *(row for rows in cited.values() for row in rows)], citations)
    parts = {name: _rows(project, name, part) for name, part in _PARTS.items()}
    for name, part in _SHOWN.items():
        setattr(project, name, _rows(project, name, part))
    project._prefetched_objects_cache = {"citations": citations, **cited, **parts}


def _rows(project, name, part):
    """Return the rows of a part; a case from elsewhere does not say whether it has any."""
    return part(project.pk) if getattr(project, f"has_{name}", True) else []


def _cite(rows, citations):
    numbered = {citation.pk: citation for citation in citations}
    for row in rows:
        if row.citation_id in numbered:
            row.citation = numbered[row.citation_id]
