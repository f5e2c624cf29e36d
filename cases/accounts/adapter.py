"""What django-allauth asks us of curators' accounts."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import authenticate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.accounts import confirming, devices, notices, sessions
from cases.accounts.attempts import Attempt
from cases.posting import post


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
        # The municipality watches over the sign-ins of its own accounts
        if not devices.known(request, user.get_username()) and user.has_usable_password():
            notices.tell(user, "new_device", request)
        devices.remember(request, response, user)
        return response

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """In our words, and to the address in the account: django-allauth keeps none here."""
        notices.tell(user, template_prefix.rpartition("/")[2], self.request)

    def set_password(self, user, password):
        """A new password signs out everywhere else, by whichever way it came."""
        super().set_password(user, password)
        sessions.end_all(user, but=self.request.session.session_key if self.request else None)

    def send_password_reset_mail(self, user, email, context):
        """Not where one signs in with the municipality's account: there is no password to reset."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix, email, context):
        """Neither its time nor a fault may tell whether there is such an account."""
        post(self.render_mail(template_prefix, email, context))

    def get_reset_password_from_key_url(self, key):
        """From the configured address, not from what the request says it asked for."""
        parts = dict(zip(("uidb36", "key"), key.split("-", 1), strict=True))
        return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in a moment ago need not show the password once more."""
        if self.signed_in_lately():
            return False
        # Whom it knows no way to ask, django-allauth would let through
        if not get_reauthentication_flows(self.request.user):
            raise ReauthenticationRequired
        return super().is_reauthentication_required(app=app, **kwargs)

    def signed_in_lately(self):
        """Whether whoever asks has shown who they are within the last few minutes."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user):
        """The ways to show who one is; the municipality's account is one, where it was made."""
        methods = super().get_reauthentication_methods(user)
        if confirming.can_confirm(user):
            methods.append(
                {
                    "id": "municipal",
                    "description": settings.OIDC_NAME,
                    "url": reverse("oidc_reauthenticate"),
                }
            )
        return methods
