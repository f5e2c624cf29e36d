"""A curator's own texts that are not saved: shown, continued from, thrown away."""

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases import history, open_forms, workflow

from .carrying import Way, laid_upon
from .conflicts import kept_form
from .history import RecordedAdmin


class KeptTextAdmin(RecordedAdmin):
    """Pages for texts that have lost their place, or wait for their writer."""

    def get_urls(self):
        site, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("utkast/<int:pk>/", site(self.kept_view), name=f"{name}_kept"),
            path("utkast/<int:pk>/kasta/", site(self.discard_view), name=f"{name}_discard"),
            path("utkast/<int:pk>/fortsatt/", site(self.carry_view), name=f"{name}_carry"),
            *super().get_urls(),
        ]

    def kept_view(self, request, pk):
        return self._show_kept(request, self._own(request, pk))

    def discard_view(self, request, pk):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self._own(request, pk)
        open_forms.close(open_forms.writing_of(row))
        self.message_user(request, _("Utkastet är borta."))
        return redirect(self._form_url(row))

    def carry_view(self, request, pk):
        """POST lets a text go on in another place, when its own is gone."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self._own(request, pk)
        way = self.way_on(request, row)
        if not way.label:
            messages.error(request, way.sentence)
            return redirect(self._named("kept", row.pk))
        try:
            with transaction.atomic():
                kept = self._carried(request, row, way.place())
        except workflow.Refused as refusal:  # somebody was here in between
            messages.error(request, refusal.sentence)
            return redirect(self._named("kept", row.pk))
        return redirect(f"{self._form_url(kept)}?utkast={kept.pk}")

    def _carried(self, request, row, target):
        """Keep the text under its new place instead of the old; return the new row."""
        kinds = [kind for kind, _inline in self.get_formsets_with_inlines(request, target)]
        data = laid_upon(kept_form(row), kinds, target)
        data.pop("began_from", None)
        if target is not None:  # from an older save: both texts are shown where they differ
            data["began_from"] = str(target.edit_version - 1)
        writing = open_forms.begin(request.user, self.model, target)
        open_forms.keep(writing, open_forms.text_of(data), label=row.record_label, gone=True)
        open_forms.close(open_forms.writing_of(row))
        return writing.rows.get()

    def way_on(self, request, row):
        """What has happened to the place of a kept text, and where it may go on."""
        if self._record_of(row) is not None:
            return Way(
                _(
                    "Du får inte längre ändra posten: någon har skickat den vidare medan du skrev. "
                    "Inget av det du skrev är sparat i den. Här står det kvar, att kopiera eller "
                    "skicka till den som får ändra."
                )
            )
        sentence = _("Posten är borttagen. Inget av det du skrev är sparat i den.")
        if not self.has_add_permission(request):
            return Way(f"{sentence} {_('Här står det kvar, att kopiera.')}")
        return Way(sentence, _("Fortsätt i en ny post"), lambda: None)

    def _show_kept(self, request, row, status=200):
        obj = self._record_of(row)
        may = self.has_change_permission(request, obj) if obj else not row.record_key
        context = {
            **self.admin_site.each_context(request),
            "title": _("Din text är kvar"),
            "subtitle": row.record_label or None,
            "opts": self.opts,
            "row": row,
            "record": obj,
            "form_url": self._form_url(row) if may else "",
            "way": None if may else self.way_on(request, row),
            "fields": list(self._labelled(request, row)),
        }
        return TemplateResponse(request, "admin/cases/kept.html", context, status=status)

    def _labelled(self, request, row):
        """What was written as (label, value), in the form's order; codes of choices say nothing."""
        labels = {field.name: str(field.verbose_name) for field in self._fields_of(self.model)}
        for part in history.PARTS.get(self.opts.label_lower, ()):
            related = getattr(self.model, part).rel.related_model
            for field in self._fields_of(related):
                labels[f"{part}.{field.name}"] = (
                    f"{related._meta.verbose_name}: {field.verbose_name}"
                )
        for name, values in QueryDict(row.data).lists():
            part, *rest = name.split("-")
            label = labels.get(f"{part}.{rest[1]}" if len(rest) == 2 else name)
            text = "\n".join(value for value in values if value)
            if label and text and not name.endswith(("-id", "-position")):
                yield label[:1].upper() + label[1:], text

    @staticmethod
    def _fields_of(model):
        return [
            field
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
            if not (isinstance(field, models.AutoField) or field.remote_field or field.choices)
        ]

    def _own(self, request, pk):
        rows = open_forms.kept_for(request.user).filter(model=self.opts.label_lower)
        return get_object_or_404(rows, pk=pk)

    def _kept(self, request, key):
        return open_forms.kept_for(request.user, self.model, key)

    def _exists(self, key):
        try:
            return self.model._base_manager.filter(pk=key).exists()
        except ValueError:
            return False

    def _form_url(self, row):
        if not row.record_key:
            return self._named("add")
        if not self._exists(row.record_key):
            return reverse("admin:index")
        return self._named("change", row.record_key)

    def _named(self, name, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def _record_of(self, writing):
        key = writing.record_key
        return self.model._base_manager.filter(pk=key).first() if key else None
