"""Settings of sign-in, most of them django-allauth's: a part of `settings.py`, too long for it."""

import os

from idebank.environment import number
from idebank.services import mail, oidc

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# A sign-in ends unused, and anyhow when a working day is over
SESSION_IDLE_MINUTES = number("SESSION_IDLE_MINUTES", 60, least=10)
SESSION_HOURS = number("SESSION_HOURS", 12, least=1)
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60

PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "cases.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "cases.accounts.passwords.NotTooLong"},
    {"NAME": "cases.accounts.passwords.NotAboutYou"},
    {"NAME": "cases.accounts.passwords.NotCommon"},
]

# OIDC_… and EMAIL_…, and what django-allauth and Django call the same
globals().update(oidc() | mail())
SOCIALACCOUNT_ADAPTER = "cases.accounts.municipal.MunicipalAdapter"
# A form could not be sent on to the provider: `form-action 'self'`
SOCIALACCOUNT_LOGIN_ON_GET = True

ACCOUNT_ADAPTER = "cases.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Idébanken: "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Guesses are counted by cases.accounts.attempts, in a way that locks nobody out
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
_forms = "cases.accounts.forms"
ACCOUNT_FORMS = {
    "login": f"{_forms}.LoginForm",
    "change_password": f"{_forms}.ChangePasswordForm",
    "reset_password": f"{_forms}.ResetPasswordForm",
    "reset_password_from_key": f"{_forms}.ResetPasswordKeyForm",
    "reauthenticate": f"{_forms}.ReauthenticateForm",
}

MFA_ADAPTER = "cases.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Idébanken"
# Whom an administrator has made an account for has no address to confirm first
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": f"{_forms}.AuthenticateForm",
    "reauthenticate": f"{_forms}.ReauthenticateCodeForm",
    "activate_totp": f"{_forms}.ActivateTOTPForm",
    "add_webauthn": f"{_forms}.AddKeyForm",
    "edit_webauthn": f"{_forms}.EditKeyForm",
}

# What the processes share besides the database's tables: how often somebody has tried to sign in.
# Without Redis it lies in a table of its own, which is made at start
if redis_url := os.environ.get("REDIS_URL"):
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
            # Far more than anyone can fill within the limits
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
