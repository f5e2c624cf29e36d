"""The words of search: synonyms, and what readers looked for and did not find."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases import history
from cases.models import SearchMiss, Synonym

from .records import RecordAdmin


@admin.register(Synonym)
class SynonymAdmin(RecordAdmin):
    fieldsets = [
        (
            None,
            {
                "description": _(
                    "Den som söker på det ena ordet hittar också det andra. Gäller så snart du "
                    "har sparat. Böjningar, sammansättningar och stavfel sköter sökningen själv."
                ),
                "fields": ["term", "other", "one_way", "weight"],
            },
        )
    ]
    list_display = ["term", "other", "one_way", "weight"]
    list_filter = ["one_way"]
    search_fields = ["term", "other"]


@admin.register(SearchMiss)
class SearchMissAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            _("Vad någon sökte"),
            {
                "description": _(
                    "Sökningen gav inget fall. Vem som sökte sparas inte. Lägg till en synonym, "
                    "eller ett fall, och markera sedan sökningen som åtgärdad."
                ),
                "fields": ["query", "count", "last_on", "new_synonym", "handled"],
            },
        )
    ]
    readonly_fields = ["query", "count", "last_on", "new_synonym"]
    list_display = ["query", "count", "last_on", "handled", "new_synonym"]
    list_filter = ["handled"]
    search_fields = ["query"]
    actions = ["mark_handled"]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """Ticking off is no new search: count and day stay as readers left them."""
        self.remember(request, obj)
        obj.save(update_fields=["handled"])

    @admin.display(description=_("synonym"))
    def new_synonym(self, miss):
        """A link to the form for a synonym with this word filled in."""
        longest = Synonym._meta.get_field("term").max_length
        query = urlencode({"term": miss.query[:longest]})
        return format_html(
            '<a href="{}?{}">{}<span class="visually-hidden"> {}</span></a>',
            reverse("admin:cases_synonym_add"),
            query,
            _("Lägg till synonym"),
            miss.query,
        )

    @admin.action(description=_("Markera som åtgärdade"), permissions=["change"])
    def mark_handled(self, request, queryset):
        """Tick off the chosen queries."""
        chosen = list(queryset.filter(handled=False))
        for miss in chosen:
            with history.recording(miss, by=request.user):
                miss.handled = True
                miss.save(update_fields=["handled"])
        number = len(chosen)
        told = ngettext("%d sökning är åtgärdad.", "%d sökningar är åtgärdade.", number)
        self.message_user(request, told % number)

    def tell_readers(self, obj):
        """Nothing of it is public."""
