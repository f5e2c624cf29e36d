"""The weekly mail: what waits for a curator, to whom it concerns, once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases import workflow
from cases.models import Digest, FollowUp, Project
from tests import factories

pytestmark = pytest.mark.django_db


def reachable(role="reviewer", name="", **values):
    user = factories.curator(role, name)
    User.objects.filter(pk=user.pk).update(**{"email": f"{user.username}@kommun.se", **values})
    user.refresh_from_db()
    return user


def case_to_look_back_at(title="Vara konserthus", **values):
    case = factories.published_project(title, **values)
    case.follow_ups.filter(after_years=1).update(due_on=timezone.localdate())
    return case


def sent(*options):
    out = StringIO()
    call_command("send_digests", *options, stdout=out)
    return out.getvalue()


def test_a_reviewer_is_told_what_waits_in_a_letter_with_links():
    reviewer = reachable("reviewer", "karin", first_name="Karin")
    case = case_to_look_back_at(reviewer=reviewer, review_due=timezone.localdate())
    sent()
    letter = mail.outbox[0]
    follow_up = case.follow_ups.get(after_years=1)
    assert (letter.to, letter.subject) == (["karin@kommun.se"], "Idébanken: 2 saker väntar på dig")
    assert letter.body.startswith("Hej Karin,\n\nDet här väntar på dig i Idébanken:\n")
    assert f"* Vara konserthus ({case.public_id}): det har gått ett år." in letter.body
    assert f"http://localhost:8000/admin/cases/followup/{follow_up.pk}/change/" in letter.body
    assert f"http://localhost:8000/admin/cases/project/{case.pk}/change/" in letter.body


def test_nobody_is_written_to_when_nothing_waits():
    reachable()
    factories.published_project()
    assert sent() == ""
    assert mail.outbox == []
    assert not Digest.objects.exists()


def test_a_letter_is_sent_once_a_week():
    reachable()
    case_to_look_back_at()
    assert "Skickat till" in sent()
    assert "Redan skickat den här veckan" in sent()
    assert len(mail.outbox) == 1
    assert Digest.objects.get().text == mail.outbox[0].body


def test_the_next_week_has_a_letter_of_its_own():
    reachable()
    case_to_look_back_at()
    sent()
    last_week = timezone.localdate() - timedelta(days=7)
    year, week, _day = last_week.isocalendar()
    Digest.objects.update(week=f"{year}-V{week:02d}")
    sent()
    assert len(mail.outbox) == 2


def test_a_case_concerns_its_author_and_reviewer_and_nobody_else():
    own, other = reachable("reviewer", "egen"), reachable("publisher", "annan")
    case_to_look_back_at("Egna fallet", reviewer=own)
    case_to_look_back_at("Ingens fall")
    sent()
    texts = {letter.to[0].partition("@")[0]: letter.body for letter in mail.outbox}
    assert "Egna fallet" in texts["egen"]
    assert "Egna fallet" not in texts["annan"]
    assert all("Ingens fall" in text for text in texts.values())
    assert other.email.startswith("annan")


def test_a_case_whose_reviewer_has_left_concerns_everybody_who_reviews():
    gone = reachable("reviewer", "borta", is_active=False)
    reachable("reviewer", "kvar")
    case_to_look_back_at(reviewer=gone)
    sent()
    assert [letter.to for letter in mail.outbox] == [["kvar@kommun.se"]]


def test_a_text_to_review_waits_for_those_who_did_not_write_it():
    writer, reader = reachable("reviewer", "skrev"), reachable("reviewer", "laser")
    draft = factories.complete_project("Nytt fall", author=writer)
    workflow.submit(project=draft, by=writer)
    sent()
    assert [letter.to for letter in mail.outbox] == [[reader.email]]
    assert "Väntar på att granskas\n\n* Nytt fall." in mail.outbox[0].body


def test_what_has_a_time_is_told_of_apart_and_is_no_reason_to_write():
    reachable("publisher")
    now = timezone.now()
    soon, late = factories.approved_project("Snart"), factories.approved_project("Missat")
    workflow.schedule(project=soon, by=None, at=now + timedelta(days=1))
    Project.objects.filter(pk=late.pk).update(publish_at=now + timedelta(days=1))
    sent()
    assert mail.outbox == []
    Project.objects.filter(pk=late.pk).update(publish_at=now - timedelta(days=1))
    sent()
    letter = mail.outbox[0]
    assert letter.subject == "Idébanken: en sak väntar på dig"
    before, ahead = letter.body.split("Publiceras på utsatt tid\n")
    assert "Skulle ha publicerats, men är det inte\n\n* Missat: " in before
    assert "* Snart: " in ahead
    assert "Godkänt, väntar på att publiceras" not in letter.body


@pytest.mark.parametrize(("role", "address"), [("author", "a@kommun.se"), ("reviewer", "")])
def test_authors_and_those_without_an_address_get_no_letter(role, address):
    reachable(role, email=address)
    case_to_look_back_at()
    sent()
    assert mail.outbox == []


def test_what_readers_cannot_see_is_not_looked_back_at():
    reachable()
    case = case_to_look_back_at(review_due=timezone.localdate())
    workflow.unpublish(project=case, by=None, why="Fel")
    sent()
    assert mail.outbox == []


def test_a_dry_run_prints_the_letters_and_sends_none():
    reachable(name="karin")
    case_to_look_back_at()
    shown = sent("--dry-run")
    assert "Till: karin@kommun.se\nÄmne: Idébanken: en sak väntar på dig" in shown
    assert "Vara konserthus" in shown
    assert mail.outbox == []
    assert not Digest.objects.exists()


def test_a_title_of_many_lines_stays_on_its_own_and_is_not_markup():
    reachable()
    case = case_to_look_back_at()
    Project.objects.filter(pk=case.pk).update(title="Å & <b>Ö</b>\nBcc: alla@kommun.se")
    sent()
    assert "* Å & <b>Ö</b> Bcc: alla@kommun.se (" in mail.outbox[0].body


def test_a_long_letter_stops_and_says_how_many_more():
    reachable()
    case = case_to_look_back_at()
    for number in range(17):
        other = factories.project(f"Fall {number}")
        Project.objects.filter(pk=other.pk).update(
            status="publicerat", public_id=f"IB-9{number:03d}", published_at=case.published_at
        )
        FollowUp.objects.create(project=other, after_years=1, due_on=timezone.localdate())
    sent()
    assert "… och 3 till. Alla står på din startsida." in mail.outbox[0].body


def test_a_mail_server_that_fails_leaves_no_record_and_says_so(settings):
    reachable(name="karin")
    case_to_look_back_at()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="karin"):
        sent()
    assert not Digest.objects.exists()
