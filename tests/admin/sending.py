"""Send a form of the admin as a browser would: everything it shows, with a few changes."""

from django.db.models import Model
from django.test import Client
from django.urls import reverse


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def change_url(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def opened(client, record):
    """What the change form of `record` would send now."""
    response = client.get(change_url(record))
    assert response.status_code == 200
    return filled(response)


def filled(response):
    """The fields of a form's page as POST data."""
    data = _values(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _values(form)
    return data


def _values(form):
    values = {}
    for field in form:
        value = field.value()
        if value is None or value is False:
            continue
        if isinstance(value, list | tuple):
            value = [str(item.pk) if isinstance(item, Model) else str(item) for item in value]
        elif not hasattr(value, "storage"):
            value = "on" if value is True else str(value)
        else:
            continue
        values[field.html_name] = value
    return values
