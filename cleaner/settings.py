"""What a run asks for besides its rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How documents are cleaned.

    `added` is the time that records get. `whole_page` says that texts are whole pages. `extractor` reads pages whose
    publisher has no pack: `auto`, `trafilatura` or `resiliparse`. `keep_raw` keeps pages of HTML whole in the ledger.
    `straight_quotes` makes typographic quotes straight.
    """

    added: str = ""
    whole_page: bool = False
    extractor: str = "auto"
    keep_raw: bool = False
    straight_quotes: bool = False


DEFAULTS = Settings()
