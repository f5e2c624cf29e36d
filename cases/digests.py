"""The weekly mail to curators: what waits for them, and nothing when nothing does.

A follow-up or a review concerns the reviewer and the author of the case; where neither can be
reached by mail it concerns all who review. A text to review or to publish concerns those who may
take that step with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import workflow
from cases.models import Digest, FollowUp, Project
from cases.workflow.steps import APPROVE, PUBLISH, Step

# A mail that nobody could read to its end reminds nobody
MOST_LINES = 15
_AUTHENTICATION = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Line:
    """One thing to do: what it is about, and where it is done."""

    text: str
    address: str


@dataclass
class Letter:
    """The mail to one curator: pairs of (heading, lines), and how many things wait in all.

    `coming` happens by itself: it is told of, and neither counted nor a reason to write.
    """

    user: User
    sections: list[tuple[str, list[Line]]] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(len(lines) for _heading, lines in self.sections)

    @property
    def subject(self) -> str:
        sentence = ngettext(
            "Idébanken: en sak väntar på dig",
            "Idébanken: %(total)s saker väntar på dig",
            self.total,
        )
        return sentence % {"total": self.total}

    @property
    def text(self) -> str:
        shown = [
            (heading, lines[:MOST_LINES], max(0, len(lines) - MOST_LINES))
            for heading, lines in [*self.sections, (_("Publiceras på utsatt tid"), self.coming)]
            if lines
        ]
        context = {
            "name": self.user.first_name or self.user.get_username(),
            "sections": shown,
            "desk": f"{settings.SITE_URL}{reverse('admin:index')}",
            "bank": settings.SITE_NAME,
        }
        return render_to_string("mail/digest.txt", context)


def letters(on: date) -> Iterator[Letter]:
    """Yield a letter to each curator for whom something waits on this day."""
    readers = list(_recipients())
    addressed = {user.pk for user in readers}
    looks_back = list(FollowUp.objects.due(on).select_related("project"))
    reviews = list(Project.objects.review_due(on).order_by("review_due"))
    to_review = list(Project.objects.filter(status__in=APPROVE.sources))
    to_publish = list(Project.objects.filter(status__in=PUBLISH.sources).order_by("publish_at"))
    late, ahead, without_time = _by_time(to_publish)
    for user in readers:
        letter = Letter(user)
        for heading, lines in (
            (
                _("Lever det än? Dags att se efter"),
                [_look_back(row) for row in looks_back if _concerns(user, row.project, addressed)],
            ),
            (
                _("Ska ses över"),
                [_review(case) for case in reviews if _concerns(user, case, addressed)],
            ),
            (_("Väntar på att granskas"), _steps(APPROVE, to_review, user)),
            (_("Skulle ha publicerats, men är det inte"), _steps(PUBLISH, late, user)),
            (_("Godkänt, väntar på att publiceras"), _steps(PUBLISH, without_time, user)),
        ):
            if lines:
                letter.sections.append((heading, lines))
        letter.coming = _steps(PUBLISH, ahead, user)
        if letter.sections:
            yield letter


def send(letter: Letter, on: date) -> bool:
    """Mail the letter unless its week's letter is sent; return whether it went.

    The record is written first and taken back if the mail cannot be handed over: two commands at
    once send one letter. Raises what the mail server answers with.
    """
    year, week, _weekday = on.isocalendar()
    try:
        with transaction.atomic():
            Digest.objects.create(user=letter.user, week=f"{year}-V{week:02d}", text=letter.text)
            EmailMessage(letter.subject, letter.text, to=[letter.user.email]).send()
    except IntegrityError:
        return False
    return True


def _recipients() -> Iterator[User]:
    """The curators who may review, with an address to write to."""
    may_review = User.objects.with_perm("cases.review_project", backend=_AUTHENTICATION)
    yield from may_review.filter(is_staff=True).exclude(email="").order_by("pk")


def _concerns(user: User, case: Project, addressed: set[int]) -> bool:
    own = {case.author_id, case.reviewer_id} & addressed
    return user.pk in own or not own


def _look_back(row: FollowUp) -> Line:
    words = {
        "case": _name(row.project),
        "after": row.get_after_years_display(),
        "day": date_format(row.due_on, "j F Y"),
    }
    text = _("%(case)s: det har gått %(after)s. Skulle göras senast %(day)s.") % words
    return Line(text, _address("cases_followup_change", row.pk))


def _review(case: Project) -> Line:
    day = date_format(case.review_due, "j F Y") if case.review_due else ""
    text = _("%(case)s: senast %(day)s.") % {"case": _name(case), "day": day}
    return Line(text, _address("cases_project_change", case.pk))


def _by_time(approved: list[Project]) -> tuple[list[Project], list[Project], list[Project]]:
    """Part what is approved into: its time has been, its time is to come, it has no time."""
    late, ahead, without_time = [], [], []
    now = timezone.now()
    for case in approved:
        if case.publish_at is None:
            without_time.append(case)
        else:
            (ahead if case.publish_at > now else late).append(case)
    return late, ahead, without_time


def _steps(step: Step, waiting: list[Project], user: User) -> list[Line]:
    return [
        Line(_when_and_what(case), _address("cases_project_change", case.pk))
        for case in waiting
        if workflow.refusal(step, case, user) is None
    ]


def _when_and_what(case: Project) -> str:
    if case.publish_at is None:
        return f"{_name(case)}."
    moment = timezone.localtime(case.publish_at)
    words = {"day": date_format(moment, "j F Y"), "time": f"{moment:%H.%M}"}
    return f"{_name(case)}: " + _("%(day)s kl. %(time)s.") % words


def _name(case: Project) -> str:
    """The title on one line, and the number that never changes."""
    title = " ".join(case.title.split())
    return f"{title} ({case.public_id})" if case.public_id else title


def _address(name: str, pk: int) -> str:
    return f"{settings.SITE_URL}{reverse(f'admin:{name}', args=[pk])}"
