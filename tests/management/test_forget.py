"""A person is taken out of everything that the bank has kept, and nothing else goes with them."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import QueryDict

from cases import forgetting, history, workflow
from cases.middleware import page_cache
from cases.models import (
    Digest,
    OpenForm,
    Project,
    ProjectVersion,
    RecordChange,
    SearchMiss,
    Source,
    Submission,
    Tombstone,
    Transition,
)
from tests import factories

pytestmark = pytest.mark.django_db

ANNA = "Anna Ek"
# Of what is replaced: keys, and what the bank itself puts there
NO_WORDS = {
    "admin.logentry": {"object_id"},
    "cases.digest": {"week"},
    "cases.openform": {"model", "record_key", "tab"},
    "cases.recordchange": {"model", "record_key"},
    "cases.transition": {"step"},
    "sessions.session": {"session_key"},
    "socialaccount.socialaccount": {"provider", "uid"},
}


def forget(*words):
    """Run the command; return what it said, the error too."""
    out = StringIO()
    try:
        call_command("forget", *words, stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


@pytest.fixture
def case():
    """A case in two versions; the first named Anna in many places, the second in none."""
    case = factories.complete_project(
        "Bussar", problem="Chefen Anna Ek ville\nanna  eks väg.", slug="bussar"
    )
    source = Source.objects.get(pk=case.citations.first().source_id)
    source.author, source.url = "Ek, Anna", "https://example.se/anna-ek"
    source.save()
    case.hindrances.create(text="Johanna Ek och Anna Ekström tvekade, ANNA EK inte.")
    workflow.publish(project=case, by=None, why="Anna Ek hade ringt.")
    case.problem = "Chefen ville."
    case.save()
    case.hindrances.last().delete()
    source.author = source.url = ""
    source.save()
    workflow.content_changed(project=case)
    return case


def test_a_version_says_the_rest_as_it_was_and_that_something_is_gone(client, case):
    page_cache.pages.most_bytes = 10_000_000
    addresses = ["/fall/bussar/v1/", "/fall/bussar/versioner/", "/fall/bussar/versioner/jamfor/"]
    assert ANNA in client.get(addresses[0]).content.decode()
    said = forget(ANNA, "Ek, Anna", "anna-ek")
    assert "Versioner: borttaget i 1.\n" in said
    assert "\n  http://localhost:8000/fall/bussar/v1/\n" in said
    for address in addresses:
        page = client.get(address).content.decode()
        assert "togs bort ur version 1 den" in page, address
        assert ANNA not in page.replace("Anna Ekström", ""), address
        assert "Ek, Anna" not in page
    first = client.get(addresses[0]).content.decode()
    assert "Chefen [borttaget] ville" in first
    assert "[borttaget] väg." in first
    assert "Johanna Ek och Anna Ekström tvekade, [borttaget] inte." in first
    assert "togs bort" not in client.get("/fall/bussar/v2/").content.decode()
    assert history.of(case).first().note == "Uppgifter om en person togs bort ur version 1."


def test_a_version_from_which_a_name_is_gone_can_be_compared_and_brought_back(case):
    forget(ANNA)
    version = case.versions.get(number=1)
    copy, missing = workflow.bring_back(version=version, by=factories.curator("reviewer"))
    assert copy.problem == "Chefen [borttaget] ville\n[borttaget] väg."
    assert missing == []
    assert copy.slug == "bussar"


def test_everything_that_was_kept_gives_way_and_the_rest_stays(case):
    user = factories.curator(username="vera")
    theme = factories.theme()
    changes = [{"field": "definition", "label": "D", "old": 'Av "Anna\nEk"', "new": "Av oss"}]
    history.write(theme, action="andrat", note="Anna Ek ringde", changes=changes)
    values = {"user": user, "model": "cases.theme"}
    OpenForm.objects.create(tab="a", data="definition=Anna+Ek+och+jag&name=Skola", **values)
    Digest.objects.create(user=user, week="2026-V48", text="* Anna Eks fall")
    Submission.objects.create(
        kind="tips", message="Hej, jag heter Anna Ek.", contact_email="Anna.Ek@kommun.se"
    )
    SearchMiss.objects.create(query="anna ek")
    SearchMiss.objects.create(query="drönare")
    EmailAddress.objects.create(user=user, email="anna.ek@kommun.se")
    workflow.unpublish(project=case, by=None, why="Anna Ek bad om det.")
    session = SessionStore()
    session["suspended"] = {"1": "Fråga Anna Ek", "2": "Annat"}
    session.create()
    said = forget(ANNA, "anna.ek@kommun.se")
    line = RecordChange.objects.get(model="cases.theme")
    assert (line.note, line.changes[0]["old"]) == ("[borttaget] ringde", 'Av "[borttaget]"')
    assert line.changes[0]["new"] == "Av oss"
    assert QueryDict(OpenForm.objects.get().data).dict() == {
        "definition": "[borttaget] och jag", "name": "Skola",
    }  # fmt: skip
    assert Digest.objects.get().text == "* [borttaget] fall"
    tip = Submission.objects.get()
    assert (tip.message, tip.contact_email) == ("Hej, jag heter [borttaget].", "")
    assert list(SearchMiss.objects.values_list("query", flat=True)) == ["drönare"]
    assert not EmailAddress.objects.exists()
    assert Tombstone.objects.get().reason == "[borttaget] bad om det."
    assert not Transition.objects.filter(why__contains="Anna").exists()
    kept = Session.objects.get().get_decoded()["suspended"]
    assert kept == {"1": "Fråga [borttaget]", "2": "Annat"}
    assert "Säkerhetskopior" in said
    assert "Står kvar" not in said
    assert "Det stod inte i något" in forget(ANNA, "anna.ek@kommun.se")


def test_what_a_curator_can_rewrite_is_named_with_its_address_and_left(case):
    Project.objects.filter(pk=case.pk).update(goal="Anna Ek ska bli nöjd.")
    lesson = case.lessons.create(text="Lyssna på Anna Ek.")
    user = factories.curator(username="anna")
    user.first_name, user.last_name = "Anna", "Ek"
    user.save()
    said = forget(ANNA)
    form = f"http://localhost:8000/admin/cases/project/{case.pk}/change/"
    assert f"Fall: Bussar (målet) {form}" in said
    assert f"Lärdom: Lyssna på Anna Ek. (lärdom) {form}" in said
    assert f"/admin/auth/user/{user.pk}/change/" in said
    lesson.refresh_from_db()
    assert ANNA in lesson.text


def test_every_text_of_what_is_replaced_has_a_place():
    for label, fields in forgetting.REPLACED.items():
        texts = {known.name for known in forgetting.text_fields(apps.get_model(label))}
        assert texts <= {*fields, *NO_WORDS.get(label, ())}, label


def test_what_is_not_read_is_a_kind_that_the_bank_has():
    known = {model._meta.label_lower for model in apps.get_models()}
    assert known >= forgetting.NOT_READ | set(forgetting.REPLACED) | set(forgetting.DELETED)


def test_too_few_letters_are_refused(case):
    with pytest.raises(CommandError, match="minst 4 tecken"):
        call_command("forget", "Anna Ek", "An")
    assert ProjectVersion.objects.filter(words_removed_at=None).count() == 2
