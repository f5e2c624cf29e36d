"""What is not published is in no public byte: words, counts, similar cases, files, addresses."""

import re
from collections import deque
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from cases import workflow
from cases.models import Project, ProjectImage
from tests import factories

pytestmark = pytest.mark.django_db

WORD = "hemliggranat"
MOST_PAGES = 400
HIDDEN = re.compile(rb'(<input type="hidden"[^>]+value=")[^"]+')
NOT_LINKED = [
    "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/healthz", "/fall/?sida=2",
    "/forslag/?q=hem", f"/forslag/?q={WORD}", f"/fall/?q={WORD}", f"/sok/?q={WORD}",
    f"/fall/?q={WORD[:6]}", "/fall/?ordning=nyast", "/fall/finns-inte/",
]  # fmt: skip


def crawled(client):
    """Every page that can be reached from the first one, and those that nothing leads to."""
    waiting, pages = deque(["/", *NOT_LINKED]), {}
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.popleft()
        if address in pages or address.startswith(("/static/", "/admin/")):
            continue
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        # Each form has tokens of its own
        pages[address] = response.status_code, HIDDEN.sub(rb"\1", body)
        if "html" in response.get("Content-Type", ""):
            waiting += sorted(set(links(body.decode(), address)) - set(pages))
    assert not waiting, "the bank of this test is larger than the crawl"
    return pages


def links(page, base):
    for address in re.findall(r'href="([^"#]+)', page):
        parts = urlsplit(address.replace("&amp;", "&"))
        # One choice at a time: all combinations of filters have no end
        if parts.netloc or parts.scheme or parts.query.count("=") > 1 or "?" in base:
            continue
        path = parts.path or urlsplit(base).path
        yield f"{path}?{parts.query}" if parts.query else path


def canary(title, **values):
    """A complete case with the word in every text that a curator writes, parts and files too."""
    texts = (
        "problem",
        "goal",
        "solution",
        "harms",
        "keywords",
        "editorial_note",
        "contact_function",
    )
    case = factories.complete_project(
        f"{WORD} {title}",
        slug=f"{WORD}-{title}",
        summary_30s=f"{WORD} på en halv minut",
        summary=f"{WORD} {factories.WORDS_100}",
        municipalities=[factories.municipality("Ale")],
        themes=[factories.theme("kultur")],
        **dict.fromkeys(texts, f"Här står {WORD}."),
        **values,
    )
    add_parts(case)
    return case


def dot():
    """The smallest picture."""
    buffer = BytesIO()
    Image.new("RGB", (1, 1)).save(buffer, "PNG")
    return buffer.getvalue()


def add_parts(case):
    case.hindrances.create(text=f"{WORD} stod i vägen.")
    factories.voice(case, text=f"{WORD}, sade facket.")
    case.lessons.create(text=f"{WORD} lär oss.")
    factories.citation(case, source=factories.source(f"{WORD} i källan"), note=WORD)
    ProjectImage.objects.create(
        project=case, file=ContentFile(dot(), f"{WORD}-{case.pk}.png"), alt_text=WORD,
        caption=WORD, photographer=WORD, licence="CC0",
    )  # fmt: skip


def hide_everywhere(published):
    """One case in every state that readers do not see, and a copy of one that they do."""
    author, reviewer = factories.curator("author"), factories.curator("reviewer")
    canary("utkast")
    sent_in = [canary(name, author=author) for name in ("granskas", "ater", "godkant", "vantar")]
    for case in sent_in:
        workflow.submit(project=case, by=author, why=f"{WORD} i kommentaren")
    workflow.send_back(project=sent_in[1], by=reviewer, why=f"{WORD} ska bort")
    for case in sent_in[2:]:
        workflow.approve(project=case, by=reviewer, seen=case.edit_version)
    tomorrow = timezone.now() + timedelta(days=1)
    workflow.schedule(project=sent_in[3], by=None, at=tomorrow, why=WORD)
    workflow.archive(project=canary("arkiverat"), by=None, why=WORD)
    copy, _made = workflow.open_copy(project=published, by=factories.curator("publisher"))
    Project.objects.filter(pk=copy.pk).update(title=WORD, slug=f"{WORD}-kopia", problem=WORD)
    copy.themes.set([factories.theme("kultur")])
    add_parts(copy)
    workflow.submit(project=copy, by=reviewer, why=WORD)


@pytest.fixture
def published():
    factories.municipality("Ale")
    factories.theme("kultur")
    cases = [factories.published_project(name) for name in ("Nattbussar", "Sommarbio", "Badhus")]
    return cases[0]


def test_nothing_that_is_hidden_changes_a_public_byte(client, published):
    before = crawled(client)
    hide_everywhere(published)
    after = crawled(client)
    assert set(after) == set(before)
    assert [address for address in before if after[address] != before[address]] == []


def test_the_crawl_reaches_what_it_should_and_would_see_the_word(client, published):
    workflow.publish(project=canary("synligt"), by=None)
    pages = crawled(client)
    seen = {address for address, (_code, body) in pages.items() if WORD.encode() in body}
    for address in (f"/fall/{WORD}-synligt/", "/fall/", "/", "/sitemap.xml", "/kommuner/ale/"):
        assert address in seen, address
    assert len(pages) > 40


def test_addresses_and_files_of_what_is_hidden_answer_as_if_they_were_not_there(client, published):
    hide_everywhere(published)
    nothing = client.get("/fall/finns-inte/")
    for case in Project.objects.exclude(pk__in=Project.objects.published()):
        answer = client.get(case.get_absolute_url())
        assert (answer.status_code, answer.content) == (404, nothing.content), case
    for image in ProjectImage.objects.all():
        assert client.get(f"/media/{image.file.name}").status_code == 404


def test_what_was_taken_away_and_is_written_anew_tells_only_its_reason(client, published):
    case = factories.published_project("Taget bort")
    workflow.unpublish(project=case, by=None, why="Kommunen bad om det.")
    workflow.reopen(project=case, by=None, why=WORD)
    Project.objects.filter(pk=case.pk).update(title=WORD, problem=WORD)
    before = crawled(client)
    assert not any(WORD.encode() in body for a, (_code, body) in before.items() if WORD not in a)
    gone = client.get(case.get_absolute_url())
    assert (gone.status_code, WORD in gone.content.decode()) == (410, False)
