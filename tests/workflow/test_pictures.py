"""A picture is stopped at once: gone from the case, its versions and its own address."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from cases import history, workflow
from cases.middleware import page_cache
from cases.models import ProjectImage, VersionImage
from tests import factories
from tests.admin.sending import opened

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Anna på torget"


@pytest.fixture
def case():
    """A case whose picture stands in version 1 and in version 2."""
    page_cache.pages.most_bytes = 10_000_000
    case = factories.complete_project("Torget", slug="torget")
    file = default_storage.save("fall/bild.png", ContentFile(b"png"))
    ProjectImage.objects.create(
        project=case, file=file, width=1, height=1, alt_text=WORDS, licence="CC0", photographer="N"
    )
    workflow.publish(project=case, by=None, why="")
    case.goal = "Fler bänkar."
    case.save()
    workflow.content_changed(project=case)
    return case


@pytest.fixture
def publisher(client):
    user = factories.curator("publisher", "petra")
    client.force_login(user)
    return user


READ = ["/fall/torget/", "/fall/torget/v1/", "/fall/torget/v2/"]


def said(reader, address):
    return reader.get(address).content.decode()


def pressed(client, case, step, reason="Anna vill inte synas."):
    address = reverse("admin:cases_project_pictures", args=[case.pk])
    data = {"file": "fall/bild.png", "step": step, "reason": reason}
    return client.post(address, data, follow=True)


def test_a_stopped_picture_is_gone_from_every_page_and_its_file_at_the_next_request(
    client, case, publisher
):
    reader = type(client)()
    for address in READ:
        assert "/media/fall/bild.png" in said(reader, address)
    picture = reader.get("/media/fall/bild.png")
    assert b"".join(picture.streaming_content) == b"png"
    assert "Bilden är stoppad" in pressed(client, case, "stoppa").content.decode()
    for address in [*READ, "/fall/torget/v3/", "/fall/torget/versioner/"]:
        assert "bild.png" not in said(reader, address), address
        assert WORDS not in said(reader, address), address
    for address in READ[1:]:
        assert "Här fanns en bild. Den är stoppad sedan den" in said(reader, address)
    compared = said(reader, "/fall/torget/versioner/jamfor/?fran=1&till=3")
    assert "En bild som är stoppad" in compared
    assert WORDS not in compared
    again = reader.get("/media/fall/bild.png", headers={"if-none-match": picture["ETag"]})
    assert again.status_code == 404
    assert "Varför: Anna vill inte synas." in said(reader, "/fall/torget/versioner/")
    line = history.of(case).first()
    assert (line.by, line.note) == (publisher, "Stoppade en bild: Anna vill inte synas.")


def test_a_browser_that_has_the_picture_asks_each_time_and_gets_it_once(client, case):
    picture = client.get("/media/fall/bild.png")
    assert b"".join(picture.streaming_content) == b"png"
    assert picture["Cache-Control"] == "public, no-cache"
    again = client.get("/media/fall/bild.png", headers={"if-none-match": picture["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_that_only_an_old_version_shows_is_stopped_there(client, case, publisher):
    case.images.all().delete()
    workflow.content_changed(project=case)
    assert "/media/fall/bild.png" in said(client, READ[1])
    pressed(client, case, "stoppa")
    assert "bild.png" not in said(client, READ[1])
    assert type(client)().get("/media/fall/bild.png").status_code == 404
    assert history.of(case).first().note.startswith("Stoppade en bild")


def test_a_stopped_picture_does_not_come_back_by_a_copy_an_old_version_or_a_deleted_row(
    client, case, publisher
):
    copy, _made = workflow.open_copy(project=case, by=publisher)
    began = opened(client, copy)
    pressed(client, case, "stoppa")
    assert copy.images.get().stopped
    stale = client.post(reverse("admin:cases_project_change", args=[copy.pk]), began)
    assert "Stoppade en bild" in stale.content.decode()
    workflow.submit(project=copy, by=factories.curator("reviewer"))
    copy.refresh_from_db()
    workflow.approve(project=copy, by=factories.curator("reviewer"), seen=copy.edit_version)
    workflow.publish(project=copy, by=publisher)
    assert case.images.get().stopped
    case.images.all().delete()
    workflow.content_changed(project=case)
    for address in READ:
        assert "bild.png" not in said(client, address)
    row, _missing = workflow.bring_back(version=case.versions.get(number=1), by=publisher)
    assert row.images.get().stopped


def test_a_picture_stopped_by_mistake_is_shown_again_everywhere(client, case, publisher):
    pressed(client, case, "stoppa")
    assert "Bilden visas igen" in pressed(client, case, "visa", "Fel bild.").content.decode()
    for address in READ:
        assert "/media/fall/bild.png" in said(client, address)
    assert not VersionImage.objects.exclude(stopped_at=None).exists()


def test_a_reason_is_asked_for_and_what_was_written_stays(client, case, publisher):
    page = pressed(client, case, "stoppa", reason=" ").content.decode()
    assert "Skriv varför, i en mening." in page
    page = pressed(client, case, "visa", reason="Ett skäl som står kvar").content.decode()
    assert "eller så är det redan gjort" in page
    assert "Ett skäl som står kvar" in page
    assert case.images.get().stopped is False
    for why in ("", "x" * 301):
        with pytest.raises(workflow.ReasonMissing):
            workflow.stop_picture(project=case, file="fall/bild.png", by=publisher, why=why)


@pytest.mark.parametrize("role", ["author", "reviewer"])
def test_only_who_may_publish_stops_a_picture(client, case, role):
    user = factories.curator(role)
    client.force_login(user)
    assert pressed(client, case, "stoppa").status_code == 403
    with pytest.raises(workflow.NotAllowed):
        workflow.stop_picture(project=case, file="fall/bild.png", by=user, why="Nej")
    form = client.get(reverse("admin:cases_project_change", args=[case.pk])).content.decode()
    assert "/bilder/" not in form


def test_the_case_leads_to_its_pictures_and_curators_still_see_them(client, case, publisher):
    form = client.get(reverse("admin:cases_project_change", args=[case.pk])).content.decode()
    assert reverse("admin:cases_project_pictures", args=[case.pk]) in form
    pressed(client, case, "stoppa")
    assert b"".join(client.get("/media/fall/bild.png").streaming_content) == b"png"


def test_another_cases_picture_is_not_stopped_from_here(case):
    other = factories.published_project()
    with pytest.raises(workflow.WrongState):
        workflow.stop_picture(project=other, file="fall/bild.png", by=None, why="Nej")
