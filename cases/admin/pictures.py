"""The pictures of a case, its versions' too: one that must not be seen is stopped here, at once."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import page_texts, workflow
from cases.models import Project, ProjectImage, VersionImage
from cases.workflow import rights
from cases.workflow.steps import PUBLIC_REASON_CHARACTERS

STOP, SHOW = "stoppa", "visa"


class PictureForm(forms.Form):
    """Which picture, what is done with it, and why."""

    file = forms.CharField(max_length=100, widget=forms.HiddenInput)
    step = forms.ChoiceField(choices=[(STOP, STOP), (SHOW, SHOW)], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy("En mening. Läsare ser den bland fallets versioner."),
        max_length=PUBLIC_REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": PUBLIC_REASON_CHARACTERS}),
        error_messages={"required": gettext_lazy("Skriv varför, i en mening.")},
    )


def address(model_admin):
    """The page of a case's pictures."""
    view = model_admin.admin_site.admin_view(partial(pictures_view, model_admin))
    return path("<int:pk>/bilder/", view, name="cases_project_pictures")


def has_pictures(project):
    """Whether the case, its working copy or a version of it shows any."""
    case = project.revision_of_id or project.pk
    return _rows(case).exists() or VersionImage.objects.filter(version__project=case).exists()


def pictures_view(model_admin, request, pk):
    """GET shows every picture, POST stops one or shows it again."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not rights.may_stop_pictures(request.user):
        raise PermissionDenied
    project = get_object_or_404(Project.objects.select_related("revision_of"), pk=pk)
    case, sent = project.revision_of or project, None
    text = page_texts.on_page(request, page_texts.PICTURES, case.pk)
    if request.method == "POST":
        sent = PictureForm(request.POST, auto_id=False)
        if sent.is_valid() and _taken(request, case, **sent.cleaned_data):
            page_texts.arrived(request)
            return redirect("admin:cases_project_pictures", case.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "project": case,
        "title": _("Bilder"),
        "subtitle": case.title,
        "pictures": [_with_form(picture, sent, text.values) for picture in _pictures(case)],
        "text": text,
    }
    return TemplateResponse(request, "admin/cases/project/pictures.html", context)


def _taken(request, case, file, step, reason):
    act = workflow.stop_picture if step == STOP else workflow.show_picture
    try:
        with transaction.atomic():
            act(project=case, file=file, by=request.user, why=reason)
    except workflow.Refused as refusal:
        messages.error(request, refusal.sentence)
        return False
    done = {
        STOP: _("Bilden är stoppad. Ingen läsare ser den längre, inte i äldre versioner heller."),
        SHOW: _("Bilden visas igen."),
    }
    messages.success(request, done[step])
    return True


def _rows(case_pk):
    return ProjectImage.objects.filter(Q(project=case_pk) | Q(project__revision_of=case_pk))


def _pictures(case):
    """Each stored file once: those of today first, then those that only older versions show."""
    found = {}
    for row in _rows(case.pk).order_by("project__revision_of", "position", "pk"):
        words = row.alt_text or row.caption
        found.setdefault(row.file.name, {"words": words, "stopped": row.stopped, "versions": []})
    kept = VersionImage.objects.filter(version__project=case).order_by("version__number")
    for file, number, stopped_at in kept.values_list("file", "version__number", "stopped_at"):
        stopped = stopped_at is not None
        picture = found.setdefault(file, {"words": "", "stopped": stopped, "versions": []})
        picture["versions"].append(number)
    return [
        {"file": file, "url": default_storage.url(file), **picture}
        for file, picture in found.items()
    ]


def _with_form(picture, sent, kept):
    """What was sent, or waits to be, belongs to one of the pictures; the others are empty."""
    file = picture["file"]
    if sent is not None and sent.data.get("file") == file:
        return {**picture, "form": sent}
    step = SHOW if picture["stopped"] else STOP
    initial = {"file": file, "step": step}
    if (kept.get("file"), kept.get("step")) == (file, step):
        initial["reason"] = kept["reason"]
    return {**picture, "form": PictureForm(initial=initial, auto_id=False)}
