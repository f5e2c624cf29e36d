"""What holds for every request and every response, whoever answers it."""

from .curators import curators_session, session_cookie_stays
from .headers import response_headers
from .kept_input import kept_input
from .methods import wrong_method_in_words
from .page_cache import answers_from_memory, remembered_pages
from .policy import ContentSecurityPolicy
from .proxies import trusted_proxies

__all__ = [
    "ContentSecurityPolicy",
    "answers_from_memory",
    "curators_session",
    "kept_input",
    "remembered_pages",
    "response_headers",
    "session_cookie_stays",
    "trusted_proxies",
    "wrong_method_in_words",
]
