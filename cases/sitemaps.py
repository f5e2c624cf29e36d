"""Every address that search engines should know, in one file. Only what readers can see."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Q
from django.urls import reverse

from cases.models import (
    County,
    Municipality,
    Programme,
    Project,
    ResearchProject,
    ResearchTheory,
    Source,
    SuccessFactor,
    Theme,
)

PAGES = [
    "home",
    "project-list",
    "factor-list",
    "theory-list",
    "theme-list",
    "research-list",
    "programme-list",
    "source-list",
    "municipality-list",
    "about",
    "cookies",
    "privacy",
    "accessibility",
]


class SiteSitemap(Sitemap):
    """A sitemap whose addresses come from SITE_URL, whatever the Host header says."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(SiteSitemap):
    """Start, lists and pages about the bank."""

    def items(self):
        return PAGES

    def location(self, item):
        return reverse(item)


class ProjectSitemap(SiteSitemap):
    """The published cases."""

    def items(self):
        return list(Project.objects.published().only("slug", "updated_at").order_by("id"))

    def lastmod(self, item):
        return item.updated_at


class RecordSitemap(SiteSitemap):
    """Records that have a page each; a list, so that counting them takes no further query."""

    def __init__(self, queryset):
        self.queryset = queryset

    def items(self):
        return list(self.queryset.all())


def _municipalities():
    """Sweden's, and those places abroad that a reader can come to from a case."""
    published = Project.objects.published()
    return Municipality.objects.filter(
        Q(pk__in=Municipality.objects.in_sweden()) | Q(projects__in=published)
    ).distinct()


def _sources():
    """Qualified sources, and those that a published case cites."""
    published = Project.objects.published()
    cited = Q(citations__project__in=published)
    return Source.objects.filter(Q(in_library=True) | cited).distinct()


SITEMAPS = {
    "sidor": PageSitemap,
    "fall": ProjectSitemap,
    "faktorer": RecordSitemap(SuccessFactor.objects.only("slug")),
    "teorier": RecordSitemap(ResearchTheory.objects.only("code", "sort_key")),
    "teman": RecordSitemap(Theme.objects.only("code", "position", "sort_key")),
    "forskning": RecordSitemap(ResearchProject.objects.all()),
    "program": RecordSitemap(Programme.objects.all()),
    "kallor": RecordSitemap(_sources().only("slug", "sort_key")),
    "kommuner": RecordSitemap(_municipalities().only("slug", "sort_key")),
    "lan": RecordSitemap(County.objects.only("slug", "sort_key")),
}
