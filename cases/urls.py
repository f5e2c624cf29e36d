"""Every public address, in one table."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from cases.sitemaps import SITEMAPS
from cases.views import accessibility, health, home, pages, project_pages, projects

urlpatterns = [
    path("", home.home, name="home"),
    path("fall/", projects.project_list, name="project-list"),
    path("fall/<slug:slug>/", project_pages.project_detail, name="project-detail"),
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
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path(".well-known/security.txt", pages.security_txt, name="security-txt"),
    path("healthz", health.health, name="health"),
    path("readyz", health.ready, name="ready"),
]
