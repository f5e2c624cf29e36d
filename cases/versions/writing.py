"""A story written back into a row: a working copy, a draft, or the published case itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Citation, Project

from .shape import FIELDS, MANY, PARTS, REFERENCES, SCHEMA
from .story import Story

Found = dict[str, dict[str, Model]]


class UnknownSchema(ValueError):
    """The story has a shape that this release cannot read."""


def write_story(project: Project, story: Story) -> list[str]:
    """Replace the content and the parts of `project` with the story's; return what was missing.

    Runs in the caller's transaction and counts as a save (`edit_version`). What belongs to the row
    itself (number, status, author, dates of the workflow) and what stands beside the story
    (follow-ups, reports from others) stays. A reference to something the bank no longer has is
    left out, never guessed, and named in the returned sentences.
    Raises `UnknownSchema`; `RuntimeError` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Call write_story() in the transaction of the whole change.")
    if story.get("schema") != SCHEMA:
        raise UnknownSchema(f"schema {story.get('schema')!r}; this release writes {SCHEMA}")
    return _Writer(project, story).write()


class _Writer:
    """Writes one story into one row, and remembers what it could not find."""

    def __init__(self, project: Project, story: Story):
        self.project, self.story = project, story
        self.missing: list[str] = []
        self.citations: dict[int, Citation] = {}

    def write(self) -> list[str]:
        self.write_fields()
        for name in MANY:
            rows = self.story["many"].get(name, [])
            found = self.found(getattr(self.project, name).model, rows, MANY[name][0])
            getattr(self.project, name).set(found.values())
        reports = self.set_reports_free()
        for name in reversed(PARTS):  # citations last: the other parts hold on to them
            getattr(self.project, name).all().delete()
        for name in PARTS:
            self.write_part(name, self.story["parts"].get(name, []))
        self.give_reports_their_sources(reports)
        vars(self.project).pop("_prefetched_objects_cache", None)  # what was fetched is gone
        return list(dict.fromkeys(self.missing))

    def write_fields(self) -> None:
        fields = {field.name: field for field in Project._meta.concrete_fields}
        for name in FIELDS:
            field = fields[name]
            given = self.story["fields"]
            value = field.to_python(given[name]) if name in given else field.get_default()
            setattr(self.project, name, value)
        for name, names in REFERENCES.items():
            key = self.story["references"].get(name)
            rows = self.found(fields[name].related_model, [key] if key else [], names[0])
            setattr(self.project, name, next(iter(rows.values()), None))
        self.project.save(update_fields=[*FIELDS, *REFERENCES, "sort_key", "updated_at"])
        # The open forms of colleagues began from a text that is no longer there
        Project._base_manager.filter(pk=self.project.pk).update(edit_version=F("edit_version") + 1)
        self.project.refresh_from_db(fields=["edit_version"])

    def found(self, model: Any, wanted: list[dict], key: str) -> dict[str, Model]:
        """Return the wanted records by key; those that are gone are remembered as missing."""
        keys = {row[key] for row in wanted}
        rows = model._base_manager.filter(**{f"{key}__in": keys}) if keys else ()
        found = {getattr(row, key): row for row in rows}
        for row in wanted:
            if row[key] not in found:
                what = capfirst(str(model._meta.verbose_name))
                name = next((row[word] for word in ("name", "title") if row.get(word)), row[key])
                sentence = _("%(what)s ”%(name)s” finns inte längre i banken.")
                self.missing.append(sentence % {"what": what, "name": name})
        return found

    def write_part(self, name: str, rows: list[dict]) -> None:
        model, part = getattr(self.project, name).model, PARTS[name]
        fields = {field.name: field for field in model._meta.concrete_fields}
        found: Found = {
            reference: self.found(
                fields[reference].related_model,
                [row[reference] for row in rows if row.get(reference)],
                names[0],
            )
            for reference, names in part.references.items()
        }
        made: list[Any] = []
        for row in rows:
            values = {
                field: fields[field].to_python(row[field]) for field in part.fields if field in row
            }
            for reference, names in part.references.items():
                named = row.get(reference)
                values[reference] = found[reference].get(named[names[0]]) if named else None
            if part.cited:
                values["citation"] = self.citations.get(row["citation"])
            if self.is_whole(values, row, fields):
                if "position" in fields:
                    values["position"] = len(made)
                made.append(model(project=self.project, **values))
        model.objects.bulk_create(made)
        if name == "citations":
            self.citations = {citation.number: citation for citation in made}

    def is_whole(self, values: dict, row: dict, fields: dict) -> bool:
        """Whether the row can stand without what is gone; if not, it is named as missing."""
        lost = [name for name, value in values.items() if value is None and row.get(name)]
        needed = [name for name in lost if not fields[name].null]
        figure_without_source = "citation" in lost and (row.get("figure") or row.get("value"))
        if not needed and not figure_without_source:
            return True
        text = str(row.get("what") or row.get("text") or row.get("why") or row.get("number"))
        sentence = _("Utelämnat, eftersom källan eller det som raden bygger på saknas: %(text)s")
        self.missing.append(sentence % {"text": text})
        return False

    def set_reports_free(self) -> list:
        """Let go of the citations that reports from other municipalities refer to."""
        cited = self.project.reuse_reports.filter(citation__isnull=False)
        reports = list(cited.select_related("citation__source", "municipality"))
        cited.update(citation=None)
        return reports

    def give_reports_their_sources(self, reports: list) -> None:
        """A report goes on citing its source, whatever number it has now."""
        numbers = {citation.source_id: citation for citation in self.citations.values()}
        for report in reports:
            source = report.citation.source
            report.citation = numbers.get(source.pk)
            report.save(update_fields=["citation"])
            if report.citation is None:
                sentence = _("Källan ”%(source)s” som rapporten från %(place)s hänvisar till.")
                names = {"source": source, "place": report.municipality}
                self.missing.append(sentence % names)
