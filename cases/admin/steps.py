"""The steps of the workflow as addresses and list actions: they ask it, and tell why not."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_list_or_404, get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import open_forms, page_texts, workflow
from cases.models import Project, Transition
from cases.text import line_feeds
from cases.workflow import rights
from cases.workflow.steps import ARCHIVE, CANCEL, DISCARD, OPEN_COPY, PUBLISH, UNPUBLISH

from .panel import told_moment
from .step_forms import EXPLANATIONS, PAGES, ReasonForm

READ_AND_SEND = ["GET", "HEAD", "POST"]
MOST_DIGITS = 10  # of the version that a form was opened at
ADDRESSES = {
    "submit": "skicka-in",
    "take_back": "ta-tillbaka",
    "send_back": "skicka-tillbaka",
    "approve": "godkann",
    "publish": "publicera",
    "unpublish": "avpublicera",
    "archive": "arkivera",
    "reopen": "oppna-igen",
}


def addresses(model_admin):
    """One address for each step of one case."""
    site = model_admin.admin_site.admin_view
    for step in workflow.STEPS:
        view = site(partial(step_view, model_admin, step))
        name = f"cases_project_{step.name}"
        yield path(f"<int:pk>/{ADDRESSES[step.name]}/", view, name=name)
    for view, address, name in (
        (cancel_view, "avbryt-tid", "cancel"),
        (open_copy_view, "andra", "open_copy"),
        (discard_view, "kasta-arbetskopian", "discard_copy"),
    ):
        view = site(partial(view, model_admin))
        yield path(f"<int:pk>/{address}/", view, name=f"cases_project_{name}")


def step_view(model_admin, step, request, pk):
    """POST takes the step. Those that readers see the reason of ask for it with GET.

    GET of another leads to the case: there one comes after signing in, if the session had ended.
    """
    if request.method not in READ_AND_SEND:
        return HttpResponseNotAllowed(READ_AND_SEND)
    if not rights.may_ever(request.user, step):
        raise PermissionDenied
    project = Project.objects.filter(pk=pk).first()
    if project is None:
        return _where_the_copy_went(request, get_list_or_404(Transition, copy_id=pk)[0])
    if step not in PAGES:
        if request.method == "POST":
            _from_the_panel(model_admin, request, step, project)
        return _back_to(project)
    text = page_texts.on_page(request, f"cases.project/{step.name}", pk)
    form = PAGES[step](request.POST if request.method == "POST" else None, initial=text.values)
    if not form.is_valid():
        return _ask(model_admin, request, step, form, [project], text=text)
    return _back_to(_from_the_page(model_admin, request, step, project, form.cleaned_data))


def _where_the_copy_went(request, last):
    """A second press, or an old tab: the working copy has been published or thrown away."""
    messages.info(request, _("Arbetskopian finns inte längre. Här är fallet."))
    return _back_to(last.project)


def _back_to(project):
    return redirect("admin:cases_project_change", project.pk)


def _from_the_page(model_admin, request, step, project, answers):
    """Take the step, or set the time of it; return the case to show afterwards."""
    if answers.get("at"):
        if schedule(model_admin, request, project, answers["at"], answers["reason"]):
            page_texts.arrived(request)
        return project
    case = project.revision_of or project
    if not take(model_admin, request, step, project, answers["reason"]):
        return project
    page_texts.arrived(request)
    return case


def _from_the_panel(model_admin, request, step, project):
    """The panel's form says which text was on the screen; without that nothing is done."""
    comment = line_feeds(request.POST.get("comment", "")).replace("\0", "").strip()
    seen = request.POST.get("seen", "")
    seen = int(seen) if seen.isdecimal() and len(seen) < MOST_DIGITS else -1
    if take(model_admin, request, step, project, comment, seen=seen):
        page_texts.arrived(request)


def _refused(request, project, step, refusal):
    words = {"title": project.title, "step": step.label, "why": refusal.sentence}
    messages.error(request, _("”%(title)s”: ”%(step)s” gick inte. %(why)s") % words)
    return False


def take(model_admin, request, step, project, why="", **seen):
    """Take the step and say so, or say why not. Returns whether it was taken."""
    try:
        with transaction.atomic():  # the history too, or nothing
            project = workflow.BY_STEP[step.name](project=project, by=request.user, why=why, **seen)
            state = str(project.get_status_display())
            model_admin.log_change(request, project, f"{state}: {why}" if why else f"{state}.")
    except workflow.Refused as refusal:
        if not workflow.was_just_taken(project=project, step=step, by=request.user):
            return _refused(request, project, step, refusal)
        state = str(Project.Status(step.target).label)  # a second press: the first answer is lost
    words = {"title": project.title, "state": state}
    messages.success(request, _("”%(title)s” har nu läget ”%(state)s”.") % words)
    return True


