"""Every public address, in one table."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from cases.sitemaps import SITEMAPS
from cases.views import (
    accessibility,
    factors,
    health,
    home,
    images,
    pages,
    places,
    previews,
    programmes,
    project_pages,
    project_references,
    project_versions,
    projects,
    research,
    search,
    sources,
    themes,
    theories,
)
from cases.views.methods import read_only

urlpatterns = [
    path("", home.home, name="home"),
    path("fall/", projects.project_list, name="project-list"),
    path("fall/<slug:slug>/", project_pages.project_detail, name="project-detail"),
    path("fall/<slug:slug>/versioner/", project_versions.version_list, name="project-versions"),
    path(
        "fall/<slug:slug>/versioner/jamfor/",
        project_versions.version_comparison,
        name="project-comparison",
    ),
    path(
        "fall/<slug:slug>/v<int:number>/",
        project_versions.version_detail,
        name="project-version",
    ),
    path(
        "fall/<slug:slug>/v<int:number>/citera.<slug:kind>",
        project_references.version_reference,
        name="project-reference",
    ),
    path("fall/<int:pk>/forhandsvisning/", previews.project_preview, name="project-preview"),
    path("media/<path:name>", images.project_image, name="project-image"),
    path("kommuner/", places.municipality_list, name="municipality-list"),
    path("kommuner/<slug:slug>/", places.municipality_detail, name="municipality-detail"),
    path("lan/<slug:slug>/", places.county_detail, name="county-detail"),
    path("faktorer/", factors.factor_list, name="factor-list"),
    path("faktorer/<slug:slug>/", factors.factor_detail, name="factor-detail"),
    path("teorier/", theories.theory_list, name="theory-list"),
    path("teorier/<slug:code>/", theories.theory_detail, name="theory-detail"),
    path("teman/", themes.theme_list, name="theme-list"),
    path("teman/<slug:slug>/", themes.theme_detail, name="theme-detail"),
    path("forskning/", research.research_list, name="research-list"),
    path("forskning/<slug:slug>/", research.research_detail, name="research-detail"),
    path("program/", programmes.programme_list, name="programme-list"),
    path("program/<slug:slug>/", programmes.programme_detail, name="programme-detail"),
    path("kallor/", sources.source_list, name="source-list"),
    path("kallor/<slug:slug>/", sources.source_detail, name="source-detail"),
    path("sok/", search.search, name="search"),
    path("forslag/", search.suggestions, name="suggestions"),
    path("om/", pages.about, name="about"),
    path("om/kakor/", pages.cookies, name="cookies"),
    path("om/integritet/", pages.privacy, name="privacy"),
    path("tillganglighet/", accessibility.accessibility, name="accessibility"),
    path("tillganglighet/meddelande/", accessibility.message, name="accessibility-message"),
    path(
        "tillganglighet/meddelande/tack/",
        accessibility.message_sent,
        name="accessibility-message-sent",
    ),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", read_only(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path(".well-known/security.txt", pages.security_txt, name="security-txt"),
    path("healthz", health.health, name="health"),
    path("readyz", health.ready, name="ready"),
]
