"""What happened afterwards: others who tried it, and dated looks back."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.models import Citation, FollowUp, ReuseReport
from cases.workflow import rights

from .records import RecordAdmin, RecordForm


class AfterwardsAdmin(RecordAdmin):
    """A record beside one case, which readers see on that case's page."""

    autocomplete_fields = ["project"]
    list_select_related = ["project"]

    def get_readonly_fields(self, request, obj=None):
        """What was said of one case is not moved to another."""
        return [*super().get_readonly_fields(request, obj), *(["project"] if obj else [])]

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


class FollowUpForm(RecordForm):
    """A form that knows who writes it."""

    by = None

    def clean_project(self):
        project = self.cleaned_data["project"]
        if not rights.may_look_back(self.by, project):
            raise ValidationError(_("En granskare för in uppföljningar av det fallet."))
        return project


@admin.register(FollowUp)
class FollowUpAdmin(AfterwardsAdmin):
    form = FollowUpForm
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

    list_filter = ["after_years", "life_status", ("done_on", admin.EmptyFieldListFilter)]
    search_fields = ["text"]
    search_keys = ["project__sort_key"]

    # Rights, for each case: what is written here is read on the case's page at once

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_look_back(request.user, obj.project))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or rights.may_delete_look_back(request.user, obj.project))

    def why_read_only(self, request, obj):
        return _("Läsare ser det som står här direkt. En granskare för in uppföljningar av fallet.")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form)(form.__name__, (form,), {"by": request.user})

    # Saving

    def save_related(self, request, form, formsets, change):
        form.instance.changed_by = request.user
        super().save_related(request, form, formsets, change)

    def delete_model(self, request, obj):
        obj.changed_by = request.user
        with transaction.atomic():
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        """One by one, each with its case: which look back is the latest may change."""
        with transaction.atomic():
            for follow_up in queryset.select_related("project"):
                self.delete_model(request, follow_up)

    def tell_readers(self, obj):
        """The case says what the latest look back found, so that lists and filters know it."""
        try:
            workflow.looked_back(follow_up=obj, by=obj.changed_by)
        except workflow.NotAllowed as refusal:
            raise PermissionDenied from refusal