def schedule(model_admin, request, project, at, why):
    """Set the time, and say when."""
    when = _("Publiceras %(when)s.") % {"when": told_moment(at)}
    try:
        with transaction.atomic():
            workflow.schedule(project=project, by=request.user, at=at, why=why)
            model_admin.log_change(request, project, when)
    except workflow.Refused as refusal:
        return _refused(request, project, PUBLISH, refusal)
    messages.success(request, f"”{project.title}”: {when}")
    return True


def cancel_view(model_admin, request, pk):
    """POST takes the set time away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not rights.may_ever(request.user, PUBLISH):
        raise PermissionDenied
    project = get_object_or_404(Project, pk=pk)
    try:
        with transaction.atomic():
            workflow.cancel(project=project, by=request.user)
            model_admin.log_change(request, project, f"{CANCEL.label}.")
    except workflow.Refused as refusal:
        _refused(request, project, CANCEL, refusal)
    return _back_to(project)


# Working copies


def open_copy_view(model_admin, request, pk):
    """POST leads to the working copy, made now or by whoever pressed first."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    project = get_object_or_404(Project.objects.originals(), pk=pk)
    had_one = Project.objects.filter(revision_of=project).exists()
    try:
        copy = copy_of(model_admin, request, project)
    except workflow.NotAllowed as refusal:
        raise PermissionDenied from refusal
    except workflow.Refused as refusal:
        _refused(request, project, OPEN_COPY, refusal)
        return _back_to(project)
    if had_one:
        messages.info(request, _("Fallet hade redan en arbetskopia. Här är den."))
    return _back_to(copy)


def copy_of(model_admin, request, project):
    """Return the working copy of a case, made and written into the history now if there is none."""
    with transaction.atomic():
        copy, made = workflow.open_copy(project=project, by=request.user)
        if made:
            model_admin.log_addition(request, copy, {"added": {}})
    return copy


def discard_view(model_admin, request, pk):
    """GET asks, POST throws the working copy away."""
    if request.method not in READ_AND_SEND:
        return HttpResponseNotAllowed(READ_AND_SEND)
    copy = get_object_or_404(Project.objects.exclude(revision_of=None), pk=pk)
    if not rights.may_discard(request.user, copy):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(model_admin, request, DISCARD, None, [copy])
    original = workflow.discard_copy(project=copy, by=request.user)
    messages.success(request, _("Arbetskopian är borta. Läsarnas text är som den var."))
    return _back_to(original)


# Several at once


@admin.action(description=gettext_lazy("Publicera valda fall"), permissions=["publish"])
def publish_chosen(model_admin, request, queryset):
    for project in queryset:
        take(model_admin, request, PUBLISH, project)


@admin.action(description=gettext_lazy("Avpublicera valda fall"), permissions=["publish"])
def unpublish_chosen(model_admin, request, queryset):
    return _take_away_chosen(model_admin, request, queryset, UNPUBLISH)


@admin.action(description=gettext_lazy("Arkivera valda fall"), permissions=["publish"])
def archive_chosen(model_admin, request, queryset):
    return _take_away_chosen(model_admin, request, queryset, ARCHIVE)


def _take_away_chosen(model_admin, request, queryset, step):
    """Ask once for the reason, then take all of them away."""
    text = page_texts.on_page(request, f"cases.project/{step.name}_chosen")
    sent = request.POST if "reason" in request.POST else None
    form = ReasonForm(sent, initial=text.values)
    if not form.is_valid():
        return _ask(model_admin, request, step, form, list(queryset), bulk=True, text=text)
    reason = form.cleaned_data["reason"]
    taken = [take(model_admin, request, step, project, reason) for project in queryset]
    if all(taken):
        page_texts.arrived(request)
    return None


def _ask(model_admin, request, step, form, projects, bulk=False, text=None):
    """The page that a step begins with: what it does, what must be said, and what was said."""
    what = model_ngettext(model_admin.opts, len(projects))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": str(step.label) if step is DISCARD else f"{step.label} {what}",
        "subtitle": "" if bulk else projects[0].title,
        "explanation": EXPLANATIONS[step],
        "opts": model_admin.opts,
        "form": form,
        "text": text,
        "step": step,
        "projects": projects,
        "at_work": list(_others_at_work(request.user, projects)),
        "action": f"{step.name}_chosen" if bulk else "",
        "back_url": reverse("admin:cases_project_changelist")
        if bulk
        else reverse("admin:cases_project_change", args=[projects[0].pk]),
    }
    return TemplateResponse(request, "admin/cases/project/step.html", context)


def _others_at_work(user, projects):
    """A sentence for each colleague who writes here now: what is not saved does not come along."""
    keys = [str(project.pk) for project in projects]
    for row in open_forms.at_work(Project, keys, but=user):
        words = {
            "who": workflow.name_of(row.user),
            "when": told_moment(row.saved_at or row.opened_at),
        }
        if row.data:
            yield _("%(who)s har text här som inte är sparad (%(when)s).") % words
        else:
            yield _("%(who)s har sidan öppen sedan %(when)s.") % words
