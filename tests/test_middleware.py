"""Headers on every response, no cookies for readers, forwarded headers from proxies only."""

import ipaddress

import pytest
from django.test import Client
from django.urls import URLPattern

from cases.urls import urlpatterns
from tests import factories
from tests.done_with import done_with

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Every kind of answer: a page, a redirect, static files, errors
ANSWERS = {
    "/healthz": 200,
    "/admin/login/": 200,
    "/admin/": 302,
    "/static/css/base.css": 200,
    "/static/img/favicon.svg": 200,
    "/static/finns-inte.css": 404,
    "/finns-inte/": 404,
    "/%ff": 404,
    "/fails/": 500,
}
# Addresses that need nothing filled in
PAGES = [
    "/" + str(entry.pattern)
    for entry in urlpatterns
    if isinstance(entry, URLPattern) and "<" not in str(entry.pattern)
]


class Reader(Client):
    """A browser that is done with each response, files too."""

    def request(self, **environ):
        response = super().request(**environ)
        done_with(response)
        return response


@pytest.fixture
def client(settings, db):
    settings.ROOT_URLCONF = "tests.failing_urls"
    return Reader(raise_request_exception=False)


@pytest.fixture
def production(settings):
    """The settings that https brings; TLS ends at a proxy on this machine."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("127.0.0.1/32")]


def assert_headers(response):
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "camera=()" in response.headers["Permissions-Policy"]
    parts = response.headers["Content-Security-Policy"].split("; ")
    assert dict(part.split(" ", 1) for part in parts) == POLICY


@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
def test_every_kind_of_response_carries_the_headers(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert_headers(response)


def test_a_refused_host_a_refused_method_and_a_redirect_carry_the_headers(client, production):
    refused_host = client.get("/healthz", headers={"host": "evil.example"})
    refused_method = client.post("/healthz")
    redirect = client.get("/finns-inte/")
    assert [refused_host.status_code, refused_method.status_code] == [400, 405]
    assert (redirect.status_code, redirect.headers["Location"]) == (
        301,
        "https://testserver/finns-inte/",
    )
    for response in (refused_host, refused_method, redirect):
        assert_headers(response)


@pytest.mark.parametrize("address", ["/healthz", "/finns-inte/", "/static/css/base.css", "/fails/"])
def test_over_tls_the_browser_is_told_to_stay_there(client, production, address):
    response = client.get(address, headers={"x-forwarded-proto": "https"})
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("address", [*PAGES, "/finns-inte/", "/static/css/base.css"])
def test_no_page_sets_a_cookie_for_a_reader(client, address):
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/finns-inte/"])
def test_nothing_under_admin_is_stored(client, address):
    assert client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/fall/", "/om/", "/finns-inte/"])
def test_no_page_is_stored_for_whoever_is_signed_in(client, address):
    stored_for_readers = client.get(address).headers.get("Cache-Control")
    client.force_login(factories.curator())
    assert client.get(address).headers["Cache-Control"] == "no-store"
    assert stored_for_readers != "no-store"


def test_a_file_may_be_stored_by_whoever_is_signed_in(client):
    client.force_login(factories.curator())
    assert "no-store" not in client.get("/static/css/base.css").headers["Cache-Control"]


def test_a_static_file_is_open_to_no_other_site(client):
    assert "Access-Control-Allow-Origin" not in client.get("/static/css/base.css").headers


def test_a_stranger_cannot_claim_to_come_over_tls(client, production):
    forged = {"x-forwarded-proto": "https"}
    response = client.get("/finns-inte/", headers=forged, REMOTE_ADDR="192.0.2.7")
    assert response.status_code == 301


@pytest.mark.parametrize(("proto", "status"), [("https", 404), ("http", 301), ("https, http", 301)])
def test_a_trusted_proxy_tells_whether_tls_stood_in_front(client, production, proto, status):
    response = client.get("/finns-inte/", headers={"x-forwarded-proto": proto})
    assert response.status_code == status


@pytest.mark.parametrize(
    ("peer", "hops", "reader"),
    [
        ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
        # What the reader sent stands first and is not believed
        ("127.0.0.1", "10.9.9.9, 192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, 127.0.0.1", "192.0.2.7"),
        ("127.0.0.1", "<script>", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("192.0.2.7", "10.9.9.9", "192.0.2.7"),
    ],
)
def test_the_readers_address_is_the_last_hop_before_the_proxies(
    client, production, peer, hops, reader
):
    headers = {"x-forwarded-for": hops, "x-forwarded-proto": "https"}
    response = client.get("/finns-inte/", headers=headers, REMOTE_ADDR=peer)
    assert response.wsgi_request.META["REMOTE_ADDR"] == reader


def test_a_forwarded_host_is_never_used(client, production):
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    request = client.get("/finns-inte/", headers=headers).wsgi_request
    assert request.get_host().split(":")[0] == "testserver"


def test_a_page_travels_compressed_and_only_when_it_has_changed(client):
    first = client.get("/om/kakor/", headers={"accept-encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(
        "/om/kakor/", headers={"accept-encoding": "gzip", "if-none-match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert_headers(again)
