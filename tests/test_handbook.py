"""The curators' handbook says what is really there: buttons, names, pictures, scales, the gate."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from markdown_it import MarkdownIt

from cases import roles, workflow
from cases.models import FollowUp, OpenForm, Project, ProjectImage, SearchMiss, scales
from cases.views.handbook import anchor
from tests import factories
from tests.accounts.signing_in import connect_app, sign_in
from tests.admin.sending import change_url, opened
from tests.admin.writing import keep
from tests.seen import read

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/redaktor.md").read_text()
HEADINGS = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
# Set in italics because it is a book, not because it stands on the screen
BOOK = "Den innovativa kommunen"
# Set in bold to be seen
EMPHASIS = {
    "Fet stil",
    "Din text försvinner inte.",
    "Läsarna ser ingenting",
    "Ingenting raderas.",
}


def words_in(mark):
    """What stands between two marks of one kind in the handbook: strong or em."""
    found = set()
    for token in MarkdownIt("commonmark").enable("table").parse(TEXT):
        words = None
        for child in token.children or ():
            if child.type == f"{mark}_open":
                words = ""
            elif child.type == f"{mark}_close":
                found.add(words)
                words = None
            elif words is not None:
                words += child.content
    return found


class Room:
    """A curator with a browser."""

    def __init__(self, role, name):
        self.user = factories.curator(role, name)
        self.client = Client()
        sign_in(self.client, self.user)

    def see(self, *places):
        for place in places:
            yield self.client.get(place if isinstance(place, str) else change_url(place))


@pytest.fixture
def shown(db, settings):
    """Every page that the handbook tells of, as those whose turn it is see them."""
    anna, bo, cilla, disa = (
        Room(role, name)
        for role, name in zip(roles.Role, ("anna", "bo", "cilla", "disa"), strict=True)
    )
    SearchMiss.objects.create(query="prylbibliotek")
    pages = [*before_sign_in(), *of_accounts(anna, disa), *with_kept_text(anna, settings)]
    pages += written(anna, bo)
    pages += published(anna, bo, cilla)
    pages += bo.see("/admin/", "/admin/cases/searchmiss/", SearchMiss.objects.get())
    pages += bo.see(FollowUp.objects.first(), "/admin/cases/synonym/add/")
    pages += disa.see("/admin/auth/user/", anna.user)
    return read(pages)


def before_sign_in():
    client = Client()
    yield client.get("/admin/login/")
    for _try in range(6):
        answer = sign_in(client, "ingen", "gissning")
    yield answer


def of_accounts(anna, disa):
    yield from anna.see("/admin/konto/tva-steg/", "/admin/konto/tva-steg/nycklar/ny/")
    yield from anna.see("/admin/konto/tva-steg/app/")
    elsewhere, again = Client(), Client()
    for client in (elsewhere, again):
        sign_in(client, disa.user)
    yield again.get("/admin/konto/")
    yield again.get("/admin/konto/inloggningar/")
    connect_app(again)
    yield again.get("/admin/konto/tva-steg/reservkoder/")


def with_kept_text(anna, settings):
    draft = factories.complete_project("Ett utkast", author=anna.user)
    keep(anna.client, draft, problem="Halvskrivet")
    yield from anna.see(draft, "/admin/")
    workflow.submit(project=draft, by=anna.user)
    kept = reverse("admin:cases_project_kept", args=[OpenForm.objects.get().pk])
    yield from anna.see(draft, kept)
    settings.ROOT_URLCONF, before = "tests.failing_urls", settings.ROOT_URLCONF
    refused = Client(raise_request_exception=False)
    yield refused.post("/database-away/", {"problem": "En text som\nnågon har skrivit."})
    settings.ROOT_URLCONF = before


def written(anna, bo):
    """From a new case to one that came back, and two who wrote at once."""
    yield from anna.see("/admin/cases/project/add/")
    draft = factories.complete_project("Ett nytt fall", author=anna.user)
    yield from anna.see(factories.project("Ett tomt fall", author=anna.user))
    for room in (anna, bo):
        yield from room.see(draft, f"/fall/{draft.pk}/forhandsvisning/", "/admin/cases/source/add/")
    yield anna.client.post("/admin/cases/project/add/", {"title": ""})
    first, second = opened(anna.client, draft), opened(bo.client, draft)
    anna.client.post(change_url(draft), first | {"problem": "Annas text"})
    yield bo.client.post(change_url(draft), second | {"problem": "Bos text"})
    draft.refresh_from_db()
    workflow.submit(project=draft, by=anna.user)
    for room in (anna, bo):
        yield from room.see(draft, "/admin/")
    workflow.send_back(project=draft, by=bo.user, why="Målet saknas.")
    yield from anna.see(draft, "/admin/")


def published(anna, bo, cilla):
    """From the approval to what can be done with a case that readers see, and afterwards."""
    case = factories.complete_project("Ett klart fall", author=anna.user)
    workflow.submit(project=case, by=anna.user)
    workflow.approve(project=case, by=bo.user, seen=case.edit_version)
    own = f"/admin/cases/project/{case.pk}/"
    yield from cilla.see("/admin/", case, f"{own}publicera/")
    at = timezone.now() + timedelta(days=1)
    workflow.schedule(project=case, by=cilla.user, at=at)
    yield from cilla.see(case, "/admin/")
    late = Project.objects.filter(pk=case.pk)
    late.update(publish_at=timezone.now() - timedelta(days=1))
    yield from cilla.see("/admin/")
    late.update(publish_at=at)
    case.refresh_from_db()
    workflow.cancel(project=case, by=cilla.user)
    for why in ("Första gången.", "Ny rubrik."):
        case = workflow.publish(project=case, by=cilla.user, why=why)
        yield from cilla.see(case, "/admin/")
        copy, _made = workflow.open_copy(project=case, by=anna.user)
        yield from anna.see(case, copy, f"/admin/cases/project/{copy.pk}/kasta-arbetskopian/")
        Project.objects.filter(pk=copy.pk).update(title=f"{why} {copy.title}")
        workflow.submit(project=copy, by=anna.user)
        workflow.approve(project=copy, by=bo.user, seen=copy.edit_version)
        case = copy
    case = case.revision_of
    own = f"/admin/cases/project/{case.pk}/"
    yield from cilla.see(f"{own}versioner/", f"{own}versioner/1/ta-tillbaka/", f"{own}historik/")
    FollowUp.objects.update(due_on=timezone.localdate())
    Project.objects.filter(pk=case.pk).update(review_due=timezone.localdate())
    file = ContentFile((ROOT / "docs/redaktor/fortsatt.png").read_bytes(), "a.png")
    ProjectImage.objects.create(project=case, file=file, alt_text="En ruta.")
    yield from cilla.see(case, f"{own}bilder/")
    yield from cilla.see("/admin/", f"{own}avpublicera/", f"{own}arkivera/")
    yield from cilla.see(factories.project("Ett utkast till"))
    workflow.unpublish(project=case, by=cilla.user, why="Fel siffra.")
    yield from bo.see(case)
    workflow.archive(project=case, by=cilla.user, why="Fel siffra.")
    yield from bo.see(case)
    own = factories.complete_project("Eget fall", author=bo.user)
    yield from bo.see(workflow.submit(project=own, by=bo.user))
    yield Client().get(case.get_absolute_url())


def test_what_the_handbook_names_is_on_the_screen(shown):
    pressed, stands = shown
    known = {*stands, *HEADINGS, BOOK}
    assert "Skicka till granskning" in pressed
    assert {"Skicka till tryckeriet", "Läget: utkast"}.isdisjoint(pressed)
    assert sorted(words_in("strong") - EMPHASIS - pressed) == []
    unseen = {words for words in words_in("em") if not any(t.startswith(words) for t in known)}
    assert sorted(unseen) == []


def test_every_picture_is_shown_and_every_picture_shown_is_there():
    shown = re.findall(r"!\[[^\]]{20,}\]\(redaktor/([\w-]+\.png)\)", TEXT)
    assert sorted(shown) == sorted(path.name for path in (ROOT / "docs/redaktor").iterdir())
    assert TEXT.count("![") == len(shown)


def test_the_pictures_are_light():
    sizes = [path.stat().st_size for path in (ROOT / "docs/redaktor").iterdir()]
    assert max(sizes) < 80_000
    assert sum(sizes) < 600_000


def test_the_contents_lead_to_every_heading_in_order():
    contents = re.findall(r"^\d+\. \[(.*)\]\(#(.*)\)$", TEXT, re.MULTILINE)
    assert [words for words, _anchor in contents] == HEADINGS[1:]
    assert [given for _words, given in contents] == [anchor(words) for words in HEADINGS[1:]]


@pytest.mark.parametrize("scale", [scales.OutcomeDirection, scales.EvidenceLevel])
def test_the_scales_are_defined_as_readers_see_them(scale):
    for step in scale:
        assert f"| *{step.label}* | {step.definition} |" in TEXT


def test_every_state_and_role_is_explained():
    for name in [*Project.Status.labels, *roles.GROUP_NAMES.values()]:
        assert re.search(rf"^\| \*{name}\* \| \S", TEXT, re.MULTILINE), name
