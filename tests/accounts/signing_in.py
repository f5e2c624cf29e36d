"""Sign in as a person does: with the form."""

PASSWORD = "ett-langt-losenord"
LOGIN = "/admin/login/"


def sign_in(client, user, password=PASSWORD, **extra):
    """Post the form; `extra` is for the request: REMOTE_ADDR, HTTP_USER_AGENT."""
    login = user if isinstance(user, str) else user.get_username()
    return client.post(f"{LOGIN}?next=/admin/", {"login": login, "password": password}, **extra)


def is_in(client):
    """Whether the admin opens."""
    return client.get("/admin/").status_code == 200
