"""A curator's own account: password, sign-ins, and how long this one lasts."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.accounts import devices, notices

READ_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


def late(name):
    """Return the view with a dotted name, imported when somebody first asks for it.

    Passkeys and providers take a tenth of a start to import, and readers never need them.
    """

    def view(request, *args, **kwargs):
        return import_string(name)(request, *args, **kwargs)

    view.late_name = name
    return view


def admin_page(view, title, **more):
    """Give a page of django-allauth's the frame of the curators' rooms, a heading and `more`."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            context = admin.site.each_context(request) | {"title": title} | more
            response.context_data = context | (response.context_data or {})
        return response

    return wrapper


@login_required
@require_safe
def account(request):
    """*Mitt konto*: the ways on."""
    return TemplateResponse(request, "account/account.html")


@login_required
@require_safe
def session_resumed(request):
    """Where one comes after signing in beside a page that one was writing on."""
    return TemplateResponse(request, "account/resumed.html")


@never_cache
@READ_AND_POST
def session_status(request):
    """How much is left of the session, in seconds; POST begins the time until it ends anew.

    Asked by the page itself (`static/js/session.js`). The token is for the forms on a page that
    was opened in an earlier session: after a new sign-in they can be sent all the same.
    """
    rest = getattr(request, "session_rest", None)
    if rest is None:
        return JsonResponse({"user": None})
    return JsonResponse(
        {
            "user": request.user.pk,
            "idle": rest.idle,
            "absolute": rest.absolute,
            "token": get_token(request),
        }
    )


@login_required
@READ_AND_POST
@reauthentication_required(allow_get=True)
def sign_ins(request):
    """*Mina inloggningar*: each with its device, and a way to end it."""
    if request.method == "POST":
        return end_sign_ins(request)
    found = sorted(
        UserSession.objects.purge_and_list(request.user),
        key=lambda session: (session.pk != request.sign_in.pk, -session.last_seen_at.timestamp()),
    )
    for session in found:
        session.device = devices.describe(session.user_agent)
        session.here = session.pk == request.sign_in.pk
    return TemplateResponse(request, "usersessions/usersession_list.html", {"sessions": found})


def end_sign_ins(request):
    """End one sign-in of one's own, or all but this one."""
    mine = UserSession.objects.filter(user=request.user)
    chosen = request.POST.get("session", "")
    if chosen == "others":
        ending = mine.exclude(pk=request.sign_in.pk)
    else:
        ending = mine.filter(pk=int(chosen)) if chosen.isdecimal() else mine.none()
    count, here = len(ending), request.sign_in in ending
    for session in ending:
        session.end()
    if here:
        logout(request)
        return redirect("account_login")
    if chosen == "others":
        notices.tell(request.user, "signed_out", request)
    if count:
        messages.success(request, _("Utloggad där. Den enheten måste logga in igen."))
    return redirect("usersessions_list")
