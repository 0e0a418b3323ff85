"""What `--help` says: every command in one short sentence, every option in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from cleaner.cli import group

MAX_SHORT_HELP_CHARS = 60


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from _commands(found, f"{name} {child}")


COMMANDS = dict(_commands(group, "cleaner"))
OPTIONS = {
    f"{name} {option.opts[0]}": option
    for name, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "cleaner"])
def test_a_command_has_a_short_help_of_one_sentence(name: str) -> None:
    sentence = (COMMANDS[name].help or "").strip().splitlines()[0]
    assert len(sentence) < MAX_SHORT_HELP_CHARS
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert COMMANDS[name].get_short_help_str(MAX_SHORT_HELP_CHARS) == sentence


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_is_explained_in_a_sentence_that_starts_with_a_verb(name: str) -> None:
    sentence = OPTIONS[name].help or ""
    assert sentence.endswith(".")
    assert sentence.split()[0] in VERBS | {"Also"}


VERBS = {
    "Choose", "Create", "Delete", "Exit", "Explain", "Extract", "Keep", "Leave", "Print", "Reject", "Replace", "Report", "Score",
    "Set", "Show", "Sort", "Start", "Stop", "Store", "Treat", "Use", "Write",
}  # fmt: skip
