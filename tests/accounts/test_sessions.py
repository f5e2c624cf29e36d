"""A sign-in ends unused, ends after a working day, and can be ended from elsewhere."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from cases.accounts.sessions import forget_ended
from tests import factories
from tests.accounts.signing_in import LOGIN, PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db
MINE = "/admin/konto/inloggningar/"
STATUS = "/admin/konto/session/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def after(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


@pytest.fixture
def user():
    return factories.curator("author", "astrid")


@pytest.fixture
def signed_in(client, user):
    sign_in(client, user, HTTP_USER_AGENT=FIREFOX)
    return client


def test_an_unused_session_ends_and_says_why(signed_in):
    with after(minutes=61):
        answer = signed_in.get("/admin/cases/project/")
        assert answer["Location"] == f"{LOGIN}?next=/admin/cases/project/"
        assert "Du har loggats ut" in signed_in.get(answer["Location"]).text
        assert not Session.objects.filter(session_key__in=UserSession.objects.values("session_key"))


def test_a_used_session_goes_on(signed_in):
    for minutes in (50, 100, 150):
        with after(minutes=minutes):
            assert is_in(signed_in)


def test_after_a_working_day_a_used_session_ends_too(signed_in):
    for hours in range(12):
        with after(minutes=50 + 55 * hours):
            assert is_in(signed_in)
    with after(hours=12, minutes=1):
        assert not is_in(signed_in)


def test_the_times_are_set_by_the_environment(signed_in, settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 10, 1
    with after(minutes=11):
        assert not is_in(signed_in)


def test_what_the_browser_does_by_itself_keeps_no_session_alive(signed_in):
    with after(minutes=40):
        left = signed_in.get(STATUS, headers={"X-Background": "1"}).json()
        assert left["idle"] in range(20 * 60 - 5, 20 * 60 + 1)
    with after(minutes=61):
        assert signed_in.get(STATUS, headers={"X-Background": "1"}).json() == {"user": None}


def test_of_two_questions_at_once_in_a_session_that_is_over_neither_begins_it_anew(signed_in):
    """A page left open asks whether the session lasts, and tells what is written, in one breath."""
    waiting = [UserSession.objects.get()]

    def the_other_is_first(execute, sql, *rest):
        if waiting and "usersessions_usersession" in sql:
            waiting.pop().end()
        return execute(sql, *rest)

    with after(minutes=61), connection.execute_wrapper(the_other_is_first):
        answer = signed_in.get(STATUS, headers={"X-Background": "1"})
    assert answer.json() == {"user": None}
    assert not UserSession.objects.exists()


def test_an_answer_to_a_page_left_open_does_not_sign_out_whoever_signed_in_beside_it(signed_in):
    """It may come after the new cookie: then it must not take that one away."""
    form = signed_in.get("/admin/cases/source/add/")
    sent = {"token": form.context["writing"].token, "data": "title=Halvskriven"}
    old = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    with after(minutes=61):
        for ask in (
            lambda: signed_in.get(STATUS, headers={"X-Background": "1"}),
            lambda: signed_in.post(form.context["keep_url"], sent),
        ):
            signed_in.cookies[settings.SESSION_COOKIE_NAME] = old
            answer = ask()
            assert answer.status_code == 200
            assert settings.SESSION_COOKIE_NAME not in answer.cookies
        page = signed_in.get("/admin/")
        assert page.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_going_on_begins_the_hour_anew(signed_in):
    with after(minutes=58):
        assert signed_in.post(STATUS).json()["idle"] == 60 * 60
    with after(minutes=110):
        assert is_in(signed_in)


def test_the_status_says_when_the_day_ends(signed_in, user):
    with after(hours=0, minutes=30):
        answer = signed_in.get(STATUS).json()
    assert answer["user"] == user.pk
    assert answer["absolute"] in range(11 * 3600 + 1795, 11 * 3600 + 1801)


def test_an_ended_session_reads_no_preview(signed_in, user):
    project = factories.project("Utkastet", author=user)
    address = f"/fall/{project.pk}/forhandsvisning/"
    assert signed_in.get(address).status_code == 200
    with after(minutes=61):
        assert "Utkastet" not in signed_in.get(address).text


def test_closing_an_account_signs_it_out_everywhere_and_for_good(signed_in, user):
    admin = Client()
    sign_in(admin, factories.curator("administrator"))
    form = {"username": "astrid", "is_staff": "on", "groups": [g.pk for g in user.groups.all()]}
    assert admin.post(f"/admin/auth/user/{user.pk}/change/", form).status_code == 302
    assert not is_in(signed_in)
    admin.post(f"/admin/auth/user/{user.pk}/change/", form | {"is_active": "on"})
    user.refresh_from_db()
    assert user.is_active
    assert not is_in(signed_in)


def test_whoever_is_let_out_of_the_house_is_signed_out_too(signed_in, user):
    admin = Client()
    sign_in(admin, factories.curator("administrator"))
    admin.post(f"/admin/auth/user/{user.pk}/change/", {"username": "astrid", "is_active": "on"})
    user.refresh_from_db()
    assert not user.is_staff
    assert not UserSession.objects.filter(user=user).exists()


def test_a_new_password_signs_out_everywhere_but_here(signed_in, user):
    phone = Client()
    sign_in(phone, user)
    theirs = phone.session.session_key
    new = "sju tysta ugglor i dimman"
    signed_in.post(
        "/admin/konto/losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert is_in(signed_in)
    assert not Session.objects.filter(session_key=theirs).exists()
    assert not is_in(phone)
    assert UserSession.objects.purge_and_list(user) == [
        UserSession.objects.get(session_key=signed_in.session.session_key)
    ]


def test_a_password_from_an_administrator_signs_out_everywhere(signed_in, user):
    admin = Client()
    sign_in(admin, factories.curator("administrator"))
    new = "sju tysta ugglor i dimman"
    admin.post(
        f"/admin/auth/user/{user.pk}/password/",
        {"password1": new, "password2": new, "set-password": "1"},
    )
    assert not is_in(signed_in)


def test_my_sign_ins_show_device_address_and_which_is_here(signed_in, user):
    sign_in(Client(), user, REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Mobile Safari/604 iPhone")
    page = signed_in.get(MINE).text
    assert "Firefox på Windows" in page
    assert "Safari på iPhone" in page
    assert "203.0.113.7" in page
    assert page.count("den här") == 1
    now = timezone.localtime()
    assert f"{now.day} {date_format(now, 'F')} {now.year} kl. {now:%H}." in page


def test_a_sign_in_can_be_ended_from_another(signed_in, user):
    phone = Client()
    sign_in(phone, user)
    other = UserSession.objects.get(session_key=phone.session.session_key)
    assert signed_in.post(MINE, {"session": other.pk})["Location"] == MINE
    assert not is_in(phone)
    assert is_in(signed_in)


def test_all_others_can_be_ended_at_once(signed_in, user):
    others = [Client(), Client()]
    for other in others:
        sign_in(other, user)
    signed_in.post(MINE, {"session": "others"})
    assert [is_in(other) for other in others] == [False, False]
    assert is_in(signed_in)


def test_nobody_ends_anothers_sign_in(signed_in):
    other = Client()
    sign_in(other, factories.curator("author"))
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    signed_in.post(MINE, {"session": theirs.pk})
    assert is_in(other)


def test_ending_others_asks_for_the_password_when_one_signed_in_long_ago(signed_in, user):
    phone = Client()
    sign_in(phone, user)
    with after(minutes=20):
        answer = signed_in.post(MINE, {"session": "others"})
        assert answer["Location"].startswith("/admin/konto/bekrafta/")
        assert is_in(phone)
        signed_in.post(answer["Location"], {"password": PASSWORD, "next": MINE})
        assert not is_in(phone)


def test_a_reader_asks_no_more_of_the_database_than_before(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the content's revision
        client.get("/om/kakor/")


def test_a_signed_in_reader_asks_four_questions(signed_in, django_assert_num_queries):
    with django_assert_num_queries(4):  # the content, the session, the user, the sign-in
        signed_in.get("/om/kakor/")


def test_a_reader_gets_no_cookie(client):
    for address in ("/", "/fall/", "/om/", "/finns-inte/"):
        assert not client.get(address).cookies


def test_nothing_is_kept_of_sign_ins_that_are_over(signed_in, user):
    phone = Client()
    sign_in(phone, user)
    Session.objects.get(session_key=phone.session.session_key).delete()
    forget_ended()
    assert [row.session_key for row in UserSession.objects.all()] == [signed_in.session.session_key]
    with after(hours=13):
        forget_ended()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
