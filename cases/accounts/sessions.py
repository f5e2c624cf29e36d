"""How long a sign-in lasts: it ends when nothing has happened for a while, and after a working day.

`UserSession` of django-allauth keeps, for each sign-in, since when, when last and from where. What
only the browser does by itself, such as asking whether the session lasts, says so in a header and
does not count as something that happened.
"""

from datetime import timedelta
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

# What a request that no person made says, so that it does not keep a session alive
BACKGROUND = "X-Background"
# Writing down each click would be a write for each page
PRECISION = timedelta(minutes=1)


class Rest(NamedTuple):
    """What is left of a session, in seconds: until it ends unused, and until it ends anyhow."""

    idle: int
    absolute: int

    @property
    def seconds(self):
        return min(self.idle, self.absolute)


def address(request):
    """The address of whoever asks, in a form that the database takes."""
    return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 – a socket has no address


def current(request):
    """The sign-in that a request belongs to, written down the first time it is seen.

    None when it is over: another request may have ended it since this one read its user.
    """
    key = request.session.session_key
    found = UserSession.objects.filter(session_key=key).first()
    if found is None:
        if not request.session.exists(key):
            return None
        UserSession.objects.create_from_request(request)
        found = UserSession.objects.get(session_key=key)
    return found


def rest_of(session):
    """What is left of a sign-in."""
    now = timezone.now()
    idle = session.last_seen_at + timedelta(minutes=settings.SESSION_IDLE_MINUTES) - now
    absolute = session.created_at + timedelta(hours=settings.SESSION_HOURS) - now
    return Rest(int(idle.total_seconds()), int(absolute.total_seconds()))


def touch(request, session):
    """Something happened: the time until the session ends unused begins anew."""
    now = timezone.now()
    if now - session.last_seen_at >= PRECISION:
        session.last_seen_at, session.ip = now, address(request)
        # One statement: another tab may end the session meanwhile, and an ended one stays ended
        UserSession.objects.filter(pk=session.pk).update(last_seen_at=now, ip=session.ip)


def is_background(request):
    return BACKGROUND in request.headers


def end_all(user, *, but=None):
    """Sign a user out on every device, save the session with the key `but`."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()


def forget_ended():
    """Take away what is known of sign-ins that are over, addresses and all."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
