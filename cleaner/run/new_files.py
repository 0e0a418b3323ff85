"""New files in a folder that may hold anything: nothing in it is replaced, and no link leads out of it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO

from ..errors import RunError


class NameTakenError(Exception):
    """A name that a file of this object has. `kind_differs`: one is a file where the other needs a folder."""

    def __init__(self, kind_differs: bool):
        self.kind_differs = kind_differs
        super().__init__()


class NewFiles:
    """
    Creates files below a folder, and folders for them. Each step is taken from the folder before it and follows no link, so
    whatever somebody puts there meanwhile, everything lands inside.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.files: set[tuple[str, ...]] = set()
        self.folders: set[tuple[str, ...]] = set()

    def create(self, parts: list[str]) -> IO[bytes]:
        """
        A new file, open for writing. `parts` are the names on the way to it.

        Raises NameTakenError if the place is taken by what this object made, RunError if by anything else, or if a link is on the
        way, and OSError if the file cannot be created.
        """
        path = tuple(parts)
        ways = [path[:length] for length in range(1, len(path))]
        if path in self.files:
            raise NameTakenError(kind_differs=False)
        if path in self.folders or any(way in self.files for way in ways):
            raise NameTakenError(kind_differs=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for way in ways:
                descriptor = self._enter(descriptor, way)
            file = self._open(descriptor, path)
        finally:
            os.close(descriptor)
        self.files.add(path)
        self.folders.update(ways)
        return file

    def _enter(self, parent: int, way: tuple[str, ...]) -> int:
        """The descriptor of a folder inside another, which is created if need be; the parent's is closed."""
        try:
            os.mkdir(way[-1], dir_fd=parent)
        except FileExistsError:
            pass
        except OSError as error:
            raise self._named(error, way) from error
        try:
            entered = os.open(way[-1], os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
        except OSError as error:
            self._refuse_other(parent, way)
            raise self._named(error, way) from error
        os.close(parent)
        return entered

    def _open(self, parent: int, path: tuple[str, ...]) -> IO[bytes]:
        try:
            return os.fdopen(os.open(path[-1], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=parent), "wb")
        except FileExistsError:
            self._refuse_other(parent, path)
            raise RunError(f"{self._path(path)} exists already; name a new or empty folder with --to") from None
        except OSError as error:
            raise self._named(error, path) from error

    def _refuse_other(self, parent: int, path: tuple[str, ...]) -> None:
        """Raise RunError if a link, or a file where a folder must be, is in the way."""
        found = os.stat(path[-1], dir_fd=parent, follow_symlinks=False)
        if stat.S_ISLNK(found.st_mode):
            raise RunError(f"{self._path(path)} is a link, which is not followed; name a new or empty folder with --to")
        if not stat.S_ISDIR(found.st_mode):
            raise RunError(f"{self._path(path)} exists already; name a new or empty folder with --to")

    def _named(self, error: OSError, path: tuple[str, ...]) -> OSError:
        """The error with the whole path: the system only knows the last name."""
        number = error.errno or errno.EIO
        return OSError(number, os.strerror(number), str(self._path(path)))

    def _path(self, path: tuple[str, ...]) -> Path:
        return self.folder.joinpath(*path)
