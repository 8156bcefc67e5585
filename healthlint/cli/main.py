"""The program: which command is meant, and what its end says to the shell."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import BinaryIO, NoReturn, TextIO

from healthlint.cli.streams import CannotWrite, ClosedInput, Streams

#: Command -> what it does, in the order of the help. Each is a module of this package.
COMMANDS = {
    "check": "report what an article must not say or leave out (the default command)",
    "baseline": "keep a list of the findings that are known, and report only new ones",
    "cache": "what is kept between runs: where it is, how much, away with it",
    "claims": "list what articles claim, and what a change makes of it",
    "init": "look at a repository and write a configuration that fits it",
    "files": "what would be linted, and why the rest would not",
    "config": "what holds for an article and who said so; the profiles",
    "schema": "the JSON Schema of configuration, rule and pack files",
    "audit": "list what articles suppress, why, who wrote it and when",
    "explain": "what a rule asks for, why, and examples",
    "rules": "list the rules",
    "trace": "what was understood of a line, and what kept each rule silent",
}

#: New objects after which the garbage collector looks for garbage. Python's 700 has it look about a hundred times
#: while word lists and layers come up, and there is none: a tenth of the time of a short run.
_COLLECT_AFTER = 100_000

CLEAN, FOUND, FAILED, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


def run() -> NoReturn:
    """The console entry point: run with the process's own arguments and streams, and exit."""
    gc.set_threshold(_COLLECT_AFTER, 10, 10)
    # Python has None for a stream that the shell closed (`>&-`).
    stdin: BinaryIO = sys.stdin.buffer if sys.stdin else ClosedInput()
    if not sys.stderr:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for the whole process
    if not sys.stdout:
        Streams(stdin, sys.stderr, sys.stderr).say("cannot write the output: standard output is closed")
        sys.exit(FAILED)
    for stream in (sys.stdout, sys.stderr):
        # An article may hold what the terminal's encoding does not.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:], stdin, sys.stdout, sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:  # `healthlint ... | head` has read enough
        code = _abandon_output(BROKEN_PIPE)
    except KeyboardInterrupt:
        code = _abandon_output(INTERRUPTED)
    except OSError as error:
        code = _abandon_output(FAILED)
        Streams(stdin, sys.stdout, sys.stderr).say(str(CannotWrite("the output", error)))
    # Python looks through all objects for garbage once more as it ends: a ninth of the time of a short run.
    gc.freeze()
    sys.exit(code)


def _abandon_output(code: int) -> int:
    # Python flushes stdout once more at exit and would complain about it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def main(argv: list[str], stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command that the arguments ask for and return the exit code.

    0: nothing to report. 1: findings at or above ``--fail-on``. 2: wrong use, a broken configuration, an
    unreadable file or an internal error. Raises BrokenPipeError where nobody reads `stdout`.
    """
    from healthlint.cli.arguments import Finished, UsageError

    streams = Streams(stdin, stdout, stderr)
    command, arguments = (argv[0], argv[1:]) if argv and argv[0] in COMMANDS else ("check", argv)
    try:
        code: int = import_module(f"healthlint.cli.{command}").main(arguments, streams)
    except Finished as finished:
        streams.print([finished.text])
        return CLEAN
    except UsageError as error:
        streams.say(str(error))
        streams.say(f"`healthlint {command} --help` says more")
        return FAILED
    except CannotWrite as error:
        streams.say(str(error))
        return FAILED
    except BrokenPipeError:
        raise
    except Exception as error:
        _explain(error, streams)
        return FAILED
    return code


def _explain(error: Exception, streams: Streams) -> None:
    from healthlint.workspace.result import ConfigError

    if isinstance(error, ConfigError):
        for problem in error.problems:
            streams.say(str(problem))
        return
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] != "healthlint":
        streams.say(f"the package {error.name} that healthlint needs is not installed here")
        streams.say(
            "install healthlint with what it needs: `pip install healthlint`, in a checkout `pip install -e .`"
        )
        return
    from traceback import format_exc

    for line in format_exc().splitlines():
        streams.say(line)
    streams.say("internal error: this is a fault of healthlint; please report it with the lines above")
