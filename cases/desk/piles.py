"""What waits for one curator, in the order one would take it."""

from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import open_forms, page_texts
from cases.models import FollowUp, Project, SearchMiss, Submission, Transition
from cases.workflow.steps import MISS, SEND_BACK

from .items import Item, Pile

SHOWN = 6
Status = Project.Status


def piles(user: User):
    """Return what waits for `user`, in the order one would take it."""
    yield _unsaved(user)
    yield from _own_drafts(user)
    if user.has_perm("cases.review_project"):
        yield _to_review(user)
    if user.has_perm("cases.publish_project"):
        yield from _to_publish(user)
    if user.has_perm("cases.review_project"):
        yield _reviews()
        yield _follow_ups()
    if user.has_perm("cases.change_submission"):
        yield _from_readers()
    if user.has_perm("cases.change_searchmiss"):
        yield _misses()


def _unsaved(user):
    rows = list(open_forms.kept_for(user)[: SHOWN + 1])
    items = [
        Item(row.record_label or _("Nytt, utan namn"), _kept_address(row), row.saved_at)
        for row in rows[:SHOWN]
    ]
    return Pile(_("Text du inte har sparat"), items, len(rows))


def _kept_address(row):
    if row.model in page_texts.PLACES:
        return reverse("page-text", args=[row.pk])
    return reverse(f"admin:{row.model.replace('.', '_')}_kept", args=[row.pk])


def _own_drafts(user):
    """Three piles of one query: what came back to its author, the other drafts, what waits."""
    under_way = [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED]
    own = _with_latest_step(Project.objects.filter(author=user, status__in=under_way))
    cases = list(own.order_by("-updated_at", "-pk"))
    drafts = [case for case in cases if case.status == Status.DRAFT]
    sent = [case for case in cases if case.status != Status.DRAFT]
    back = [draft for draft in drafts if draft.latest_step == SEND_BACK.name]
    rest = [draft for draft in drafts if draft.latest_step != SEND_BACK.name]
    yield Pile(
        _("Tillbaka till dig"),
        [_case(draft, draft.updated_at, draft.comment) for draft in back[:SHOWN]],
        len(back),
    )
    yield Pile(
        _("Dina utkast"),
        [_case(draft, draft.updated_at) for draft in rest[:SHOWN]],
        len(rest),
        _list("project", status__exact=Status.DRAFT),
        _("Du har inga andra utkast.")
        if back
        else _("Du har inga utkast. Börja på ett fall när du har minst två källor."),
    )
    yield Pile(
        _("Hos någon annan"),
        [_case(case, case.updated_at, _state(case)) for case in sent[:SHOWN]],
        len(sent),
    )


def _with_latest_step(cases):
    """Annotate the step that was taken last with each row, and its comment; long texts stay."""
    latest = Transition.objects.filter(
        Q(project=OuterRef("pk"), copy_id=None) | Q(copy_id=OuterRef("pk"))
    )
    return cases.defer(*Project.STORY_FIELDS).annotate(
        latest_step=Subquery(latest.values("step")[:1]),
        comment=Subquery(latest.values("why")[:1]),
    )


def _state(case):
    if case.publish_at is None:
        return case.get_status_display()
    return _("Publiceras %(when)s.") % {"when": _moment(case.publish_at)}


def _moment(value):
    return f"{timezone.localtime(value):%Y-%m-%d kl. %H.%M}"


def _to_review(user):
    waiting = Project.objects.filter(status=Status.IN_REVIEW).defer(*Project.STORY_FIELDS)
    cases = list(waiting.order_by("updated_at", "pk"))
    items = [_case(case, case.updated_at, _own_text(user, case)) for case in cases[:SHOWN]]
    more = _list("project", status__exact=Status.IN_REVIEW)
    return Pile(_("Att granska"), items, len(cases), more, _("Inget väntar på granskning."))


def _own_text(user, case):
    own = case.author_id == user.pk
    return _("Din egen text: någon annan behöver läsa den.") if own else ""


