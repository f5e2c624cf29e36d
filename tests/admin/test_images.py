"""Pictures: taken by content, made anew, and shown only while their case is published."""

import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases import workflow
from cases.models import ProjectImage
from tests import factories
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind="JPEG", size=(40, 30), **options):
    written = BytesIO()
    Image.new("RGB", size, "green").save(written, kind, **options)
    return written.getvalue()


@pytest.fixture
def curator(client):
    client.force_login(factories.curator("publisher"))
    return client


def upload(client, project, name, content, **changes):
    data = opened(client, project) | {
        "images-TOTAL_FORMS": "1",
        "images-0-file": SimpleUploadedFile(name, content),
        "images-0-alt_text": "Ett grönt fält",
        "images-0-photographer": "Kommunen",
        "images-0-licence": "CC BY 4.0",
        "images-0-position": "0",
        **changes,
    }
    return client.post(change_url(project), data)


def test_a_picture_is_made_anew_without_what_the_camera_wrote(curator):
    project = factories.complete_project()
    exif = Image.Exif()
    exif[0x010E] = "Hemlig plats"
    content = picture(exif=exif, comment=b"Hemlig kommentar")
    assert b"Hemlig" in content
    assert upload(curator, project, "../../semester.php.jpg", content).status_code == 302
    image = ProjectImage.objects.get()
    with image.file.open() as file:
        assert b"Hemlig" not in file.read()
    assert image.file.name.startswith("fall/")
    assert "semester" not in image.file.name
    assert (image.width, image.height) == (40, 30)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_of_picture_are_taken(curator, kind):
    project = factories.complete_project()
    assert upload(curator, project, "bild", picture(kind)).status_code == 302
    with ProjectImage.objects.get().file.open() as file:
        assert Image.open(file).format == kind


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bild.svg", SVG, "Filen är ingen bild som banken tar emot."),
        ("bild.jpg", SVG, "Filen är ingen bild som banken tar emot."),
        ("bild.jpg", b"GIF89a" + b"0" * 40, "Filen är ingen bild som banken tar emot."),
        ("bild.png", picture("PNG")[:60], "Bilden är skadad."),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(curator, name, content, sentence):
    response = upload(curator, factories.complete_project(), name, content)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not ProjectImage.objects.exists()


@pytest.mark.parametrize("size", [(8000, 5001), (20000, 20000)])
def test_too_many_pixels_are_refused_from_the_header_alone(curator, size):
    whole = picture("PNG", (1, 1))
    width, height = (side.to_bytes(4, "big") for side in size)
    header = b"IHDR" + width + height + whole[24:29]
    bomb = whole[:12] + header + zlib.crc32(header).to_bytes(4, "big") + whole[33:]
    response = upload(curator, factories.complete_project(), "bild.png", bomb)
    assert "fler än 40 megapixlar" in response.content.decode()


def test_a_picture_needs_words_or_is_decoration(curator):
    changes = {"images-0-alt_text": ""}
    response = upload(curator, factories.complete_project(), "b.jpg", picture(), **changes)
    assert "Beskriv bilden i en alternativtext" in response.content.decode()


def test_a_picture_is_public_only_while_its_case_is_and_it_is_not_stopped(client, curator):
    project = factories.complete_project()
    upload(curator, project, "b.jpg", picture())
    image = ProjectImage.objects.get()
    address = f"/media/{image.file.name}"
    reader = type(client)()
    assert reader.get(address).status_code == 404
    draft = curator.get(address)
    assert b"".join(draft.streaming_content)
    assert (draft.status_code, draft["Cache-Control"]) == (200, "no-store")
    workflow.publish(project=project, by=None)
    public = reader.get(address)
    assert b"".join(public.streaming_content)
    assert (public.status_code, public["Content-Type"]) == (200, "image/jpeg")
    assert public["Cache-Control"] == "public, no-cache"
    assert not public.cookies
    ProjectImage.objects.update(stopped=True)
    assert reader.get(address).status_code == 404
    ProjectImage.objects.update(stopped=False)
    workflow.unpublish(project=project, by=None, why="Skäl")
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize("name", ["../secret_key", "fall/finns-inte.jpg", "%2e%2e/secret_key"])
def test_nothing_else_is_served_from_the_media_address(client, name):
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("address", ["/media/fall/%00.png", "/media/%00"])
def test_an_address_that_no_database_can_look_for_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_a_list_asked_for_what_no_database_can_look_for_is_shown_whole(client):
    client.force_login(factories.curator("reviewer"))
    answer = client.get("/admin/cases/project/?status__exact=%00", follow=True)
    assert answer.status_code == 200
