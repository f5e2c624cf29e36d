"""What django-allauth asks us of curators' accounts."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import authenticate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.accounts import devices, sessions
from cases.accounts.attempts import Attempt


class AccountAdapter(DefaultAccountAdapter):
    """Curators are made by an administrator; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontot är avstängt."),
        "enter_current_password": _("Det är inte ditt nuvarande lösenord."),
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod och försök igen."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "invalid_password_reset": _("Länken gäller inte längre."),
        "username_password_mismatch": _("Användarnamnet eller lösenordet stämmer inte."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """The last hop that no trusted proxy stands behind (`cases.middleware.proxies`)."""
        return sessions.address(request)

    def authenticate(self, request, **credentials):
        """The user whose password it is. Every way to try a password goes here."""
        attempt = Attempt(request, credentials.get("username", ""))
        user = authenticate(request, **credentials)
        if user:
            attempt.succeeded()
        return user

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user)
        return response

    def set_password(self, user, password):
        """A new password signs out everywhere else, by whichever way it came."""
        super().set_password(user, password)
        sessions.end_all(user, but=self.request.session.session_key if self.request else None)

    def send_password_reset_mail(self, user, email, context):
        """Not where one signs in with the municipality's account: there is no password to reset."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)

    def get_reset_password_from_key_url(self, key):
        """From the configured address, not from what the request says it asked for."""
        parts = dict(zip(("uidb36", "key"), key.split("-", 1), strict=True))
        return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in a moment ago need not show the password once more."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        if time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)
