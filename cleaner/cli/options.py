"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..match.rulebook import Rulebook
from ..rule.model import KINDS
from ..settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def rule_options(command: F) -> F:
    """Which packs act."""
    for option in (
        click.option("--keep-kinds", metavar="KINDS", default="", help="Leave these kinds of cruft in: caption,key-points."),
        click.option("--drafts", is_flag=True, help="Let packs act whose status is draft."),
        click.option("--no-bundled", is_flag=True, help="Only the packs of --rules."),
        click.option(
            "--rules", "folders", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="A folder of packs, before the bundled ones. Repeatable.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def settings_options(command: F) -> F:
    """How documents are read."""
    for option in (
        click.option(
            "--quotes", type=click.Choice(["keep", "straight"]), default="keep", help="Straight ones; recorded."
        ),
        click.option("--keep-raw", is_flag=True, help="Keep pages of HTML whole in the ledger, to restore them."),
        click.option(
            "--extractor", type=click.Choice(["auto", "trafilatura", "resiliparse"]), default="auto", help="For pages."
        ),
        click.option(
            "--whole-page", is_flag=True, help="The texts are whole pages: no bound on the share that may go."
        ),
    ):
        command = option(command)
    return command


def settings_of(added: str, whole_page: bool, extractor: str, keep_raw: bool, quotes: str) -> Settings:
    """The settings that the options ask for."""
    return Settings(added, whole_page, extractor, keep_raw, quotes == "straight")


def rulebook(folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str) -> Rulebook:
    """The rulebook that the options ask for."""
    from ..packs.load import load

    kinds = [kind.strip() for kind in keep_kinds.split(",") if kind.strip()]
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise click.BadParameter(
            f"there is no kind {unknown[0]}; kinds are {', '.join(KINDS)}", param_hint="--keep-kinds"
        )
    return load(folders, drafts=drafts, keep_kinds=kinds, own=not no_bundled)


def workers_of(workers: int) -> int:
    """How many workers are meant: 0 is one for each core that this process may use."""
    import os

    return workers or len(os.sched_getaffinity(0))


def now() -> str:
    """This moment as records hold it, or the one that SOURCE_DATE_EPOCH fixes for reproducible runs."""
    import os
    from datetime import datetime, timezone

    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), timezone.utc) if fixed.isdecimal() else datetime.now(timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
