"""One request at a time through the whole middleware, without a server or a test client."""

import io

from django.core.handlers.wsgi import WSGIHandler

from cases.middleware import page_cache
from tests.bench.clocks import since, spent


class Server:
    """Answers addresses, and says what each cost this process and its database.

    The page cache is `remembering` or one with room for nothing, as each request asks.
    """

    def __init__(self):
        self.handler = WSGIHandler()
        self.remembering = page_cache.PageCache(32 * 1024 * 1024)
        self.forgetful = page_cache.PageCache(0)

    def get(self, address, *, remembered=False, etag=""):
        """Return (seconds of CPU, status, ETag) of one request."""
        page_cache.pages = self.remembering if remembered else self.forgetful
        environ, answer = _environ(address, etag), {}

        def start_response(status, headers, exc_info=None):
            answer.update(status=int(status[:3]), etag=dict(headers).get("ETag", ""))

        begun = spent()
        response = self.handler(environ, start_response)
        for _part in response:
            pass
        response.close()
        return since(begun), answer["status"], answer["etag"]


def _environ(address, etag):
    path, _question, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "HTTP_ACCEPT_LANGUAGE": "sv",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return environ | ({"HTTP_IF_NONE_MATCH": etag} if etag else {})
