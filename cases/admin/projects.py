"""Cases: the list, the form, and what a save may and may not do."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.models import Project, ProjectSlug

from . import project_form, publishing, rights
from .records import RecordAdmin, RefusedSave

BY_THE_EDITORS = ["author", "reviewer", "reviewed_on", "review_due", "fact_checked_on"]


class ProjectList(ChangeList):
    """The list with what completeness is counted from: as many queries for one case as for 50."""

    def get_queryset(self, request, exclude_parameters=None):
        queryset = super().get_queryset(request, exclude_parameters)
        return queryset.prefetch_related(*workflow.GATE_RELATIONS)


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    form = project_form.ProjectForm
    change_form_template = "admin/cases/project/change_form.html"
    fieldsets = project_form.FIELDSETS
    inlines = project_form.INLINES
    save_on_top = True
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["municipalities", "themes"]
    readonly_fields = [
        "voice_breadth", "has_critical_voice", "status_shown", "public_id_shown", "completeness",
        "fingerprint", "published_shown", "updated_shown",
    ]  # fmt: skip

    list_display = ["title", "status", "place", "completeness", "evidence", "outcome", "updated"]
    list_filter = [
        "status",
        "evidence_level",
        "outcome_direction",
        "stage",
        "life_status",
        "disputed",
    ]
    search_fields = ["title", "slug", "public_id"]
    search_keys = ["sort_key", "municipalities__sort_key"]
    search_help_text = _("Sök på rubrik, nummer eller kommun. are hittar också Åre.")
    ordering = ["-updated_at", "-id"]
    actions = [publishing.publish_chosen, publishing.unpublish_chosen]

    def get_queryset(self, request):
        """A working copy is reached through its case, so the list shows the cases only."""
        return super().get_queryset(request).originals()

    def get_urls(self):
        site = self.admin_site.admin_view
        return [
            path("<int:pk>/publicera/", site(self.publish_view), name="cases_project_publish"),
            path(
                "<int:pk>/avpublicera/", site(self.unpublish_view), name="cases_project_unpublish"
            ),
            *super().get_urls(),
        ]

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
        return {} if obj and obj.published_at else self.prepopulated_fields

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
            context["gaps"] = [
                (publishing.anchor(gap), gap.message)
                for gap in workflow.missing_for_publication(obj)
            ]
            context["may_publish"] = self.has_publish_permission(request)
            context["preview_url"] = reverse("project-preview", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

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
        if obj.published_at and before != obj.slug:
            ProjectSlug.objects.filter(slug=obj.slug, project=obj).delete()
            ProjectSlug.objects.get_or_create(slug=before, defaults={"project": obj})

    def save_related(self, request, form, formsets, change):
        form.instance.changed_by = request.user
        super().save_related(request, form, formsets, change)
        self._hold_the_gate(form.instance)

    def tell_readers(self, obj):
        """A draft changes nothing that readers see."""
        if obj.is_published:
            workflow.content_changed(project=obj, by=getattr(obj, "changed_by", None))

    def _hold_the_gate(self, project):
        """What readers see may be changed, but never to less than publication demands."""
        gaps = workflow.missing_for_publication(project) if project.is_published else []
        if gaps:
            sentence = _("Ingenting sparades: fallet är publicerat och skulle sakna det här.")
            raise RefusedSave([sentence, *(gap.message for gap in gaps)])

    # Publishing

    def publish_view(self, request, pk):
        return publishing.publish_one(self, request, pk)

    def unpublish_view(self, request, pk):
        return publishing.unpublish_one(self, request, pk)

    # Columns and derived fields

    @admin.display(description=_("kommun"))
    def place(self, project):
        return project.place

    @admin.display(description=_("bevisgrad"), ordering="evidence_level")
    def evidence(self, project):
        return "" if project.evidence_level is None else project.get_evidence_level_display()

    @admin.display(description=_("utfall"), ordering="outcome_direction")
    def outcome(self, project):
        return project.get_outcome_direction_display()

    @admin.display(description=_("ändrat"), ordering="updated_at")
    def updated(self, project):
        return publishing.moment(project.updated_at)

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
        return publishing.moment(project.published_at)

    @admin.display(description=_("senast ändrat"))
    def updated_shown(self, project):
        return publishing.moment(project.updated_at)

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
