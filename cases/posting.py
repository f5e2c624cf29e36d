"""Letters that nobody waits for: sent beside the answer, and a fault is written in the log."""

import logging
from smtplib import SMTPException
from threading import Thread

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)

POSTING = "posting"  # the name of a thread that has a letter to send


def post(letter: EmailMessage) -> Thread:
    """Send `letter` in a thread of its own, which is returned.

    Where an answer must not tell whether there is an account, neither its time nor a fault in the
    mail server may tell it either.
    """
    thread = Thread(target=_send, args=[letter], name=POSTING)
    thread.start()
    return thread


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.exception("a letter could not be sent")
