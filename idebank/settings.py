"""All settings, read from the environment. The README has the table of variables.

`SITE_URL` decides the mode. With http on loopback the bank runs on somebody's own machine: nothing
to configure, and still DEBUG off. With https it is in production, and refuses to start half
configured.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from idebank.accounts import *  # noqa: F403 – a part of these, for its length
from idebank.databases import database
from idebank.environment import (
    flag,
    from_file,
    networks,
    own_secret,
    production_secret,
    words,
)

BASE_DIR = Path(__file__).resolve().parent.parent
# The product's; the change log says what is in it
VERSION = "0.1.0"

# --- Mode ---------------------------------------------------------------------------------------

_here = f"http://localhost:{os.environ.get('PORT', '8000')}"
SITE_URL = os.environ.get("SITE_URL", _here).rstrip("/")
_site = urlsplit(SITE_URL)
PRODUCTION = _site.scheme == "https"

if _site.scheme not in ("http", "https") or not _site.hostname or _site.path:
    raise ImproperlyConfigured(
        f"SITE_URL={SITE_URL} är inte schema och värdnamn: sätt SITE_URL=https://bankens.adress."
    )
if not PRODUCTION and _site.hostname not in ("localhost", "127.0.0.1", "::1"):
    raise ImproperlyConfigured(
        f"SITE_URL={SITE_URL} skulle skicka lösenord okrypterade: sätt"
        f" SITE_URL=https://{_site.hostname}, eller http://localhost:8000 på den egna datorn."
    )

DEBUG = flag("DEBUG")
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured(
        "DEBUG=1 visar bankens insida för alla: ta bort DEBUG, eller sätt SITE_URL=http://localhost:8000."
    )

VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var")).resolve()

# --- Secret -------------------------------------------------------------------------------------

_given = from_file("SECRET_KEY_FILE") or os.environ.get("SECRET_KEY", "")
if PRODUCTION:
    SECRET_KEY = production_secret(_given)
else:
    SECRET_KEY = _given or own_secret(VAR_DIR / "secret_key")

# Earlier ones, still read after a change: second factors are encrypted with them
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")

# --- Who may ask, and how -----------------------------------------------------------------------

ALLOWED_HOSTS = words("ALLOWED_HOSTS")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(f"ALLOWED_HOSTS är tomt: sätt ALLOWED_HOSTS={_site.hostname}.")
if not ALLOWED_HOSTS:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# Forwarded headers are believed from these addresses only: see cases.middleware.trusted_proxies
TRUSTED_PROXIES = networks("TRUSTED_PROXIES")
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A second factor for every curator
REQUIRE_MFA = flag("REQUIRE_MFA", PRODUCTION)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# Nobody approves or publishes a text that only they have read: see cases.workflow.eyes
FOUR_EYES = flag("FOUR_EYES", default=True)

# --- The application ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "cases",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    # runserver leaves static files to WhiteNoise, so that they carry the same headers everywhere
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "csp",
]

# Compressed pages that each worker keeps in memory
PAGE_CACHE_BYTES = 32 * 1024 * 1024

MIDDLEWARE = [
    "cases.middleware.trusted_proxies",
    # What sets headers stands above what may answer at once: WhiteNoise, redirects, errors
    "cases.middleware.response_headers",
    "cases.middleware.ContentSecurityPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages that depend on the content alone: compressed already, with an ETag of their own
    "cases.middleware.answers_from_memory",
    # Pads what it compresses, against guessing secrets from lengths (BREACH)
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # Inside the two above: what they have compressed it could not remember
    "cases.middleware.remembered_pages",
    "cases.middleware.ContentSecurityPolicy",
    # Outside all that may refuse a form: what a curator sent and could not save is kept
    "cases.middleware.kept_input",
    "cases.middleware.session_cookie_stays",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Costs readers two assignments; `cases.accounts` has the rest
    "allauth.account.middleware.AccountMiddleware",
    "cases.middleware.curators_session",
    "django_htmx.middleware.HtmxMiddleware",
    "cases.middleware.wrong_method_in_words",
]

ROOT_URLCONF = "idebank.urls"
WSGI_APPLICATION = "idebank.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "cases.templatetags.translated"},
            "builtins": ["cases.templatetags.views"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.context_processors.site",
            ],
        },
    },
]

SITE_NAME = "Idébanken"
EDITORIAL_EMAIL = os.environ.get("EDITORIAL_EMAIL", "redaktionen@idebanken.example")

# Where a reader complains who is not content with our answer; the duty may move elsewhere
ACCESSIBILITY_AUTHORITY = "Myndigheten för digital förvaltning (Digg)"
ACCESSIBILITY_AUTHORITY_URL = "https://www.digg.se/tdosanmalan"

# --- Database -----------------------------------------------------------------------------------

DATABASES = {"default": database(VAR_DIR / "idebank.sqlite3")}

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_THOUSAND_SEPARATOR = False

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Belongs to the code, not to the data: an image has it inside, whatever VAR_DIR is mounted
STATIC_ROOT = BASE_DIR / "var" / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    # Pictures that are not published are nobody else's on the machine
    "default": {
        "BACKEND": "cases.stored_files.WholeFiles",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# No `Access-Control-Allow-Origin: *`: our files are for our own pages
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Cookies, sessions, passwords ---------------------------------------------------------------

# The prefix makes the browser refuse the cookie from a subdomain or without TLS
_prefix = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# See cases.accounts.devices: it opens nothing
DEVICE_COOKIE_NAME = f"{_prefix}device"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "cases.views.errors.csrf_failure"
# The other storages would set a cookie of their own
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Headers ------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        # data: for the codes that set up a second factor
        "img-src": [SELF, "data:"],
        # htmx fetches
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = PRODUCTION
# Whoever watches the process asks it directly, without TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
# Entering the browsers' preload list is the owner's decision and cannot soon be undone
# Our i18n tags stand in for Django's on purpose: see cases.templatetags.translated
SILENCED_SYSTEM_CHECKS = ["security.W021", "templates.W003"]

# A case is a long form with many parts, each several fields
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- Log ----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers mail the administrators; ours goes to the console like the rest
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
