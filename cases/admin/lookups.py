"""Fields that search as one types: Django's autocomplete, drawn by our own accessible script.

Select2, which Django brings, fails axe (boxes without names) and the CSP (inline styles).
"""

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.utils.translation import gettext_lazy as _


def numbers(keys):
    """Those of `keys`, as a form sent them, that can be the number of a record."""
    return [key for key in keys if str(key).isdecimal() and len(str(key)) < 19]


class Lookup(AutocompleteSelect):
    """One record. `known` are (key, label) pairs that need not be read to show what is chosen."""

    media = forms.Media()
    known = ()

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = {**base_attrs, **(extra_attrs or {})}
        return attrs | {
            "class": "lookup",
            "data-url": self.get_url(),
            "data-app-label": self.field.model._meta.app_label,
            "data-model-name": self.field.model._meta.model_name,
            "data-field-name": self.field.name,
            "data-hint": _("Skriv för att söka"),
            "data-found": _("förslag"),
            "data-none": _("Inga förslag."),
            "data-add": _("Lägg till med plustecknet."),
            "data-more": _("Skriv mer för att se färre"),
            "data-remove": _("Ta bort"),
            "data-failed": _("Sökningen gick inte. Är du fortfarande inloggad?"),
        }

    def optgroups(self, name, value, attrs=None):
        # Django asks the database for whatever was sent, and a word there is an error
        value = numbers(value)
        known = {str(key): label for key, label in self.known}
        if not value or value[0] not in known:
            return super().optgroups(name, value, attrs)
        options = [("", ""), (value[0], known[value[0]])]
        made = [
            self.create_option(name, key, label, key == value[0], number)
            for number, (key, label) in enumerate(options)
        ]
        return [(None, made, 0)]


class Lookups(Lookup, AutocompleteSelectMultiple):
    """Several records."""

    def optgroups(self, name, value, attrs=None):
        return AutocompleteSelectMultiple.optgroups(self, name, numbers(value), attrs)


def lookup_options(model_admin, kind, db_field, request):
    """Return the widget as a keyword for a form field, when the admin says that it searches."""
    if db_field.name not in model_admin.get_autocomplete_fields(request):
        return {}
    return {"widget": kind(db_field, model_admin.admin_site)}


def without_side_doors(field):
    """Keep *add* and *change* beside a field; deleting what it points at is not done in passing."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = field.widget.can_view_related = False
    return field
