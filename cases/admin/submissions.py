"""What readers send in: read as it came, ticked off, with a note."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import Submission

from .records import RecordAdmin


@admin.register(Submission)
class SubmissionAdmin(RecordAdmin):
    fieldsets = [
        (
            _("Vad läsaren skrev"),
            {
                "description": _("Som det kom. E-posten används bara för att svara."),
                "fields": ["kind", "created_at", "message", "page", "project", "contact_email"],
            },
        ),
        (
            _("Vad vi gjorde"),
            {
                "description": _("Datera när ärendet är klart och skriv kort vad som hände."),
                "fields": ["handled_on", "editorial_note"],
            },
        ),
    ]
    readonly_fields = ["kind", "created_at", "message", "page", "project", "contact_email"]
    list_display = ["kind", "created_at", "project", "handled_on"]
    list_select_related = ["project"]
    list_filter = ["kind", ("handled_on", admin.EmptyFieldListFilter)]
    search_fields = ["message", "page"]

    def has_add_permission(self, request):
        return False

    def tell_readers(self, obj):
        """Nothing of it is public."""
