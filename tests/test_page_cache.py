"""Pages kept in memory: as fresh as the database, and only for readers."""

import gzip

import pytest
from django.contrib.auth import get_user_model

from cases import workflow
from cases.middleware.page_cache import Page, PageCache, pages
from cases.models import SearchMiss
from tests import factories

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip"}


@pytest.fixture(autouse=True)
def remembering(fresh_index, settings):
    """These tests remember pages, as a bank in use does."""
    pages.most_bytes = settings.PAGE_CACHE_BYTES


def test_the_second_reader_costs_one_query(client, django_assert_num_queries):
    factories.published_project()
    first = client.get("/fall/")
    with django_assert_num_queries(1):
        second = client.get("/fall/")
    assert second.content == first.content


def test_a_browser_that_takes_gzip_is_answered_from_memory_too(client, django_assert_num_queries):
    factories.published_project()
    first = client.get("/fall/", headers=GZIP)
    with django_assert_num_queries(1):
        second = client.get("/fall/", headers=GZIP)
    assert gzip.decompress(second.content) == gzip.decompress(first.content)


def test_a_change_is_seen_in_the_next_request(client):
    case = factories.published_project("Skolan i byn")
    assert "Skolan i byn" in client.get("/fall/").text
    workflow.unpublish(project=case, by=None, why="Fel.")
    assert "Skolan i byn" not in client.get("/fall/").text


def test_a_page_that_has_not_changed_is_answered_304_without_a_body(client):
    factories.published_project()
    etag = client.get("/fall/", headers=GZIP)["ETag"]
    again = client.get("/fall/", headers={**GZIP, "if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    workflow.content_changed()
    factories.published_project()
    assert client.get("/fall/", headers={**GZIP, "if-none-match": etag}).status_code == 200


def test_who_takes_gzip_gets_it_and_who_does_not_gets_plain_text(client):
    factories.published_project()
    packed, plain = client.get("/fall/", headers=GZIP), client.get("/fall/")
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"


def test_head_answers_as_get_without_a_body(client):
    factories.published_project()
    got, head = client.get("/fall/"), client.head("/fall/")
    assert head.content == b""
    assert head["ETag"] == got["ETag"]


def test_what_a_curator_sees_is_never_remembered(client):
    factories.published_project()
    user = get_user_model().objects.create_user("kim", password="ett-langt-losenord")
    client.force_login(user)
    client.get("/fall/")
    assert not pages.pages


def test_errors_and_forms_are_not_remembered(client):
    client.get("/finns-inte/")
    client.get("/tillganglighet/meddelande/")
    client.get("/healthz")
    assert not pages.pages


def test_the_cache_forgets_the_least_read_page_when_it_is_full():
    cache = PageCache(most_bytes=100)
    for name in "abcdefghij":
        cache.put(name, Page(b"x" * 10, '"1"', {}))
    cache.get("a")
    cache.put("k", Page(b"x" * 10, '"1"', {}))
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.bytes == 100


def test_a_page_that_would_fill_the_cache_alone_is_left_out():
    cache = PageCache(most_bytes=100)
    cache.put("a", Page(b"x" * 11, '"1"', {}))
    assert cache.get("a") is None


def test_a_search_without_a_hit_is_counted_each_time_it_is_asked(client):
    factories.published_project()
    for _time in range(3):
        client.get("/fall/?q=xylofonqvist", headers=GZIP)
    assert list(SearchMiss.objects.values_list("count", flat=True)) == [3]


def test_a_page_from_memory_carries_the_headers_of_the_first(client):
    factories.published_project()
    first, second = (client.get("/fall/", headers=GZIP) for _time in range(2))
    assert dict(second.headers) == dict(first.headers)
    assert second.headers["Vary"] == "Accept-Encoding"


def test_a_page_from_memory_lets_the_browser_load_no_more_than_the_first(client):
    factories.published_project()
    first = client.get("/fall/")
    again = client.get("/fall/")
    unchanged = client.get("/fall/", headers={"if-none-match": first["ETag"]})
    assert unchanged.status_code == 304
    assert "default-src 'none'" in first["Content-Security-Policy"]
    policies = {page["Content-Security-Policy"] for page in (first, again, unchanged)}
    assert len(policies) == 1
