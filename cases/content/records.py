"""Writing records so that a second load changes nothing and a curator's edit is never lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import history
from cases.models import Project

LOADED = _("Ur startinnehållets filer.")


@dataclass
class Report:
    """What one load did, in numbers a kind of record and in words a case."""

    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    drafts: dict[str, list[str]] = field(default_factory=dict)
    new: list[models.Model] = field(default_factory=list)

    def count(self, what: dict[str, int], record: models.Model) -> None:
        name = str(record._meta.verbose_name_plural)
        what[name] = what.get(name, 0) + 1

    @property
    def changed(self) -> bool:
        return bool(self.created or self.updated)


def upsert(model, report: Report, *, key: dict, values: dict, told_by_caller=False):
    """Create the record with `key`, or bring its `values` up to date.

    A record that a curator has saved (`edit_version` above 1) is left as it is and named in the
    report. What changes is written in the record's history, unless the caller does that once it
    has loaded the rows too. Returns (record, True when it was created or changed here).
    """
    record = model.objects.filter(**key).first()
    if record is None:
        record = model.objects.create(**key, **values)
        report.count(report.created, record)
        report.new.append(record)
        return record, True
    return record, bring_up_to_date(record, report, values, told_by_caller=told_by_caller)


def bring_up_to_date(
    record: models.Model, report: Report, values: dict, *, told_by_caller: bool = False
) -> bool:
    """Give a record that exists its `values`, as `upsert` does; return whether it was changed."""
    if edited_by_curator(record):
        report.kept.append(f"{record._meta.verbose_name} ”{record}”")
        return False
    if all(getattr(record, name) == value for name, value in values.items()):
        report.count(report.unchanged, record)
        return False
    before = None if told_by_caller else history.contents(record)
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    if before is not None:
        history.changed(record, before, note=str(LOADED))
    report.count(report.updated, record)
    return True


def edited_by_curator(record) -> bool:
    """Return whether somebody has saved the record in the admin since it was loaded.

    A case with a working copy counts: what a load changed under it, the copy would undo.
    """
    if isinstance(record, Project) and Project.objects.filter(revision_of=record).exists():
        return True
    return getattr(record, "edit_version", 1) > 1


def replace_rows(manager, wanted: list[dict]) -> bool:
    """Make the rows of a related manager equal `wanted`, in order; return whether any changed."""
    for position, values in enumerate(wanted):
        if "position" in {f.name for f in manager.model._meta.fields}:
            values.setdefault("position", position)
    if not wanted and not manager.exists():
        return False
    names = list(wanted[0]) if wanted else ["pk"]
    present = [{name: getattr(row, name) for name in names} for row in manager.all()]
    if present == wanted:
        return False
    manager.all().delete()
    model, owner = manager.model, {manager.field.name: manager.instance}
    model.objects.bulk_create(model(**owner, **values) for values in wanted)
    return True
