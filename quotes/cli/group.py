"""The group of commands: loads a command's module when it is called, and turns errors into one line and a code."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from quotes.errors import AmbiguousSpeakerError, NotFoundError, QuotesError
from quotes.marking import one_line as one_line

NOTHING_FOUND, WRONG = 1, 2
INTERRUPTED = 130


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What goes wrong where output has no room; files say so themselves, by name."""

MODULES = {"import": "importing"}
"""Modules of commands whose names Python keeps for itself."""


class Commands(click.Group):
    """A group whose commands are modules of ``package``, each with a ``command``; loaded when one is called, so that
    none waits for what another imports."""

    def __init__(self, *args: Any, package: str, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package, self._names = package, tuple(names)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self._names)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self._names:
            return None
        command: click.Command = importlib.import_module(f"{self._package}.{MODULES.get(name, name)}").command
        return command

    def invoke(self, context: click.Context) -> Any:
        try:
            result = super().invoke(context)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            leave_quietly()
        except OSError as error:
            if error.filename is not None or error.errno not in _FULL:
                raise
            _forget_output()
            told = f"the output: cannot be written ({error.strerror}). Make room, or name a file."
            raise _failure(told, WRONG) from error
        except QuotesError as error:
            raise _failure(message(error), NOTHING_FOUND if isinstance(error, NotFoundError) else WRONG) from error

    def main(self, *args: Any, **kwargs: Any) -> Any:
        _utf8(sys.stdout)
        _utf8(sys.stderr)
        try:
            result = super().main(*args, **kwargs | {"standalone_mode": False})
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            click.echo("Stopped.", err=True)
            sys.exit(INTERRUPTED)
        sys.exit(result if isinstance(result, int) else 0)


def _failure(told: str, code: int) -> click.ClickException:
    failure = click.ClickException(told)
    failure.exit_code = code  # type: ignore[misc]
    return failure


def message(error: QuotesError) -> str:
    """The error as a line; the candidates of an ambiguous name, one a line."""
    if isinstance(error, AmbiguousSpeakerError):
        listed = "".join(f"\n  {key}  {name}  {what}".rstrip() for key, name, what in error.candidates)
        return f"{one_line(error.thing)}: {error.reason}. Say which by its id:{listed}"
    return one_line(str(error))


def _utf8(stream: Any) -> None:
    # What is piped on is UTF-8 whatever the locale says; lone surrogates become JSON's own escapes.
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def leave_quietly() -> NoReturn:
    """Ends the command because whoever reads its output has enough."""
    _forget_output()
    sys.exit(0)


def _forget_output() -> None:
    # The interpreter must not try to flush the rest when it exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
