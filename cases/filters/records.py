"""What can be asked of the lists beside the cases: municipalities, theories, research, sources …

One parameter takes one value. What is not understood is left out and said in a sentence.
"""

from dataclasses import dataclass

import django_filters
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import (
    County,
    Municipality,
    Programme,
    ResearchProject,
    ResearchTheory,
    Source,
)
from cases.text import brief, slugify_swedish, sort_key

LONGEST_NAME = 80


@dataclass(frozen=True)
class Select:
    """A choice in the form above a list: (value, label, number of records, chosen) each."""

    name: str
    label: str
    choices: list[tuple[str, str, int, bool]]


def _values_of(model, field):
    """Return the choices of a free-text field: the words in use, in Swedish order."""

    def read():
        words = model.objects.exclude(**{field: ""}).order_by().values_list(field, flat=True)
        return [(word, word) for word in sorted(set(words), key=sort_key)]

    return read


class MunicipalityFilter(django_filters.FilterSet):
    """`/kommuner/`. A name is found without its dots and rings too (*malmo*)."""

    namn = django_filters.CharFilter(
        method="with_name", label=gettext_lazy("Kommunens namn"), max_length=LONGEST_NAME
    )
    lan = django_filters.ModelChoiceFilter(
        "county",
        queryset=County.objects.all(),
        to_field_name="slug",
        label=gettext_lazy("Län"),
    )

    class Meta:
        model = Municipality
        fields = []

    def with_name(self, queryset, name, value):
        words = slugify_swedish(value).removesuffix("-kommun")
        return queryset.filter(slug__contains=words) if words else queryset.none()


class TheoryFilter(django_filters.FilterSet):
    """`/teorier/`."""

    generation = django_filters.ChoiceFilter(
        choices=ResearchTheory.Generation, label=gettext_lazy("Generation")
    )
    slag = django_filters.ChoiceFilter(
        "kind", choices=ResearchTheory.Kind, label=gettext_lazy("Slag")
    )
    COUNTED = {"generation": "generation", "slag": "kind"}

    class Meta:
        model = ResearchTheory
        fields = []


class ResearchFilter(django_filters.FilterSet):
    """`/forskning/`."""

    slag = django_filters.ChoiceFilter(
        "kind", choices=_values_of(ResearchProject, "kind"), label=gettext_lazy("Slag")
    )
    land = django_filters.ChoiceFilter(
        "country", choices=_values_of(ResearchProject, "country"), label=gettext_lazy("Land")
    )
    COUNTED = {"slag": "kind", "land": "country"}

    class Meta:
        model = ResearchProject
        fields = []


class ProgrammeFilter(django_filters.FilterSet):
    """`/program/`."""

    slag = django_filters.ChoiceFilter(
        "kind", choices=_values_of(Programme, "kind"), label=gettext_lazy("Slag")
    )
    COUNTED = {"slag": "kind"}

    class Meta:
        model = Programme
        fields = []


class SourceFilter(django_filters.FilterSet):
    """`/kallor/`: the source list, or with `urval=alla` also what published cases cite."""

    EVERYTHING = "alla"
    ORDERS = {
        "nyast": (gettext_lazy("Nyast först"), ("-published", "sort_key", "pk")),
        "kvalitet": (gettext_lazy("Kvalitet, A först"), ("unmarked", "quality", "sort_key", "pk")),
    }

    urval = django_filters.ChoiceFilter(
        method="everything",
        choices=[(EVERYTHING, gettext_lazy("Också källor i fallen"))],
        label=gettext_lazy("Urval"),
    )
    slag = django_filters.ChoiceFilter("kind", choices=Source.Kind, label=gettext_lazy("Slag"))
    kvalitet = django_filters.ChoiceFilter(
        "quality", choices=Source.Quality, label=gettext_lazy("Kvalitet")
    )
    sort = django_filters.ChoiceFilter(
        method="in_order",
        choices=[(order, label) for order, (label, _fields) in ORDERS.items()],
        label=gettext_lazy("Ordna efter"),
    )
    COUNTED = {"slag": "kind", "kvalitet": "quality"}

    class Meta:
        model = Source
        fields = []

    def filter_queryset(self, queryset):
        """Keep to the source list unless everything was asked for."""
        if not self.form.cleaned_data.get("urval"):
            queryset = queryset.library()
        return super().filter_queryset(queryset.order_by("sort_key", "pk"))

    def everything(self, queryset, name, value):
        return queryset

    def in_order(self, queryset, name, value):
        _label, fields = self.ORDERS[value]
        return queryset.annotate(unmarked=Q(quality="")).order_by(*fields)


def read_filter(filter_class, query, queryset):
    """Return (the filter with what was understood of `query`, a sentence for each bad value)."""
    data = {name: query.get(name, "") for name in filter_class.declared_filters}
    asked = filter_class(data, queryset)
    faults = [
        _("”%(value)s” finns inte under %(field)s. Valet är utelämnat.")
        % {"value": brief(data[name]), "field": asked.filters[name].label}
        for name in asked.form.errors
    ]
    if not faults:
        return asked, []
    understood = {name: "" if name in asked.form.errors else data[name] for name in data}
    return filter_class(understood, queryset), faults


def chosen_pairs(asked):
    """Return the (parameter, value) pairs that narrow or order the list, in one fixed order."""
    return [(name, asked.data[name].strip()) for name in asked.filters if asked.data[name].strip()]


def selects(asked):
    """Return the choices that lead somewhere, each with its number of records.

    A number is right under every other choice; a field's own choice is lifted.
    """
    return [_select(asked, name, path) for name, path in asked.COUNTED.items()]


def _select(asked, name, path):
    others = type(asked)({**asked.data, name: ""}, asked.queryset).qs.order_by()
    counts = dict(others.values_list(path).annotate(records=Count("pk", distinct=True)))
    chosen = asked.data[name]
    choices = [
        (value, label, counts.get(value, 0), value == chosen)
        for value, label in asked.form.fields[name].choices
        if value and (counts.get(value) or value == chosen)
    ]
    return Select(name, asked.filters[name].label, choices)
