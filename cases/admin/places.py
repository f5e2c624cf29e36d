"""Municipalities, counties and municipality groups."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.models import County, Municipality, MunicipalityGroup

from .records import RecordAdmin, RecordForm

# So many cases are named in a sentence
SHOWN = 3


class MunicipalityForm(RecordForm):
    """A form that leaves no published case without somebody to ask."""

    def clean_website(self):
        website = self.cleaned_data["website"]
        if website or not self.instance.website:
            return website
        if cases := workflow.asked_only_at(self.instance):
            raise ValidationError(
                _("Webbplatsen behövs: den som vill fråga om %(cases)s har ingen annan väg.")
                % {"cases": named(cases)}
            )
        return website


def named(cases):
    """The titles of some cases in a sentence; of many, the first and how many there are beside."""
    titles = [f"”{case.title}”" for case in cases[:SHOWN]]
    if len(cases) > SHOWN:
        return _("%(titles)s och %(number)s till") % {
            "titles": ", ".join(titles),
            "number": len(cases) - SHOWN,
        }
    if len(titles) == 1:
        return titles[0]
    return _("%(titles)s och %(last)s") % {"titles": ", ".join(titles[:-1]), "last": titles[-1]}


@admin.register(Municipality)
class MunicipalityAdmin(RecordAdmin):
    form = MunicipalityForm
    may_be_deleted = False
    in_addresses = ("slug",)
    fieldsets = [
        (
            _("Kommunen"),
            {
                "description": _(
                    "En svensk kommun har kommunkod, län och kommungrupp. En plats i ett annat "
                    "land har inget av det. Adressen är bankens egen."
                ),
                "fields": ["name", "full_name", "slug", ("code", "country"), ("county", "group")],
            },
        ),
        (
            _("Folkmängd och läge"),
            {
                "description": _(
                    "Folkmängden den 31 december det år som står bredvid, enligt SCB."
                ),
                "fields": [("population", "population_year"), ("latitude", "longitude")],
            },
        ),
        (
            _("Webbplats"),
            {
                "description": _("Dit hänvisas den som vill fråga mer om ett fall utan kontakt."),
                "fields": ["website"],
            },
        ),
    ]
    list_display = ["name", "code", "county", "group", "population", "country"]
    list_select_related = ["county", "group"]
    list_filter = ["group", "county", "country"]
    search_fields = ["code", "slug"]
    search_keys = ["sort_key", "county__sort_key"]


@admin.register(County)
class CountyAdmin(RecordAdmin):
    may_be_deleted = False
    in_addresses = ("slug",)
    fieldsets = [
        (
            None,
            {
                "description": _(
                    "SCB:s 21 län. Länskoden är de två första siffrorna i kommunkoden."
                ),
                "fields": ["name", "slug", "code"],
            },
        )
    ]
    list_display = ["name", "code"]
    search_fields = ["code", "slug"]
    search_keys = ["sort_key"]


@admin.register(MunicipalityGroup)
class MunicipalityGroupAdmin(RecordAdmin):
    may_be_deleted = False
    fieldsets = [
        (
            None,
            {
                "description": _("SKR:s nio kommungrupper i tre huvudgrupper, med utgåvans år."),
                "fields": ["name", "code", "main_group", "edition"],
            },
        )
    ]
    list_display = ["name", "code", "main_group", "edition"]
    list_filter = ["main_group"]
    search_fields = ["name", "code"]
