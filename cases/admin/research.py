"""Research and development projects."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import ResearchProject

from .records import RecordAdmin


@admin.register(ResearchProject)
class ResearchProjectAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            _("Projektet"),
            {
                "description": _("Vad som undersöktes, av vem och när. Parter skrivs en per rad."),
                "fields": [
                    "title", "slug", ("kind", "country"), "lead", "partners", "funder", "period",
                    ("registration_number", "amount"),
                ],
            },
        ),
        (
            _("Vad det kom fram till"),
            {
                "description": _("Med redaktionens egna ord, och vilka teorier det bygger på."),
                "fields": ["summary", "keywords", "theories"],
            },
        ),
        (
            _("Länkar och kontroll"),
            {
                "description": _("Går länken till en kopia, skriv det i anmärkningen."),
                "fields": [
                    "link", "link_note", "more_links", "accessed", "verified", "verified_note",
                ],
            },
        ),
    ]  # fmt: skip
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["theories"]
    list_display = ["title", "kind", "country", "period", "link_note"]
    list_filter = ["kind", "country"]
    search_fields = ["title", "slug", "registration_number"]
    search_keys = ["sort_key"]
