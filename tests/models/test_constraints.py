"""Rules that the database itself holds."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import (
    Cost,
    FollowUp,
    Municipality,
    Project,
    ProjectFactor,
    ProjectImage,
    Result,
    Source,
    Theme,
)
from tests import factories

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_figure_needs_a_citation():
    case = factories.project()
    refused(lambda: Result.objects.create(project=case, what="Nöjda", figure="80"))
    Result.objects.create(project=case, what="Nöjda, utan siffra")


def test_a_project_cannot_end_before_it_starts():
    refused(lambda: factories.project(start_year=2020, end_year=2019))
    factories.project(start_year=2020, end_year=2020)


def test_evidence_stays_on_its_scale():
    refused(lambda: factories.project(evidence_level=6))


def test_a_published_project_has_number_and_date():
    refused(lambda: factories.project(status="publicerat"))


def test_two_projects_cannot_share_an_address():
    factories.project(slug="samma")
    refused(lambda: factories.project(slug="samma"))


def test_a_working_copy_may_keep_its_originals_address():
    original = factories.project(slug="samma")
    factories.project(slug="samma", revision_of=original)
    refused(lambda: factories.project(slug="annan", revision_of=original))


def test_a_working_copy_cannot_carry_the_status_published():
    original = factories.published_project()
    refused(
        lambda: factories.project(
            revision_of=original,
            status="publicerat",
            public_id="IB-9999",
            published_at=original.published_at,
        )
    )


def test_a_swedish_municipality_needs_its_codes_and_a_place_abroad_has_none():
    refused(lambda: Municipality.objects.create(name="Ale", slug="ale"))
    refused(
        lambda: Municipality.objects.create(name="Oslo", slug="oslo", country="NO", code="0301")
    )
    Municipality.objects.create(name="Oslo", slug="oslo", country="NO")


def test_a_picture_has_alternative_text_or_is_decorative():
    picture = {"project": factories.project(), "photographer": "Foto", "licence": "CC BY 4.0"}
    refused(lambda: ProjectImage.objects.create(**picture))
    refused(lambda: ProjectImage.objects.create(decorative=True, alt_text="Ett hus", **picture))
    ProjectImage.objects.create(decorative=True, **picture)
    ProjectImage.objects.create(alt_text="Ett hus", **picture)


def test_people_in_a_picture_need_a_ground():
    picture = {"project": factories.project(), "photographer": "Foto", "licence": "CC BY 4.0"}
    refused(lambda: ProjectImage.objects.create(alt_text="En person", shows_people=True, **picture))


def test_a_factor_has_each_role_once_and_says_why():
    case = factories.project()
    factories.role(case, "n1", "bidrog")
    refused(lambda: factories.role(case, "n1", "bidrog"))
    refused(lambda: factories.role(case, "h1", "bidrog", why=""))
    assert ProjectFactor.objects.count() == 1


def test_an_amount_as_a_number_has_a_currency():
    case = factories.project()
    values = {"project": case, "what": "Bygge", "amount": "8 miljoner kronor", "value": 8_000_000}
    note = factories.citation(case)
    refused(lambda: Cost.objects.create(citation=note, **values))
    Cost.objects.create(citation=note, currency="SEK", **values)


def test_a_quality_mark_comes_with_its_reason():
    refused(lambda: factories.source(quality="A"))
    assert not Source.objects.exists()


def test_a_citation_number_stands_for_one_source_in_a_project():
    case = factories.project()
    factories.citation(case, 1)
    refused(lambda: factories.citation(case, 1))


def test_a_citation_in_use_is_kept_and_goes_with_its_project():
    case = factories.complete_project()
    with pytest.raises(Exception, match=r"results|restricted"), transaction.atomic():
        case.citations.first().delete()
    case.delete()
    assert not Project.objects.exists()


def test_a_theme_is_not_its_own_parent():
    theme = factories.theme("skola")
    refused(lambda: Theme.objects.filter(pk=theme.pk).update(parent=theme))


def test_a_follow_up_that_is_done_says_what_it_found():
    case = factories.project()
    refused(
        lambda: FollowUp.objects.create(
            project=case, after_years=1, due_on="2026-01-01", done_on="2026-01-01"
        )
    )
