"""The values of a story in the words that the pages use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Project

from .shape import MANY, PARTS, REFERENCES

# What the row is about stands first, without its label
MAIN_FIELDS = ("what", "text", "factor", "theory", "source", "name", "file", "perspective")


def label_of(name: str, part: str = "") -> str:
    """Return what the bank calls a field of the case, or of one of its parts."""
    model: Any = Project._meta.get_field(part).related_model if part else Project
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:  # an old story may hold what the bank no longer asks for
        return name
    return capfirst(str(field.verbose_name))


def part_label(name: str, count: int = 2) -> str:
    """Return what the rows of a part are called: "resultat", "källhänvisningar"."""
    meta: Any = Project._meta.get_field(name).related_model._meta  # type: ignore[union-attr]
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)


def text_of(name: str, value: Any, part: str = "") -> str:
    """Return one value as a reader meets it: a choice's label, a date in words, ja or nej."""
    if value in (None, ""):
        return ""
    if isinstance(value, dict):
        return str(next((value[word] for word in ("name", "title") if value.get(word)), ""))
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if name == "citation":
        return f"[{value}]"
    model: Any = Project._meta.get_field(part).related_model if part else Project
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField":
        return day(value)
    return str(value)


def day(value: str) -> str:
    """Return an ISO date as one reads it: 2 januari 2026."""
    return date_format(date.fromisoformat(value), "j F Y") if value else ""


def source_text(source: dict[str, Any]) -> str:
    """Return the bibliographic data of a cited source, as it was cited, in one line."""
    names = ("author", "title", "publisher", "published", "kind", "doi", "url")
    words = {**source, "kind": text_of_source("kind", source).lower()}
    return ". ".join(str(words[name]) for name in names if words.get(name))


def text_of_source(name: str, source: dict[str, Any]) -> str:
    """Return a value of a cited source in words: its kind, its quality mark."""
    model: Any = Project._meta.get_field("citations").related_model
    field = model._meta.get_field("source").related_model._meta.get_field(name)
    return str(dict(field.flatchoices).get(source.get(name), "")) if source.get(name) else ""


def row_text(part: str, row: dict[str, Any]) -> str:
    """Return a row of a part as text: what it is about, then a line for each further value."""
    main = next((name for name in MAIN_FIELDS if row.get(name)), "")
    head = source_text(row["source"]) if main == "source" else text_of(main, row.get(main), part)
    if part == "citations":
        head = f"[{row.get('number')}] {head}"
    names = [*PARTS[part].fields, *PARTS[part].references]
    if PARTS[part].cited:
        names.append("citation")
    shown = [name for name in names if name in row and name not in (main, "number")]
    lines = [f"{label_of(name, part)}: {text_of(name, row[name], part)}" for name in shown]
    return "\n".join([head, *lines])


def field_text(name: str, story: dict[str, Any]) -> str:
    """Return the value of one of the case's own fields or vocabularies in a story, as text."""
    if name in REFERENCES:
        return text_of(name, story["references"].get(name))
    if name in MANY:
        return "\n".join(text_of(name, row) for row in story["many"].get(name, []))
    return text_of(name, story["fields"].get(name))
