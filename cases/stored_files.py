"""Files that curators upload: under their name there is a whole file, or none.

Django writes a file where it is to lie; a full disk or a killed process leaves half of it there.
"""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage

# What begins with a dot is no picture: backups leave it out
HALF = ".halva"


class WholeFiles(FileSystemStorage):
    """Writes beside, on the same disk, and gives the file its name when all of it is written."""

    def _save(self, name, content):
        half = self.path(f"{HALF}/{Path(name).name}")
        try:
            half = self.path(super()._save(f"{HALF}/{Path(name).name}", content))
            with open(half, "rb") as written:
                os.fsync(written.fileno())
            name = self.get_available_name(name)
            self._make_folder(Path(self.path(name)).parent)
            os.rename(half, self.path(name))
        except OSError:
            Path(half).unlink(missing_ok=True)
            raise
        return name

    def _make_folder(self, folder):
        if not folder.exists():
            self._make_folder(folder.parent)
            folder.mkdir(mode=self.directory_permissions_mode or 0o777, exist_ok=True)
