"""Every record's history: written when its form is saved, read on its *Historik* page."""

import json

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases import history
from cases.models import RecordChange
from cases.wording import marked

PAGE_LENGTH = 25
# Words of an unchanged passage that stand on each side of a change
CONTEXT = 24


class RecordedAdmin(admin.ModelAdmin):
    """Stock admin that writes the bank's own history, with old and new values, and shows it.

    It stands in for Django's log, which keeps the names of the fields and not what they said.
    """

    # Lists

    def changelist_view(self, request, extra_context=None):
        """Headed by what stands there; Django asks one to choose, though many only look."""
        heading = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, heading | (extra_context or {}))

    def get_action_choices(self, request, default_choices=None):
        return super().get_action_choices(request, default_choices or [("", _("Välj …"))])

    # Writing

    def remember(self, request, obj):
        """Note what the database says of `obj`. Call under the save's lock, before the save."""
        before = getattr(request, "contents_before", {})
        request.contents_before = before | {(self.model, obj.pk): history.contents(obj)}

    def save_model(self, request, obj, form, change):
        if change:
            self.remember(request, obj)
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        return history.added(obj, by=request.user)

    def log_change(self, request, obj, message):
        """Called by Django after a save, in its transaction, and by actions with own words."""
        before = getattr(request, "contents_before", {}).pop((self.model, obj.pk), None)
        with transaction.atomic():
            if before is not None:
                return history.changed(obj, before, by=request.user, note=_own_words(message))
            note = message if isinstance(message, str) else _told(message)
            return history.write(
                obj, action=RecordChange.Action.CHANGED, by=request.user, note=note
            )

    def log_deletions(self, request, queryset):
        """Written by the deletion itself, below, in its own transaction."""
        return []

    def delete_model(self, request, obj):
        with transaction.atomic():
            history.deleted(obj, by=request.user)
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for record in queryset:
                history.deleted(record, by=request.user)
            super().delete_queryset(request, queryset)

    # Reading

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        page = Paginator(history.of(obj), PAGE_LENGTH).get_page(request.GET.get("sida"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Historik"),
            "subtitle": str(obj),
            "object": obj,
            "opts": self.opts,
            "page": page,
            "lines": [(line, grouped(line.changes)) for line in page],
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/cases/history.html", context)


def grouped(changes):
    """Lay the changes of one save under the part they belong to, with what differs marked.

    Returns a list of (part or "", state, fields), where fields are (label, old, new) as safe HTML.
    """
    groups = {}
    for change in changes:
        key = change.get("part", ""), change.get("row", ""), change.get("state", "")
        old, new = marked(change["old"], change["new"], context=CONTEXT)
        groups.setdefault(key, []).append((change["label"], old, new))
    return [(part, state, fields) for (part, _row, state), fields in groups.items()]


def _own_words(message):
    """Django's list of field names adds nothing to the values; a sentence does."""
    return message if isinstance(message, str) else ""


def _told(message):
    """Django's own account of what it did, in words: *Ändrade lösenord.*"""
    return LogEntry(change_message=json.dumps(message)).get_change_message()
