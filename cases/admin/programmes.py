"""Programmes that paid, and organisations."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import Organisation, Programme

from .records import RecordAdmin
from .shared import SharedAdmin


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            _("Programmet"),
            {
                "description": _("Vem som betalade och när. Finansiärer skrivs en per rad."),
                "fields": ["name", "slug", "kind", "funders", "period", "status", "summary"],
            },
        ),
        (
            _("Belopp och länk"),
            {
                "description": _("Beloppet med källans ord, och var det står."),
                "fields": ["amount", "amount_source", "link", "link_note"],
            },
        ),
        (
            _("Hör ihop med"),
            {
                "description": _("Andra program och projekt som läsaren bör känna till."),
                "fields": ["related", "research_projects"],
            },
        ),
        (
            _("Kontroll"),
            {
                "description": _("Hur uppgifterna är kontrollerade."),
                "fields": ["verified", "verified_note"],
            },
        ),
    ]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["related", "research_projects"]
    list_display = ["name", "kind", "period", "link_note"]
    search_fields = ["name", "slug"]
    search_keys = ["sort_key"]


@admin.register(Organisation)
class OrganisationAdmin(SharedAdmin):
    fieldsets = [
        (
            None,
            {
                "description": _(
                    "En aktör som deltar i eller betalar för fall. Sök först om den finns."
                ),
                "fields": ["name", "slug", "kind", "former_names", "website"],
            },
        )
    ]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "kind", "website"]
    list_filter = ["kind"]
    search_fields = ["name", "slug"]
    search_keys = ["sort_key"]