def _to_publish(user):
    """Three piles of one query: what nobody took when its time came, what waits, what is set."""
    approved = _with_latest_step(Project.objects.filter(status=Status.APPROVED))
    cases, now = list(approved.order_by("publish_at", "updated_at", "pk")), timezone.now()
    waiting = [case for case in cases if case.publish_at is None]
    late = [case for case in cases if case.publish_at and case.publish_at <= now]
    ahead = [case for case in cases if case.publish_at and case.publish_at > now]
    yield Pile(
        _("Skulle ha publicerats"),
        [_case(case, None, _late(case)) for case in late[:SHOWN]],
        len(late),
    )
    yield Pile(
        _("Att publicera"),
        [_case(case, case.updated_at, _why_it_waits(user, case)) for case in waiting[:SHOWN]],
        len(waiting),
        _list("project", status__exact=Status.APPROVED, publish_at__isnull=True),
        _("Inget är godkänt och väntar."),
    )
    yield Pile(
        _("Publiceras på utsatt tid"),
        [_case(case, None, _moment(case.publish_at)) for case in ahead[:SHOWN]],
        len(ahead),
        _list("project", status__exact=Status.APPROVED, publish_at__isnull=False),
    )


def _late(case):
    """Readers' visits and cron publish what is due: something stops both, or neither has come."""
    sentence = _("Tiden var %(when)s, men banken har inte publicerat fallet. Publicera det nu.")
    return sentence % {"when": _moment(case.publish_at)}


def _why_it_waits(user, case):
    if case.latest_step == MISS.name:
        return _("Publicerades inte på utsatt tid. %(why)s") % {"why": case.comment}
    return _own_text(user, case)


def _reviews():
    due = list(Project.objects.review_due().defer(*Project.STORY_FIELDS).order_by("review_due"))
    items = [_case(case, case.review_due) for case in due[:SHOWN]]
    return Pile(_("Ska ses över"), items, len(due), empty=_("Inget fall är försenat."))


def _follow_ups():
    due = list(FollowUp.objects.due().select_related("project").order_by("due_on", "pk"))
    items = [
        Item(
            row.project.title,
            reverse("admin:cases_followup_change", args=[row.pk]),
            row.due_on,
            row.get_after_years_display(),
        )
        for row in due[:SHOWN]
    ]
    more = _list("followup", done_on__isempty=1)
    return Pile(_("Lever det än?"), items, len(due), more, _("Ingen uppföljning väntar."))


def _from_readers():
    rows = list(Submission.objects.filter(handled_on=None).order_by("created_at")[:50])
    items = [
        Item(
            row.get_kind_display(),
            reverse("admin:cases_submission_change", args=[row.pk]),
            row.created_at,
            row.message[:120],
        )
        for row in rows[:SHOWN]
    ]
    more = _list("submission", handled_on__isempty=1)
    return Pile(_("Från läsare"), items, len(rows), more, _("Inga obesvarade meddelanden."))


def _misses():
    rows = list(SearchMiss.objects.filter(handled=False).order_by("-count", "-last_on")[:50])
    items = [
        Item(
            row.query,
            reverse("admin:cases_searchmiss_change", args=[row.pk]),
            row.last_on,
            _("%(count)s gånger") % {"count": row.count} if row.count > 1 else "",
        )
        for row in rows[:SHOWN]
    ]
    more = _list("searchmiss", handled__exact=0)
    return Pile(_("Sökt utan träff"), items, len(rows), more, _("Alla sökningar är åtgärdade."))


def _case(project, at, note=""):
    """A working copy has a form of its own, and says that it is one."""
    words = [_("Arbetskopia."), note] if project.revision_of_id else [note]
    address = reverse("admin:cases_project_change", args=[project.pk])
    return Item(project.title, address, at, " ".join(filter(None, words)))


def _list(name, **chosen):
    query = "&".join(f"{key}={value}" for key, value in chosen.items())
    return f"{reverse(f'admin:cases_{name}_changelist')}?{query}"
