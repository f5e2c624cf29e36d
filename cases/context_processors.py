"""What every page's frame needs. No queries: error pages and 304 answers stay cheap too."""

from django.conf import settings
from django.utils.translation import gettext as _


def site(request):
    """Name, address and contact of the site."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_description": _(
            "Idébanken samlar vad kommuner har prövat, hur det gick och hur säkra vi är på det."
        ),
        "editorial_email": settings.EDITORIAL_EMAIL,
    }
