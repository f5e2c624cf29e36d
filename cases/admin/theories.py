"""Theories, models and methods."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import KeyWork, ResearchTheory, TheoryFactor

from .project_parts import PartInline
from .records import RecordAdmin


class KeyWorkInline(PartInline):
    model = KeyWork
    description = _("De verk man bör läsa först.")
    fields = [("author", "year"), "title", ("publisher", "doi", "position")]


class TheoryFactorInline(PartInline):
    model = TheoryFactor
    description = _("Vilka faktorer teorin förklarar, stöder eller ifrågasätter.")
    autocomplete_fields = ["factor"]
    fields = [("factor", "relation", "position")]


@admin.register(ResearchTheory)
class ResearchTheoryAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            _("Teorin"),
            {
                "description": _("Vad den heter, vad för slags kunskap det är och vems den är."),
                "fields": [
                    "title", "title_en", "code", ("kind", "generation"), "generation_basis",
                    "originators",
                ],
            },
        ),
        (
            _("Vad den säger"),
            {
                "description": _("Kort nog för den som har tio minuter, med sina gränser."),
                "fields": ["summary", "use_in_municipality", "limits"],
            },
        ),
        (
            _("Boken"),
            {
                "description": _(
                    "Banken har fler teorier än boken. Kryssa i när bokens egen text visar det."
                ),
                "fields": ["in_book", ("book_chapter", "book_page"), "book_support"],
            },
        ),
        (
            _("Kontroll"),
            {
                "description": _("Hur uppgifterna är kontrollerade."),
                "fields": ["verified", "verified_note"],
            },
        ),
    ]  # fmt: skip
    inlines = [KeyWorkInline, TheoryFactorInline]
    prepopulated_fields = {"code": ["title"]}
    list_display = ["title", "kind", "generation", "in_book", "verified"]
    list_filter = ["kind", "generation", "in_book", "verified"]
    search_fields = ["title", "title_en", "code"]
    search_keys = ["sort_key"]
