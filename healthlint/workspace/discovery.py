"""Which files a run is about: files, folders, globs and "-" turned into one sorted list of paths."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Sequence

from healthlint.values import NamedTuple
from healthlint.workspace import ignores, patterns
from healthlint.workspace.result import Problem

#: The endings of the articles that a walk picks up, in lower case. A file named outright may have any.
ENDINGS = (".txt", ".md", ".markdown", ".mdx", ".html", ".htm")
#: The path that stands for standard input.
STDIN = "-"
#: Folders no article of the project's own lies in. Virtual environments are known by their pyvenv.cfg.
SKIPPED_FOLDERS = frozenset({".git", "node_modules"})
#: Why most files are left out.
ENDING = "no article by its ending"

#: How the system says that a link leads nowhere, or in a circle.
_DANGLING = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)

#: Gives what the configuration that holds in a folder excludes, as seen from that folder.
Exclusions = Callable[[str], ignores.Levels]
#: Why a path that is named outright is left out all the same; "" where it is not.
Excluded = Callable[[str], str]
#: Is told of what a walk leaves out, and why.
Told = Callable[[str, str], None]


class Discovery(NamedTuple):
    """The files a run is about, in path order and each once, with what went wrong on the way."""

    files: list[str]
    errors: list[Problem]
    messages: list[str]


def discover(
    arguments: Sequence[str],
    exclusions: Exclusions = lambda folder: (),
    excluded: Excluded = lambda path: "",
    left_out: Iterable[str] = (),
    tell: Told | None = None,
    endings: tuple[str, ...] = ENDINGS,
) -> Discovery:
    """Find the articles that the arguments name.

    A file named outright is taken unless `excluded` says otherwise, which is asked of named folders too. A
    folder is walked for files with one of the `endings`, without `SKIPPED_FOLDERS`, virtual environments, what
    .gitignore and .healthlintignore leave out and what `exclusions` leaves out; symbolic links to folders in
    it are not followed, as in git, and links that lead nowhere are left out with a message. A glob is walked
    the same way, from its first fixed folder. "-" stands for itself. The files of `left_out`, which need not
    exist, are never taken. `tell` hears of every file and folder that is left out; finding out why takes time.
    """
    search = _Search(exclusions, excluded, frozenset(map(os.path.realpath, left_out)), tell, endings)
    for argument in arguments:
        search.add(argument)
    files = sorted((shown for _, shown in search.found.values()), key=lambda path: path.split(os.sep))
    return Discovery(files, search.errors, search.messages)


class _Folder(NamedTuple):
    """A folder of a walk."""

    #: The path as people see it; "" for the current folder.
    shown: str
    real: str
    #: The way to it from where the walk began: "" or "a/b/".
    relative: str
    ignored: ignores.Ignored


class _Search:
    def __init__(
        self,
        exclusions: Exclusions,
        excluded: Excluded,
        left_out: frozenset[str],
        tell: Told | None,
        endings: tuple[str, ...],
    ) -> None:
        self._tell = tell
        self._endings = endings
        self._exclusions = exclusions
        self._excluded = excluded
        self._left_out = left_out
        #: Real path -> (is a symbolic link, path as shown). A file with two names goes by its own.
        self.found: dict[str, tuple[bool, str]] = {}
        self.errors: list[Problem] = []
        self.messages: list[str] = []
        #: Files met so far; a file met again counts again.
        self._met = 0

    def add(self, argument: str) -> None:
        if argument == STDIN:
            self.found[STDIN] = (False, STDIN)
            return
        try:
            mode = os.stat(argument).st_mode
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            if is_glob(argument) and not os.path.lexists(argument):
                self._glob(argument)
            else:
                self.errors.append(Problem(argument or "''", reason(error)))
            return
        path = os.path.normpath(argument)
        if path == STDIN:  # a file of that name: "./-"
            path = os.path.join(os.curdir, path)
        if self._is_excluded(path):
            return
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode) or is_stream(path)):
            self.errors.append(Problem(argument, "no regular file; a program's output comes in with -"))
        elif not stat.S_ISDIR(mode):
            self._take(path, os.path.realpath(path), os.path.islink(path))
        elif not self._walk(path, _Everything(self._endings)):
            self.messages.append(f"{path}: no articles here ({', '.join(ENDINGS)})")

    def _take(self, path: str, real: str, is_link: bool) -> None:
        self._met += 1
        if real in self._left_out:
            self._say(path, "the report of this run")
            return
        known = self.found.get(real)
        if known is not None and path != known[1]:
            first, other = (path, known[1]) if known[0] and not is_link else (known[1], path)
            self._say(other, f"another name of {first}")
        if known is None or (known[0] and not is_link):
            self.found[real] = (is_link, path)

    def _is_excluded(self, path: str) -> bool:
        reason = self._excluded(path)
        if reason:
            self._say(path, reason)
        return bool(reason)

    def _say(self, path: str, reason: str, name: str = "") -> None:
        if self._tell is not None:
            self._tell(os.path.join(path, name) if name else path, reason)

    def _glob(self, argument: str) -> None:
        parts = os.path.normpath(argument).split(os.sep)
        fixed = next(index for index, part in enumerate(parts) if is_glob(part))
        folder = os.sep.join(parts[:fixed]) or (os.sep if os.path.isabs(argument) else ".")
        try:
            wanted = _Glob(parts[fixed:])
        except ValueError as error:
            self.errors.append(Problem(argument, str(error)))
            return
        if os.path.isdir(folder) and self._is_excluded(folder):
            return
        if not (os.path.isdir(folder) and self._walk(folder, wanted)):
            self.errors.append(Problem(argument, "no file matches this pattern"))

    def _walk(self, root: str, wanted: _Everything | _Glob) -> bool:
        """Take the wanted files below a folder; whether there was anything to say about it."""
        before = self._met + len(self.errors)
        real = os.path.realpath(root)
        pending = [_Folder("" if root == os.curdir else root, real, "", ignores.above(real))]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(folder.real) as listing:
                    entries = list(listing)
            except OSError as error:
                self.errors.append(Problem(folder.shown or root, reason(error)))
                continue
            if folder.relative and any(entry.name == "pyvenv.cfg" for entry in entries):
                self._say(folder.shown, "a virtual environment")
                continue
            ignored = ignores.enter(folder.ignored, folder.real)
            excluded = self._exclusions(folder.shown or os.curdir)
            for entry in entries:
                name = entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder and name in SKIPPED_FOLDERS:
                    self._say(folder.shown, "never looked into", name)
                    continue
                relative = folder.relative + name
                if is_folder:
                    if not wanted.enters(relative):
                        continue
                elif not entry.is_symlink() and not wanted.takes(relative):
                    self._say(folder.shown, ENDING, name)
                    continue  # most files end here, before any pattern is tried
                if ignores.is_ignored(ignored, name, is_folder) or ignores.is_left_out(
                    excluded, name, is_folder
                ):
                    if self._tell is not None:
                        levels = (ignored.own, ignored.git, excluded)
                        why = next(filter(None, (ignores.why(one, name, is_folder) for one in levels)))
                        self._say(folder.shown, why, name)
                    continue
                path = os.path.join(folder.shown, name)
                if is_folder:
                    pending.append(_Folder(path, entry.path, f"{relative}/", ignores.below(ignored, name)))
                elif entry.is_symlink():
                    self._link(entry, path, wanted.takes(relative))
                elif entry.is_file(follow_symlinks=False):
                    self._take(path, entry.path, False)
                else:
                    self._say(path, "no regular file")
        return self._met + len(self.errors) > before

    def _link(self, entry: os.DirEntry[str], path: str, wanted: bool) -> None:
        try:
            mode = os.stat(entry.path).st_mode
        except OSError as error:
            if wanted and error.errno in _DANGLING:
                # An editor's lock (Emacs: .#draft.md) is such a link, and no fault of the articles.
                self.messages.append(f"{path}: a symbolic link that leads nowhere, left out")
                self._say(path, "a symbolic link that leads nowhere")
            elif wanted:
                self.errors.append(Problem(path, f"{reason(error)} (a symbolic link)"))
            return
        if stat.S_ISDIR(mode):
            self.messages.append(f"{path}: a symbolic link to a folder, not followed")
            self._say(path, "a symbolic link to a folder")
        elif wanted and stat.S_ISREG(mode):
            self._take(path, os.path.realpath(entry.path), True)


class _Everything:
    """What a walk of a folder takes: every article."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        self._endings = endings

    def enters(self, relative: str) -> bool:
        return True

    def takes(self, relative: str) -> bool:
        return relative.lower().endswith(self._endings)


