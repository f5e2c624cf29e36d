"""The versions of a case for curators: compared, with what is written now too, and brought back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import workflow
from cases.models import Project
from cases.versions import differences, listing, story_of
from cases.workflow import rights

NOW, COPY = "nu", "kopia"


def addresses(model_admin):
    """The list of versions, two texts side by side, and the way back to one."""
    for part, name, view in (
        ("versioner/", "versions", versions_view),
        ("versioner/jamfor/", "comparison", comparison_view),
        ("versioner/<int:number>/ta-tillbaka/", "bring_back", bring_back_view),
    ):
        yield path(
            f"<int:pk>/{part}",
            model_admin.admin_site.admin_view(partial(view, model_admin)),
            name=f"cases_project_{name}",
        )


def versions_view(model_admin, request, pk):
    """What was published and when, by whom and why."""
    case = _case(model_admin, request, pk)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    page = listing.pages_of(case).get_page(request.GET.get("sida"))
    copy = _copy_of(case)
    context = {
        "page": page,
        "versions": listing.told(page),
        "copy": copy,
        "may_bring_back": _may_bring_back(request.user, case, copy),
        "title": _("Versioner"),
    }
    return _page(model_admin, request, case, "versions", context)


def comparison_view(model_admin, request, pk):
    """Any two of the versions, the text as it stands now, and the working copy."""
    case = _case(model_admin, request, pk)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    copy = _copy_of(case)
    numbers = list(case.versions.order_by("number").values_list("number", flat=True))
    known = [*map(str, numbers), NOW, *([COPY] if copy else [])]
    new = _one_of(request.GET.get("till"), known, known[-1])
    old = _one_of(request.GET.get("fran"), known, known[max(0, known.index(new) - 1)])
    stories = [_story(case, copy, choice) for choice in (old, new)]
    chosen = [int(choice) for choice in (old, new) if choice.isdecimal()]
    offered = listing.worth_offering(numbers, chosen)
    choices = _choices(case, copy, offered)
    names = dict(choices)
    context = {
        "choices": choices,
        "left_out": len(numbers) - len(offered),
        "old": old,
        "new": new,
        "old_name": names[old],
        "new_name": names[new],
        "groups": differences.differences(*stories),
        "unchanged": differences.unchanged(*stories),
        "title": _("Jämför texter"),
    }
    return _page(model_admin, request, case, "comparison", context)


def bring_back_view(model_admin, request, pk, number):
    """GET says what will happen, POST brings the version's text back as a draft."""
    case = _case(model_admin, request, pk)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    copy = _copy_of(case)
    if not _may_bring_back(request.user, case, copy):
        raise PermissionDenied
    version = get_object_or_404(case.versions, number=number)
    if request.method != "POST":
        title = _("Ta tillbaka version %(number)s som utkast") % {"number": number}
        context = {"version": version, "copy": copy, "title": title}
        return _page(model_admin, request, case, "bring_back", context)
    try:
        row, missing = workflow.bring_back(version=version, by=request.user)
    except workflow.Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("admin:cases_project_versions", case.pk)
    done = _("Texten i version %(number)s är tillbaka som utkast. Läsarna ser inget av den än.")
    messages.success(request, done % {"number": number})
    for sentence in missing:
        messages.warning(request, sentence)
    return redirect("admin:cases_project_change", row.pk)


def _may_bring_back(user, case, copy):
    """Whoever may write in the case, or in a copy of it, may write an earlier text there."""
    if case.is_published and copy is None:
        return rights.may_open_copy(user, case)
    return rights.may_change(user, copy or case)


def _case(model_admin, request, pk):
    """The case itself, also when the address names its working copy."""
    project = get_object_or_404(Project.objects.select_related("revision_of"), pk=pk)
    if not model_admin.has_view_permission(request, project):
        raise PermissionDenied
    return project.revision_of or project


def _copy_of(case):
    return Project.objects.filter(revision_of=case).first()


def _choices(case, copy, offered):
    """Return (value, label), the oldest first: the versions, what is saved now, the copy."""
    rows = case.versions.filter(number__in=offered).order_by("number")
    rows = rows.values_list("number", "published_at")
    choices = [
        (str(number), _("Version %(number)s, %(day)s")
         % {"number": number, "day": date_format(at, "Y-m-d")})
        for number, at in rows
    ]  # fmt: skip
    choices.append((NOW, _("Fallet som det är sparat nu")))
    if copy is not None:
        choices.append((COPY, _("Arbetskopian")))
    return choices


def _one_of(given, known, otherwise):
    return given if given in known else otherwise


def _story(case, copy, choice):
    if choice in (NOW, COPY):
        return story_of(copy if choice == COPY else case)
    return case.versions.get(number=int(choice)).content


def _page(model_admin, request, case, name, context):
    frame = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "project": case,
        "subtitle": case.title,
        **context,
    }
    return TemplateResponse(request, f"admin/cases/project/{name}.html", frame)
