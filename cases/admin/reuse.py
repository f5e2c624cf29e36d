"""What happened afterwards: others who tried it, and dated looks back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.models import Citation, FollowUp, ReuseReport

from .records import RecordAdmin


class AfterwardsAdmin(RecordAdmin):
    """A record beside one case, which readers see on that case's page."""

    autocomplete_fields = ["project"]
    list_select_related = ["project"]

    def tell_readers(self, obj):
        if obj.project.is_published:
            workflow.content_changed(project=obj.project)


@admin.register(ReuseReport)
class ReuseReportAdmin(AfterwardsAdmin):
    fieldsets = [
        (
            _("Vilka som provade"),
            {
                "description": _("En annan kommun, samma fall. Spara först, välj sedan källa."),
                "fields": ["project", "municipality", ("kind", "year")],
            },
        ),
        (
            _("Hur det gick"),
            {
                "description": _("Vad de ändrade, vad det kostade och vad de råder andra till."),
                "fields": ["outcome_direction", "text", "changes", "cost", "advice", "citation"],
            },
        ),
        (
            _("Granskning"),
            {
                "description": _("Bara granskade rapporter syns för läsare."),
                "fields": ["approved"],
            },
        ),
    ]
    autocomplete_fields = ["project", "municipality"]
    list_display = ["municipality", "project", "kind", "outcome_direction", "approved"]
    list_select_related = ["project", "municipality"]
    list_filter = ["approved", "kind", "outcome_direction"]
    search_fields = ["text"]
    search_keys = ["municipality__sort_key", "project__sort_key"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Only the case's own sources may be cited."""
        form = super().get_form(request, obj, change, **kwargs)
        if "citation" in form.base_fields:
            own = obj.project.citations.select_related("source") if obj else Citation.objects.none()
            form.base_fields["citation"].queryset = own
        return form


@admin.register(FollowUp)
class FollowUpAdmin(AfterwardsAdmin):
    fieldsets = [
        (
            None,
            {
                "description": _("Lever det än? Titta tillbaka efter ett, tre och fem år."),
                "fields": ["project", ("after_years", "due_on", "done_on"), "life_status", "text"],
            },
        )
    ]
    list_display = ["project", "after_years", "due_on", "done_on", "life_status"]
    ordering = ["due_on"]

    def tell_readers(self, obj):
        """The case says what the latest look back found, so that lists and filters know it."""
        workflow.looked_back(follow_up=obj, by=getattr(obj, "changed_by", None))

    def save_related(self, request, form, formsets, change):
        form.instance.changed_by = request.user
        super().save_related(request, form, formsets, change)

    list_filter = ["after_years", "life_status", ("done_on", admin.EmptyFieldListFilter)]
    search_fields = ["text"]
    search_keys = ["project__sort_key"]
