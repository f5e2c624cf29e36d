"""Why a backup was not made or not put back."""

import errno

REASONS = {
    errno.EACCES: "behörighet saknas",
    errno.EDQUOT: "det utrymme som kontot får använda är slut",
    errno.EISDIR: "det är en mapp",
    errno.ENOENT: "filen eller mappen finns inte",
    errno.ENOSPC: "disken är full",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "filsystemet går inte att skriva på",
}


class BackupRefused(Exception):
    """Nothing was changed; the text is a Swedish sentence for whoever ran the command."""


def why(error):
    """Return in Swedish why the system refused a file; `error` is an `OSError`."""
    return REASONS.get(error.errno, error.strerror or str(error))
