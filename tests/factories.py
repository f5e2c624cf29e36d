"""Small builders of real records, with sequences instead of random data."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cases import roles, workflow
from cases.models import (
    Citation,
    County,
    Hindrance,
    InnovationType,
    Municipality,
    MunicipalityGroup,
    Project,
    ProjectFactor,
    ResearchTheory,
    Result,
    Source,
    SuccessFactor,
    Theme,
    Voice,
)
from cases.text import slugify_swedish

_number = count(1)
QUESTIONS = {"n": "varfor", "v": "vad", "h": "hur"}
WORDS_100 = " ".join(f"ord{number}" for number in range(100))


def county(code="14", name="Västra Götalands län"):
    slug = slugify_swedish(name)
    return County.objects.get_or_create(code=code, defaults={"name": name, "slug": slug})[0]


def group(code="C8", name="Landsbygdskommun", main_group="C"):
    values = {"name": name, "main_group": main_group}
    return MunicipalityGroup.objects.get_or_create(code=code, defaults=values)[0]


def municipality(name="Vara", **values):
    """A Swedish municipality with its own code; the same name gives the same record."""
    found = Municipality.objects.filter(name=name).first()
    if found:
        return found
    number = next(_number)
    if values.get("country", "SE") == "SE":
        values = {
            "code": f"{9000 - number:04d}",
            "county": values.pop("county", None) or county(),
            "group": values.pop("group", None) or group(),
            "population": 16_000,
            "population_year": 2024,
            "website": f"https://www.{slugify_swedish(name)}.se/",
            **values,
        }
    defaults = {"slug": slugify_swedish(name), "full_name": f"{name} kommun", **values}
    return Municipality.objects.create(name=name, **defaults)


def factor(code="n1", **values):
    """A success factor; its question follows from the first letter of its code."""
    defaults = {
        "title": f"Faktor {code}",
        "slug": f"faktor-{code}",
        "question": QUESTIONS[code[0]],
        "description": "Beskrivning.",
        **values,
    }
    return SuccessFactor.objects.get_or_create(code=code, defaults=defaults)[0]


def theme(code="skola", **values):
    defaults = {"name": code.capitalize(), **values}
    return Theme.objects.get_or_create(code=code, defaults=defaults)[0]


def innovation_type(code="tjanst", **values):
    defaults = {"name": code.capitalize(), **values}
    return InnovationType.objects.get_or_create(code=code, defaults=defaults)[0]


def theory(code="teori", **values):
    defaults = {
        "title": code.capitalize(),
        "kind": "teori",
        "generation": "andra",
        "summary": "Sammanfattning.",
        **values,
    }
    return ResearchTheory.objects.get_or_create(code=code, defaults=defaults)[0]


def source(title="", **values):
    number = next(_number)
    defaults = {"title": title or f"Källa {number}", "slug": f"kalla-{number}", "kind": "artikel"}
    return Source.objects.create(**{**defaults, **values})


def citation(project, number=None, **values):
    number = number or project.citations.count() + 1
    values.setdefault("source", None)
    values["source"] = values["source"] or source()
    return Citation.objects.create(project=project, number=number, **values)


def voice(project, perspective="fack", stance="ris", **values):
    values.setdefault("citation", project.citations.first() or citation(project))
    values.setdefault("text", "Säger något om fallet.")
    return Voice.objects.create(project=project, perspective=perspective, stance=stance, **values)


def role(project, code="n1", role="avgorande", **values):
    values.setdefault("why", "Därför.")
    return ProjectFactor.objects.create(project=project, factor=factor(code), role=role, **values)


def project(title="", **values):
    """A draft with nothing but a title and an address."""
    number = next(_number)
    title = title or f"Fall {number}"
    return Project.objects.create(
        **{"title": title, "slug": f"{slugify_swedish(title)}-{number}", **values}
    )


def complete_project(title="", *, municipalities=None, themes=None, factors=None, **values):
    """A draft that has everything publication asks for.

    `municipalities` and `themes` are records, `factors` pairs of (factor code, role code).
    """
    draft = project(
        title,
        **{
            "summary_30s": "Kommunen prövade något nytt och det gick ganska bra.",
            "summary": WORDS_100,
            "problem": "Ett problem.",
            "solution": "En lösning.",
            "stage": "genomfort",
            "outcome_direction": "positivt",
            "evidence_level": 3,
            "evidence_note": "Mätningar finns.",
            "selection_basis": "Omtalat fall.",
            "start_year": 2015,
            **values,
        },
    )
    draft.municipalities.set([municipality()] if municipalities is None else municipalities)
    draft.themes.set([theme()] if themes is None else themes)
    draft.innovation_types.set([innovation_type()])
    first, _ = citation(draft), citation(draft)
    Result.objects.create(
        project=draft, what="Nöjda brukare", figure="80", unit="procent", citation=first
    )
    Hindrance.objects.create(project=draft, text="Ont om tid.")
    for code, role_code in [("n1", "avgorande")] if factors is None else factors:
        role(draft, code, role_code)
    return draft


def approved_project(title="", **values):
    """A complete case that was sent in and approved, by nobody in particular."""
    case = workflow.submit(project=complete_project(title, **values), by=None)
    return workflow.approve(project=case, by=None, seen=None)


def published_project(title="", **values):
    """A case that readers see, published through the workflow."""
    return workflow.publish(project=complete_project(title, **values), by=None, why="Test")


def curator(role="author", username=""):
    """A signed-in member of staff in one of the curator groups."""
    roles.ensure_groups()
    user = get_user_model().objects.create_user(
        username=username or f"{role}{next(_number)}", password="ett-langt-losenord", is_staff=True
    )
    user.groups.add(Group.objects.get(name=roles.GROUP_NAMES[role]))
    return user
