"""The admin's first page by errand, instead of one long list in alphabetical order."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

ERRANDS = [
    (_("Fall"), ["Project", "Collection"]),
    (_("Från läsare och efteråt"), ["Submission", "ReuseReport", "FollowUp"]),
    (_("Sökning"), ["SearchMiss", "Synonym"]),
    (
        _("Kunskap"),
        [
            "SuccessFactor", "ResearchTheory", "Source", "ResearchProject", "Programme",
            "Organisation",
        ],
    ),
    (
        _("Sortering och platser"),
        [
            "Theme", "InnovationType", "ValueType", "TargetGroup", "Municipality", "County",
            "MunicipalityGroup",
        ],
    ),
]  # fmt: skip


@register.filter
def by_errand(app_list):
    """Return (heading, models) pairs of what this curator may see; what is unnamed comes last."""
    models = {model["object_name"]: model for app in app_list for model in app["models"]}
    groups = [
        (heading, [models.pop(name) for name in names if name in models])
        for heading, names in ERRANDS
    ]
    groups.append((_("Konton"), list(models.values())))
    return [(heading, found) for heading, found in groups if found]
