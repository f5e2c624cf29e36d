"""Sources: bibliographic records with a quality mark."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import Source
from cases.workflow import rights

from .shared import SharedAdmin


@admin.register(Source)
class SourceAdmin(SharedAdmin):
    fieldsets = [
        (
            _("Källan"),
            {
                "description": _("Sök först om källan redan finns. Skriv som det står på den."),
                "fields": [
                    "title", "slug", "kind", "author", "publisher", ("published", "language"),
                    ("isbn", "doi"),
                ],
            },
        ),
        (
            _("Länk"),
            {
                "description": _(
                    "Helst utgivarens egen sida. Går länken till en kopia, anmärk det."
                ),
                "fields": ["url", "link_note"],
            },
        ),
        (
            _("Kvalitet"),
            {
                "description": _("A till D säger vilket slags källa det är, inte om den har rätt."),
                "fields": ["quality", "quality_reason", "verified", "verified_note"],
            },
        ),
        (
            _("I källistan"),
            {
                "description": _("Kvalificerade källor visas för läsare även utan fall."),
                "fields": ["in_library", "why_read"],
            },
        ),
    ]  # fmt: skip
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "publisher", "published", "kind", "quality", "in_library", "link_note"]
    list_filter = ["kind", "quality", "in_library", ("link_note", admin.EmptyFieldListFilter)]
    search_fields = ["title", "author", "publisher", "slug", "doi", "isbn"]
    search_keys = ["sort_key"]

    def get_readonly_fields(self, request, obj=None):
        """What is put in the list has a page of its own at once."""
        fields = super().get_readonly_fields(request, obj)
        return fields if rights.may_list_sources(request.user) else [*fields, "in_library"]

    def has_delete_permission(self, request, obj=None):
        """A source that readers have a page for stays."""
        return super().has_delete_permission(request, obj) and not (obj and obj.in_library)
