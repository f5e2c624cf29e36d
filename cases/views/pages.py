"""Pages about the bank itself, and the small files that machines ask for."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from cases.models import (
    CostBand,
    EvidenceLevel,
    InnovationType,
    OutcomeDirection,
    ProjectFactor,
    Source,
    Stage,
    ValueType,
    Voice,
)
from cases.views.methods import read_only

SECURITY_TXT_VALID_DAYS = 180


@read_only
def about(request):
    """What the bank is, how cases are chosen and judged, and every scale with its definitions."""
    context = {
        "page_title": _("Om banken"),
        "page_description": _(
            "Vad Idébanken är, hur fallen väljs och bedöms, vad skalorna betyder och vad boken "
            "bakom banken säger."
        ),
        "crumbs": [(_("Om banken"), "")],
        "outcomes": OutcomeDirection,
        "evidence_levels": EvidenceLevel,
        "stages": Stage,
        "cost_bands": CostBand,
        "factor_roles": ProjectFactor.Role,
        "source_qualities": Source.Quality,
        "perspectives": Voice.Perspective,
        "innovation_types": InnovationType.objects.all(),
        "value_types": ValueType.objects.all(),
    }
    return render(request, "pages/about.html", context)


@read_only
def cookies(request):
    """None for readers; two for editors."""
    context = {
        "page_title": _("Kakor: inga när du läser"),
        "page_description": _("Idébanken sätter inga kakor på den som läser."),
        "crumbs": [(_("Om banken"), reverse("about")), (_("Kakor"), "")],
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "device_cookie": settings.DEVICE_COOKIE_NAME,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "pages/cookies.html", context)


@read_only
def privacy(request):
    """What is kept about people, on which legal ground, and how to have it put right."""
    context = {
        "page_title": _("Personuppgifter"),
        "page_description": _(
            "Vilka personuppgifter Idébanken behandlar, varför, och vilka rättigheter du har."
        ),
        "crumbs": [(_("Om banken"), reverse("about")), (_("Personuppgifter"), "")],
    }
    return render(request, "pages/privacy.html", context)


@read_only
@cache_control(public=True, max_age=86400)
def robots(request):
    """Search engines may read all that is public."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('accessibility-message')}",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return _text(lines)


@read_only
@cache_control(public=True, max_age=86400)
def security_txt(request):
    """RFC 9116: where one who found a hole tells us.

    The file must expire within a year; it says the first day of a month, so that it is the same
    file all that month.
    """
    expires = timezone.now() + timedelta(days=SECURITY_TXT_VALID_DAYS)
    first_of_month = datetime(expires.year, expires.month, 1, tzinfo=UTC)
    lines = [
        f"Contact: mailto:{settings.EDITORIAL_EMAIL}",
        f"Expires: {first_of_month:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.SITE_URL}{reverse('security-txt')}",
    ]
    return _text(lines)


@read_only
@cache_control(public=True, max_age=86400)
def favicon(request):
    """For those who ask without reading the page; its address carries the file's fingerprint."""
    return redirect(static("img/favicon.svg"))


def _text(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
