"""
Who may write into a folder of results: one run at a time, also over network file systems, which lack locks.

A lease is a file `lease-N` that names its holder. Whoever wants the folder makes `lease-N+1` with a hard link, which only
one process can; the highest number holds the folder. It is dead when its process is (on this host), or when the file was
not touched for a minute (on another). A process that lost its lease finds out before it renames anything.
"""

from __future__ import annotations

import errno
import json
import math
import os
import platform
import secrets
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..errors import RunError

SECONDS_BETWEEN_BEATS = 5.0
"""How often a holder touches its lease. Never varied."""

DEAD_AFTER_SECONDS = 60.0
"""How long a lease of another host may stay untouched. Twelve beats: a busy file server misses one or two."""

NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
"""What file systems without hard links say: exFAT, and some that show a cloud as folders."""


class Holder(msgspec.Struct, frozen=True):
    """
    A process: the name of its host, the host's own number, its boot (with the namespace of process ids), the process' id and
    start, and a random token.
    """

    host: str
    machine: str
    boot: str
    pid: int
    started: str
    token: str


def this_process() -> Holder:
    """This process, with a new token."""
    pid = os.getpid()
    return Holder(platform.node(), _machine(), _boot(), pid, _start_of(pid), secrets.token_hex(4))


def _machine() -> str:
    """What tells this host from another of its name, in any boot; empty if it has no such number."""
    with suppress(OSError):
        return Path("/etc/machine-id").read_text("ascii", "replace").strip()
    return ""


def _boot() -> str:
    """What tells this boot of this host, and this container, from any other."""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    return ""


def _start_of(pid: int) -> str:
    """When a process started, in ticks since boot; empty if it does not run, or is only waiting to be collected."""
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rsplit(") ", 1)[1].split()
        return "" if fields[0] in "ZX" else fields[19]
    return ""


class Mark(NamedTuple):
    """
    What a worker must know of its run's lease: the folder it is in, its number, and its token. One on another host needs a
    `permit` too, a file in the same folder: its run cannot kill it, but removes the file when it needs it no more.
    """

    folder: str
    number: int
    token: str
    permit: str = ""

    def check(self) -> None:
        """Raise RunError if another run has taken the folder over, or this worker's permit is gone."""
        folder = Path(self.folder)
        if self.permit and not _readable(folder / self.permit):
            raise RunError(f"the run in {folder.parent} has ended, so this worker stops and publishes nothing")
        holder = _holder(folder / f"lease-{self.number}")
        ours = holder is not None and holder.token == self.token
        if not ours or any(number > self.number for number, _ in _leases(folder)):
            raise RunError(f"another run has taken over {folder.parent}; this one stops and leaves everything to it")


class Lease:
    """A lease that this process holds. Usable in `with`; a thread of its own keeps it alive until then."""

    def __init__(self, folder: Path, number: int, holder: Holder):
        self.path = folder / f"lease-{number}"
        self.mark = Mark(str(folder), number, holder.token)
        self._stop = threading.Event()
        self._beats = threading.Thread(target=self._beat, name="lease", daemon=True)
        self._beats.start()

    def _beat(self) -> None:
        while not self._stop.wait(SECONDS_BETWEEN_BEATS):
            with suppress(OSError):  # whoever writes next finds out
                os.utime(self.path)

    def __enter__(self) -> Lease:
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._beats.join()
        with suppress(RunError, OSError):
            self.mark.check()
            for _, path in _leases(self.path.parent):
                path.unlink()


def take_lease(folder: Path) -> Lease:
    """Take the lease of a folder. Raises RunError if another run holds it."""
    me = this_process()
    leases = _leases(folder)
    number = leases[-1][0] + 1 if leases else 1
    if leases and (reason := _alive(leases[-1][1])):
        raise _taken(folder, reason)
    new = folder / f".lease.{me.token}"
    new.write_text(json.dumps(msgspec.to_builtins(me)))
    try:
        os.link(new, folder / f"lease-{number}")
    except FileExistsError:
        raise _taken(folder, _alive(folder / f"lease-{number}") or "another run has just been there") from None
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        raise RunError(
            f"{folder.parent} is on a file system without hard links; name a folder elsewhere with -o"
        ) from error
    finally:
        new.unlink()
    for earlier, path in leases:
        if earlier < number:
            path.unlink(missing_ok=True)
    return Lease(folder, number, me)


def _taken(folder: Path, reason: str) -> RunError:
    return RunError(f"{folder.parent}: {reason}; wait until it ends, or name another folder with -o")


def _leases(folder: Path) -> list[tuple[int, Path]]:
    paths = (path for path in folder.glob("lease-*") if path.name[6:].isdecimal())
    return sorted((int(path.name[6:]), path) for path in paths)


def _holder(path: Path) -> Holder | None:
    """Who holds a lease; None if the file is gone or is no lease."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _readable(path: Path) -> bool:
    """Whether a file is there. It is opened: of that, also a network file system asks the server."""
    with suppress(OSError), path.open("rb"):
        return True
    return False


def _alive(path: Path) -> str:
    """Why a lease counts as alive, in words; empty if it is dead."""
    holder = _holder(path)
    if holder is None:
        return ""
    me = this_process()
    if holder.boot and (holder.host, holder.boot) == (me.host, me.boot):
        running = _start_of(holder.pid) == holder.started
        return f"the run on {holder.host} with process id {holder.pid} is writing there" if running else ""
    same_host = holder.machine and (holder.host, holder.machine) == (me.host, me.machine)
    if same_host and holder.boot.split()[:1] != me.boot.split()[:1]:
        return ""  # it was restarted since
    if _seconds_untouched(path) > DEAD_AFTER_SECONDS:
        return ""
    return f"a run on {holder.host} with process id {holder.pid} is writing there, or was a minute ago"


def _seconds_untouched(path: Path) -> float:
    """How long ago a lease was touched, by the clock of its file system: those of two hosts may differ."""
    with tempfile.TemporaryFile(dir=path.parent) as probe:
        now = os.fstat(probe.fileno()).st_mtime
    try:
        return now - path.stat().st_mtime
    except FileNotFoundError:
        return math.inf  # released in the meantime
