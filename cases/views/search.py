"""Search in what the bank knows beside its cases."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.finding.reading import LONGEST_QUERY


@require_safe
def search(request):
    """`/sok/`: factors, theories, research … that answer what was asked."""
    q = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY].rstrip()
    return render(request, "search/page.html", {"q": q, "page_title": _("Sök i banken")})
