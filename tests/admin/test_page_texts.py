"""A comment, a reason or a name that was sent when the session had ended is there after sign-in."""

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cases import workflow
from cases.models import OpenForm
from tests import factories
from tests.accounts.signing_in import sign_in
from tests.admin.sending import change_url, opened
from tests.admin.test_images import picture
from tests.admin.test_writing import signed_in

pytestmark = pytest.mark.django_db

LIST = "/admin/cases/project/"
WORDS = "Kommunen har bett om det, i brev."
ARRIVED = "Din text är kvar"


@pytest.fixture
def petra():
    return factories.curator("publisher", "petra")


@pytest.fixture
def desk(petra):
    return signed_in(petra)


def token(page, place):
    """The token in the page, of the form that `place` names."""
    return page.context[place].token


def sent_after_the_session(client, user, address, data):
    """Send a form when the session is over, sign in; return what one comes to."""
    client.logout()
    refused = client.post(address, data)
    assert refused.status_code == 302
    assert refused["Location"].startswith("/admin/login/?next=")
    client.force_login(user)
    return client.get(QueryDict(refused["Location"].partition("?")[2])["next"], follow=True)


def test_a_comment_in_the_panel_waits_behind_the_sign_in(desk, petra):
    case = factories.complete_project(author=petra)
    page = desk.get(change_url(case))
    sent = {"_writing": page.context["panel"].text.token, "seen": "1", "comment": WORDS}
    back = sent_after_the_session(desk, petra, f"{LIST}{case.pk}/skicka-in/", sent)
    assert back.request["PATH_INFO"] == change_url(case)
    assert ARRIVED in back.text
    assert f">{WORDS}</textarea>" in back.text
    again = sent | {"_writing": back.context["panel"].text.token, "seen": case.edit_version}
    desk.post(f"{LIST}{case.pk}/skicka-in/", again)
    assert case.transitions.get(step="submit").why == WORDS
    assert ARRIVED not in desk.get(change_url(case)).text


@pytest.mark.parametrize("step", ["publicera", "avpublicera", "arkivera"])
def test_a_reason_on_a_steps_page_waits_behind_the_sign_in(desk, petra, step):
    make = factories.complete_project if step == "publicera" else factories.published_project
    address = f"{LIST}{make().pk}/{step}/"
    sent = {"_writing": token(desk.get(address), "text"), "reason": WORDS, "at": "2027-03-14 08:00"}
    back = sent_after_the_session(desk, petra, address, sent)
    assert back.context["form"]["reason"].value() == WORDS
    assert ARRIVED in back.text
    if step == "publicera":
        assert back.context["form"]["at"].value() == "2027-03-14 08:00"


def test_a_reason_for_many_cases_waits_for_the_next_choice_of_cases(desk, petra):
    chosen = {
        "action": "unpublish_chosen",
        "_selected_action": [factories.published_project().pk],
    }
    sent = chosen | {"_writing": token(desk.post(LIST, chosen), "text"), "reason": WORDS}
    sent_after_the_session(desk, petra, LIST, sent)
    page = desk.post(LIST, chosen)
    assert page.context["form"]["reason"].value() == WORDS
    desk.post(LIST, chosen | {"_writing": token(page, "text"), "reason": WORDS})
    assert not OpenForm.objects.exclude(data="").exists()


def test_why_a_picture_is_stopped_waits_with_its_picture(desk, petra):
    case = factories.project()
    for name in ("ett.png", "två.png"):
        case.images.create(file=picture_file(name), alt_text=name, photographer="A", licence="A")
    address = reverse("admin:cases_project_pictures", args=[case.pk])
    page = desk.get(address)
    second = page.context["pictures"][1]["file"]
    sent = {"file": second, "step": "stoppa", "reason": WORDS, "_writing": token(page, "text")}
    back = sent_after_the_session(desk, petra, address, sent)
    values = [shown["form"]["reason"].value() for shown in back.context["pictures"]]
    assert values == [None, WORDS]


def picture_file(name):
    return ContentFile(picture("PNG"), name)


@pytest.fixture
def administrator(client):
    user = factories.curator("administrator")
    sign_in(client, user)
    return user


