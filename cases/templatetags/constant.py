"""Parts of the frame that are the same on every page: drawn once in each language."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def constant(name):
    """Return a template that knows nothing of the page: {% constant "_partials/_footer.html" %}."""
    return _drawn(name, get_language(), settings.SITE_NAME, settings.EDITORIAL_EMAIL)


@lru_cache(maxsize=32)
def _drawn(name, language, site_name, editorial_email):
    known = {"site_name": site_name, "editorial_email": editorial_email}
    return mark_safe(get_template(name).render(known))
