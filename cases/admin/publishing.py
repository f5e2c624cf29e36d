"""Publish and unpublish, one case or several: buttons and list actions that ask the workflow."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import workflow
from cases.models import Project

REASON_CHARACTERS = 300


class ReasonForm(forms.Form):
    """Why a case is taken away: readers see it at the case's address."""

    reason = forms.CharField(
        label=gettext_lazy("Varför visas fallet inte längre?"),
        help_text=gettext_lazy("En mening. Läsare ser den på fallets adress."),
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REASON_CHARACTERS}),
        error_messages={"required": gettext_lazy("Skriv varför fallet inte längre ska visas.")},
    )


def anchor(gap):
    """Where in the form a gap is mended: the rows of a part, or a field."""
    relations = {field.name for field in Project._meta.related_objects}
    return f"#{gap.field}-group" if gap.field in relations else f"#id_{gap.field}"


def moment(value):
    """A date and time as one reads it in Swedish lists: 2026-03-01 14:05."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


def publish_one(model_admin, request, pk):
    """POST only: the button on the form."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _only_publishers(request, model_admin)
    project = get_object_or_404(Project.objects.originals(), pk=pk)
    _publish(model_admin, request, project)
    return redirect("admin:cases_project_change", project.pk)


def unpublish_one(model_admin, request, pk):
    """GET asks for the reason, POST takes the case away."""
    _only_publishers(request, model_admin)
    project = get_object_or_404(Project.objects.originals(), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _unpublish(model_admin, request, project, form.cleaned_data["reason"])
        return redirect("admin:cases_project_change", project.pk)
    return _ask_for_reason(model_admin, request, form, [project])


@admin.action(description=gettext_lazy("Publicera valda fall"), permissions=["publish"])
def publish_chosen(model_admin, request, queryset):
    for project in queryset:
        _publish(model_admin, request, project)


@admin.action(description=gettext_lazy("Avpublicera valda fall"), permissions=["publish"])
def unpublish_chosen(model_admin, request, queryset):
    """Ask once for the reason, then take all of them away."""
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        return _ask_for_reason(model_admin, request, form, list(queryset), "unpublish_chosen")
    for project in queryset:
        _unpublish(model_admin, request, project, form.cleaned_data["reason"])
    return None


def _only_publishers(request, model_admin):
    if not model_admin.has_publish_permission(request):
        raise PermissionDenied


def _publish(model_admin, request, project):
    if project.is_published:
        messages.info(request, _("”%(title)s” är redan publicerat.") % {"title": project.title})
        return
    try:
        workflow.publish(project=project, by=request.user)
    except workflow.NotReady as refusal:
        reasons = " ".join(str(gap.message) for gap in refusal.gaps)
        sentence = _("”%(title)s” publicerades inte. %(reasons)s")
        messages.error(request, sentence % {"title": project.title, "reasons": reasons})
        return
    model_admin.log_change(request, project, _("Publicerat."))
    messages.success(request, _("”%(title)s” är publicerat.") % {"title": project.title})


def _unpublish(model_admin, request, project, reason):
    try:
        workflow.unpublish(project=project, by=request.user, why=reason)
    except workflow.NotReady as refusal:
        reasons = " ".join(str(gap.message) for gap in refusal.gaps)
        sentence = _("”%(title)s” avpublicerades inte. %(reasons)s")
        messages.error(request, sentence % {"title": project.title, "reasons": reasons})
        return
    model_admin.log_change(request, project, _("Avpublicerat: %(reason)s") % {"reason": reason})
    messages.success(request, _("”%(title)s” visas inte längre.") % {"title": project.title})


def _ask_for_reason(model_admin, request, form, projects, action=""):
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Avpublicera %(what)s")
        % {"what": model_ngettext(model_admin.opts, len(projects))},
        "opts": model_admin.opts,
        "form": form,
        "projects": projects,
        "action": action,
        "back_url": reverse("admin:cases_project_changelist")
        if action
        else reverse("admin:cases_project_change", args=[projects[0].pk]),
    }
    return TemplateResponse(request, "admin/cases/project/unpublish.html", context)
