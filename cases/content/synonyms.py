"""Loads the synonyms that search starts with, all of them in a few questions to the database."""

from __future__ import annotations

import yaml

from cases import history
from cases.finding.language import DATA
from cases.finding.synonyms import rows_of
from cases.models import RecordChange, Synonym

from .records import Report, bring_up_to_date

PRESENCE = (RecordChange.Action.ADDED, RecordChange.Action.DELETED)


def load_synonyms(report: Report) -> None:
    """Load the synonyms of the file; curators' own are left alone.

    A pair is added once only: what curators have taken away or rewritten does not come back.
    """
    present = {(row.term, row.other): row for row in Synonym.objects.all()}
    known = _known_before()
    new = []
    for row in rows_of(yaml.safe_load((DATA / "synonyms.yaml").read_text(encoding="utf-8"))):
        record, read = present.get((row.term, row.other)), Synonym(**row._asdict())
        if record:
            values = {"one_way": row.one_way, "weight": row.weight}
            bring_up_to_date(record, report, values)
        elif str(read) not in known:
            new.append(read)
    for record in Synonym.objects.bulk_create(new):
        report.count(report.created, record)
        report.new.append(record)


def _known_before() -> set[str]:
    """What the history calls every synonym that the bank has or has had."""
    rows = RecordChange.objects.filter(model=history.kind_of(Synonym), action__in=PRESENCE)
    return set(rows.values_list("record_label", flat=True))
