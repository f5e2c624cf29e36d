"""Municipalities, counties and municipality groups."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import County, Municipality, MunicipalityGroup

from .records import RecordAdmin


@admin.register(Municipality)
class MunicipalityAdmin(RecordAdmin):
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
