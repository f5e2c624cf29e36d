"""The eleven success factors: the cabinet, and a drawer at a time."""

from django.db.models import Case, Count, IntegerField, When
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Project, ProjectFactor, SuccessFactor, TheoryFactor
from cases.statistics import factor_counts
from cases.views.lists import case_list_address
from cases.views.methods import read_only

Role = ProjectFactor.Role
BEARING_ROLES = (Role.DECISIVE, Role.CONTRIBUTED)
HINDERING_ROLES = (Role.HINDRANCE, Role.MISSING, Role.FAILED)
LINES_SHOWN = 12


def strand_words():
    """Return what each of the book's three questions asks for."""
    return {
        "varfor": _("det började"),
        "vad": _("som gjordes"),
        "hur": _("det gick till"),
    }


def links_to_cases():
    """The roles that factors play in published cases."""
    return ProjectFactor.objects.filter(project__in=Project.objects.published())


@read_only
def factor_list(request):
    """`/faktorer/`: the cabinet, and how often each factor played each role."""
    factors, counts = list(SuccessFactor.objects.all()), factor_counts()
    words = strand_words()
    roles = _role_counts()
    context = {
        "page_title": _("Framgångsfaktorer"),
        "page_description": _(
            "Elva faktorer bakom förnyelse i kommuner: varför det började, vad som gjordes och "
            "hur det gick till. Och i vilka fall de bar eller hindrade."
        ),
        "crumbs": [(_("Faktorer"), "")],
        "strands": [
            (
                question.label,
                words[question.value],
                [(f, counts.get(f.pk, 0)) for f in factors if f.question == question],
            )
            for question in SuccessFactor.Question
        ],
        "roles": [*BEARING_ROLES, *HINDERING_ROLES],
        "rows": [(factor, _cells(factor, roles)) for factor in factors],
    }
    return render(request, "factors/list.html", context)


def _role_counts():
    """Return {(factor id, role code): number of published cases}."""
    pairs = links_to_cases().order_by().values_list("factor", "role")
    return {
        (factor, role): cases
        for factor, role, cases in pairs.annotate(cases=Count("project", distinct=True))
    }


def _cells(factor, counts):
    """Return (role, number of cases, address of those cases) for every role."""
    return [
        (role, counts.get((factor.pk, role.value), 0), _address(factor, [role]))
        for role in (*BEARING_ROLES, *HINDERING_ROLES)
    ]


def _address(factor, roles):
    return case_list_address(*(("faktor", f"{factor.code}:{role.value}") for role in roles))


@read_only
def factor_detail(request, slug):
    """`/faktorer/<slug>/`: what it is, where it bore or hindered, what research says."""
    factor = get_object_or_404(SuccessFactor, slug=slug)
    context = {
        "page_title": factor.title,
        "page_description": _(
            "Framgångsfaktorn ”%(title)s”: tecken, hinder, kontrollfrågor, fall där den bar "
            "eller hindrade, och vad forskningen säger."
        )
        % {"title": factor.title},
        "crumbs": [(_("Faktorer"), reverse("factor-list")), (factor.title, "")],
        "factor": factor,
        "drawer": [(factor.code, Role.DECISIVE.value)],
        "strand": strand_words()[factor.question],
        "bore": _side(factor, BEARING_ROLES),
        "hindered": _side(factor, HINDERING_ROLES),
        "theories": _theories(factor),
        **_as_driver(factor),
    }
    return render(request, "factors/detail.html", context)


def _side(factor, roles):
    """Return one side of the ledger: the first links, how many cases, and where all of them are."""
    rank = Case(
        *(When(role=role, then=place) for place, role in enumerate(roles)),
        output_field=IntegerField(),
    )
    links = links_to_cases().filter(factor=factor, role__in=roles)
    total = links.aggregate(cases=Count("project", distinct=True))["cases"]
    shown = links.select_related("project").order_by(rank, "-project__published_at", "-project")
    return {
        "links": shown[:LINES_SHOWN] if total else [],
        "total": total,
        "address": _address(factor, roles) if total > LINES_SHOWN else "",
    }


def _theories(factor):
    """Return the theories' links in the order explains, supports, questions."""
    order = [relation.value for relation in TheoryFactor.Relation]
    links = factor.theory_links.select_related("theory").order_by("theory__sort_key")
    return sorted(links, key=lambda link: order.index(link.relation))


def _as_driver(factor):
    """Return in how many cases the factor was what started it; only those of *varför* can be."""
    if factor.question != SuccessFactor.Question.WHY:
        return {"driven": 0}
    return {
        "driven": Project.objects.published().filter(driver=factor).count(),
        "driven_address": case_list_address(("drivkraft", factor.code)),
    }
