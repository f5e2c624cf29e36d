"""The second factor: codes from an app, keys and passkeys, and recovery codes (`allauth.mfa`).

Where the bank requires one (`REQUIRE_MFA`), an account without it opens nothing but its own pages.
"""

import base64
import logging
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.accounts import notices, sessions

logger = logging.getLogger(__name__)

# Recovery codes alone are no second factor: they stand in for one
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets encrypted at rest, and names in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Banken kräver tvåstegsinloggning. Lägg till en nyckel först, så kan du ta bort appen."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Koppla först en app eller en nyckel."),
        "incorrect_code": gettext_lazy("Det stämmer inte. Vänta på nästa kod och försök igen."),
    }

    def encrypt(self, text):
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        from cryptography.fernet import InvalidToken

        try:
            return box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # A backup put back under another SECRET_KEY. A secret nobody knows matches no code
            logger.error("A second factor cannot be read with this SECRET_KEY: reset it.")
            return generate_totp_secret()

    def get_totp_label(self, user):
        return user.get_username()

    def can_delete_authenticator(self, authenticator):
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return not settings.REQUIRE_MFA or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Nyckel %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self):
        """A key belongs to the configured host name, whichever allowed one the request came to."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": str(settings.SITE_NAME)}


def box():
    """What encrypts with a key made from SECRET_KEY, and reads with those of earlier ones too."""
    # Every process imports this module when it starts, and few ever need these
    from cryptography.fernet import Fernet, MultiFernet

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(derived(key)) for key in keys])


def derived(secret):
    """A key for this purpose alone."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    maker = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"idebanken second factor")
    return base64.urlsafe_b64encode(maker.derive(secret.encode()))


def is_missing(request):
    """Whether the bank asks for a second factor that the account does not have."""
    if not settings.REQUIRE_MFA:
        return False
    if settings.OIDC_HAS_MFA and came_from_provider(request):
        return False
    return not Authenticator.objects.filter(user=request.user, type__in=FACTORS).exists()


def came_from_provider(request):
    """Whether this sign-in was made with the municipality's own account."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "socialaccount" for record in records)


def described(user):
    """What an account has: *app med koder, 2 nycklar*."""
    types = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    keys = types.count(Authenticator.Type.WEBAUTHN)
    parts = [_("app med koder")] if Authenticator.Type.TOTP in types else []
    if keys:
        parts.append(ngettext("%(n)d nyckel", "%(n)d nycklar", keys) % {"n": keys})
    return ", ".join(parts)


def reset(user):
    """Take away an account's second factor, and sign it out: it must be set up anew."""
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    notices.tell(user, "second_factor_reset")
