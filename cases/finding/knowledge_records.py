"""What the bank holds beside its cases, as records with a name, an address and a text to search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cases.models import (
    County,
    Municipality,
    Programme,
    ResearchProject,
    ResearchTheory,
    Source,
    SuccessFactor,
    Theme,
)

from .places import part_of_country

# Above this many sources the list's own come first, then those that were added first
MOST_SOURCES = 5_000

Fields = tuple[tuple[str, str], ...]


class Record(NamedTuple):
    """Something with a page of its own.

    `kind` names its group, `note` says what kind of thing it is or where, `text` is shown as an
    excerpt, `fields` are those of `analyze_document`.
    """

    kind: str
    name: str
    address: str
    note: str
    text: str
    fields: Fields


def lasting_records() -> Iterator[Record]:
    """Yield what changes only with the vocabularies: everything but the sources."""
    yield from _factors()
    yield from _theories()
    yield from _themes()
    yield from _municipalities()
    yield from _counties()
    yield from _research()
    yield from _programmes()


def public_sources() -> Iterator[Record]:
    """Yield the sources that readers may see; publishing a case can add to them."""
    sources = Source.objects.public().order_by("-in_library", "pk")
    shown = ("slug", "title", "author", "publisher", "published", "why_read")
    for source in sources.only(*shown)[:MOST_SOURCES]:
        names = _joined(source.author, source.publisher)
        note = _joined(names, source.published)
        yield Record(
            "kallor",
            source.title,
            source.get_absolute_url(),
            note,
            source.why_read,
            _fields(source.title, tags=(names,), ingress=source.why_read),
        )


def _factors() -> Iterator[Record]:
    for factor in SuccessFactor.objects.all():
        body = (
            factor.typical_signs,
            factor.typical_hindrance,
            factor.warning,
            factor.control_questions,
        )
        yield Record(
            "faktorer",
            factor.title,
            factor.get_absolute_url(),
            factor.get_question_display(),
            factor.description,
            _fields(factor.title, tags=(factor.aliases,), ingress=factor.description, body=body),
        )


def _theories() -> Iterator[Record]:
    for theory in ResearchTheory.objects.all():
        yield Record(
            "teorier",
            theory.title,
            theory.get_absolute_url(),
            _joined(theory.get_kind_display(), ", ".join(theory.originator_list)),
            theory.summary,
            _fields(
                theory.title,
                tags=(theory.title_en, theory.originators),
                ingress=theory.summary,
                body=(theory.use_in_municipality, theory.limits),
            ),
        )


def _themes() -> Iterator[Record]:
    for theme in Theme.objects.select_related("parent"):
        yield Record(
            "teman",
            theme.name,
            theme.get_absolute_url(),
            theme.parent.name if theme.parent else "",
            theme.definition,
            _fields(theme.name, tags=(theme.aliases,), ingress=theme.definition),
        )


def _municipalities() -> Iterator[Record]:
    for place in Municipality.objects.select_related("county"):
        where = place.county.name if place.county else place.get_country_display()
        names = (("title", place.name), ("municipality", place.name))
        yield Record("kommuner", place.name, place.get_absolute_url(), where, "", names)


def _counties() -> Iterator[Record]:
    for county in County.objects.all():
        land = part_of_country(county.code)
        names = (("title", county.name), ("county", county.name), ("part_of_country", land))
        yield Record("lan", county.name, county.get_absolute_url(), land, "", names)


def _research() -> Iterator[Record]:
    for project in ResearchProject.objects.all():
        yield Record(
            "forskning",
            project.title,
            project.get_absolute_url(),
            _joined(project.kind, project.period),
            project.summary,
            _fields(
                project.title,
                tags=(project.keywords,),
                ingress=project.summary,
                body=(project.lead, project.partners, project.funder),
            ),
        )


def _programmes() -> Iterator[Record]:
    for programme in Programme.objects.all():
        yield Record(
            "program",
            programme.name,
            programme.get_absolute_url(),
            _joined(programme.kind, programme.period),
            programme.summary,
            _fields(programme.name, tags=(programme.funders,), ingress=programme.summary),
        )


def _fields(
    title: str, *, tags: tuple[str, ...] = (), ingress: str = "", body: tuple[str, ...] = ()
) -> Fields:
    return (
        ("title", title),
        ("tags", "\n".join(text for text in tags if text)),
        ("ingress", ingress),
        ("body", "\n".join(text for text in body if text)),
    )


def _joined(*words: str) -> str:
    return " · ".join(str(word) for word in words if word)
