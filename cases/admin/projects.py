"""Cases: the list, the form, and what a save may and may not do."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import OuterRef, Subquery
from django.forms import CheckboxSelectMultiple
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.models import Project, Transition
from cases.workflow import rights

from . import case_ways, panel, pictures, project_form, steps, versions
from .records import RecordAdmin

BY_THE_EDITORS = ["author", "reviewer", "reviewed_on", "review_due", "fact_checked_on"]


class ProjectList(ChangeList):
    """The list with what completeness is counted from: as many queries for one case as for 50."""

    def get_queryset(self, request, exclude_parameters=None):
        queryset = super().get_queryset(request, exclude_parameters)
        return queryset.prefetch_related(*workflow.GATE_RELATIONS)


class WorkingCopyFilter(admin.SimpleListFilter):
    """Published cases by how far the work on their copy has come."""

    title = _("arbetskopia")
    parameter_name = "kopia"

    def lookups(self, request, model_admin):
        states = (Project.Status.DRAFT, Project.Status.IN_REVIEW, Project.Status.APPROVED)
        return [(state.value, state.label) for state in states]

    def queryset(self, request, queryset):
        return queryset.filter(working_copy__status=self.value()) if self.value() else queryset


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    form = project_form.ProjectForm
    change_form_template = "admin/cases/project/change_form.html"
    fieldsets = project_form.FIELDSETS
    inlines = project_form.INLINES
    save_on_top = True
    in_addresses = ()  # an old address of a case leads on to the new one
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["municipalities", "themes"]
    readonly_fields = [
        "voice_breadth", "has_critical_voice", "status_shown", "public_id_shown", "completeness",
        "fingerprint", "published_shown", "updated_shown",
    ]  # fmt: skip

    list_display = [
        "title", "status", "state_since", "working_copy_state", "writer", "place", "completeness",
        "updated",
    ]  # fmt: skip
    list_select_related = ["author", "working_copy"]
    list_filter = [
        "status",
        WorkingCopyFilter,
        "evidence_level",
        "outcome_direction",
        "stage",
        "life_status",
        "disputed",
    ]
    search_fields = ["title", "slug", "public_id"]
    search_keys = ["sort_key", "municipalities__sort_key"]
    search_help_text = _(
        "Sök på rubrik, nummer eller kommun. Prickarna behövs inte: ”are” hittar Åre."
    )
    ordering = ["-updated_at", "-id"]
    actions = [steps.publish_chosen, steps.unpublish_chosen, steps.archive_chosen]

    def get_queryset(self, request):
        """A working copy is reached through its case, so lists and searches show the cases only."""
        steps = Transition.objects.filter(project=OuterRef("pk"), copy_id=None)
        latest = Subquery(steps.values("at")[:1])
        return super().get_queryset(request).originals().annotate(latest_step=latest)

    def get_object(self, request, object_id, from_field=None):
        """A working copy has a form, a preview and a history of its own, as a case has."""
        found = super().get_object(request, object_id, from_field)
        if found is not None or not str(object_id).isdecimal():
            return found
        return Project.objects.filter(pk=object_id).select_related("revision_of").first()

    def get_urls(self):
        own = [*steps.addresses(self), *versions.addresses(self), pictures.address(self)]
        return [*own, *super().get_urls()]

    def get_changelist(self, request, **kwargs):
        return ProjectList

    # Rights, for each case

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or rights.may_change(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return rights.may_delete(request.user, obj)

    def has_publish_permission(self, request):
        return rights.may_publish(request.user)

    def get_readonly_fields(self, request, obj=None):
        if request.user.has_perm("cases.review_project"):
            return self.readonly_fields
        return [*self.readonly_fields, *BY_THE_EDITORS]

    def get_prepopulated_fields(self, request, obj=None):
        """A published address is changed on purpose or not at all."""
        met = obj and (obj.published_at or obj.revision_of_id)
        return {} if met else self.prepopulated_fields

    # The form

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name not in self.autocomplete_fields:
            kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The short texts get short boxes, so that a long form stays within reach."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.TextField) and db_field.name not in (
            "problem",
            "solution",
            "summary",
        ):
            field.widget.attrs["rows"] = 4
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Lay each section's rows under its fields, and say what is missing for publication."""
        rows = {inline.opts.__class__: inline for inline in context["inline_admin_formsets"]}
        context["sections"] = [
            (fieldset, [rows[kind] for kind in section.rows if kind in rows])
            for fieldset, section in zip(context["adminform"], project_form.SECTIONS, strict=True)
        ]
        if obj is not None:
            context["panel"] = panel.panel_for(request, obj)
            context["may_stop_pictures"] = rights.may_stop_pictures(
                request.user
            ) and pictures.has_pictures(obj)
            context["preview_url"] = reverse("project-preview", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def way_on(self, request, row):
        return case_ways.way_on(
            request.user, row, self._record_of(row), partial(steps.copy_of, self, request)
        )

    # Saving

    def save_model(self, request, obj, form, change):
        if not change:
            obj.author = obj.author or request.user
            super().save_model(request, obj, form, change)
            return
        before = Project.objects.values_list("slug", flat=True).get(pk=obj.pk)
        super().save_model(request, obj, form, change)
        # The row is locked now: what was allowed when the form was read may have been published
        if not rights.may_change(request.user, obj):
            raise PermissionDenied
        workflow.keep_old_address(obj, before)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            workflow.text_changed(project=form.instance, by=request.user)

    def tell_readers(self, obj):
        """A save is told of above, in the workflow; what is deleted has never been public."""

    # Columns and derived fields

    @admin.display(description=_("kommun"))
    def place(self, project):
        return project.place

    @admin.display(description=_("sedan"), ordering="latest_step")
    def state_since(self, project):
        return panel.moment(project.latest_step)

    @admin.display(description=_("arbetskopia"), ordering="working_copy__status")
    def working_copy_state(self, project):
        copy = getattr(project, "working_copy", None)
        return copy.get_status_display() if copy else ""

    @admin.display(description=_("författare"), ordering="author__username")
    def writer(self, project):
        return workflow.name_of(project.author) if project.author else ""

    @admin.display(description=_("ändrat"), ordering="updated_at")
    def updated(self, project):
        return panel.moment(project.updated_at)

    @admin.display(description=_("komplett"))
    def completeness(self, project):
        if project.pk is None:
            return ""
        return _("%(percent)s %%") % {"percent": workflow.completeness(project)}

    @admin.display(description=_("status"))
    def status_shown(self, project):
        return project.get_status_display()

    @admin.display(description=_("nummer"))
    def public_id_shown(self, project):
        return project.public_id or _("Sätts när fallet publiceras.")

    @admin.display(description=_("publicerat"))
    def published_shown(self, project):
        return panel.moment(project.published_at)

    @admin.display(description=_("senast ändrat"))
    def updated_shown(self, project):
        return panel.moment(project.updated_at)

    @admin.display(description=_("röstbredd"))
    def voice_breadth(self, project):
        return project_form.voice_breadth(project) if project.pk else ""

    @admin.display(description=_("har kritisk röst"), boolean=False)
    def has_critical_voice(self, project):
        if project.pk is None:
            return ""
        return _("ja") if project_form.has_critical_voice(project) else _("nej")

    @admin.display(description=_("fingeravtryck"))
    def fingerprint(self, project):
        if project.pk is None:
            return ""
        return render_to_string("admin/cases/project/_fingerprint.html", {"project": project})
