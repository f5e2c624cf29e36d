"""The steps of the workflow as addresses and list actions: they ask it, and tell why not."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import workflow
from cases.models import Project
from cases.workflow import rights
from cases.workflow.steps import ARCHIVE, PUBLIC_REASON_CHARACTERS, PUBLISH, UNPUBLISH

from .panel import keep_comment

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
# Readers see why: these have a page of their own, where one writes it
WITH_PAGE = (UNPUBLISH, ARCHIVE)


class ReasonForm(forms.Form):
    """Why a case is taken away: readers see it at the case's address."""

    reason = forms.CharField(
        label=gettext_lazy("Varför visas fallet inte längre?"),
        help_text=gettext_lazy("En mening. Läsare ser den på fallets adress."),
        max_length=PUBLIC_REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": PUBLIC_REASON_CHARACTERS}),
        error_messages={"required": gettext_lazy("Skriv varför fallet inte längre ska visas.")},
    )


def addresses(model_admin):
    """One address for each step of one case."""
    for step in workflow.STEPS:
        view = partial(step_view, model_admin, step)
        yield path(
            f"<int:pk>/{ADDRESSES[step.name]}/",
            model_admin.admin_site.admin_view(view),
            name=f"cases_project_{step.name}",
        )


def step_view(model_admin, step, request, pk):
    """POST takes the step. The two that readers see the reason of ask for it with GET."""
    if request.method != "POST" and not (step in WITH_PAGE and request.method in ("GET", "HEAD")):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"] if step in WITH_PAGE else ["POST"])
    if not rights.may_ever(request.user, step):
        raise PermissionDenied
    project = get_object_or_404(Project.objects.originals(), pk=pk)
    if step in WITH_PAGE:
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return _ask_for_reason(model_admin, request, step, form, [project])
        take(model_admin, request, step, project, form.cleaned_data["reason"])
    else:
        _from_the_panel(model_admin, request, step, project)
    return redirect("admin:cases_project_change", project.pk)


def _from_the_panel(model_admin, request, step, project):
    """The panel's form says which text was on the screen; without that nothing is done."""
    comment, seen = request.POST.get("comment", "").strip(), request.POST.get("seen", "")
    seen = int(seen) if seen.isdecimal() else -1
    if not take(model_admin, request, step, project, comment, seen=seen):
        keep_comment(request, project, comment)


def take(model_admin, request, step, project, why="", **seen):
    """Take the step and say so, or say why not. Returns whether it was taken."""
    title = {"title": project.title}
    try:
        workflow.BY_STEP[step.name](project=project, by=request.user, why=why, **seen)
    except workflow.Refused as refusal:
        words = title | {"step": step.label, "why": refusal.sentence}
        messages.error(request, _("”%(title)s”: ”%(step)s” gick inte. %(why)s") % words)
        return False
    state = str(project.get_status_display())
    model_admin.log_change(request, project, f"{state}: {why}" if why else f"{state}.")
    words = title | {"state": state}
    messages.success(request, _("”%(title)s” har nu läget ”%(state)s”.") % words)
    return True


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
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        return _ask_for_reason(model_admin, request, step, form, list(queryset), bulk=True)
    for project in queryset:
        take(model_admin, request, step, project, form.cleaned_data["reason"])
    return None


def _ask_for_reason(model_admin, request, step, form, projects, bulk=False):
    what = model_ngettext(model_admin.opts, len(projects))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{step.label} {what}",
        "opts": model_admin.opts,
        "form": form,
        "step": step,
        "projects": projects,
        "action": f"{step.name}_chosen" if bulk else "",
        "back_url": reverse("admin:cases_project_changelist")
        if bulk
        else reverse("admin:cases_project_change", args=[projects[0].pk]),
    }
    return TemplateResponse(request, "admin/cases/project/take_away.html", context)