class _Glob:
    """What a walk for a glob takes: what the glob matches, and the articles in folders that it matches."""

    def __init__(self, parts: list[str]) -> None:
        """Take the glob's names from the walk's root on. Raises ValueError where it can match nothing."""
        self._patterns = patterns.parse(["/" + "/".join(parts)])
        self._depth = None if "**" in parts else len(parts)
        # "docs/*" means the articles there, "docs/*.rst" those files.
        self._any_ending = not parts[-1].endswith("*")

    def enters(self, relative: str) -> bool:
        if self._depth is None or relative.count("/") + 1 < self._depth:
            return True
        return self._in_a_match(relative + "/")

    def takes(self, relative: str) -> bool:
        if not self._any_ending and not relative.lower().endswith(ENDINGS):
            return False
        if patterns.verdict(self._patterns, relative, False):
            return True
        return relative.lower().endswith(ENDINGS) and self._in_a_match(relative)

    def _in_a_match(self, relative: str) -> bool:
        ends = (index for index, character in enumerate(relative) if character == "/")
        return any(patterns.verdict(self._patterns, relative[:end], True) for end in ends)


def reason(error: OSError | ValueError) -> str:
    """Why a path cannot be used, in words for a person: "no such file or directory"."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]


def is_stream(path: str) -> bool:
    """Whether a path stands for something that the process was given open (`<(...)` in a shell), or for nothing:
    reading it waits for nobody who may never come, as reading any other pipe or device may.
    """
    return path in ("/dev/stdin", os.devnull) or os.path.dirname(path) in ("/dev/fd", "/proc/self/fd")


def is_glob(path: str) -> bool:
    """Whether a path that does not exist is a pattern."""
    return any(character in path for character in "*?[")
