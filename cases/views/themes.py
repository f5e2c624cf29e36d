"""Fields of municipal work and their parts."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Theme
from cases.statistics import case_counts, field_counts
from cases.views.lists import first_cases
from cases.views.methods import read_only


@read_only
def theme_list(request):
    """`/teman/`: every field with its parts."""
    in_field, in_part = field_counts(), case_counts("themes")
    fields = Theme.objects.fields().prefetch_related("children")
    context = {
        "page_title": _("Verksamhetsområden"),
        "page_description": _(
            "Kommunens verksamhet i tolv områden, och hur många fall banken har i vart och ett."
        ),
        "crumbs": [(_("Verksamhetsområden"), "")],
        "fields": [
            (field, in_field.get(field.pk, 0), _with_counts(field.children.all(), in_part))
            for field in fields
        ],
    }
    return render(request, "themes/list.html", context)


def _with_counts(themes, counts):
    return [(theme, counts.get(theme.pk, 0)) for theme in themes]


@read_only
def theme_detail(request, slug):
    """`/teman/<slug>/`: what the field or part means, and its cases."""
    theme = get_object_or_404(Theme.objects.select_related("parent"), code=slug)
    parts = list(theme.children.all())
    within = Q(themes=theme) | Q(themes__parent=theme)
    parents = [(theme.parent.name, theme.parent.get_absolute_url())] if theme.parent else []
    context = {
        "page_title": theme.name,
        "page_description": _("Fall om %(theme)s i Idébanken. %(definition)s")
        % {"theme": theme.name, "definition": theme.definition},
        "crumbs": [(_("Verksamhetsområden"), reverse("theme-list")), *parents, (theme.name, "")],
        "theme": theme,
        "parts": _with_counts(parts, case_counts("themes")) if parts else [],
        **first_cases(within, ("omrade", theme.code)),
    }
    return render(request, "themes/detail.html", context)
