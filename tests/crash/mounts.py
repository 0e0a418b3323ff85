"""A small file system of its own, to fill up and to forbid writing to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


def _mount(*arguments: object) -> None:
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        pytest.fail(
            f"a file system in memory cannot be mounted here: {done.stderr.strip()}. These tests need root, or a container "
            "that may mount (SYS_ADMIN); leave them out with `-m 'not mounts'`"
        )


def mount_memory(folder: Path, kilobytes: int) -> None:
    """Mount an empty file system of this size."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder)


def remount(folder: Path, options: str) -> None:
    """Change a mounted file system: `size=64m`, `ro`, `rw`."""
    _mount("-o", f"remount,{options}", folder)


def unmount(folder: Path) -> None:
    """Take a file system away."""
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
