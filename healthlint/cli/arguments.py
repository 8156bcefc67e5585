"""Reading arguments: what every command's parser has in common."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn


class UsageError(Exception):
    """The program was called wrongly; the message says how, and what to do instead."""


class Finished(Exception):
    """The arguments themselves are answered: `text` is what to print."""

    def __init__(self, text: str) -> None:
        """Take the answer."""
        super().__init__(text)
        self.text = text


class Parser(argparse.ArgumentParser):
    """Reads options anywhere among the other arguments; raises instead of exiting."""

    def __init__(self, usage: str, description: str, epilog: str = "") -> None:
        """A parser without options yet; `read` adds ``--help`` and ``--version`` below all others."""
        super().__init__(
            prog="healthlint",
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=_Layout,
            add_help=False,
            allow_abbrev=False,
        )

    def read(self, arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
        """The options and, in order, everything else; after ``--`` nothing is an option.

        Raises UsageError for an unknown option or a wrong value, Finished for ``--help`` and ``--version``.
        """
        general = self.add_argument_group("General")
        general.add_argument("-h", "--help", action=_Help, help="print this and stop")
        general.add_argument("-V", "--version", action=_Version, help="print the version and stop")
        arguments = list(arguments)
        end = arguments.index("--") if "--" in arguments else len(arguments)
        options, others = self.parse_known_args(arguments[:end])
        for other in others:
            if other.startswith("-") and other != "-":
                from healthlint.rules.reading import nearest

                name = other.partition("=")[0]
                long = [flag for flag in self._option_string_actions if flag.startswith("--")]
                raise UsageError(f"there is no option {name}{nearest(name, long)}")
        return options, others + arguments[end + 1 :]

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message.removeprefix("argument "))


class _Layout(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)


class _Help(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:  # noqa: ANN401
        raise Finished(parser.format_help())


class _Version(_Help):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:  # noqa: ANN401
        from healthlint import __version__

        raise Finished(f"healthlint {__version__}\n")


class CommaList(argparse.Action):
    """``--select a,b --select c`` gives ("a", "b", "c")."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,  # noqa: ANN401 - argparse's own signature
        option_string: str | None = None,
    ) -> None:
        """Add the values to those given before."""
        words = tuple(word.strip() for word in values.split(",") if word.strip())
        if not words:
            parser.error(f"{option_string} needs at least one name")
        setattr(namespace, self.dest, (getattr(namespace, self.dest) or ()) + words)
