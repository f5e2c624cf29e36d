"""What the bank talks to besides its database, as the environment says: a provider, and mail."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from idebank.environment import flag, from_file, words

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ROLES = ("author", "reviewer", "publisher", "administrator")
SMTP_PORTS = {"smtp": 587, "smtps": 465}


def oidc() -> dict[str, Any]:
    """Settings for sign-in with a municipality's own accounts; no provider when none is named."""
    issuer = os.environ.get("OIDC_ISSUER", "").rstrip("/")
    client = os.environ.get("OIDC_CLIENT_ID", "")
    secret = from_file("OIDC_CLIENT_SECRET_FILE") or os.environ.get("OIDC_CLIENT_SECRET", "")
    if any([issuer, client, secret]) and not all([issuer, client, secret]):
        raise ImproperlyConfigured(
            "Inloggningen med OIDC är halvställd: sätt OIDC_ISSUER, OIDC_CLIENT_ID och"
            " OIDC_CLIENT_SECRET eller OIDC_CLIENT_SECRET_FILE, eller ingen av dem."
        )
    address = urlsplit(issuer)
    if issuer and address.scheme != "https" and address.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"OIDC_ISSUER={issuer}: sätt en adress med https.")
    name = os.environ.get("OIDC_NAME", "kommunens konto")
    app = {
        "provider_id": "kommun",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {
        "OIDC_ISSUER": issuer,
        "OIDC_NAME": name,
        "OIDC_DOMAINS": [domain.lower() for domain in words("OIDC_DOMAINS")],
        "OIDC_ROLE_CLAIM": os.environ.get("OIDC_ROLE_CLAIM", "groups"),
        "OIDC_ROLES": roles(),
        "OIDC_HAS_MFA": flag("OIDC_HAS_MFA"),
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app] if issuer else []}},
    }


def roles() -> dict[str, str]:
    """What a value of the claim stands for: OIDC_ROLES=idebanken-red=author,it=administrator."""
    found = dict(word.rpartition("=")[::2] for word in words("OIDC_ROLES"))
    for value, role in found.items():
        if not value or role not in ROLES:
            raise ImproperlyConfigured(
                f"OIDC_ROLES: {value}={role}. Sätt värde=roll med komma emellan, där rollen är en"
                f" av {', '.join(ROLES)}."
            )
    return found


def mail() -> dict[str, Any]:
    """Settings for mail: printed to the console until EMAIL_URL names a server."""
    url = os.environ.get("EMAIL_URL", "")
    sender = os.environ.get("EMAIL_FROM") or os.environ.get("EDITORIAL_EMAIL", "")
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": sender or "redaktionen@idebanken.example"}
    if not url:
        console = "django.core.mail.backends.console.EmailBackend"
        return settings | {"EMAIL_BACKEND": console}
    server = urlsplit(url)
    if server.scheme not in SMTP_PORTS or not server.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL: sätt smtp://användare@värd:587 (STARTTLS) eller smtps://användare@värd:465."
        )
    return settings | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.hostname,
        "EMAIL_PORT": server.port or SMTP_PORTS[server.scheme],
        "EMAIL_HOST_USER": unquote(server.username or ""),
        "EMAIL_HOST_PASSWORD": from_file("EMAIL_PASSWORD_FILE") or unquote(server.password or ""),
        "EMAIL_USE_SSL": server.scheme == "smtps",
        # Without a password on one's own machine there is nothing to hide, and seldom TLS
        "EMAIL_USE_TLS": server.scheme == "smtp" and server.hostname not in LOOPBACK,
        "EMAIL_TIMEOUT": 10,
    }
