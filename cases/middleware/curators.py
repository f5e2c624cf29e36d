"""A curator's session: ended when it is over, and kept alive by what the curator does.

Readers have no session cookie and pay nothing for this.
"""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.accounts import second_factor, sessions

# What everyone with an account reaches; the handbook tells how the second factor is chosen
OWN_PAGES = ("/admin/konto/", "/admin/logout/", "/admin/handledning/")
# Django's admin and django-allauth take a PUT for a GET here and a POST there: none has a meaning
METHODS = ("GET", "HEAD", "POST")
logger = logging.getLogger(__name__)


def curators_session(get_response):
    """End a session that is over; otherwise note that it is used, and what is left of it."""

    def middleware(request):
        if request.path.startswith("/admin/") and request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if second_factor.is_missing(request):
                if _is_for_curators(request):
                    return redirect("mfa_index")
                if not request.path.startswith(OWN_PAGES):
                    request.user = AnonymousUser()
                    return get_response(request)
            if _is_for_curators(request) and not request.user.is_staff:
                raise PermissionDenied("The account has no access to the curators' rooms.")
            session = sessions.current(request)
            if session is not None and sessions.rest_of(session).seconds > 0:
                _use(request, session)
            else:
                _end(request, session)
        return get_response(request)

    return middleware


def session_cookie_stays(get_response):
    """Let no answer to a script take the session's cookie away. Stands outside the sessions.

    A page left open asks in an ended session; when it is answered, somebody may just have signed
    in beside it, and Django's way to clear the cookie of the old session would sign them out.
    """

    def middleware(request):
        response = get_response(request)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and not cookie.value and _is_for_a_script(response):
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response

    return middleware


def _is_for_a_script(response):
    return response.headers.get("Content-Type", "").startswith("application/json")


def _is_for_curators(request):
    return request.path.startswith("/admin/") and not request.path.startswith(OWN_PAGES)


def _use(request, session):
    if not sessions.is_background(request):
        try:
            sessions.touch(request, session)
        except OperationalError as error:
            # A full disk must not stop anyone from reading
            logger.warning("A session's latest use could not be written down: %s", error)
    request.sign_in = session
    request.session_rest = sessions.rest_of(session)


def _end(request, session):
    if session is not None:
        session.end()
    logout(request)
    if request.method == "GET" and not sessions.is_background(request):
        messages.info(
            request,
            _("Du har loggats ut, för det har gått lång tid. Logga in, så är du tillbaka här."),
        )
