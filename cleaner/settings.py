"""What a run asks for besides its rules."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TypedDict, Unpack


def _check_types(settings: Settings | RowKeys) -> None:
    """Raise TypeError for a value of another type than its field's: "no" would be true, and a number no name."""
    for field in fields(settings):
        value, expected = getattr(settings, field.name), type(field.default)
        if not isinstance(value, expected):
            words = {str: "a text", bool: "True or False"}.get(expected, expected.__name__)
            name = f"{field.name}_key" if isinstance(settings, RowKeys) else field.name
            raise TypeError(f"`{name}` is {words}, not {value!r}")


@dataclass(frozen=True, slots=True)
class RowKeys:
    """The names of the fields of a row that hold its text, page, id, URL and publisher. `a.b` is field `b` of the object `a`."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"
    source: str = "source"

    def __post_init__(self) -> None:
        _check_types(self)


USUAL_KEYS = RowKeys()

EXTRACTORS = ("auto", "trafilatura", "resiliparse")
"""What can read pages whose publisher has no pack."""

STAND_OFF = ("", "texts", "ids")
"""What can be set apart of each document."""


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

    def __post_init__(self) -> None:
        _check_types(self)
        if self.extractor not in EXTRACTORS:
            raise ValueError(f"there is no extractor {self.extractor!r}; use {', '.join(EXTRACTORS)}")
        if self.stand_off not in STAND_OFF:
            raise ValueError(f"`stand_off` is texts, ids or empty, not {self.stand_off!r}")


DEFAULTS = Settings()


PACK_ARGUMENTS = ("rules", "bundled", "drafts", "keep_kinds", "keep_rules")
"""What `Cleaner` takes besides settings. (A test compares them.)"""


class SettingsChanges(TypedDict, total=False):
    """The fields of `Settings` by name, with one for each key of rows: what functions take as keyword arguments."""

    added: str
    whole_page: bool
    extractor: str
    keep_raw: bool
    straight_quotes: bool
    text_key: str
    html_key: str
    id_key: str
    url_key: str
    source_key: str


def settings_with(settings: Settings, **changes: Unpack[SettingsChanges]) -> Settings:
    """
    Other settings with some fields changed. Raises TypeError for a name that is none, and ValueError for a value that is none.

    >>> settings_with(DEFAULTS, whole_page=True, text_key="body").keys.text
    'body'
    >>> settings_with(DEFAULTS, wholepage=True)
    Traceback (most recent call last):
    TypeError: there is no setting 'wholepage'; there are added, whole_page, extractor, keep_raw, straight_quotes, text_key, ...
    """
    unknown = [name for name in changes if name not in SettingsChanges.__annotations__]
    if unknown:
        known = ", ".join([*SettingsChanges.__annotations__, *PACK_ARGUMENTS])
        raise TypeError(f"there is no setting {', '.join(map(repr, unknown))}; there are {known}")
    keys = {name.removesuffix("_key"): value for name, value in changes.items() if name.endswith("_key")}
    others = {name: value for name, value in changes.items() if not name.endswith("_key")}
    return replace(settings, keys=replace(settings.keys, **keys), **others)  # type: ignore[arg-type]
