"""Two curators saved the same record: show both texts, and keep the second one whole."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cases import history
from cases.models import RecordChange
from cases.wording import marked

from .lookups import numbers

# What a form carries beside its text; a row belongs where it stands
NOT_COMPARED = {"began_from", "DELETE", "id"}
CHOICE = "_choice:"
SAVED, YOURS = "saved", "yours"
MOST_DIGITS = 9  # of a number of rows


@dataclass(frozen=True)
class Difference:
    """One field or one part where what is saved and what was written are not the same.

    `key` names it in the form: "problem", "hindrances-0-text", "hindrances-0" for a whole row, and
    "hindrances:17" for a row that only the saved record has. `choice` is what is taken unless the
    curator says otherwise.
    """

    key: str
    label: str
    saved: str
    yours: str
    choice: str = YOURS

    @property
    def name(self):
        return f"{CHOICE}{self.key}"

    @cached_property
    def marks(self):
        """Both texts as safe HTML, with what only one of them has marked."""
        return marked(self.saved, self.yours)


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
    def saves(self):
        """The latest lines in the history, one for each save since this form was opened."""
        began = str(self.form["began_from"].data or "")
        since = self.version - int(began) if began.isdecimal() else 1
        lines = history.of(self.saved).exclude(action=RecordChange.Action.ADDED)
        return list(lines[: min(max(since, 1), 5)])

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
        if name in NOT_COMPARED or field.disabled:
            continue
        saved, yours = saved_form.get_initial_for_field(field, name), form[name].data
        if field.has_changed(saved, yours):
            key = form.add_prefix(name)
            yield Difference(key, field.label, readable(field, saved), readable(field, yours))


def _part_differences(formset, fresh):
    """Compare the rows of one kind of part by id; a row that only one of you has is shown whole."""
    saved = {row.pk: row for row in formset.model._base_manager.filter(**{formset.fk.name: fresh})}
    title = formset.model._meta.verbose_name
    for form in formset.forms:
        row = saved.pop(_id_of(form), None)
        if row is None:
            if form.has_changed():
                yours = _written(form)
                yield Difference(form.prefix, _part_label(title), _("– finns inte –"), yours)
            continue
        label, blank = _part_label(title, row), formset.form(instance=row)
        if formset.can_delete and form["DELETE"].data:
            yield Difference(form.prefix, label, _written(blank), _("– tas bort –"))
            continue
        for difference in _field_differences(form, blank):
            yield replace(difference, label=f"{label} – {difference.label}")
    for row in saved.values():
        text = _written(formset.form(instance=row))
        key = f"{formset.prefix}:{row.pk}"
        yield Difference(key, _part_label(title, row), text, _("– finns inte hos dig –"), SAVED)


def merged(data, saved, form_class, formset_classes):
    """Return the POST data with the saved text in each place where the curator chose it.

    `saved` is the record as it stands, the classes are those of its form and its rows.
    """
    data = data.copy()
    choices = {
        name.removeprefix(CHOICE): data.pop(name)[-1]
        for name in [name for name in data if name.startswith(CHOICE)]
    }
    formsets = {kind.get_default_prefix(): kind for kind in formset_classes}
    for key, choice in choices.items():
        part, number, name = _place(key)
        if part in formsets:
            _choose_in_row(data, formsets[part], saved, choice, number, name)
        elif choice == SAVED:
            put(data, key, form_class(instance=saved), key)
    return data


def _place(key):
    """Take a key apart: "hindrances-0-text" is part, number of the row in the form, name."""
    if ":" in key:
        part, _colon, number = key.partition(":")
        return part, f":{number}", ""
    part, _dash, rest = key.partition("-")
    number, _dash, name = rest.partition("-")
    return part, number, name


def _choose_in_row(data, kind, saved, choice, number, name):
    prefix = kind.get_default_prefix()
    if number.startswith(":"):
        if choice == YOURS and number[1:].isdecimal():
            _take_away(data, prefix, number[1:])
        return
    row = f"{prefix}-{number}"
    identity = data.get(f"{row}-id", "")
    if choice != SAVED:
        return
    rows = kind.model._base_manager.filter(**{kind.fk.name: saved})
    saved_row = rows.filter(pk=identity).first() if identity.isdecimal() else None
    if saved_row is None:
        data.update({} if name else {f"{row}-DELETE": "on"})
        return
    if not name:
        data.pop(f"{row}-DELETE", None)
    saved_form = kind.form(instance=saved_row)
    for field in [name] if name else saved_form.fields:
        put(data, f"{row}-{field}", saved_form, field)


def _take_away(data, prefix, pk):
    """Add a saved row to the form's rows only to delete it; `rebased` puts it in its place."""
    number = int(data.get(f"{prefix}-TOTAL_FORMS") or 0)
    data.update({f"{prefix}-{number}-id": pk, f"{prefix}-{number}-DELETE": "on"})
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)


def put(data, key, saved_form, name):
    """Write a saved value as the form would send it."""
    if name not in saved_form.fields:
        return
    value = saved_form[name].value()
    data.pop(key, None)
    if isinstance(value, list | tuple):
        data.setlist(key, [str(getattr(item, "pk", item)) for item in value])
    elif value is True:
        data[key] = "on"
    elif value not in (None, False):
        data[key] = str(value)


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
        rows = field.queryset.filter(pk__in=numbers(getattr(key, "pk", key) for key in keys))
        return ", ".join(str(row) for row in rows)
    if isinstance(field, forms.BooleanField):
        return _("ja") if value not in (False, "False", "false") else _("nej")
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in field.choices}
        return words.get(str(value), str(value))
    if isinstance(field, forms.DateField):
        return _day(str(value))
    return str(value)


def _day(written):
    """A date as ISO; one that no calendar has (31 April) is shown as it was written."""
    try:
        return str(parse_date(written) or written)
    except ValueError:
        return written


def kept_form(row):
    """Return a kept text as form data, that counts no more rows than it has.

    The count was sent like the rest, and a form with many thousand empty rows takes long to show.
    """
    data = QueryDict(row.data, mutable=True)
    for key in [key for key in data if key.endswith("-TOTAL_FORMS")]:
        prefix = key.removesuffix("TOTAL_FORMS")
        numbers = {name.removeprefix(prefix).partition("-")[0] for name in data}
        said = data[key] if data[key].isdecimal() and len(data[key]) < MOST_DIGITS else "0"
        data[key] = str(min(int(said), sum(number.isdecimal() for number in numbers)))
    return data


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
