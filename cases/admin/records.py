"""What every form in the admin does: refuse a stale save, tell readers' side, take ISO dates."""

import logging

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import DatabaseError, InterfaceError, models
from django.db.models import F
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.faults import Fault, fault_of
from cases.forms.prose import ProseField

from . import deletion
from .conflicts import Conflict, kept_form, merged, rebased
from .lookups import Lookup, Lookups, lookup_options, without_side_doors
from .search import matching
from .writing import WritingAdmin

logger = logging.getLogger(__name__)

ISO_DATE = "%Y-%m-%d"
LASTS = _("Står i adresser och ändras inte när posten är sparad: länkar hit ska gälla för gott.")
AS_WE_WRITE = {
    models.TextField: {"form_class": ProseField},
    models.URLField: {"assume_scheme": "https"},
    models.DateField: {
        # Not type="date": the browser would show it in its own language's order
        "widget": forms.DateInput(
            format=ISO_DATE, attrs={"placeholder": _("ÅÅÅÅ-MM-DD"), "class": "date", "size": 10}
        ),
        "input_formats": [ISO_DATE],
        "error_messages": {"invalid": _("Skriv datumet så här: 2026-03-14.")},
    },
}


class RefusedSave(Exception):
    """The save was undone as a whole; `errors` are sentences for the top of the form."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__("; ".join(str(error) for error in errors))


class StaleSave(RefusedSave):
    """Somebody else saved the record after this form was opened."""

    def __init__(self):
        super().__init__([_("Ingenting sparades: någon annan har sparat sedan du öppnade sidan.")])


class RecordForm(forms.ModelForm):
    """A form that knows which save of the record it began from."""

    began_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    refusals = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["began_from"].initial = getattr(self.instance, "edit_version", None)

    def clean(self):
        cleaned = super().clean()
        for sentence in self.refusals:
            self.add_error(None, sentence)
        return cleaned


class RecordAdmin(WritingAdmin):
    """Stock admin for one noun, safe to use by several curators at once."""

    form = RecordForm
    formfield_overrides = AS_WE_WRITE
    change_form_template = "admin/cases/change_form.html"
    # Sort keys are searched folded, see search.py; search_fields as they are
    search_keys = ()
    list_per_page = 50
    show_facets = admin.ShowFacets.ALWAYS
    # A record with a public address is never deleted: the address must go on answering
    may_be_deleted = True
    # What stands in public addresses, a page's own or a filter's, and so is written once
    in_addresses = ("slug", "code")

    @property
    def is_versioned(self):
        return any(field.name == "edit_version" for field in self.opts.concrete_fields)

    def has_delete_permission(self, request, obj=None):
        return self.may_be_deleted and super().has_delete_permission(request, obj)

    def lasting_fields(self):
        return [field.name for field in self.opts.fields if field.name in self.in_addresses]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.lasting_fields()] if obj else fields

    def get_prepopulated_fields(self, request, obj=None):
        written = self.lasting_fields() if obj else []
        fields = super().get_prepopulated_fields(request, obj)
        return {name: origin for name, origin in fields.items() if name not in written}

    def why_read_only(self, request, obj):
        """A sentence for whoever reads this record and may not change it: who may, and why."""
        return ""

    def get_deleted_objects(self, objs, request):
        return deletion.consequences(objs, request)

    def get_search_results(self, request, queryset, search_term):
        found = matching(queryset, search_term, keys=self.search_keys, texts=self.search_fields)
        return found, False

    def changelist_view(self, request, extra_context=None):
        # PostgreSQL refuses to look for it; Django says so of other nonsense in an address
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            return redirect(f"{request.path}?{ERROR_FLAG}=1")
        return super().changelist_view(request, extra_context)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_side_doors(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = lookup_options(self, Lookup, db_field, request) | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs = lookup_options(self, Lookups, db_field, request) | kwargs
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    # Saving

    def message_user(self, request, message, level=messages.INFO, **options):
        """Tell of a save in one short sentence, with the way back to what was saved."""
        saved = getattr(request, "saved_record", None)
        if level == messages.SUCCESS and saved is not None:
            link = format_html('<a href="{}">{}</a>', self._named("change", saved.pk), saved)
            message = format_html(gettext("Sparat: {}"), link)
        # Django's Swedish quotes as English does
        quoted = str(message).replace("“", "”")
        message = mark_safe(quoted) if isinstance(message, SafeString) else quoted
        super().message_user(request, message, level, **options)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form; a refused save shows it again with all that was written."""
        if request.method == "POST" and object_id is not None:
            self._begin_from_chosen_version(request, object_id)
        try:
            if request.method == "POST" and self._is_stale(request, object_id):
                raise StaleSave
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RefusedSave as refusal:
            self._keep_what_was_written(request, object_id, refusal)
        except (DatabaseError, InterfaceError, OSError) as error:
            return self._form_after_a_fault(request, object_id, form_url, extra_context, error)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _form_after_a_fault(self, request, object_id, form_url, extra_context, error):
        """Give the form back with the text when the database refused, if it can still be read."""
        fault = fault_of(error)
        if request.method != "POST" or fault in (None, Fault.AWAY, Fault.UNCOUNTED):
            raise error
        logger.error("a save was refused", exc_info=error)
        self._keep_what_was_written(request, object_id, RefusedSave([fault.sentence]))
        # Without changeform_view's transaction, which would wait again for whoever is writing:
        # a refused form is not valid, so nothing is written
        response = self._changeform_view(request, object_id, form_url, extra_context)
        response.status_code = 503 if fault.is_passing else 200
        return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        help_texts = dict.fromkeys(self.lasting_fields(), LASTS) | kwargs.pop("help_texts", {})
        form = super().get_form(request, obj, change, help_texts=help_texts, **kwargs)
        refusal = getattr(request, "refused_save", None)
        return type(form)(form.__name__, (form,), {"refusals": refusal.errors if refusal else ()})

    def save_model(self, request, obj, form, change):
        if change:
            rows = getattr(request, "rows_sent", ())
            changes = form.has_changed() or any(kind.has_changed() for kind in rows)
            self._claim(obj, form, changes=changes)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.tell_readers(form.instance)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.tell_readers(obj)

    def delete_queryset(self, request, queryset):
        records = list(queryset)
        super().delete_queryset(request, queryset)
        for record in records:
            self.tell_readers(record)

    def tell_readers(self, obj):
        """Let every process know that something many cases share has changed."""
        workflow.content_changed(record=obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        refusal = getattr(request, "refused_save", None)
        if change and not self.has_change_permission(request, obj):
            context["read_only_because"] = self.why_read_only(request, obj)
        if isinstance(refusal, StaleSave):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["conflict"] = Conflict(obj, context["adminform"].form, formsets)
        # Said outright: without it the page comes back at the #field that the address still names
        form_url = form_url or request.get_full_path()
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        request.rows_sent = formsets
        return formsets, inlines

    def _claim(self, obj, form, *, changes):
        """Add one to the version, if it still is the one that the form began from.

        The first write of the transaction: it locks the row, so what the form cannot edit (the
        status above all) is read again under the lock instead of being written back stale.
        """
        if self.is_versioned:
            rows = self.model._base_manager.filter(
                pk=obj.pk, edit_version=form.cleaned_data["began_from"]
            )
            # A save that changes nothing is nobody's conflict
            if not rows.update(edit_version=F("edit_version") + int(changes)):
                raise StaleSave
        kept = [field.name for field in self.opts.concrete_fields if not field.editable]
        obj.refresh_from_db(fields=kept)

    def _begin_from_chosen_version(self, request, object_id):
        """*Spara så här* carries the version it was chosen against, and what was chosen."""
        chosen = request.POST.get("_overwrite", "")
        obj = self.get_object(request, unquote(object_id)) if chosen.isdecimal() else None
        if obj is None or not self.has_change_permission(request, obj):
            return
        kinds = [kind for kind, _inline in self.get_formsets_with_inlines(request, obj)]
        data = merged(request.POST, obj, self.get_form(request, obj, change=True), kinds)
        for kind in kinds:
            data = rebased(data, kind.get_default_prefix(), live_rows(kind, obj))
        data["began_from"], data["_continue"] = chosen, "1"
        request.POST = data

    def _is_stale(self, request, object_id):
        """A first look, before the parts of the form meet rows that are no longer there."""
        if object_id is None or not self.is_versioned:
            return False
        saved = self.get_object(request, unquote(object_id))
        return saved is not None and request.POST.get("began_from") != str(saved.edit_version)

    def _resume(self, request, key):
        """A kept text that began from an older save is shown beside the newer one."""
        super()._resume(request, key)
        if getattr(request, "resumed", None) and self._is_stale(request, key or None):
            self._keep_what_was_written(request, key, StaleSave())

    def how_much_differs(self, request, obj, row):
        data = kept_form(row)
        form = self.get_form(request, obj, change=obj is not None)(data, instance=obj)
        if obj is None:
            return len(form.changed_data)
        formsets = [
            kind(rebased(data, prefix, live_rows(kind, obj)), instance=obj, prefix=prefix)
            for kind, _inline in self.get_formsets_with_inlines(request, obj)
            for prefix in [kind.get_default_prefix()]
        ]
        return len(Conflict(obj, form, formsets).differences)

    def _keep_what_was_written(self, request, object_id, refusal):
        request.refused_save = refusal
        for upload in request.FILES.values():
            upload.seek(0)
        if not isinstance(refusal, StaleSave):
            return
        obj = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, obj):
            return
        for formset, _inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            request.POST = rebased(request.POST, prefix, live_rows(formset, obj))


def live_rows(formset, obj):
    """The ids of the rows that one kind of part has now."""
    rows = formset.model._base_manager.filter(**{formset.fk.name: obj})
    return set(rows.values_list("pk", flat=True))
