"""Pages for what goes wrong. Each says what happened and offers the way out, in Swedish.

400, 500 and 503 are rendered without a request, so that no context processor and no query can
fail a second time; 403, 404 and 410 come from a site that works and carry its navigation.
"""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cases import open_forms, page_texts
from cases.faults import Fault, fault_of
from cases.views.unsaved import unsaved_page

RETRY_AFTER_SECONDS = 30


def bad_request(request, exception=None):
    """400: the address, the host or the body cannot be read, or the body is too long."""
    limits = {"megabytes": floatformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2**20)}
    limits["fields"] = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    sentence = ""
    if isinstance(exception, RequestDataTooBig):
        sentence = _(
            "Det du skickade är för långt: ett formulär får rymma %(megabytes)s MB text, bilder "
            "oräknade. Ingenting sparades."
        )
    elif isinstance(exception, TooManyFieldsSent):
        sentence = _(
            "Det du skickade har för många fält: ett formulär får ha %(fields)d. Ingenting "
            "sparades."
        )
    context = {"sentence": sentence % limits}
    return HttpResponse(render_to_string("400.html", context), status=400)


def permission_denied(request, exception=None):
    """403: known but not let in. The exception's text is for the log, never for the page."""
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """403 for a form whose token is missing or old, most often after a sign-out in another tab."""
    explanation = _(
        "Formuläret hörde till en annan inloggning eller är för gammalt. Inget har sparats. "
        "Gå tillbaka i webbläsaren, kopiera det du skrev, ladda om sidan och skicka igen."
    )
    writing = open_forms.read_token(request.POST.get(open_forms.TOKEN_FIELD, ""))
    if writing is not None and writing.model in page_texts.PLACES:
        explanation = _(
            "Formuläret hörde till en annan inloggning eller är för gammalt. Det du skrev kom inte "
            "fram, men det är kvar: öppna sidan i redaktionen igen."
        )
    elif writing is not None:
        explanation = _(
            "Formuläret hörde till en annan inloggning eller är för gammalt. Det du skrev är inte "
            "sparat i posten, men det är kvar: öppna posten i redaktionen igen och välj Fortsätt "
            "där du var."
        )
    return render(request, "403.html", {"reason": explanation}, status=403)


def page_not_found(request, exception=None):
    """404: nothing has been published at this address."""
    return render(request, "404.html", status=404)


def gone(request, *, title="", reason="", public_id=""):
    """410: a tombstone. What was here, and why it is not."""
    context = {"title": title, "reason": reason, "public_id": public_id}
    return render(request, "410.html", context, status=410)


def too_many_requests(request):
    """429: so often that it looks like guessing; nobody knows here until when, so a minute."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def server_error(request):
    """500: our fault, or 503 when it is the database or the disk that refuses.

    Whoever was saving gets the text back, whatever went wrong.
    """
    fault = fault_of(sys.exc_info()[1])
    if fault is not None and fault.is_passing:
        return unavailable(request, fault)
    sentence = fault.sentence if fault else _("Ingenting sparades: något gick fel hos oss.")
    page = unsaved_page(request, status=500, sentence=sentence)
    return page or HttpResponse(render_to_string("500.html"), status=500)


def unavailable(request, fault=Fault.AWAY):
    """503: the database is away; clients and proxies are told when to try again."""
    page = unsaved_page(request, status=503, sentence=fault.sentence)
    # Whoever only reads has nothing that could have been saved
    context = {"sentence": "" if request.method in ("GET", "HEAD") else fault.sentence}
    response = page or HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
