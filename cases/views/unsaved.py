"""A page that holds what somebody was saving when the bank could not take it.

It needs no database: the text comes from the request, and one button sends it again.
"""

from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

LINE = 100  # characters that fit in a field of one line
SHORT = 40  # characters; a longer value, or one with a space, was written by somebody
CSRF_FIELD = "csrfmiddlewaretoken"


def unsaved_page(request, *, status, sentence):
    """Return the page, or None when the request holds no text that could be lost."""
    fields = _fields(request)
    if not any(label for label, _name, _value in fields):
        return None
    context = {
        "sentence": sentence,
        "written": [(*field, _is_one_line(field[2])) for field in fields if field[0]],
        "rest": [field for field in fields if not field[0]],
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
        "csrf_field": CSRF_FIELD,
        "had_files": bool(request.FILES),
        "status": status,
    }
    response = HttpResponse(render_to_string("unsaved.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _fields(request):
    """Return (label, name, value) of all that was sent; the label is empty if nobody wrote it."""
    # Only what passes the CSRF check was sent by the one who reads the answer
    if request.method != "POST" or not _sent_from_our_page(request):
        return []
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in name for name, _value in sent):
        return []
    model = _model(request)
    return [
        (_label(model, name) if _is_written(value) else "", name, value)
        for name, value in sent
        if name != CSRF_FIELD
    ]


class _Check(CsrfViewMiddleware):
    """The CSRF check, giving its reason instead of a page: the page could need the database."""

    def _reject(self, request, reason):
        return reason


def _sent_from_our_page(request):
    """Whether the check was passed, or is now: a middleware may have failed before its turn."""
    if getattr(request, "csrf_processing_done", False):
        return True
    check = _Check(lambda _request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def _model(request):
    """Return the model whose form the address shows, or None."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return None
    return getattr(getattr(view, "model_admin", None), "model", None)


def _is_written(value):
    return " " in value.strip() or "\n" in value or len(value) > SHORT


def _is_one_line(value):
    return "\n" not in value and len(value) <= LINE


def _label(model, name):
    """Return what the form calls a field: `hindrances-0-text` is *Hinder 1: text*."""
    part, _dash, rest = name.partition("-")
    number, _dash, field = rest.partition("-")
    if model is None:
        return name
    own = {f.name: f for f in model._meta.get_fields()}
    if not number.isdecimal():
        return str(getattr(own.get(name), "verbose_name", name)).capitalize()
    relations = {r.get_accessor_name(): r.related_model for r in model._meta.related_objects}
    if part not in relations:
        return name
    meta = relations[part]._meta
    words = {f.name: getattr(f, "verbose_name", f.name) for f in meta.get_fields()}
    return f"{str(meta.verbose_name).capitalize()} {int(number) + 1}: {words.get(field, field)}"
