"""The root of all addresses: the public ones are in `cases.urls`."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # Before the admin: its own sign-in must not be a way around ours
    path("admin/", include("cases.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("cases.urls")),
]

handler400 = "cases.views.errors.bad_request"
handler403 = "cases.views.errors.permission_denied"
handler404 = "cases.views.errors.page_not_found"
# django-allauth asks for it where its own limits are reached
handler429 = "cases.views.errors.too_many_requests"
handler500 = "cases.views.errors.server_error"
