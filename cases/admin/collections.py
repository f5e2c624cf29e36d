"""Collections of cases around one question."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import Collection, CollectionItem

from .project_parts import PartInline
from .records import RecordAdmin


class CollectionItemInline(PartInline):
    model = CollectionItem
    description = _("I den ordning läsaren bör möta dem, med ett skäl för varje.")
    autocomplete_fields = ["project"]
    fields = [("project", "position"), "why"]


@admin.register(Collection)
class CollectionAdmin(RecordAdmin):
    fieldsets = [
        (
            _("Samlingen"),
            {
                "description": _(
                    "En fråga och de fall som belyser den. Opublicerade fall syns aldrig."
                ),
                "fields": ["title", "slug", "introduction", "published"],
            },
        )
    ]
    inlines = [CollectionItemInline]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "published"]
    list_filter = ["published"]
    search_fields = ["title", "slug"]
    search_keys = ["sort_key"]

    def has_delete_permission(self, request, obj=None):
        """What readers see is hidden first, and only then deleted."""
        return super().has_delete_permission(request, obj) and not (obj and obj.published)
