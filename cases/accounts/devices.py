"""The devices that a curator has signed in on: a signed cookie each, and a name to know one by.

The cookie opens nothing. It only says whose guesses are counted apart from everyone else's
(`cases.accounts.attempts`), so that an attack on an account does not touch its owner.
"""

import re
import secrets

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

SALT = "cases.accounts.devices"
AGE = 180 * 24 * 60 * 60  # seconds
# In this order: Edge and Opera say Chrome too, and Chrome says Safari
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
# A phone with Android says Linux too, and one from Apple says Mac OS X
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "Mac"),
    ("Linux", "Linux"),
]


def known(request, login):
    """The identity of the device that `login` has signed in on before, or None."""
    try:
        device = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=AGE
        )
        return device["id"] if login in device["logins"] else None
    except (signing.BadSignature, KeyError, TypeError):
        return None


def remember(request, response, user):
    """Let the browser show, next time, that this account has signed in on it."""
    login = user.get_username()
    try:
        before = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=AGE
        )
    except signing.BadSignature:
        before = {"id": secrets.token_urlsafe(12), "logins": []}
    # A few: several curators may share a computer
    logins = [login, *(other for other in before["logins"] if other != login)][:5]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps({"id": before["id"], "logins": logins}, salt=SALT, compress=True),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def describe(user_agent):
    """What a curator calls a device: *Firefox på Windows*."""
    browser = first_match(BROWSERS, user_agent) or _("Okänd webbläsare")
    system = first_match(SYSTEMS, user_agent)
    return (
        _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
        if system
        else browser
    )


def first_match(patterns, text):
    return next((name for pattern, name in patterns if re.search(pattern, text)), "")
