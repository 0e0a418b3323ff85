"""The Java that Spark will use, looked at before Spark is: it says nothing useful if that is missing or too old."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from ..errors import RunError

OLDEST_JAVA = 17
"""The oldest that Spark 4 runs on."""

NEEDED = (
    f"Spark needs Java {OLDEST_JAVA} or newer; install it, and set JAVA_HOME to its folder or put `java` on the PATH"
)

_VERSION = re.compile(r'version "(?:1\.)?(?P<major>[0-9]+)')
"""In `openjdk version "17.0.15" 2025-04-15`, and in `java version "1.8.0_402"` of old ones."""


def check_java() -> None:
    """Raise RunError if Java is missing, broken or too old."""
    home = os.environ.get("JAVA_HOME", "")
    java = str(Path(home) / "bin/java") if home else "java"
    try:
        shown = subprocess.run([java, "-version"], capture_output=True, check=True, timeout=60)  # noqa: S603 - the user's
    except FileNotFoundError as error:
        raise RunError(f"there is no {java}: {NEEDED}") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise RunError(f"{java} does not work ({error}): {NEEDED}") from error
    found = _VERSION.search(shown.stderr.decode("utf-8", "replace"))
    if found is None or int(found["major"]) < OLDEST_JAVA:
        version = f"Java {found['major']}" if found else "a Java that does not tell its version"
        raise RunError(f"{java} is {version}: {NEEDED}")
