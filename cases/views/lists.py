"""Lists beside the cases: read what was asked, cut a page, answer beyond the last one.

Also the first cases of a place, a theme or a programme, with the way on to all of them.
"""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases.filters.records import chosen_pairs, read_filter, selects
from cases.models import Project
from cases.text import brief

CASES_SHOWN = 20
LONGEST_PAGE_NUMBER = 6


def record_list(request, *, filter_class, queryset, per_page, template, context):
    """Answer with a page of the records that were asked for; 404 beyond the last page."""
    asked, faults = read_filter(filter_class, request.GET, queryset)
    number, fault = page_number(request.GET.get("sida", ""))
    pages = Paginator(asked.qs, per_page)
    pairs = chosen_pairs(asked)
    if number > pages.num_pages:
        return no_such_page(request, number, pages.num_pages, pairs)
    page = pages.page(number)
    context = {
        **context,
        "asked": asked,
        "chosen": dict(pairs),
        "faults": faults + fault,
        "selects": selects(asked),
        "page": page,
        "total": pages.count,
        "page_links": page_links(request.path, pairs, page) if pages.num_pages > 1 else [],
        "canonical_path": list_address(request.path, pairs, number),
    }
    return render(request, template, context)


def page_number(value):
    """Return (the page asked for, a list with a sentence when the value was no page)."""
    value = value.strip()
    if not value:
        return 1, []
    if value.isascii() and value.isdigit() and int(value[:LONGEST_PAGE_NUMBER]):
        return int(value[:LONGEST_PAGE_NUMBER]), []
    return 1, [_("”%(value)s” är ingen sida. Första sidan visas.") % {"value": brief(value)}]


def no_such_page(request, number, last, pairs):
    """404 with a link back: the list is there, but not that page of it."""
    context = {
        "page": number,
        "pages": last,
        "last_page": list_address(request.path, pairs, last),
        "whole_list": request.path,
    }
    return render(request, "_partials/no_such_page.html", context, status=404)


def list_address(path, pairs, number=1):
    """Return the one address of a page of a list, what was chosen in a fixed order."""
    query = urlencode([*pairs, ("sida", number)] if number > 1 else pairs)
    return f"{path}?{query}" if query else path


def page_links(path, pairs, page):
    """Return (number, address, is current) for the pages worth a link; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        (number, list_address(path, pairs, number), number == page.number)
        if isinstance(number, int)
        else None
        for number in numbers
    ]


def case_list_address(*pairs):
    """Return the address of `/fall/` with values of one parameter chosen, as (parameter, value)."""
    return f"{reverse('project-list')}?{urlencode(sorted(pairs))}".replace("%3A", ":")


def first_cases(condition, *pairs):
    """Return the newest published cases that meet `condition` (a Q), for a page's context.

    `pairs` say the same as `condition` in the words of the list of cases, where all of them are.
    """
    meeting = Project.objects.filter(condition).order_by().values("pk")
    cases = Project.objects.published().filter(pk__in=meeting)
    total = cases.count()
    return {
        "projects": cases.for_cards().newest_first()[:CASES_SHOWN] if total else [],
        "case_count": total,
        "all_cases": case_list_address(*pairs) if total > CASES_SHOWN else "",
    }
