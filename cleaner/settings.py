"""What a run asks for besides its rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowKeys:
    """The names of the fields of a row that hold its text, page, id, URL and publisher. `a.b` is field `b` of the object `a`."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"
    source: str = "source"


USUAL_KEYS = RowKeys()


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How documents are cleaned.

    `added` is the time that records get. `whole_page` says that texts are whole pages. `extractor` reads pages whose
    publisher has no pack: `auto`, `trafilatura` or `resiliparse`. `keep_raw` keeps pages of HTML whole in the ledger.
    `straight_quotes` makes typographic quotes straight. `stand_off` sets apart what is taken: "texts" with the texts as they
    were, "ids" without, "" not at all. `keys` names the fields of rows.
    """

    added: str = ""
    whole_page: bool = False
    extractor: str = "auto"
    keep_raw: bool = False
    straight_quotes: bool = False
    keys: RowKeys = USUAL_KEYS
    stand_off: str = ""


DEFAULTS = Settings()
