"""Who asks, when proxies stand between: headers are believed from configured proxies only."""

import ipaddress

from django.conf import settings


def trusted_proxies(get_response):
    """Believe forwarded headers from a configured proxy, and from nobody else.

    Afterwards `REMOTE_ADDR` is the last address that no trusted proxy stands behind, and
    `X-Forwarded-Proto` is there only when a trusted proxy set it. WSGI cannot tell that name from
    `X_Forwarded_Proto`: the proxy must drop names with an underscore, as nginx does unasked.
    """

    def middleware(request):
        meta = request.META
        hops = meta.pop("HTTP_X_FORWARDED_FOR", "")
        proto = meta.pop("HTTP_X_FORWARDED_PROTO", "")
        # Addresses come from SITE_URL, and a port from there too
        for name in ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED"):
            meta.pop(name, None)
        if _is_trusted(meta.get("REMOTE_ADDR", "")):
            meta["REMOTE_ADDR"] = _client(meta["REMOTE_ADDR"], hops)
            # The last word is the nearest proxy's own; a client may have sent the others
            meta["HTTP_X_FORWARDED_PROTO"] = proto.rsplit(",", 1)[-1].strip().lower()
        return get_response(request)

    return middleware


def _is_trusted(address):
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip  # so a socket for both kinds names IPv4
    return any(ip in network for network in settings.TRUSTED_PROXIES)


def _client(peer, hops):
    """Walk the hops from the nearest, past trusted ones; what is no address ends the walk."""
    client = peer
    for hop in reversed([hop.strip() for hop in hops.split(",") if hop.strip()]):
        try:
            client = str(ipaddress.ip_address(hop))
        except ValueError:
            break
        if not _is_trusted(client):
            break
    return client
