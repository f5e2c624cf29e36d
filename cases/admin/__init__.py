"""The curators' side: the stock Django admin, one module per noun."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import (  # noqa: F401 – each module registers its nouns
    collections,
    curators,
    factors,
    places,
    programmes,
    projects,
    research,
    reuse,
    search_words,
    sources,
    submissions,
    themes,
    theories,
)

admin.site.site_header = _("Idébankens redaktion")
admin.site.site_title = _("Idébanken")
admin.site.index_title = _("Redaktionen")
admin.site.empty_value_display = "–"
# The sidebar remembers itself in the browser's storage, which we do not use
admin.site.enable_nav_sidebar = False
