"""What no version of a case may show, and whom none is shown."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cases import workflow
from cases.models import Project, ProjectImage
from tests import factories

from .test_project_versions import html_of

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7|add:7 }}"


def test_a_draft_has_no_versions_to_see(client):
    draft = factories.complete_project()
    for rest in ("versioner/", "v1/", "versioner/jamfor/", "v1/citera.bib"):
        html_of(client, f"/fall/{draft.slug}/{rest}", 404)


def test_hostile_words_are_only_words(client):
    case = factories.published_project()
    for step in ("ett", "två"):
        for field in Project._meta.concrete_fields:
            kind = field.get_internal_type()
            if kind in ("TextField", "CharField") and not field.choices and field.editable:
                setattr(case, field.name, f"{HOSTILE} {step}"[: field.max_length])
        case.save()
        case.hindrances.create(text=f"{HOSTILE} {step}")
        case.citations.update(note=f"{HOSTILE} {step}")
        case.factors.update(why=f"{HOSTILE} {step}")
        workflow.content_changed(project=case, why=f"{HOSTILE} {step}")
    for rest in ("versioner/", "v3/", "versioner/jamfor/?fran=2&till=3"):
        html = html_of(client, f"/fall/{case.slug}/{rest}")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;" in html


def test_what_only_editors_see_is_in_no_version(client):
    case = factories.complete_project(editorial_note="Kanariefågel")
    ProjectImage.objects.create(
        project=case, file="fall/a.png", width=1, height=1, alt_text="Ett hus", licence="CC0",
        photographer="N", shows_people=True, people_ground="Kanariefågel",
    )  # fmt: skip
    ProjectImage.objects.create(
        project=case, file="fall/kanariefagel.png", width=1, height=1, alt_text="Kanariefågel",
        licence="CC0", photographer="N", stopped=True,
    )  # fmt: skip
    case.citations.first().source.__class__.objects.update(link_note="Kanariefågel")
    workflow.publish(project=case, by=None, why="")
    case.editorial_note = "En annan kanariefågel"
    case.save()
    case.hindrances.create(text="Ont om tid igen.")
    workflow.content_changed(project=case)
    for rest in ("versioner/", "v1/", "v2/", "versioner/jamfor/", "v1/citera.json"):
        assert "kanarie" not in html_of(client, f"/fall/{case.slug}/{rest}").lower()


def test_a_picture_of_an_old_version_is_shown_until_it_is_stopped(client):
    case = factories.complete_project()
    default_storage.save("fall/bild.png", ContentFile(b"png"))
    ProjectImage.objects.create(
        project=case, file="fall/bild.png", width=1, height=1, alt_text="Ett hus", licence="CC0",
        photographer="N",
    )  # fmt: skip
    workflow.publish(project=case, by=None, why="")
    ProjectImage.objects.all().delete()
    workflow.content_changed(project=case)
    assert 'alt="Ett hus"' in html_of(client, f"/fall/{case.slug}/v1/")
    picture = client.get("/media/fall/bild.png")
    assert b"".join(picture.streaming_content) == b"png"
    workflow.stop_picture(project=case, file="fall/bild.png", by=None, why="Hon sa nej.")
    assert 'alt="Ett hus"' not in html_of(client, f"/fall/{case.slug}/v1/")
    assert client.get("/media/fall/bild.png").status_code == 404
