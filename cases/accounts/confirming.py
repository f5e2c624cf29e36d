"""Show anew who one is with the municipality's account: for whoever has no password here.

The provider is asked to sign its person in once more, not to remember that it did this morning.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from requests import RequestException

from cases.accounts import municipal

AGAIN = {"prompt": "login", "max_age": "0"}


def can_confirm(user):
    """Whether the account is one of the provider's, and there is a provider to ask."""
    return bool(settings.OIDC_ISSUER) and SocialAccount.objects.filter(user=user).exists()


@login_required
@require_safe
def confirm(request):
    """Send the curator to the provider, or on with what was interrupted when that is done."""
    if not can_confirm(request.user):
        raise Http404("The account is not one of the provider's.")
    if get_adapter().signed_in_lately():
        return resume_request(request) or redirect("account")
    try:
        provider = municipal.ProviderAdapter(request, municipal.PROVIDER).get_provider()
        there = get_next_redirect_url(request)
        return provider.redirect(
            request, municipal.CONFIRM, next_url=there, auth_params=dict(AGAIN)
        )
    except (RequestException, KeyError, ValueError):
        return municipal.refusal(request, "unreachable", status=503)