def test_a_name_in_an_account_waits_and_a_role_does_not(client, administrator):
    other = factories.curator("author", "vera")
    page = client.get(change_url(other))
    sent = opened(client, other) | {
        "_writing": page.context["token"], "first_name": "Åsa-Märta", "groups": [],
    }  # fmt: skip
    client.logout()
    client.post(change_url(other), sent)
    sign_in(client, administrator)
    back = client.get(change_url(other))
    assert ARRIVED in back.text
    assert 'value="Åsa-Märta"' in back.text
    assert back.context["adminform"].form["groups"].value() == [
        group.pk for group in other.groups.all()
    ]
    again = opened(client, other) | {"_writing": back.context["token"], "first_name": "Åsa-Märta"}
    assert client.post(change_url(other), again).status_code == 302
    other.refresh_from_db()
    assert other.first_name == "Åsa-Märta"
    assert ARRIVED not in client.get(change_url(other)).text


def test_a_new_accounts_name_waits_and_its_password_is_kept_nowhere(client, administrator):
    address, secret = reverse("admin:auth_user_add"), "fyra tysta älgar vid sjön"
    sent = {"_writing": client.get(address).context["token"], "username": "nina"}
    client.logout()
    client.post(address, sent | {"password1": secret, "password2": secret})
    assert QueryDict(OpenForm.objects.get().data).dict() == {"username": "nina"}
    sign_in(client, administrator)
    assert 'value="nina"' in client.get(address).text
    assert not User.objects.filter(username="nina").exists()


def test_what_a_step_refuses_stands_in_the_panel_again(desk, petra):
    case = factories.complete_project(author=petra)
    page = desk.get(change_url(case))
    sent = {"_writing": page.context["panel"].text.token, "seen": "999", "comment": WORDS}
    back = desk.post(f"{LIST}{case.pk}/skicka-in/", sent, follow=True)
    assert f">{WORDS}</textarea>" in back.text
    assert case.transitions.count() == 0


def test_a_form_with_an_old_csrf_token_says_that_its_text_is_kept(petra):
    client = Client(enforce_csrf_checks=True)
    client.force_login(petra)
    case = factories.complete_project(author=petra)
    sent = {"_writing": client.get(change_url(case)).context["panel"].text.token, "comment": WORDS}
    refused = client.post(f"{LIST}{case.pk}/skicka-in/", sent)
    assert refused.status_code == 403
    assert "men det är kvar: öppna sidan i redaktionen igen" in refused.text
    assert WORDS in client.get(change_url(case)).text


def test_a_waiting_text_is_on_its_writers_start_page_and_may_be_thrown_away(desk, petra):
    case = factories.complete_project("Nattbussar", author=petra)
    sent = {"_writing": desk.get(change_url(case)).context["panel"].text.token, "comment": WORDS}
    sent_after_the_session(desk, petra, f"{LIST}{case.pk}/skicka-in/", sent)
    address = reverse("page-text", args=[OpenForm.objects.get().pk])
    assert f'href="{address}">Kommentar: Nattbussar' in desk.get("/admin/").text
    assert WORDS in desk.get(address).text
    assert signed_in(factories.curator("administrator")).get(address).status_code == 404
    assert desk.post(address)["Location"] == change_url(case)
    assert not OpenForm.objects.exclude(data="").exists()


def test_a_comment_on_a_working_copy_that_is_gone_can_still_be_read(desk, petra):
    copy, _made = workflow.open_copy(project=factories.published_project(), by=petra)
    sent = {"_writing": desk.get(change_url(copy)).context["panel"].text.token, "comment": WORDS}
    key = copy.pk
    workflow.discard_copy(project=copy, by=petra)
    desk.post(f"{LIST}{key}/skicka-in/", sent)
    page = desk.get(reverse("page-text", args=[OpenForm.objects.get().pk]))
    assert WORDS in page.text
    assert "sidan du skrev på finns inte längre" in page.text


def test_an_empty_comment_leaves_nothing_waiting(desk, petra):
    case = factories.complete_project(author=petra)
    sent = {"_writing": desk.get(change_url(case)).context["panel"].text.token, "comment": "  "}
    sent_after_the_session(desk, petra, f"{LIST}{case.pk}/skicka-in/", sent)
    assert not OpenForm.objects.exists()
