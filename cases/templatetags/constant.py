"""Parts of the frame that are the same on every page: drawn once in each language."""

from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy

register = template.Library()

# The masthead in reading order: what one looks for first stands first.
NAVIGATION = [
    ("project-list", gettext_lazy("Fall")),
    ("factor-list", gettext_lazy("Faktorer")),
    ("theory-list", gettext_lazy("Teorier")),
    ("research-list", gettext_lazy("Forskning")),
    ("municipality-list", gettext_lazy("Kommuner")),
    ("about", gettext_lazy("Om banken")),
]


@register.simple_tag
def constant(name):
    """Return a template that knows nothing of the page: {% constant "_partials/_footer.html" %}."""
    return _drawn(name, get_language(), settings.SITE_NAME, settings.EDITORIAL_EMAIL)


@lru_cache(maxsize=32)
def _drawn(name, language, site_name, editorial_email):
    known = {
        "site_name": site_name,
        "site_url": settings.SITE_URL,
        "editorial_email": editorial_email,
    }
    return mark_safe(get_template(name).render(known))


@register.simple_tag
def navigation(path):
    """Return the masthead's links: {% navigation request.path %}."""
    currents = tuple(_current(address, path) for address, _label in _links())
    return _navigation(get_language(), currents)


def _current(address, path):
    """ARIA's word for a link to this page, or to the section that it is in."""
    return "page" if path == address else "true" if path.startswith(address) else ""


@cache
def _links():
    return [(reverse(name), label) for name, label in NAVIGATION]


@lru_cache(maxsize=32)
def _navigation(language, currents):
    links = [(*link, current) for link, current in zip(_links(), currents, strict=True)]
    return mark_safe(get_template("_partials/_navigation.html").render({"links": links}))
