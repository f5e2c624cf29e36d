"""What is asked of the cases: above all, which of them the public may see."""

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone


class ProjectQuerySet(models.QuerySet):
    def published(self):
        """Return what the public may see; every public door starts here.

        A working copy of a published project (`revision_of`) is never public, whatever its
        status says.
        """
        return self.filter(status=self.model.Status.PUBLISHED, revision_of__isnull=True)

    def originals(self):
        """Return all projects without the working copies of published ones."""
        return self.filter(revision_of__isnull=True)

    def for_cards(self):
        """Return projects with what a card in a list shows, in a fixed number of queries."""
        return self.defer(*self.model.STORY_FIELDS).prefetch_related(
            "municipalities", "factors__factor"
        )

    def with_latest_version(self):
        """Annotate `version_number` and `version_at`: the latest version and when it came."""
        latest = apps.get_model("cases", "ProjectVersion").objects.filter(project=OuterRef("pk"))
        latest = latest.order_by("-number")
        return self.annotate(
            version_number=Subquery(latest.values("number")[:1]),
            version_at=Subquery(latest.values("published_at")[:1]),
        )

    def review_due(self, on=None):
        """Return the published cases whose day to be looked over has come, `on` a date or today."""
        return self.published().filter(review_due__lte=on or timezone.localdate())

    def newest_first(self):
        return self.order_by("-published_at", "-id")
