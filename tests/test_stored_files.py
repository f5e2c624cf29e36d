"""Under a stored file's name there is a whole file, or none."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class FullDisk(ContentFile):
    """Comes to an end in the middle, as a disk without room does."""

    def chunks(self, chunk_size=None):
        yield b"half of "
        raise OSError(errno.ENOSPC, "No space left on device")


def files(folder):
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def test_a_file_that_could_not_be_written_leaves_nothing(settings):
    with pytest.raises(OSError, match="No space"):
        default_storage.save("fall/bild.png", FullDisk(b"half of it"))
    assert files(settings.MEDIA_ROOT) == []


def test_a_file_is_its_owners_alone_and_two_of_one_name_are_two(settings):
    first = default_storage.save("fall/bild.png", ContentFile(b"ett"))
    second = default_storage.save("fall/bild.png", ContentFile("två".encode()))
    assert first == "fall/bild.png"
    assert sorted(files(settings.MEDIA_ROOT)) == sorted([first, second])
    with default_storage.open(second) as file:
        assert file.read().decode() == "två"
    path = settings.MEDIA_ROOT / first
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
