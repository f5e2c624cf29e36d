"""Two curators saved the same record: show both texts, and keep the second one whole."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cases import history


@dataclass(frozen=True)
class Difference:
    """One field or one part where what is saved and what was written are not the same."""

    label: str
    saved: str
    yours: str


class Conflict:
    """What a refused, stale save shows: who saved and when, and both texts."""

    def __init__(self, saved, form, formsets):
        self.saved, self.form, self.formsets = saved, form, formsets

    @cached_property
    def version(self):
        return (
            type(self.saved)
            ._base_manager.values_list("edit_version", flat=True)
            .get(pk=self.saved.pk)
        )

    @cached_property
    def entry(self):
        """The latest line in the history: whose save it was, or None."""
        return history.of(self.saved).first()

    @cached_property
    def differences(self):
        fresh = type(self.saved)._base_manager.get(pk=self.saved.pk)
        blank = type(self.form)(instance=fresh)
        found = list(_field_differences(self.form, blank))
        for formset in self.formsets:
            found += _part_differences(formset, fresh)
        return found


def _field_differences(form, saved_form):
    for name, field in saved_form.fields.items():
        if name == "began_from" or field.disabled:
            continue
        saved, yours = saved_form.get_initial_for_field(field, name), form[name].data
        if field.has_changed(saved, yours):
            yield Difference(field.label, readable(field, saved), readable(field, yours))


def _part_differences(formset, fresh):
    """Compare the rows of one kind of part by id; a row that only one of you has is shown whole."""
    saved = {row.pk: row for row in formset.model._base_manager.filter(**{formset.fk.name: fresh})}
    title = formset.model._meta.verbose_name
    for form in formset.forms:
        row = saved.pop(_id_of(form), None)
        if row is None:
            if form.has_changed():
                yield Difference(_part_label(title), _("– finns inte –"), _written(form))
            continue
        label, blank = _part_label(title, row), formset.form(instance=row)
        if formset.can_delete and form["DELETE"].data:
            yield Difference(label, _written(blank), _("– tas bort –"))
            continue
        for difference in _field_differences(form, blank):
            yield Difference(f"{label} – {difference.label}", difference.saved, difference.yours)
    for row in saved.values():
        blank = formset.form(instance=row)
        yield Difference(_part_label(title, row), _written(blank), _("– finns inte hos dig –"))


def _id_of(form):
    value = form["id"].data if form.is_bound else None
    return int(value) if value and str(value).isdecimal() else None


def _part_label(title, row=None):
    label = str(title).capitalize()
    return f"{label}: {str(row)[:80]}" if row else label


def _written(form):
    """All of a part as lines of "label: value"."""
    lines = []
    for name, field in form.fields.items():
        if isinstance(field.widget, forms.HiddenInput) or name in ("DELETE", "position"):
            continue
        value = form[name].data if form.is_bound else form.get_initial_for_field(field, name)
        if text := readable(field, value):
            lines.append(f"{field.label}: {text}")
    return "\n".join(lines)


def readable(field, value):
    """A value of a form field, saved or as sent, in the words that the form shows."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        keys = value if isinstance(value, list | tuple) else [value]
        rows = field.queryset.filter(pk__in=[getattr(key, "pk", key) for key in keys])
        return ", ".join(str(row) for row in rows)
    if isinstance(field, forms.BooleanField):
        return _("ja") if value not in (False, "False", "false") else _("nej")
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in field.choices}
        return words.get(str(value), str(value))
    if isinstance(field, forms.DateField):
        return str(parse_date(str(value)) or value)
    return str(value)


def rebased(data, prefix, live):
    """Return the POST data with one formset's rows laid upon the rows that are saved now.

    `live` are the ids that exist. A row that a colleague has taken away becomes a new one, so that
    nothing written in it is lost, unless it was to be deleted anyway.
    """
    data = data.copy()
    rows = defaultdict(dict)
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        number, _dash, field = key.removeprefix(f"{prefix}-").partition("-")
        if number.isdecimal():
            rows[int(number)][field] = data.pop(key)
    kept, new = [], []
    for _number, row in sorted(rows.items()):
        identity = row.get("id", [""])[0]
        if identity.isdecimal() and int(identity) in live:
            kept.append(row)
        elif not (identity and row.get("DELETE")):
            new.append({**row, "id": [""]})
    for number, row in enumerate(kept + new):
        for field, values in row.items():
            data.setlist(f"{prefix}-{number}-{field}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return data
