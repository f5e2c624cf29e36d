"""Slow down whoever guesses passwords and codes, and never lock a curator out for good.

An attempt takes its slots before the password is looked at, and gives them back when it was right:
only wrong ones count, also when many are made at once. From a device that the account has signed
in on before, only that device's own attempts count, whatever others do. From elsewhere, attempts
count for the address, for the account at that address, and for the account from everywhere; when
the last is full, each new address still has one attempt an hour. So the right password works at
once from a known device or from an address that has not guessed, and every limit ends by itself.
"""

import ipaddress
import logging
import time
from datetime import timedelta

from allauth.core.exceptions import ImmediateHttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.accounts import devices
from cases.accounts.limits import Limit, give_back

logger = logging.getLogger(__name__)

MINUTE = 60
HOUR = 60 * MINUTE
# Many may sit behind one address in a town hall
ADDRESS = Limit("address", 30, 15 * MINUTE)
ACCOUNT_AT_ADDRESS = Limit("account-at-address", 5, 5 * MINUTE)
ACCOUNT = Limit("account", 20, HOUR)
STRANGER = Limit("stranger", 1, HOUR)
DEVICE = Limit("device", 10, 15 * MINUTE)


class Attempt:
    """The slots that an attempt holds until it has succeeded."""

    def __init__(self, request, login, *, kind="password"):
        """Take the slots, or answer 429. `kind` says what is guessed, `login` whose."""
        self.request = request
        self.slots = []
        account = f"{kind}\0{login.casefold()}"
        if device := devices.known(request, login):
            self._take((DEVICE, f"{kind}\0{device}"))
            return
        address = network(request.META.get("REMOTE_ADDR", ""))
        self._take((ADDRESS, address))
        self._take((ACCOUNT_AT_ADDRESS, f"{account}\0{address}"))
        self._take((ACCOUNT, account), (STRANGER, f"{account}\0{address}"))

    def _take(self, *choices):
        """Take a slot of the first of the limits that has one; each choice is a limit and whose."""
        for limit, who in choices:
            if slot := limit.take(who):
                self.slots.append(slot)
                return
        limit, who = choices[-1]
        # Neither whose account nor which: the log is read by more than the curators
        logger.warning("Too many attempts to sign in: the limit %s is reached.", limit.name)
        give_back(self.slots)
        raise ImmediateHttpResponse(too_many(self.request, limit.opens_at(who)))

    def succeeded(self):
        """The password or the code was right: the attempt counts for nothing."""
        give_back(self.slots)


def network(address):
    """The address, or for IPv6 the /64 that one subscriber has."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    ip = getattr(ip, "ipv4_mapped", None) or ip  # or all of IPv4 would be one /64
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def too_many(request, opens_at):
    """429 with when to try again. Says the same whether there is such an account or not."""
    seconds = max(1, round(opens_at - time.time()))
    context = {
        "minutes": max(1, round(seconds / MINUTE)),
        "opens_at": timezone.localtime() + timedelta(seconds=seconds),
    }
    response = render(request, "account/too_many.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
