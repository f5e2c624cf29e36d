"""Theories, models and methods, and the cases that meet them through their factors."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.filters.records import TheoryFilter, chosen_pairs, read_filter, selects
from cases.models import Project, ResearchTheory
from cases.views.lists import list_address
from cases.views.methods import read_only

CASES_SHOWN = 12


@read_only
def theory_list(request):
    """`/teorier/`: by generation; narrowed by generation and kind."""
    asked, faults = read_filter(TheoryFilter, request.GET, ResearchTheory.objects.all())
    theories, pairs = list(asked.qs), chosen_pairs(asked)
    context = {
        "page_title": _("Teorier, modeller och metoder"),
        "page_description": _(
            "Vad forskningen säger om förnyelse: teorier, modeller och metoder som förklarar, "
            "stöder eller ifrågasätter framgångsfaktorerna."
        ),
        "crumbs": [(_("Teorier"), "")],
        "canonical_path": list_address(request.path, pairs),
        "chosen": dict(pairs),
        "faults": faults,
        "selects": selects(asked),
        "total": len(theories),
        "generations": _by_generation(theories),
    }
    return render(request, "theories/list.html", context)


def _by_generation(theories):
    groups = [
        (generation, [theory for theory in theories if theory.generation == generation])
        for generation in ResearchTheory.Generation
    ]
    return [(generation, found) for generation, found in groups if found]


@read_only
def theory_detail(request, code):
    """`/teorier/<code>/`: what it says, what it is good for, and where it meets the cases."""
    theory = get_object_or_404(ResearchTheory, code=code)
    links = list(theory.factor_links.select_related("factor").order_by("factor__position"))
    context = {
        "page_title": theory.title,
        "page_description": _("%(title)s: vad den säger och hur en kommun kan använda den.")
        % {"title": theory.title},
        "crumbs": [(_("Teorier"), reverse("theory-list")), (theory.title, "")],
        "theory": theory,
        "key_works": theory.key_works.all(),
        "factor_links": links,
        "research_projects": theory.research_projects.all(),
        "judged": _judged(theory),
        **_cases_through([link.factor for link in links]),
    }
    return render(request, "theories/detail.html", context)


def _judged(theory):
    """Return the links to published cases that the editors have made by hand."""
    links = theory.project_theories.filter(project__in=Project.objects.published())
    return links.select_related("project").order_by("relation", "project__sort_key")[:CASES_SHOWN]


def _cases_through(factors):
    """Return the cases that share most factors with the theory, each with those it shares."""
    if not factors:
        return {"met": [], "met_count": 0}
    published = Project.objects.published().filter(factors__factor__in=factors)
    cases = published.annotate(shared=Count("factors__factor", distinct=True))
    nearest = cases.order_by("-shared", "-published_at", "-pk").defer(*Project.STORY_FIELDS)
    codes = {factor.code for factor in factors}
    total = published.values("pk").distinct().count()
    return {
        "met": [
            (project, [link for link in project.factors.all() if link.factor.code in codes])
            for project in nearest.prefetch_related("municipalities", "factors__factor")[
                :CASES_SHOWN
            ]
        ],
        "met_count": total,
        "met_factors": sorted(codes) if total > CASES_SHOWN else [],
    }
