"""What a curator has written and not saved is kept, offered again, and never seen by others."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import open_forms, workflow
from cases.models import OpenForm, Project, Synonym
from tests import factories
from tests.admin.sending import change_url, filled, opened
from tests.admin.test_history import EVIL, RECORDS

pytestmark = pytest.mark.django_db

ADD = "/admin/cases/project/add/"


def signed_in(user):
    client = Client(enforce_csrf_checks=False)
    client.force_login(user)
    return client


@pytest.fixture
def anna():
    return factories.curator("publisher", "anna")


@pytest.fixture
def desk(anna):
    return signed_in(anna)


def keep(client, record_or_page, **changes):
    """What the script sends a few seconds after the last key; returns the answer."""
    page = record_or_page
    if not hasattr(page, "context"):
        page = client.get(change_url(record_or_page))
    data = encoded(filled(page) | changes)
    token = page.context["writing"].token
    sent = {"token": token, "data": data, "began_from": str(changes.get("began_from", ""))}
    return client.post(page.context["keep_url"], sent)


def encoded(values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data.urlencode()


def with_token(page, **changes):
    return filled(page) | {"_writing": page.context["writing"].token} | changes


# An account's form holds a password, and is not kept
KEPT = [model for model in RECORDS if model._meta.app_label == "cases"]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_every_form_of_a_record_keeps_its_text_and_gives_it_back(model):
    client = signed_in(factories.curator("administrator"))
    make, field = RECORDS[model]
    record = make()
    before = getattr(record, field)
    assert keep(client, record, **{field: "Halvskriven"}).json()["state"] == "kept"
    record.refresh_from_db()
    assert getattr(record, field) == before
    page = client.get(change_url(record))
    (offer,) = page.context["offers"]
    assert offer.differences == 1
    resumed = client.get(f"{change_url(record)}?utkast={offer.row.pk}")
    assert filled(resumed)[field] in ("Halvskriven", "on")
    assert "Det här är ditt utkast" in resumed.content.decode()
    assert "errornote" not in resumed.content.decode()
    record.refresh_from_db()
    assert getattr(record, field) == before


def test_a_new_case_that_was_never_saved_is_offered_again(desk):
    page = desk.get(ADD)
    keep(desk, page, title="Halvskrivet fall", problem="Ett problem")
    (offer,) = desk.get(ADD).context["offers"]
    resumed = desk.get(f"{ADD}?utkast={offer.row.pk}")
    assert filled(resumed)["title"] == "Halvskrivet fall"
    assert not Project.objects.exists()


def test_a_resumed_text_is_saved_by_pressing_save_and_then_no_longer_offered(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Halvskrivet mål")
    row = OpenForm.objects.get()
    OpenForm.objects.update(seen_at=None)
    resumed = desk.get(f"{change_url(project)}?utkast={row.pk}")
    assert desk.post(change_url(project), with_token(resumed)).status_code == 302
    project.refresh_from_db()
    assert project.goal == "Halvskrivet mål"
    assert desk.get(change_url(project)).context["offers"] == []
    assert not OpenForm.objects.exclude(data="").exists()


def test_what_arrives_from_a_tab_after_its_save_is_not_offered_but_a_living_tab_goes_on(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    desk.post(change_url(project), with_token(page, goal="Sparat"))
    answer = keep(desk, page, goal="Skrivet efter tillbakaknappen").json()
    assert answer["token"] != page.context["writing"].token
    row = OpenForm.objects.exclude(data="").get()
    assert row.tab == open_forms.read_token(answer["token"]).tab


def test_a_text_that_says_what_is_saved_is_not_offered(desk):
    project = factories.complete_project()
    keep(desk, project)
    assert desk.get(change_url(project)).context["offers"] == []


def test_a_text_may_be_thrown_away(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Skräp")
    address = reverse("admin:cases_project_discard", args=[OpenForm.objects.get().pk])
    assert desk.get(address).status_code == 405
    assert desk.post(address)["Location"] == change_url(project)
    assert desk.get(change_url(project)).context["offers"] == []
    assert "Skräp" not in str(list(OpenForm.objects.values()))


def test_two_tabs_have_each_their_own_text(desk):
    project = factories.complete_project()
    first, second = desk.get(change_url(project)), desk.get(change_url(project))
    keep(desk, first, goal="Från första fliken")
    keep(desk, second, goal="Från andra fliken")
    texts = " ".join(OpenForm.objects.values_list("data", flat=True))
    assert "rsta+fliken" in texts
    assert "andra+fliken" in texts
    assert len(desk.get(change_url(project)).context["offers"]) == 2


def test_only_its_writer_is_offered_and_may_read_or_throw_away_a_text(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Hemlig tanke")
    row = OpenForm.objects.get()
    other = signed_in(factories.curator("administrator"))
    assert other.get(change_url(project)).context["offers"] == []
    assert "Hemlig" not in other.get(f"{change_url(project)}?utkast={row.pk}").content.decode()
    for name, method in (("kept", other.get), ("discard", other.post)):
        assert method(reverse(f"admin:cases_project_{name}", args=[row.pk])).status_code == 404
    assert OpenForm.objects.exclude(data="").exists()


def test_the_text_is_kept_also_when_the_session_has_ended(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    desk.logout()
    answer = keep(desk, page, goal="Mitt i en mening").json()
    assert (answer["state"], answer["signed_in"]) == ("kept", False)
    assert "others" not in answer
    assert "csrf" not in answer
    assert OpenForm.objects.exclude(data="").exists()


def test_a_form_sent_after_the_session_ended_waits_behind_the_sign_in(desk, anna):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    desk.logout()
    response = desk.post(change_url(project), with_token(page, goal="Mitt i en mening"))
    assert response.status_code == 302
    desk.force_login(anna)
    (offer,) = desk.get(change_url(project)).context["offers"]
    assert offer.differences == 1
    assert filled(desk.get(f"{change_url(project)}?utkast={offer.row.pk}"))["goal"] == (
        "Mitt i en mening"
    )


def test_a_form_with_an_old_csrf_token_is_kept_and_says_so(anna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    project = factories.complete_project()
    page = client.get(change_url(project))
    response = client.post(change_url(project), with_token(page, goal="Inloggad på nytt"))
    assert response.status_code == 403
    assert "men det är kvar" in response.content.decode()
    assert len(client.get(change_url(project)).context["offers"]) == 1


def test_a_case_published_while_its_author_writes_shows_what_was_written():
    vera = factories.curator("author", "vera")
    client = signed_in(vera)
    project = factories.complete_project(author=vera)
    page = client.get(change_url(project))
    workflow.publish(project=project, by=None)
    response = client.post(change_url(project), with_token(page, goal="Veras mål"))
    assert response.status_code == 403
    assert "Veras mål" in response.content.decode()
    project.refresh_from_db()
    assert project.goal == ""
    assert "Visa det du skrev" in client.get(change_url(project)).content.decode()
    row = OpenForm.objects.get()
    kept = client.get(reverse("admin:cases_project_kept", args=[row.pk])).content.decode()
    assert "Veras mål" in kept


@pytest.mark.parametrize("sent", [True, False])
def test_a_record_deleted_while_one_writes_shows_what_was_written(sent):
    client = signed_in(factories.curator("reviewer"))
    synonym = Synonym.objects.create(term="buss", other="kollektivtrafik")
    page = client.get(change_url(synonym))
    keep(client, page, other="samåkning i landsbygd")
    address = change_url(synonym)
    synonym.delete()
    changes = with_token(page, other="samåkning i landsbygd")
    response = client.post(address, changes) if sent else client.get(address, follow=True)
    assert "samåkning i landsbygd" in response.content.decode()
    assert "Posten är borttagen." in response.content.decode()


def test_a_refused_form_is_kept_and_its_page_goes_on_in_the_same_tab(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    refused = desk.post(change_url(project), with_token(page, title="", goal="Nytt mål"))
    assert refused.status_code == 200
    assert refused.context["writing"] == page.context["writing"]
    assert "Nytt+m" in OpenForm.objects.get().data


def test_a_kept_text_that_began_from_an_older_save_is_shown_beside_the_newer(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Annas mål")
    bo = signed_in(factories.curator("publisher", "bo"))
    bo.post(change_url(project), opened(bo, project) | {"goal": "Bos mål"})
    row = OpenForm.objects.get()
    page = desk.get(f"{change_url(project)}?utkast={row.pk}")
    (difference,) = page.context["conflict"].differences
    assert "Bos mål" in difference.saved
    assert "Annas mål" in difference.yours
    project.refresh_from_db()
    assert project.goal == "Bos mål"


def test_who_else_has_the_case_open_is_told_and_forgotten_after_two_minutes(desk):
    project = factories.complete_project()
    bo = signed_in(factories.curator("reviewer", "bo"))
    page = bo.get(change_url(project))
    bo.post(page.context["keep_url"], {"token": page.context["writing"].token})
    seen = desk.get(change_url(project))
    assert "bo har också sidan öppen, sedan" in seen.content.decode()
    assert "bo har" in keep(desk, seen).json()["others"][0]
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(seconds=121))
    assert desk.get(change_url(project)).context["others"] == []


def test_whoever_holds_anothers_token_learns_nothing_of_who_is_there(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    siv = signed_in(factories.curator("reviewer", "siv"))
    answer = siv.post(page.context["keep_url"], {"token": page.context["writing"].token}).json()
    assert (answer["signed_in"], set(answer) & {"csrf", "others", "newer"}) == (False, set())


def test_whoever_sends_anothers_token_is_refused_and_shown_no_text(anna):
    project = factories.published_project()
    token = open_forms.begin(anna, Project, project).token
    siv = signed_in(factories.curator("reviewer", "siv"))
    answer = siv.post(change_url(project), {"_writing": token, "goal": "x"})
    assert answer.status_code == 403
    assert "Din text är kvar" not in answer.text


def test_a_tab_that_is_left_is_gone_at_once(desk):
    project = factories.complete_project()
    bo = signed_in(factories.curator("reviewer", "bo"))
    page = bo.get(change_url(project))
    bo.post(page.context["keep_url"], {"token": page.context["writing"].token, "gone": "1"})
    assert desk.get(change_url(project)).context["others"] == []


def test_a_writer_learns_at_once_that_somebody_else_has_saved(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    bo = signed_in(factories.curator("publisher", "bo"))
    bo.post(change_url(project), opened(bo, project) | {"goal": "Bos mål"})
    answer = keep(desk, page, goal="Annas mål", began_from="1").json()
    assert answer["newer"].startswith("bo sparade ")


@pytest.mark.parametrize("token", ["", "forged", "another kind", "closed account"])
def test_a_token_opens_only_its_own_users_own_text(desk, anna, token):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    address = page.context["keep_url"]
    if token == "closed account":
        token = page.context["writing"].token
        anna.is_active = False
        anna.save()
    elif token == "another kind":
        token = open_forms.begin(anna, Synonym, None).token
    assert desk.post(address, {"token": token, "data": "goal=x"}).status_code == 403
    assert desk.get(address).status_code == 405
    assert not OpenForm.objects.exists()


def test_a_text_beyond_the_limit_is_not_kept(desk, monkeypatch):
    monkeypatch.setattr(open_forms, "MOST_CHARACTERS", 2000)
    project = factories.complete_project()
    assert keep(desk, project, goal="x" * 3000).status_code == 413
    assert not OpenForm.objects.exists()


def test_old_texts_and_quiet_tabs_are_dropped(desk, anna):
    long_ago = timezone.now() - timedelta(days=91)
    values = {"user": anna, "model": "cases.project"}
    OpenForm.objects.create(tab="a", data="goal=gammal", saved_at=long_ago, **values)
    OpenForm.objects.create(tab="b", opened_at=long_ago, seen_at=long_ago, **values)
    OpenForm.objects.create(tab="c", data="goal=ny", saved_at=timezone.now(), **values)
    keep(desk, factories.complete_project(), goal="Nytt")
    assert set(OpenForm.objects.values_list("tab", flat=True)) >= {"c"}
    assert not OpenForm.objects.filter(tab__in=["a", "b"]).exists()


def test_what_is_written_is_never_run(desk):
    project = factories.complete_project()
    keep(desk, project, goal=EVIL, title=EVIL)
    row = OpenForm.objects.get()
    for address in (
        change_url(project),
        f"{change_url(project)}?utkast={row.pk}",
        reverse("admin:cases_project_kept", args=[row.pk]),
    ):
        page = desk.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_form_without_the_script_works_as_before(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    assert desk.post(change_url(project), with_token(page, goal="Nytt")).status_code == 302
    project.refresh_from_db()
    assert project.goal == "Nytt"


@pytest.mark.parametrize(
    "sent",
    [
        {"review_due": "2027-02-30"},
        {"review_due": "2027-13-01"},
        {"municipalities": ["zzz"], "themes": ["9" * 18]},
        {"organisations": ["x"]},
    ],
)
def test_a_kept_text_with_what_no_field_can_hold_is_offered_opened_and_compared(desk, sent):
    case = factories.complete_project("Nattbussar")
    assert keep(desk, case, goal="Senare", **sent).status_code == 200
    page = desk.get(change_url(case))
    (offer,) = page.context["offers"]
    assert desk.get(change_url(case), {"utkast": offer.row.pk}).status_code == 200
    other = signed_in(factories.curator("reviewer", "bo"))
    assert other.post(change_url(case), opened(other, case) | {"goal": "Nu"}).status_code == 302
    stale = desk.post(change_url(case), with_token(page, goal="Senare", **sent))
    assert stale.context["conflict"].differences
    assert desk.post(ADD, with_token(desk.get(ADD), title="Ny", **sent)).status_code == 200


@pytest.mark.parametrize("count", ["2000000000", "-1", "9" * 5000, "en"])
def test_a_kept_text_shows_no_more_rows_than_it_has_whatever_it_says(desk, count):
    case = factories.complete_project("Nattbussar")
    keep(desk, case, goal="Senare", **{"hindrances-TOTAL_FORMS": count})
    page = desk.get(change_url(case), {"utkast": OpenForm.objects.get().pk})
    rows = {
        inline.formset.prefix: inline.formset for inline in page.context["inline_admin_formsets"]
    }
    assert len(rows["hindrances"].forms) <= case.hindrances.count() + 1
    assert filled(page)["goal"] == "Senare"
