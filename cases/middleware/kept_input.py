"""A form that was sent and not saved is kept, whatever stopped it.

The session had ended, the token was old, the record is gone or published, the bank failed: the
answer is the same as ever, and the text waits for its writer.
"""

import logging

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import UnreadablePostError

from cases import open_forms, page_texts

logger = logging.getLogger(__name__)


def kept_input(get_response):
    """Stands outside everything that may refuse a form. A save says so in `request.saved_form`."""

    def middleware(request):
        response = get_response(request)
        if request.method == "POST" and request.path.startswith("/admin/"):
            _keep_unless_saved(request)
        return response

    return middleware


def _keep_unless_saved(request):
    if getattr(request, "saved_form", False):
        return
    try:
        token = request.POST.get(open_forms.TOKEN_FIELD)
        if not token:
            return
        writing = open_forms.read_token(token)
        if writing is not None and writing.model in page_texts.PLACES:
            page_texts.keep(writing, request.POST)
        elif writing is not None:
            open_forms.keep(writing, open_forms.text_of(request.POST), again=True)
    except (open_forms.TooLong, SuspiciousOperation, UnreadablePostError) as fault:
        logger.warning("A form could not be kept: %r", fault)
    except DatabaseError:
        logger.exception("A form that was not saved could not be kept either.")
