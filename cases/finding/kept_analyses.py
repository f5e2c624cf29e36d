"""Analyses kept in the database from one start to the next, each under a digest of its source.

A memory, never the truth: what is not there is analysed by whoever needs it. Processes only read
it; what starts the bank writes it, before they do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b

from django.db import transaction

from cases.models import KeptAnalysis

from .documents import index_version

BATCH = 200


def digest_of(source: object) -> str:
    """Return the name of what the analysis makes of `source`: texts and numbers, in tuples.

    It moves with the version of the analysis, so that what another has made is never found.
    """
    return blake2b(f"{index_version()}{source!r}".encode(), digest_size=16).hexdigest()


def kept_analyses(digests: Collection[str] | None = None) -> dict[str, bytes]:
    """Return what is kept under the digests, or all."""
    rows = KeptAnalysis.objects.all()
    if digests is not None:
        rows = rows.filter(pk__in=digests)
    return {digest: bytes(data) for digest, data in rows.values_list("pk", "data")}


@transaction.atomic
def keep(analyses: Mapping[str, bytes]) -> int:
    """Keep these and nothing else; return how many were new."""
    known = set(KeptAnalysis.objects.values_list("pk", flat=True))
    unused, new = sorted(known - analyses.keys()), sorted(analyses.keys() - known)
    for first in range(0, len(unused), BATCH):
        KeptAnalysis.objects.filter(pk__in=unused[first : first + BATCH]).delete()
    rows = [KeptAnalysis(pk=digest, data=analyses[digest]) for digest in new]
    KeptAnalysis.objects.bulk_create(rows, batch_size=BATCH)
    return len(new)
