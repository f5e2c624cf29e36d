"""Write in a form of the admin and leave it unsaved, as its script does."""

from django.http import QueryDict

from tests.admin.sending import change_url, filled


def keep(client, record_or_page, **changes):
    """What the script sends a few seconds after the last key; returns the answer."""
    page = record_or_page
    if not hasattr(page, "context"):
        page = client.get(change_url(record_or_page))
    data = encoded(filled(page) | changes)
    token = page.context["writing"].token
    sent = {"token": token, "data": data, "began_from": str(changes.get("began_from", ""))}
    return client.post(page.context["keep_url"], sent)


def encoded(values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data.urlencode()


def with_token(page, **changes):
    return filled(page) | {"_writing": page.context["writing"].token} | changes
