"""The accessibility statement, and a way to say that something does not work."""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cases.accounts import sessions
from cases.accounts.attempts import network
from cases.accounts.limits import Limit
from cases.content.accessibility import read_statement
from cases.forms.anonymous import new_token, sent_from_our_site
from cases.forms.submissions import AccessibilityMessageForm
from cases.models import Submission
from cases.views.methods import read_only

logger = logging.getLogger(__name__)

# For each address: a whole town hall may share one
MESSAGES = Limit("message", 20, 3600)


@read_only
def accessibility(request):
    """The statement that the law asks for, from data."""
    context = {
        "page_title": _("Tillgänglighet för Idébanken"),
        "page_description": _(
            "Hur Idébanken följer lagen om tillgänglighet till digital offentlig service, "
            "vilka brister vi känner till och hur du säger till."
        ),
        "crumbs": [(_("Tillgänglighet"), "")],
        "statement": read_statement(),
        "authority_name": settings.ACCESSIBILITY_AUTHORITY,
        "authority_url": settings.ACCESSIBILITY_AUTHORITY_URL,
    }
    return render(request, "pages/accessibility.html", context)


# Readers have no cookie to hold a CSRF token: cases.forms.anonymous says what stands in for it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message(request):
    """The form. What was written is shown again whatever goes wrong."""
    if request.method != "POST":
        first = {
            "token": new_token(AccessibilityMessageForm.PURPOSE),
            "page": request.GET.get("sida", "")[:300],
        }
        return _show(request, AccessibilityMessageForm(initial=first))
    form = AccessibilityMessageForm(request.POST)
    if not sent_from_our_site(request):
        form.add_error(
            None, _("Formuläret skickades från en annan webbplats. Skicka det härifrån.")
        )
        return _show(request, form, status=403)
    if not form.is_valid():
        return _show(request, form, status=422)
    if MESSAGES.take(network(sessions.address(request))) is None:
        form.add_error(
            None,
            _("Det har kommit många meddelanden härifrån. Vänta en timme, eller mejla oss."),
        )
        return _show(request, form, status=429)
    try:
        _store(form.cleaned_data)
    except DatabaseError:
        logger.exception("a message about accessibility could not be stored")
        form.add_error(
            None, _("Meddelandet gick inte att spara just nu. Vänta lite och skicka igen.")
        )
        return _show(request, form, status=503)
    return redirect("accessibility-message-sent")


@never_cache
@read_only
def message_sent(request):
    """A receipt at an address of its own, so that a reload sends nothing twice."""
    context = {
        "page_title": _("Tack, meddelandet är skickat"),
        "crumbs": [(_("Tillgänglighet"), reverse("accessibility")), (_("Skickat"), "")],
    }
    return render(request, "pages/accessibility_message_sent.html", context)


def _show(request, form, status=200):
    title = _("Säg till om något inte fungerar")
    context = {
        "page_title": _("Fel: %(title)s") % {"title": title} if form.is_bound else title,
        "crumbs": [(_("Tillgänglighet"), reverse("accessibility")), (title, "")],
        "form": form.renewed() if form.is_bound else form,
    }
    return render(request, "pages/accessibility_message.html", context, status=status)


def _store(answers):
    Submission.objects.create(
        kind=answers["kind"],
        message=answers["message"],
        page=answers["page"],
        contact_email=answers["contact_email"],
    )
