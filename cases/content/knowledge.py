"""Loading themes, factors, theories, sources, research projects, programmes and organisations."""

from __future__ import annotations

from cases.models import (
    InnovationType,
    Organisation,
    Programme,
    ResearchProject,
    ResearchTheory,
    Source,
    SuccessFactor,
    Theme,
    ValueType,
)
from cases.text import slugify_swedish

from .reading import joined, mapped, read_yaml
from .records import Report, edited_by_curator, replace_rows, upsert

QUESTIONS = {"varför": "varfor", "vad": "vad", "hur": "hur"}
GENERATIONS = {
    "pionjär": "pionjarer",
    "första": "forsta",
    "andra": "andra",
    "tredje generationen": "tredje",
    "tillämpning": "tillampning",
}
RELATIONS = {"förklarar": "forklarar", "stöder": "stoder", "ifrågasätter": "ifragasatter"}
SOURCE_KINDS = {slugify_swedish(value): value for value in Source.Kind.values}


def load_themes(report: Report) -> dict[str, Theme]:
    """Load fields, themes, innovation types and value types; return themes by code."""
    data = read_yaml("themes.yaml")
    themes: dict[str, Theme] = {}
    for number, row in enumerate(data["fields"]):
        themes[row["id"]] = field = _load_theme(row, None, number * 10, report)
        for child_number, child in enumerate(row["children"]):
            position = number * 10 + child_number + 1
            themes[child["id"]] = _load_theme(child, field, position, report)
    for model, rows in (
        (InnovationType, data["innovation_types"]),
        (ValueType, data["value_types"]),
    ):
        for position, row in enumerate(rows):
            values = {k: row[k] for k in ("name", "definition", "source") if k in row}
            values["position"] = position
            upsert(model, report, key={"code": row["id"]}, values=values)
    return themes


def _load_theme(row, parent, position, report):
    values = {
        "name": row["name"],
        "definition": row["definition"],
        "aliases": joined(row["aliases"]),
        "parent": parent,
        "position": position,
    }
    return upsert(Theme, report, key={"code": row["id"]}, values=values)[0]


def theme_words(file: str = "themes.yaml") -> dict[str, str]:
    """Return every theme word with its code; a word of a field and its part means the field."""
    words: dict[str, str] = {}
    fields = read_yaml(file)["fields"]
    for row in [child for field in fields for child in field["children"]] + fields:
        for word in [row["id"], *row["aliases"]]:
            words[word] = row["id"]
    return words


def load_factors(report: Report) -> dict[str, SuccessFactor]:
    """Load the eleven factors; return them by code."""
    factors = {}
    for position, row in enumerate(read_yaml("factors.yaml")["factors"]):
        question = mapped(QUESTIONS, row["question"], file="factors.yaml", field="question")
        values = {
            "slug": slugify_swedish(row["title"]),
            "question": question,
            "title": row["title"],
            "description": row["description"],
            "typical_signs": joined(row["typical_signs"]),
            "typical_hindrance": row["typical_hindrance"],
            "warning": row["warning"],
            "control_questions": joined(row["control_questions"]),
            "aliases": joined(row["alias_in_cases"]),
            "title_basis": row["seed_support"]["title"],
            "description_basis": row["seed_support"]["description"],
            "position": position,
        }
        factors[row["code"]] = upsert(
            SuccessFactor, report, key={"code": row["code"]}, values=values
        )[0]
    return factors


def factor_words(factors: dict[str, SuccessFactor]) -> dict[str, SuccessFactor]:
    """Return the factors by title and by every other word that the cases use for them."""
    words = {}
    for factor in factors.values():
        for word in [factor.code, factor.title, *factor.aliases.splitlines()]:
            words[word] = factor
    return words


def load_theories(report: Report, factors: dict[str, SuccessFactor]) -> dict[str, ResearchTheory]:
    """Load the theories with their key works and factors; return them by code."""
    file = "theories.yaml"
    theories = {}
    for row in read_yaml(file)["theories"]:
        theory, _ = upsert(
            ResearchTheory, report, key={"code": row["id"]}, values=_theory_values(row, file)
        )
        theories[row["id"]] = theory
        if edited_by_curator(theory):
            continue
        replace_rows(
            theory.key_works,
            [{"doi": "", **work, "year": work.get("year")} for work in row["key_works"]],
        )
        replace_rows(
            theory.factor_links,
            [
                {
                    "factor": mapped(factors, link["code"], file=file, field="factors.code"),
                    "relation": mapped(
                        RELATIONS, link["relation"], file=file, field="factors.relation"
                    ),
                }
                for link in row["factors"]
            ],
        )
    return theories


