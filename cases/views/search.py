"""Search in what the bank knows beside its cases, and suggestions while somebody types."""

from dataclasses import dataclass

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from cases.finding.highlight import Text, mark, snippet
from cases.finding.knowledge import knowledge_of
from cases.finding.query import search as find_cases
from cases.finding.reading import LONGEST_QUERY
from cases.finding.search_rows import analyzer
from cases.finding.snapshot import current_snapshot
from cases.finding.suggest import suggested_words
from cases.models import Project
from cases.views.methods import read_only

KINDS = {
    "faktorer": gettext_lazy("Framgångsfaktorer"),
    "teorier": gettext_lazy("Teorier, modeller och metoder"),
    "teman": gettext_lazy("Verksamhetsområden"),
    "kommuner": gettext_lazy("Kommuner"),
    "lan": gettext_lazy("Län"),
    "forskning": gettext_lazy("Forskningsprojekt"),
    "program": gettext_lazy("Program"),
    "kallor": gettext_lazy("Källor"),
}
SHOWN_EACH = 5
SHOWN_OF_ONE = 50
LONGEST_TEXT = 3_000
SHORTEST_TYPED = 2
SUGGESTED_CASES = 4
SUGGESTED_WORDS = 4
SUGGESTED_NAMES = 3


@dataclass(frozen=True)
class Group:
    """The hits of one kind that are shown, how many there are, and where all of them stand."""

    kind: str
    label: str
    hits: list
    total: int
    all_of_them: str


@read_only
def search(request):
    """`/sok/`: factors, theories, research, places and sources that answer what was asked."""
    q = _query(request)
    chosen = request.GET.get("slag", "")
    chosen = chosen if chosen in KINDS else ""
    context = {"q": q, "page_title": _("Sök i banken"), "chosen": chosen}
    if q:
        context |= _answer(q, chosen, as_typed=request.GET.get("exakt") == "1")
    return render(request, "search/page.html", context)


def _query(request):
    words = request.GET.get("q", "").replace("\x00", " ").split()
    return " ".join(words)[:LONGEST_QUERY].rstrip()


def _answer(q, chosen, *, as_typed):
    snapshot = current_snapshot()
    found = knowledge_of(snapshot).search(q, as_typed=as_typed)
    cases = find_cases(snapshot.dictionary, q, as_typed=as_typed)
    exact = {"exakt": "1"} if as_typed else {}
    return {
        "groups": _groups(found, chosen, {"q": q, **exact}),
        "all_kinds": _address("search", q=q, **exact),
        "spelling": _spelling(q, found.result),
        "truncated": found.result.truncated,
        "case_count": len(cases.counted),
        "cases": _address("project-list", q=q, **exact),
    }


def _groups(found, chosen, query):
    """Return the hits by kind, the kind with the best hit first."""
    by_kind = {}
    for record in found.records:
        by_kind.setdefault(record.kind, []).append(record)
    shown = SHOWN_OF_ONE if chosen else SHOWN_EACH
    return [
        Group(
            kind,
            KINDS[kind],
            [_hit(record, found.result) for record in records[:shown]],
            len(records),
            "" if chosen or len(records) <= shown else _address("search", **query, slag=kind),
        )
        for kind, records in by_kind.items()
        if chosen in ("", kind)
    ]


def _hit(record, result):
    return {
        "address": record.address,
        "note": record.note,
        "title": mark_safe(mark(Text.of(record.name), result, analyzer())),
        "text": mark_safe(snippet(Text.of(record.text[:LONGEST_TEXT]), result, analyzer())),
    }


def _spelling(q, result):
    """Return what was sought instead of the reader's words, and what else they may have meant."""
    mended = any(change.used for change in result.corrections)
    proposals = [
        (word, _address("search", q=q.replace(change.word, word)))
        for change in result.corrections
        if not change.used
        for word in change.suggestions
    ]
    return {
        "sought": result.query_as_read if mended else "",
        "as_typed": _address("search", q=q, exakt="1"),
        "proposals": proposals[:3],
    }


def _address(name, **query):
    return f"{reverse(name)}?{urlencode(query)}"


@read_only
@cache_control(no_cache=True)
def suggestions(request):
    """`/forslag/`: words, cases and names that complete what somebody is typing, as JSON.

    `{"groups": [{"label", "options": [{"label", "note", "address"}]}]}`, empty groups left out.
    ConditionalGetMiddleware gives it an ETag.
    """
    q = _query(request)
    groups = _suggested(q) if len(q) >= SHORTEST_TYPED else []
    return JsonResponse({"groups": [group for group in groups if group["options"]]})


def _suggested(q):
    snapshot = current_snapshot()
    words = suggested_words(snapshot.dictionary.index, analyzer(), q, most=SUGGESTED_WORDS)
    options = [_option(word, _address("project-list", q=word)) for word in words]
    yield {"label": _("Sök efter"), "options": options}
    yield {"label": _("Fall"), "options": _suggested_cases(q, snapshot)}
    for kind, records in knowledge_of(snapshot).named(q).items():
        options = [_option(record.name, record.address, record.note) for record in records]
        yield {"label": str(KINDS[kind]), "options": options[:SUGGESTED_NAMES]}


def _suggested_cases(q, snapshot):
    ids = find_cases(snapshot.dictionary, q).page(None, 0, SUGGESTED_CASES)
    rows = Project.objects.published().filter(pk__in=ids).values_list("pk", "title", "slug")
    found = {pk: (title, slug) for pk, title, slug in rows.order_by()}
    return [
        _option(found[pk][0], reverse("project-detail", args=[found[pk][1]]))
        for pk in ids
        if pk in found
    ]


def _option(label, address, note=""):
    return {"label": label, "note": str(note), "address": address}
