"""What every page's frame needs. No queries: error pages and 304 answers stay cheap too."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The masthead in reading order: what one looks for first stands first.
NAVIGATION = [
    ("project-list", gettext_lazy("Fall")),
    ("factor-list", gettext_lazy("Faktorer")),
    ("theory-list", gettext_lazy("Teorier")),
    ("research-list", gettext_lazy("Forskning")),
    ("municipality-list", gettext_lazy("Kommuner")),
    ("about", gettext_lazy("Om banken")),
]


def site(request):
    """Name, address and contact of the site, and the masthead's links."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_description": _(
            "Idébanken samlar vad kommuner har prövat, hur det gick och hur säkra vi är på det."
        ),
        "editorial_email": settings.EDITORIAL_EMAIL,
        "navigation": [navigation_link(name, label, request.path) for name, label in NAVIGATION],
    }


def navigation_link(name, label, path):
    """One link of the masthead; `current` is ARIA's word for this page or its section."""
    url = reverse(name)
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return {"url": url, "label": label, "current": current}
