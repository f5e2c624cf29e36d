"""Why a backup was not made or not put back."""


class BackupRefused(Exception):
    """Nothing was changed; the text is a Swedish sentence for whoever ran the command."""
