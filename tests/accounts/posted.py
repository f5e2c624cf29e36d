"""The letters that have been sent, when none is on its way."""

from django.core import mail

from cases import posting


def posted():
    posting.wait_for_all()
    return mail.outbox