def _theory_values(row, file):
    chapter = row.get("chapter_theme") or row.get("closest_theme") or {}
    return {
        "title": row["title"],
        "title_en": row["title_en"],
        "kind": row["kind"],
        "generation": mapped(GENERATIONS, row["perspective"], file=file, field="perspective"),
        "generation_basis": row["perspective_basis"],
        "originators": joined(row["originators"]),
        "summary": row["summary"],
        "use_in_municipality": row["use_in_municipality"],
        "limits": row.get("limits", ""),
        "book_chapter": chapter.get("title", ""),
        "book_page": chapter.get("page"),
        "book_support": joined(row.get("seed_support")),
        "in_book": row["in_seed"],
        "verified": row["verified"]["level"],
        "verified_note": row["verified"]["note"],
    }


def load_sources(report: Report) -> dict[str, Source]:
    """Load the library of qualified sources; return them by slug."""
    file = "sources.yaml"
    sources = {}
    for row in read_yaml(file)["sources"]:
        kind = slugify_swedish(row["kind"])
        values = {
            "kind": mapped(SOURCE_KINDS, kind, file=file, field=f"{row['id']}.kind"),
            "title": row["title"],
            "author": row["author"],
            "publisher": row["publisher"],
            "published": str(row["year"] or ""),
            "language": row["language"],
            "isbn": row.get("isbn", ""),
            "doi": row.get("doi", ""),
            "url": row.get("url", ""),
            "link_note": row.get("link_note", ""),
            "why_read": row["why_read"],
            "quality": row["quality"]["mark"],
            "quality_reason": row["quality"]["reason"],
            "verified": row["verified"]["level"],
            "verified_note": row["verified"].get("note", ""),
            "in_library": True,
        }
        sources[row["id"]] = upsert(Source, report, key={"slug": row["id"]}, values=values)[0]
    return sources


def load_research(report: Report, theories: dict[str, ResearchTheory]) -> dict:
    """Load the research projects with their theories; return them by slug."""
    file = "research_projects.yaml"
    research = {}
    for row in read_yaml(file)["projects"]:
        values = {
            "title": row["title"],
            "kind": row["kind"],
            "country": row["country"],
            "lead": row["lead"],
            "partners": joined(row["partners"]),
            "funder": row["funder"],
            "period": row["period"],
            "registration_number": str(row.get("registration_no", "")),
            "amount": str(row.get("amount", "")),
            "link": row["link"],
            "link_note": row.get("link_note", ""),
            "more_links": joined(row.get("more_links")),
            "summary": row["summary"],
            "keywords": joined(row["themes"]),
            "accessed": str(row["verified"]["accessed"]),
            "verified": row["verified"]["level"],
            "verified_note": row["verified"].get("note", ""),
        }
        project, _ = upsert(ResearchProject, report, key={"slug": row["id"]}, values=values)
        research[row["id"]] = project
        if not edited_by_curator(project):
            project.theories.set(
                mapped(theories, code, file=file, field="theories") for code in row["theories"]
            )
    return research


def load_programmes(report: Report, research: dict) -> dict[str, Programme]:
    """Load the programmes, their relatives and research projects; return them by slug."""
    file = "programmes.yaml"
    rows = read_yaml(file)["programmes"]
    programmes = {}
    for row in rows:
        values = {
            "name": row["name"],
            "kind": row["kind"],
            "funders": joined(row["funders"]),
            "period": str(row["period"]),
            "amount": str(row["amount"]),
            "amount_source": row.get("amount_source", ""),
            "link": row["link"],
            "link_note": row.get("link_note", ""),
            "summary": row["summary"],
            "status": row["status"],
            "verified": row["verified"]["level"],
            "verified_note": row["verified"]["note"],
        }
        programmes[row["id"]] = upsert(Programme, report, key={"slug": row["id"]}, values=values)[0]
    for row in rows:
        programme = programmes[row["id"]]
        if edited_by_curator(programme):
            continue
        programme.related.add(
            *[
                mapped(programmes, other, file=file, field="related_programmes")
                for other in row.get("related_programmes", [])
            ]
        )
        programme.research_projects.set(
            mapped(research, other, file=file, field="projects")
            for other in row.get("projects", [])
        )
    return programmes


def load_organisations(report: Report) -> dict[str, Organisation]:
    """Load the organisations that cases name exactly; return them by slug."""
    return {
        row["id"]: upsert(
            Organisation,
            report,
            key={"slug": row["id"]},
            values={
                "name": row["name"],
                "kind": row["type"],
                "former_names": joined(row.get("former_names")),
            },
        )[0]
        for row in read_yaml("organisations.yaml")["organisations"]
    }
