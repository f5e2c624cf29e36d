"""A curator's text that never got where it was sent: read, gone on with, thrown away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases import open_forms, page_texts


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page_text(request, pk):
    """GET shows one's own text, POST throws it away."""
    row = get_object_or_404(page_texts.waiting(request.user), pk=pk)
    address = page_texts.address_of(row)
    if request.method == "POST":
        open_forms.close(open_forms.writing_of(row))
        messages.success(request, _("Texten är borta."))
        return redirect(address or "admin:index")
    context = {"row": row, "address": address, "texts": page_texts.said(row)}
    if row.record_label:
        context["subtitle"] = row.record_label
    return TemplateResponse(request, "admin/cases/page_text.html", context)
