"""A long form of rows: how Django's script is told of them, and where something is wrong."""

import json

from django import template

register = template.Library()


@register.filter
def formset_data(inline_admin_formset):
    """Return what Django's script reads, with the button in the part's own words.

    Django would say *Lägg till ytterligare Resultat* of everything.
    """
    data = json.loads(inline_admin_formset.inline_formset_data())
    data["options"]["addText"] = str(inline_admin_formset.opts.add_text)
    return json.dumps(data)


@register.simple_tag
def faults_in(adminform, inline_admin_formsets):
    """Return (anchor, label, sentence) for all that stopped the save, from the top down.

    What concerns the record as a whole is not among them: Django says it above the first field.
    """
    found = list(_faults_of(adminform.form))
    for each in inline_admin_formsets:
        part, formset = each.opts.verbose_name, each.formset
        for form in formset:
            found += [(form.prefix, part, sentence) for sentence in form.non_field_errors()]
            found += _faults_of(form)
        sentences = formset.non_form_errors()
        found += [(f"{formset.prefix}-group", part, sentence) for sentence in sentences]
    return found


def _faults_of(form):
    for field in form:
        for sentence in field.errors:
            yield field.id_for_label or f"id_{field.html_name}", field.label, sentence
