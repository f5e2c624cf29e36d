"""Why the system refused a file or an address. Plain: the settings use it while they are read."""

import errno

REASONS = {
    errno.EACCES: "behörighet saknas",
    errno.EADDRINUSE: "adressen används redan",
    errno.EADDRNOTAVAIL: "adressen finns inte på den här datorn",
    errno.EDQUOT: "det utrymme som kontot får använda är slut",
    errno.EISDIR: "det är en mapp",
    errno.ENOENT: "filen eller mappen finns inte",
    errno.ENOSPC: "disken är full",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "filsystemet går inte att skriva på",
}


def why(error: OSError) -> str:
    """Return in Swedish why the system refused a file or an address; `error` is an `OSError`."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))
