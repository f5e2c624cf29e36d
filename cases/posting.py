"""Letters that nobody waits for: sent beside the answer, and a fault is written in the log."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from smtplib import SMTPException

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)

# One line: letters leave in the order they were written, and a slow mail server holds one thread
_line = ThreadPoolExecutor(max_workers=1, thread_name_prefix="posting")


def post(letter: EmailMessage) -> Future[None]:
    """Send `letter` in a thread, after those before it; the answer tells when it is done.

    Where an answer must not tell whether there is an account, neither its time nor a fault in the
    mail server may tell it either.
    """
    return _line.submit(_send, letter)


def wait_for_all() -> None:
    """Return when every letter posted so far has been sent or given up."""
    _line.submit(int).result()


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.exception("a letter could not be sent")
