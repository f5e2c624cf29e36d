"""What stands in for a CSRF cookie on a form that anyone may send.

Readers get no cookies, so an anonymous POST is trusted on two grounds: the browser says that the
form stood on our own site, and the form carries a token that we signed and dated.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

MAX_AGE_SECONDS = 24 * 60 * 60


def sent_from_our_site(request: HttpRequest) -> bool:
    """True when the browser vouches that the form came from SITE_URL.

    Sec-Fetch-Site is the browser's own word and cannot be set by a page. Browsers that lack it
    send Origin with a POST. A request with neither comes from no browser and is refused.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    site = urlsplit(settings.SITE_URL)
    return request.headers.get("Origin") == f"{site.scheme}://{site.netloc}"


def new_token(purpose: str) -> str:
    """A token for one kind of form, dated now."""
    return signing.dumps(purpose, salt="anonymous-form")


def token_is_valid(token: str, purpose: str) -> bool:
    """True for a token of ours, made for this kind of form within the last 24 hours."""
    try:
        return signing.loads(token, salt="anonymous-form", max_age=MAX_AGE_SECONDS) == purpose
    except signing.BadSignature:  # SignatureExpired is one of these
        return False
