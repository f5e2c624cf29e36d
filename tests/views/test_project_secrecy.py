"""A case's page: what it keeps to itself, and what only a preview shows."""

import pytest

from cases.models import (
    FollowUp,
    ProjectImage,
    ProjectTheory,
    ReuseReport,
)
from cases.views.project_pages import project_page

from ..factories import (
    citation,
    complete_project,
    curator,
    published_project,
    source,
    theory,
    voice,
)
from ..factories import (
    project as empty_project,
)
from .full_case import fill, page_of, text_of

pytestmark = pytest.mark.django_db


def test_a_stopped_image_an_unchecked_report_and_a_follow_up_to_come_are_not_shown(client):
    project = published_project()
    fill(project)
    ProjectImage.objects.update(stopped=True)
    ReuseReport.objects.update(approved=False)
    FollowUp.objects.update(done_on=None)
    html = page_of(client, project)
    for words in ("hus", "Gick sådär.", "Finns kvar i mindre form."):
        assert words not in html


def test_what_only_editors_read_is_not_on_the_page(client):
    project = published_project(editorial_note="HEMLIG anteckning")
    citation(project, source=source(link_note="HEMLIG länk", verified_note="HEMLIG kontroll"))
    assert "HEMLIG" not in page_of(client, project)


def test_hostile_text_is_shown_and_never_run(client):
    attack = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    project = published_project(attack, problem=attack, keywords=attack, selection_basis=attack)
    voice(project, text=attack)
    html = page_of(client, project)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_no_draft_changes_a_byte_of_a_case(client):
    project = published_project(factors=[("n1", "avgorande")])
    before = page_of(client, project)
    copy = complete_project("Arbetskopian", revision_of=project, factors=[("n1", "hinder")])
    voice(copy)
    ProjectTheory.objects.create(project=copy, theory=theory("utkastets"), relation="stoder")
    complete_project("Ett utkast")
    assert page_of(client, project) == before


def test_a_preview_shows_a_draft_and_says_so(rf):
    request = rf.get("/")
    request.user = curator()
    response = project_page(request, complete_project("Utkastet"), preview=True)
    html = response.content.decode()
    assert "Förhandsvisning." in html
    assert "Utkastet" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "ld+json" not in html
    assert response["Cache-Control"] == "no-store"


def test_a_preview_of_an_empty_draft_says_what_is_missing(rf):
    request = rf.get("/")
    request.user = curator()
    text = text_of(project_page(request, empty_project("Tomt"), preview=True).content.decode())
    assert text.count("Uppgift saknas") >= 5
    assert "Bevisgrad saknas" in text
    assert "Vi har hört 0 av 10 perspektiv" in text
