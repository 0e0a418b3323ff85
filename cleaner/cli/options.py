"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from ..extras import need
from ..formats.work_item import FORMAT_NAMES
from ..match.rulebook import Rulebook
from ..rule.kinds import list_of_names
from ..settings import EXTRACTORS, RowKeys, Settings
from .config_options import config_options
from .names_type import KindsType, NamesType

F = TypeVar("F", bound=Callable[..., Any])


def rule_options(command: F) -> F:
    """Which rule packs are used, and the settings file that can choose them."""
    for option in (
        config_options,
        click.option(
            "--keep-kinds", metavar="KINDS", type=KindsType(), default="",
            help="Keep these kinds of boilerplate in the text, e.g. caption,key-points.",
        ),
        click.option(
            "--keep-rules", metavar="RULES", type=NamesType(), default="",
            help="Keep what these rules would take, e.g. generic/en/share-buttons.",
        ),
        click.option("--drafts", is_flag=True, help="Also use packs with the status draft."),
        click.option("--no-bundled", is_flag=True, help="Use only the packs given with --rules."),
        click.option(
            "--rules", "folders", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Use the packs in this folder beside the bundled ones. Repeatable.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def document_options(command: F) -> F:
    """Which document of a file is meant, and what is known about it."""
    for option in (
        click.option("--url", default="", help="Set the URL of the document."),
        click.option("--source", default="", help="Set the publisher of the document, by domain or name."),
        click.option("--id", "id_", default="", help="Choose the row that has this id."),
    ):
        command = option(command)
    return command


def reading_options(command: F) -> F:
    """How documents are read and cut."""
    for option in (
        click.option(
            "--quotes", type=click.Choice(["keep", "straight"]), default="keep", show_default=True,
            help="Keep curly quotes, or make them straight (restoring brings them back).",
        ),
        click.option(
            "--extractor", type=click.Choice(EXTRACTORS), default="auto", show_default=True,
            help="Extract articles from HTML with our own extractor or with another library.",
        ),
        click.option(
            "--whole-page", is_flag=True, help="Treat texts as whole web pages: rules may remove any share of them."
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def key_options(command: F) -> F:
    """Which fields of a row hold what: one option for each field of `RowKeys`."""
    meanings = {"source": "publisher", "url": "URL", "id": "id", "html": "page of HTML", "text": "text"}
    for name, meaning in meanings.items():
        command = click.option(
            f"--{name}-key", metavar="KEY", default=name, show_default=True,
            help=f"Use this field of a row as its {meaning}; `a.b` is field `b` of the object `a`.",
        )(command)  # fmt: skip
    return command


def format_option(command: F) -> F:
    """What the inputs are, if their suffixes do not say it."""
    return click.option(
        "--from", "format_", type=click.Choice(FORMAT_NAMES), default=None, show_default="by suffix; stdin is jsonl",
        help="Treat all inputs as this format, whatever their suffix.",
    )(command)  # fmt: skip


def keys_of(options: Mapping[str, str]) -> RowKeys:
    """The keys that `key_options` give."""
    return RowKeys(**{option.removesuffix("_key"): key for option, key in options.items()})


def settings_options(command: F) -> F:
    """How documents are read and cut, and what the ledger keeps."""
    keep_raw = click.option(
        "--keep-raw", is_flag=True, help="Store whole HTML pages in the ledger, so that they can be restored."
    )
    return reading_options(keep_raw(command))


def workers_option(command: F) -> F:
    """How many processes clean."""
    return click.option(
        "--workers", type=click.IntRange(0), default=1, show_default=True,
        help="Use this many processes; 0 means one for each CPU core.",
    )(command)  # fmt: skip


def settings_of(
    added: str,
    whole_page: bool,
    extractor: str,
    keep_raw: bool,
    quotes: str,
    keys: Mapping[str, str],
    stand_off: str = "",
) -> Settings:
    """The settings that the options describe. Raises RunError if the extractor is not installed."""
    if extractor == "resiliparse":
        need(extractor, "--extractor resiliparse")
    return Settings(added, whole_page, extractor, keep_raw, quotes == "straight", keys_of(keys), stand_off)


def rulebook(
    folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str, keep_rules: str = ""
) -> Rulebook:
    """The rulebook that the options describe."""
    from ..packs.load import load

    return load(
        folders,
        drafts=drafts,
        keep_kinds=list_of_names(keep_kinds),
        keep_rules=list_of_names(keep_rules),
        own=not no_bundled,
    )


def workers_of(workers: int) -> int:
    """The number of workers: 0 means one for each core that this process may use."""
    import os

    return workers or len(os.sched_getaffinity(0))


def now() -> str:
    """The time as records hold it, or what SOURCE_DATE_EPOCH sets it to for reproducible runs."""
    import os
    from datetime import UTC, datetime

    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
