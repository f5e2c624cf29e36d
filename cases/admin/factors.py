"""The eleven success factors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import SuccessFactor

from .records import RecordAdmin


@admin.register(SuccessFactor)
class SuccessFactorAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            _("Faktorn"),
            {
                "description": _(
                    "Rubriken är bokens, beskrivningen är redaktionens egna ord. Tillskriv inte "
                    "boken något som den inte säger."
                ),
                "fields": ["title", "slug", ("code", "question", "position"), "description"],
            },
        ),
        (
            _("Så känns den igen"),
            {
                "description": _("Tecken och kontrollfrågor skrivs en per rad."),
                "fields": ["typical_signs", "typical_hindrance", "warning", "control_questions"],
            },
        ),
        (
            _("Grund och ord"),
            {
                "description": _(
                    "Vad rubriken och beskrivningen bygger på, och andra ord för samma sak."
                ),
                "fields": ["title_basis", "description_basis", "aliases"],
            },
        ),
    ]
    list_display = ["title", "question", "code", "position"]
    list_filter = ["question"]
    search_fields = ["code", "slug"]
    search_keys = ["sort_key"]

    def has_add_permission(self, request):
        """The book has eleven."""
        return False
