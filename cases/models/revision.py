"""The revision number of everything that readers see, and what changed at each step.

A writer first adds one to the number (the row lock makes revisions commit in order, which a
sequence would not), then writes its change, in the content's own transaction. Each process reads
the number and fetches what changed since it last looked.
"""

from django.db import models, transaction
from django.db.models import F


class ContentRevision(models.Model):
    """One row with the number of the latest change to published content."""

    number = models.PositiveBigIntegerField(default=0)
    # When a case that waits for its time is to be published; read with the number, at no cost
    next_publication = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "content revision"
        constraints = [
            models.CheckConstraint(name="content_revision_one_row", condition=models.Q(pk=1))
        ]

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """Return the revision number (one query; 0 in an empty bank)."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def current_and_next(cls):
        """Return the revision number and when the next case is to be published (one query)."""
        row = cls.objects.filter(pk=1).values_list("number", "next_publication").first()
        return row or (0, None)

    @classmethod
    def expect(cls, moment):
        """Write down when the next case is to be published; None when none waits."""
        if not cls.objects.filter(pk=1).update(next_publication=moment) and moment is not None:
            cls.objects.create(pk=1, next_publication=moment)

    @classmethod
    def advance(cls, *project_ids, record=""):
        """Add one to the number and log what changed: projects, and a `record` they share.

        `record` is the name of its model. Neither means that anything may have changed. Must run
        in the transaction that changes the content. Returns the new number.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("Call ContentRevision.advance() in the content's transaction.")
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.create(pk=1, number=1)
        number = cls.current()
        rows = [ContentChange(revision=number, project_id=pk, record="") for pk in project_ids]
        if record or not rows:
            rows.append(ContentChange(revision=number, record=record))
        ContentChange.objects.bulk_create(rows)
        return number


class ContentChange(models.Model):
    """What changed at a revision: a project, or a record that many share; without both, anything.

    `record` is the name of its model. The projects whose search text it changed have rows of their
    own.
    """

    revision = models.PositiveBigIntegerField(db_index=True)
    project_id = models.BigIntegerField(null=True)
    # A process of the version before, in the middle of an upgrade, does not write it
    record = models.CharField(max_length=40, blank=True, db_default="")

    class Meta:
        verbose_name = "content change"

    def __str__(self):
        return f"{self.revision}: {self.project_id or self.record or 'anything'}"
