"""Names of kinds of boilerplate, or of rules, as the value of an option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..rule.kinds import KINDS, list_of_names

if TYPE_CHECKING:
    _TextType = click.ParamType[str]
else:
    _TextType = click.ParamType  # not generic in older versions


class NamesType(_TextType):
    """Names joined by commas, as an option has them, or a list of them, as a file of settings has them."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The names, joined by commas without spaces."""
        return ",".join(list_of_names(value if isinstance(value, list) else str(value)))


class KindsType(NamesType):
    """Kinds of boilerplate."""

    name = "kinds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The kinds, joined by commas without spaces. Fails if there is no such kind."""
        kinds = super().convert(value, param, ctx)
        for kind in filter(None, kinds.split(",")):
            if kind not in KINDS:
                self.fail(f"unknown kind {kind}; use {', '.join(KINDS)}", param, ctx)
        return kinds
