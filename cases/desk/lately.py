"""Who did what lately."""

from django.apps import apps
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cases.models import RecordChange

from .items import Item

LATELY = 12


def lately(user: User):
    """Return the latest changes that curators made in what `user` may see, newest first."""
    visible = [kind for kind in _kinds() if user.has_perm("{}.view_{}".format(*kind.split(".")))]
    rows = RecordChange.objects.exclude(by=None).filter(model__in=visible)
    return [
        Item(row.record_label, _record_address(row), row.at, _told(row))
        for row in rows.select_related("by")[:LATELY]
    ]


def _kinds():
    """Every kind of record by the name that the history knows it by."""
    return [model._meta.label_lower for model in apps.get_models()]


def _told(row):
    who = row.by.get_full_name() or row.by.get_username()
    if row.note:
        return f"{who}: {row.note}"
    labels = list(dict.fromkeys(f"”{change['label']}”" for change in row.changes))
    if row.action != RecordChange.Action.CHANGED or not labels:
        return f"{who} {row.get_action_display()}"
    more = len(labels) - 3
    fields = ", ".join(labels[:3])
    if more > 0:
        return _("%(who)s ändrade %(fields)s och %(more)s till") % {
            "who": who, "fields": fields, "more": more,
        }  # fmt: skip
    return _("%(who)s ändrade %(fields)s") % {"who": who, "fields": fields}


def _record_address(row):
    if row.action == RecordChange.Action.DELETED:
        return ""
    try:
        return reverse(f"admin:{row.model.replace('.', '_')}_history", args=[row.record_key])
    except NoReverseMatch:
        return ""
