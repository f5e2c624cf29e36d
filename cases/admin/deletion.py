"""What goes with a record that is deleted, as a curator knows it."""

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import router


def consequences(objs, request):
    """What Django's two pages that ask before they delete show.

    Returns groups of (kind, labels) for what goes with `objs`, counts by kind, the kinds that
    `request.user` may not delete, and the sentences of what stands in the way. Only what has a
    form is named: rows that tie two records together, and what the bank keeps for itself, go too.
    """
    records = list(objs)
    if not records:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(type(records[0])), origin=objs)
    collector.collect(objs)
    known = _kinds_with_a_form()
    groups, refused = [], set()
    for kind, rows in collector.model_objs.items():
        if kind in known:
            others = sorted(str(row) for row in rows if row not in records)
            groups += [(_name_of(kind, others), others)] if others else []
        own = admin.site._registry.get(kind)
        if own and not all(own.has_delete_permission(request, row) for row in rows):
            refused.add(kind._meta.verbose_name)
    counts = {
        kind._meta.verbose_name_plural: len(rows) for kind, rows in collector.model_objs.items()
    }
    in_the_way = sorted(f"{row._meta.verbose_name}: {row}" for row in collector.protected)
    return groups, counts, refused, in_the_way


def _kinds_with_a_form():
    """Models that have a page of their own, or rows in another's form."""
    registry = admin.site._registry
    rows = {inline.model for own in registry.values() for inline in own.inlines}
    return rows | registry.keys()


def _name_of(kind, rows):
    return kind._meta.verbose_name if len(rows) == 1 else kind._meta.verbose_name_plural
