"""The words that cases are sorted by: fields of work, innovation types, values, target groups."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import InnovationType, TargetGroup, Theme, ValueType

from .records import RecordAdmin


@admin.register(Theme)
class ThemeAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            None,
            {
                "description": _("Två nivåer: tolv områden och deras delar."),
                "fields": ["name", "code", "parent", "definition", "position"],
            },
        ),
        (
            _("När fall läses in"),
            {
                "description": _("Ord som betyder samma sak, ett per rad."),
                "fields": ["aliases"],
            },
        ),
    ]
    prepopulated_fields = {"code": ["name"]}
    list_display = ["name", "parent", "code", "position"]
    list_select_related = ["parent"]
    list_filter = ["parent"]
    search_fields = ["code"]
    search_keys = ["sort_key"]


class WordAdmin(RecordAdmin):
    """A short list of words with definitions."""

    may_be_deleted = False
    prepopulated_fields = {"code": ["name"]}
    list_display = ["name", "code", "position"]
    search_fields = ["name", "code"]


@admin.register(InnovationType)
class InnovationTypeAdmin(WordAdmin):
    fieldsets = [
        (
            None,
            {
                "description": _("Vad för slags nytt det är. Definitionen visas för läsare."),
                "fields": ["name", "code", "definition", "position"],
            },
        )
    ]


@admin.register(ValueType)
class ValueTypeAdmin(WordAdmin):
    fieldsets = [
        (
            None,
            {
                "description": _("Vilket värde man ville nå. Skriv vems indelningen är."),
                "fields": ["name", "code", "definition", "source", "position"],
            },
        )
    ]


@admin.register(TargetGroup)
class TargetGroupAdmin(WordAdmin):
    fieldsets = [
        (
            None,
            {
                "description": _("Vem fallet är till för."),
                "fields": ["name", "code", "position"],
            },
        )
    ]
