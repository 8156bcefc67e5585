"""git: how files stood at a commit. Nothing here writes to a repository.

Only git itself knows what a repository holds (packs, alternates, worktrees, partial clones), so it is asked, without a
shell, and names travel NUL-separated. What a repository's configuration would have git run is switched off where
git allows it: external diffs, text conversions, the file system monitor.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from healthlint.values import NamedTuple

#: Modes, as git writes them, of a submodule and of nothing.
_LINK = b"160000"
_ABSENT = b"000000"
#: The share of lines that two files have in common from which one is the other renamed: as in git.
_ALIKE = 0.5
#: What to do about a history that is not all there.
DEEPEN = "this is a shallow clone: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, has all"


class GitError(Exception):
    """git cannot answer; the message says why and what to do about it."""


class Before(NamedTuple):
    """A file as it stood: its absolute path then, and its bytes."""

    path: str
    content: bytes


class Past:
    """How files stood where a branch left REF: at the merge base of REF and HEAD.

    Files of several repositories may be asked for. In a submodule of the repository that the current folder lies in,
    REF is the commit that the repository had of it.
    """

    def __init__(self, ref: str) -> None:
        """Take what git calls a revision: a branch, a tag, a commit. Raises GitError for what cannot be one."""
        if not ref or ref.startswith("-") or "\0" in ref:
            raise GitError(f"{ref!r} is no name of a commit: name a branch, a tag or a commit, such as main")
        self._ref = ref
        self._home = top_of(os.getcwd())
        self._repositories: dict[str, _Repository] = {}

    def is_same(self, path: str) -> bool:
        """Whether a file is as it was. Raises GitError."""
        repository, name = self._find(path)
        return repository.is_same(name)

    def before(self, path: str) -> Before | None:
        """How a file stood; None where it was not there, under no name. Raises GitError."""
        repository, name = self._find(path)
        found = repository.before(name)
        return found and Before(os.path.join(repository.top, os.fsdecode(found[0])), found[1])

    def was_at(self, path: str) -> bool:
        """Whether a file that is gone, or a folder of such files, had this path. Raises GitError."""
        return bool(self.removed(path))

    def removed(self, path: str) -> list[str]:
        """The absolute paths of the files that were in a folder, or at a path, and that are gone and renamed to
        nothing. Raises GitError.
        """
        repository, name = self._find(os.path.join(path, "x") if os.path.isdir(path) else path)
        below = os.path.dirname(name) if os.path.isdir(path) else name
        return [
            os.path.join(repository.top, os.fsdecode(gone))
            for gone in repository.removed()
            if not below or gone == below or gone.startswith(below + b"/")
        ]

    def removed_content(self, path: str) -> bytes:
        """What a file held that is gone. Raises GitError."""
        repository, name = self._find(path)
        return repository.content(name)

    def _find(self, path: str) -> tuple[_Repository, bytes]:
        folder, name = os.path.split(os.path.abspath(path))
        while not os.path.isdir(folder):  # a folder that is gone itself
            folder, above = os.path.split(folder)
            name = os.path.join(above, name)
        folder = os.path.realpath(folder)
        top = top_of(folder)
        if not top:
            raise GitError(
                f"{folder} lies in no git repository: leave it out of the run, or leave the option out"
            )
        way = os.path.relpath(os.path.join(folder, name), top).replace(os.sep, "/")
        return self._repository(top), os.fsencode(way)

    def _repository(self, top: str) -> _Repository:
        if top not in self._repositories:
            self._repositories[top] = _Repository(top, self._base(top))
        return self._repositories[top]

    def _base(self, top: str) -> str:
        """The commit to compare with, in a repository."""
        above = top_of(os.path.dirname(top))
        if top == self._home or not above or not _is_below(above, self._home):
            return merge_base(top, self._ref)
        way = os.fsencode(os.path.relpath(top, above).replace(os.sep, "/"))
        linked = self._repository(above).link(way)
        if linked is None:
            # A submodule that REF does not have is all new; a clone or a worktree that lies here has a REF itself.
            return "" if self._repository(above).tracks_link(way) else merge_base(top, self._ref)
        try:
            run(top, "cat-file", "-e", f"{linked}^{{commit}}")
        except GitError:
            raise GitError(
                f"the submodule {top} does not hold the commit {linked[:12]} that {self._ref} has of it: "
                f"run `git -C {top} fetch`"
            ) from None
        return linked


class _Repository:
    """One repository, and one commit of it: "" for a time before it had any file."""

    def __init__(self, top: str, base: str) -> None:
        self.top = top
        self._base = base
        #: Name now -> (name then, blob), for tracked files that are not as they were.
        self._changed: dict[bytes, tuple[bytes, str] | None] = {}
        #: Name then -> blob, of files that are gone.
        self._gone: dict[bytes, str] = {}
        self._tracked: frozenset[bytes] = frozenset()
        if base:
            self._read_changes()

    def is_same(self, name: bytes) -> bool:
        return name in self._tracked and name not in self._changed

    def before(self, name: bytes) -> tuple[bytes, bytes] | None:
        if name in self._changed:
            found = self._changed[name]
        elif name in self._tracked:
            found = (name, f"{self._base}:{os.fsdecode(name)}")
        elif name in self._gone:  # git was told to forget it, and it is still there
            found = (name, self._gone[name])
        else:
            return self._alike(name) if self._gone else None
        return found and (found[0], self._blob(found[1]))

    def removed(self) -> list[bytes]:
        return [name for name in self._gone if not os.path.lexists(os.path.join(os.fsencode(self.top), name))]

    def content(self, name: bytes) -> bytes:
        return self._blob(self._gone[name])

    def link(self, name: bytes) -> str | None:
        """The commit of a submodule."""
        if not self._base:
            return None
        for entry in run(self.top, "ls-tree", "-z", self._base, "--", os.fsdecode(name)).split(b"\0"):
            mode, _, rest = entry.partition(b" ")
            if mode == _LINK:
                return rest.split()[1].decode()
        return None

    def tracks_link(self, name: bytes) -> bool:
        """Whether there is a submodule of the name now."""
        return run(self.top, "ls-files", "-z", "--stage", "--", os.fsdecode(name)).startswith(_LINK)

    def _read_changes(self) -> None:
        self._tracked = frozenset(run(self.top, "ls-files", "-z").split(b"\0"))
        for change in _changes(
            run(
                *(self.top, "diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff"),
                *(
                    "--no-textconv",
                    "--no-color",
                    "--no-relative",
                    "--ignore-submodules=all",
                    self._base,
                    "--",
                ),
            )
        ):
            if _LINK in (change.old_mode, change.new_mode):
                continue
            if change.status == b"D":
                self._gone[change.old] = change.blob
            elif change.old_mode == _ABSENT:
                self._changed[change.new] = None
            else:
                self._changed[change.new] = (change.old, change.blob)

    def _alike(self, name: bytes) -> tuple[bytes, bytes] | None:
        """The file that is gone and that an untracked one most resembles: renamed without telling git."""
        try:
            with open(os.path.join(os.fsencode(self.top), name), "rb") as file:
                content = file.read()
        except OSError:
            return None
        best, found = 0.0, None
        for old in self.removed():
            was = self._blob(self._gone[old])
            share = _likeness(was, content)
            if share >= _ALIKE and share > best:
                best, found = share, (old, was)
        return found

    def _blob(self, blob: str) -> bytes:
        return run(self.top, "cat-file", "blob", blob)


class _Change(NamedTuple):
    old_mode: bytes
    new_mode: bytes
    blob: str
    status: bytes
    old: bytes
    new: bytes


def _changes(raw: bytes) -> Iterator[_Change]:
    """The entries of `git diff --raw -z`: ":modes blobs status NUL name NUL", with a second name for a rename."""
    fields = iter(raw.split(b"\0"))
    for head in fields:
        if not head:
            continue
        old_mode, new_mode, blob, _, status = head.lstrip(b":").split(b" ")
        old = next(fields)
        new = next(fields) if status[:1] in b"RC" else old
        yield _Change(old_mode, new_mode, blob.decode(), status[:1], old, new)


def merge_base(top: str, ref: str) -> str:
    """The commit where HEAD's branch left REF. Raises GitError where there is none, saying what to do."""
    shallow = run(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
    for name in (ref, "HEAD"):
        try:
            run(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except GitError as error:
            if name == "HEAD":
                raise GitError(f"the repository {top} has no commits yet: commit first") from None
            if str(error):
                raise
            hint = (
                DEEPEN
                if shallow
                else f"`git fetch origin {ref}` may bring it, `git branch -a` lists what there is"
            )
            raise GitError(f"the repository {top} has no commit {ref}: {hint}") from None
    try:
        return run(top, "merge-base", ref, "HEAD").decode().split()[0]
    except GitError as error:
        if str(error):
            raise
        hint = DEEPEN if shallow else "name a commit that this branch comes from"
        raise GitError(f"{ref} and HEAD have no history in common in {top}: {hint}") from None


def top_of(folder: str) -> str:
    """The top of the repository that an existing folder lies in, all links resolved; "" where it is in none."""
    folder = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def run(top: str, *arguments: str) -> bytes:
    """What a git command prints. Raises GitError with what git said; it may have said nothing."""
    import subprocess

    command = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments)
    try:
        done = subprocess.run(
            command, cwd=top, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True
        )
    except FileNotFoundError:
        raise GitError("git is not installed, or not on PATH: install it") from None
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git {arguments[0]}: {' '.join(said)}" if said else "")
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment without what ties git to one repository: hooks run with that, and other ones are asked too."""
    tied = {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
    }
    return {
        **{name: value for name, value in os.environ.items() if name not in tied},
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "C",
    }


def _likeness(one: bytes, other: bytes) -> float:
    """The share of lines that two files have in common, empty ones left out."""
    from collections import Counter

    lines, others = (
        Counter(line for raw in text.split(b"\n") if (line := raw.strip())) for text in (one, other)
    )
    return (lines & others).total() / max(1, lines.total(), others.total())


def _is_below(folder: str, top: str) -> bool:
    return bool(top) and (folder == top or folder.startswith(os.path.join(top, "")))
