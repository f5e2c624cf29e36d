"""Loads all of the starting content in one transaction and reports what was done."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from cases import history, workflow
from cases.models import ContentRevision, InnovationType, Municipality, Project
from cases.versions import record_if_changed

from . import knowledge
from .parts import Vocabulary
from .places import load_places
from .projects import CaseLoader
from .reading import read_cases
from .records import LOADED, Report
from .synonyms import load_synonyms


def bank_is_empty() -> bool:
    """Return whether the bank holds neither municipalities nor projects."""
    return not (Project.objects.exists() or Municipality.objects.exists())


@transaction.atomic
def load_content() -> Report:
    """Load the content files; all of it or, at the first error, nothing.

    Returns the `Report`. Raises `ContentError` for a word that maps to no code.
    """
    report = Report()
    words = load_vocabulary(report)
    load_synonyms(report)
    loaded = [CaseLoader(file, data, words, report).load() for file, data in read_cases()]
    history.loaded(report.new, note=str(LOADED))
    if report.changed:
        ContentRevision.advance()
    for project, changed in loaded:
        publish_or_keep(project, changed, report)
    return report


def load_vocabulary(report: Report) -> Vocabulary:
    """Load everything that the cases refer to; return the tables from word to record."""
    load_places(report)
    themes = knowledge.load_themes(report)
    factors = knowledge.load_factors(report)
    theories = knowledge.load_theories(report, factors)
    research = knowledge.load_research(report, theories)
    return Vocabulary(
        places={place.code: place for place in Municipality.objects.in_sweden()},
        themes=themes,
        theme_words=knowledge.theme_words(),
        factors=factors,
        factor_words=knowledge.factor_words(factors),
        programmes=knowledge.load_programmes(report, research),
        organisations=knowledge.load_organisations(report),
        sources=knowledge.load_sources(report),
        innovation_types={row.code: row for row in InnovationType.objects.all()},
    )


def publish_or_keep(project: Project, changed: bool, report: Report) -> None:
    """Publish a case that passes the gate; keep the rest as drafts and say why."""
    if project.status != Project.Status.DRAFT:
        if changed and project.is_published:
            ContentRevision.advance(project.pk)
            record_if_changed(project=project, by=None, why=_("Startinnehållet har ändrats."))
        return
    missing = workflow.missing_for_publication(project)
    if missing:
        report.drafts[str(project)] = [str(gap.message) for gap in missing]
        return
    workflow.publish(project=project, by=None, why=_("Startinnehåll"))
    report.published.append(str(project))
