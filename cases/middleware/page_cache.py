"""Whole pages, compressed, kept in the process until the content changes.

A page is remembered under the content revision, its full address and the language, for readers
who are not signed in. The revision is read from the database at each request, so what is
unpublished is gone everywhere in the next request. A page that must not be remembered says so
with Cache-Control (`never_cache`); only whole HTML pages are remembered at all.
"""

import gzip
import hashlib
import logging
import threading
from collections import OrderedDict
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from cases import workflow
from cases.models import ContentRevision

logger = logging.getLogger(__name__)
COMPRESSION = 2  # 4 takes twice as long for 7 % fewer bytes
LONGEST_ADDRESS = 2000
# Answers that depend on more than the content; a health check must not even ask the database.
NEVER_REMEMBERED = ("/admin/", "/healthz", "/readyz", "/media/", "/tillganglighet/meddelande/")
KEPT_HEADERS = (
    "Content-Type",
    "Content-Security-Policy",
    "HX-Push-Url",
    "Vary",
    "Content-Language",
)


class Page(NamedTuple):
    """A remembered page: compressed body, strong ETag, and the headers that are its own."""

    body: bytes
    etag: str
    headers: dict


class PageCache:
    """Pages by key, the least recently read forgotten first, at most `most_bytes` of bodies."""

    def __init__(self, most_bytes):
        self.most_bytes = most_bytes
        self.pages = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()

    def get(self, key):
        """Return the page, or None."""
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key, page):
        """Remember a page; forget the oldest until there is room."""
        if len(page.body) > self.most_bytes // 10:
            return
        with self.lock:
            replaced = self.pages.pop(key, None)
            self.bytes += len(page.body) - (len(replaced.body) if replaced else 0)
            self.pages[key] = page
            while self.bytes > self.most_bytes:
                _key, oldest = self.pages.popitem(last=False)
                self.bytes -= len(oldest.body)

    def clear(self):
        """Forget everything."""
        with self.lock:
            self.pages.clear()
            self.bytes = 0


pages = PageCache(settings.PAGE_CACHE_BYTES)


def answers_from_memory(get_response):
    """Answer from memory where that is safe, before anything is done for the view's sake."""

    def middleware(request):
        if not _is_reading(request):
            return get_response(request)
        request.get_host()  # a wrong Host is refused here too
        # Views may take the number from here instead of reading it again
        request.content_revision = revision_after_due_publications()
        if not _may_be_remembered(request):
            return get_response(request)
        request.page_key = (request.content_revision, get_language(), request.get_full_path())
        page = pages.get(request.page_key)
        return get_response(request) if page is None else _answer(request, page)

    return middleware


def remembered_pages(get_response):
    """Remember what the view answered. Stands inside what compresses, which nobody could undo."""

    def middleware(request):
        response = get_response(request)
        key = getattr(request, "page_key", None)
        if key is None or not _is_worth_remembering(request, response):
            return response
        # If the content changed meanwhile, the page stands under a number nobody reads again.
        page = _page_of(response)
        pages.put(key, page)
        return _answer(request, page)

    return middleware


def revision_after_due_publications():
    """Return the revision number, once what was to be published by now has been.

    Nobody needs to press: the first reader after the moment does it. Whatever goes wrong then,
    readers get what there is.
    """
    number, moment = ContentRevision.current_and_next()
    if moment is None or moment > timezone.now():
        return number
    try:
        workflow.publish_due()
    except Exception:
        logger.exception("what is due could not be published; the next request tries again")
    return ContentRevision.current()


def _is_reading(request):
    return request.method in ("GET", "HEAD") and not request.path.startswith(NEVER_REMEMBERED)


def _may_be_remembered(request):
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _is_worth_remembering(request, response):
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response
        and "Content-Encoding" not in response
        and response.get("Content-Type", "").startswith("text/html")
    )


def _page_of(response):
    patch_vary_headers(response, ["Accept-Encoding"])
    etag = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return Page(gzip.compress(response.content, COMPRESSION, mtime=0), f'"{etag}"', headers)


def _answer(request, page):
    takes_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    # Two encodings of one page are two representations, and need two strong tags.
    etag = page.etag if takes_gzip else f'{page.etag[:-1]}-r"'
    if request.META.get("HTTP_IF_NONE_MATCH") == etag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(page.body if takes_gzip else gzip.decompress(page.body))
        if takes_gzip:
            response["Content-Encoding"] = "gzip"
    for name, value in page.headers.items():
        response[name] = value
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=response)
