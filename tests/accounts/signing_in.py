"""Sign in as a person does: with the form."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PASSWORD = "ett-langt-losenord"
LOGIN = "/admin/login/"


def sign_in(client, user, password=PASSWORD, **extra):
    """Post the form; `extra` is for the request: REMOTE_ADDR, HTTP_USER_AGENT."""
    login = user if isinstance(user, str) else user.get_username()
    return client.post(f"{LOGIN}?next=/admin/", {"login": login, "password": password}, **extra)


def is_in(client):
    """Whether the admin opens."""
    return client.get("/admin/").status_code == 200


def code_of(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def connect_app(client):
    """Set up codes as a person does; gives the secret that the app keeps."""
    secret = client.get("/admin/konto/tva-steg/app/").context["form"].secret
    client.post("/admin/konto/tva-steg/app/", {"code": code_of(secret)})
    return secret
