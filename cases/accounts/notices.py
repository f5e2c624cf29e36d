"""A letter to whoever has an account, each time its security changes or it is used anew somewhere.

Where it was not they who did it, the letter is how they learn. Nothing waits for the letter: a mail
server that does not answer stops no change, and is told of in the log.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts import devices, sessions
from cases.posting import post

# By the name of the change; the first seven are django-allauth's
WHAT = {
    "password_changed": _("lösenordet är bytt"),
    "password_reset": _("ett nytt lösenord är valt"),
    "totp_activated": _("en app med koder är kopplad"),
    "totp_deactivated": _("appen med koder är borttagen"),
    "webauthn_added": _("en nyckel är tillagd"),
    "webauthn_removed": _("en nyckel är borttagen"),
    "recovery_codes_generated": _("nya reservkoder är gjorda"),
    "password_given": _("en administratör har gett kontot ett nytt lösenord"),
    "second_factor_reset": _("en administratör har nollställt tvåstegsinloggningen"),
    "address_changed": _("en administratör har ändrat kontots e-postadress"),
    "signed_out": _("alla andra enheter är utloggade"),
    "new_device": _("kontot är inloggat på en ny enhet"),
}
BY_AN_ADMINISTRATOR = ("password_given", "second_factor_reset", "address_changed")


def tell(user, change, request=None, *, address=""):
    """Write to `user` about `change`, a key of `WHAT`; to `address` if not to their own.

    `request` says from where it was done. Without an address nothing is sent.
    """
    to = address or user.email
    if not to:
        return
    by_another = change in BY_AN_ADMINISTRATOR or request is None
    context = {
        "name": user.first_name or user.get_username(),
        "username": user.get_username(),
        "what": WHAT[change],
        "when": timezone.now(),
        "device": "" if by_another else devices.describe(request.headers.get("User-Agent", "")),
        "from_where": "" if by_another else sessions.address(request),
        "new_password": settings.SITE_URL + reverse("account_reset_password")
        if user.has_usable_password()
        else "",
        "editors": settings.EDITORIAL_EMAIL,
        "bank": settings.SITE_NAME,
    }
    subject = _("%(bank)s: %(what)s") % {"bank": settings.SITE_NAME, "what": WHAT[change]}
    post(EmailMessage(subject, render_to_string("mail/security.txt", context), to=[to]))
