"""Sign-in with a municipality's own accounts, by OpenID Connect (`OIDC_ISSUER` and the rest).

Whoever the provider sends gets an account at the first visit, and no role until an administrator
gives one; or the role that `OIDC_ROLES` reads from the provider's claims, anew at each sign-in.
An account of the provider's is never joined with one made here because they share an address.
"""

import logging
import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from requests import RequestException

from cases.roles import GROUP_NAMES, Role, ensure_groups, give_role

PROVIDER = "kommun"
# What the provider's answer is for, beside django-allauth's own login and connect
CONFIRM = "confirm"
logger = logging.getLogger(__name__)


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """The provider, with every ID token's signature and owner checked."""

    def get_provider(self):
        provider = super().get_provider()
        # It makes an adapter of its own to send people away with: both must name one way back
        provider.oauth2_adapter_class = ProviderAdapter
        return provider

    def get_callback_url(self, request, app):
        return settings.SITE_URL + reverse("openid_connect_callback", args=[PROVIDER])

    def complete_login(self, request, app, token, **kwargs):
        if "id_token" not in kwargs["response"]:
            raise OAuth2Error("The provider sent no ID token.")
        login = super().complete_login(request, app, token, **kwargs)
        claims = login.account.extra_data
        # A substituted answer of the userinfo endpoint must not pass for somebody else
        if claims["userinfo"].get("sub") != claims["id_token"].get("sub"):
            raise OAuth2Error("The ID token and userinfo are not of the same person.")
        return login

    def _decode_id_token(self, app, id_token):
        """The claims. Checked even where TLS would do: a proxy may stand between."""
        if self.openid_config["issuer"].rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
            raise OAuth2Error("The provider calls itself something else than OIDC_ISSUER.")
        try:
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except KeyError as error:
            raise OAuth2Error("The ID token or its key lacks a field.") from error


def begin(request, provider_id):
    """Send the curator to the provider."""
    return answer(OAuth2LoginView, request, provider_id)


def finish(request, provider_id):
    """Take the curator back from the provider."""
    return answer(OAuth2CallbackView, request, provider_id)


def answer(view, request, provider_id):
    """A view of django-allauth's with our adapter; a sentence when the provider does not answer."""
    if not settings.OIDC_ISSUER or provider_id != PROVIDER:
        raise Http404("No such provider.")
    try:
        return view.adapter_view(ProviderAdapter(request, provider_id))(request)
    except (RequestException, KeyError, ValueError):
        return refusal(request, "unreachable", status=503)


def refusal(request, reason, *, status=403):
    """A page that says why nobody was signed in, and the ways on."""
    context = {"reason": reason, "provider": settings.OIDC_NAME}
    return render(request, "account/not_signed_in.html", context, status=status)


class MunicipalAdapter(DefaultSocialAccountAdapter):
    """Who may come in, and as what."""

    def pre_social_login(self, request, sociallogin):
        if not is_allowed(claims_of(sociallogin)):
            raise ImmediateHttpResponse(refusal(request, "domain"))
        # Kept in the account alone: two accounts may have the same address
        sociallogin.email_addresses = []
        if sociallogin.state.get("process") == CONFIRM:
            raise ImmediateHttpResponse(confirmed(request, sociallogin))
        if sociallogin.is_existing:
            follow_claims(sociallogin.user, claims_of(sociallogin))

    def is_open_for_signup(self, request, sociallogin):
        return True

    def save_user(self, request, sociallogin, form=None):
        sociallogin.user.is_staff = True
        user = super().save_user(request, sociallogin, form)
        follow_claims(user, claims_of(sociallogin))
        return user

    def on_authentication_error(self, request, provider, *, error=None, exception=None, **kwargs):
        logger.warning("Nobody was signed in by OIDC: %s", exception or error)
        raise ImmediateHttpResponse(refusal(request, "failed"))


def confirmed(request, sociallogin):
    """Take the curator back: the same person, and seen by the provider just now, or a refusal."""
    user = request.user
    if not (user.is_authenticated and sociallogin.user.pk == user.pk):
        return refusal(request, "other")
    if not is_of_now(claims_of(sociallogin)):
        return refusal(request, "failed")
    record_authentication(request, user, "socialaccount", reauthenticated=True)
    return redirect(
        reverse("oidc_reauthenticate", query={"next": sociallogin.get_redirect_url(request) or ""})
    )


def is_of_now(claims):
    """Whether the provider signed its person in just now. Some do not say when."""
    seen = claims.get("auth_time")
    return seen is None or time.time() - int(seen) < app_settings.REAUTHENTICATION_TIMEOUT


def claims_of(sociallogin):
    """What the provider says of a person: the ID token's claims and userinfo's beside them."""
    data = sociallogin.account.extra_data
    return {**data.get("id_token", {}), **data.get("userinfo", {})}


def is_allowed(claims):
    """Whether the address is of a municipality that may come in."""
    if not settings.OIDC_DOMAINS:
        return True
    domain = str(claims.get("email", "")).rpartition("@")[2].lower()
    return domain in settings.OIDC_DOMAINS and claims.get("email_verified", True) is True


def follow_claims(user, claims):
    """Give the account the role that its claims stand for, where roles are read from claims."""
    if not settings.OIDC_ROLES:
        return
    ensure_groups()
    if role := role_of(claims):
        give_role(user, role)
    else:
        user.groups.remove(*user.groups.filter(name__in=GROUP_NAMES.values()))


def role_of(claims):
    """The highest role that the claims stand for, or None."""
    said = claims.get(settings.OIDC_ROLE_CLAIM, [])
    values = {said} if isinstance(said, str) else {str(value) for value in said}
    roles = {settings.OIDC_ROLES[value] for value in values if value in settings.OIDC_ROLES}
    return max((Role(role) for role in roles), key=list(Role).index, default=None)
