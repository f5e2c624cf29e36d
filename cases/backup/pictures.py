"""The pictures of the bank as files: list them, lay new ones out, and take those away."""

import os
import shutil
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils import timezone

from .archive import picture_member
from .refusals import BackupRefused


def names():
    """Return the names of all files, as the database has them: `fall/3f2a….jpg`."""
    root = Path(settings.MEDIA_ROOT)
    found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    # What begins with a dot is this module's own
    return sorted(name for name in found if not name.startswith("."))


def path_of(name):
    """Return where a file lies."""
    return Path(settings.MEDIA_ROOT) / name


def make_folder(path):
    """Make a folder for its owner alone, and those above it that are missing."""
    if not path.exists():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def refuse_unsafe(found):
    """Refuse names that would be written anywhere but among the pictures."""
    for name in found:
        path = PurePosixPath(name)
        odd = path.is_absolute() or "\\" in name or "\0" in name or path.as_posix() != name
        if odd or ".." in path.parts or not name or name.startswith("."):
            raise BackupRefused(f"Kopian har en bild med ett namn som inte går: {name!r}.")


class Replacement:
    """Pictures from a backup: unpacked beside the old, moved in, and moved out again if need be.

    Nothing that was there is deleted: it is moved to `self.aside`.
    """

    def __init__(self, archive, found):
        self.archive, self.names = archive, found
        self.root = Path(settings.MEDIA_ROOT)
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        # Among the pictures, where a file can be renamed to its place
        self.staged = self.root / f".inlasning-{stamp}-{os.getpid()}"
        self.aside = self.root / f".ersatta-{stamp}-{os.getpid()}"
        self.moves = []

    def unpack(self):
        """Lay the files out beside the old ones, whole and on the disk."""
        for name in self.names:
            target = self.staged / name
            make_folder(target.parent)
            with open(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                for piece in self.archive.pieces(picture_member(name)):
                    file.write(piece)
        os.sync()

    def put_in_place(self):
        """Give each file its name; a file with that name and other content is moved aside."""
        for name in self.names:
            target = self.root / name
            if target.exists():
                if self._same(name, target):
                    continue
                self._move(target, self.aside / name)
            self._move(self.staged / name, target)

    def take_back(self):
        """Undo `put_in_place`."""
        for origin, target in reversed(self.moves):
            target.replace(origin)
        self.moves.clear()

    def move_the_rest_aside(self):
        """Take away what the backup does not have. Returns how many files lie aside now."""
        for name in set(names()) - set(self.names):
            self._move(self.root / name, self.aside / name)
        return sum(path.is_file() for path in self.aside.rglob("*")) if self.aside.exists() else 0

    def clean_up(self):
        shutil.rmtree(self.staged, ignore_errors=True)

    def _same(self, name, path):
        expected = self.archive.manifest["members"][picture_member(name)]["sha256"]
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == expected

    def _move(self, origin, target):
        make_folder(target.parent)
        origin.replace(target)
        self.moves.append((origin, target))
