"""Worker processes: articles out, results back, and nothing lost when a worker dies.

Not `multiprocessing.Pool`, which waits for ever for a worker that was killed, and not
`concurrent.futures`, which then gives up all others. A worker has one batch of articles at a time and answers
them in order, so the first one without an answer is the one that it died of.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from healthlint.values import NamedTuple, Protocol

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from healthlint.workspace.checking import Task

#: A batch has one article or more, up to so many, and so many bytes.
_BATCH = 64, 128 * 1024
#: How long a worker that has nothing to do may take to end, in seconds.
_GRACE = 5.0


class Died(NamedTuple):
    """A worker ended while it was at work on an article."""

    #: What ended it.
    why: str


class Worker(Protocol):
    """What is to be done in each process."""

    def begin(self) -> None:
        """The process has started."""

    def __call__(self, task: Task) -> bytes:
        """The result for an article."""

    def end(self) -> object:
        """What to tell the parent at the end."""


class Pool:
    """Processes that each call `work` on articles."""

    def __init__(self, work: Worker, size: int, method: str | None = None) -> None:
        """Take what to do with an article, and how many processes are to do it.

        `method` is one of multiprocessing's start methods. The default forks on Linux, where the workers share
        all that is loaded already, and starts anew elsewhere; then `work` is pickled.
        """
        from multiprocessing import get_context

        self._work = work
        self._size = size
        self._method = method or ("fork" if sys.platform == "linux" else "spawn")
        self._context: BaseContext = get_context(self._method)
        self._workers: list[_Process] = []
        #: What the workers had to say at their end.
        self.farewells: list[Any] = []

    def run(self, tasks: Iterable[Task]) -> Generator[tuple[Task, bytes | Died]]:
        """Each article with its result, as they come. Closing the iterator ends all workers."""
        queue = _Queue(tasks)
        try:
            while self._distribute(queue):
                yield from self._collect(queue)
            for task in queue.rest():  # no worker could be started
                yield task, self._work(task)
            for worker in self._workers:
                worker.dismiss(self.farewells)
        finally:
            for worker in self._workers:
                worker.end()

    def _distribute(self, queue: _Queue) -> bool:
        """Give every idle worker something to do, and start those that are missing: at first, all.

        Whether any of them is at work then.
        """
        for worker in self._workers:
            if worker.is_idle and (batch := queue.batch()):
                worker.give(batch)
        while len(self._workers) < self._size and queue:
            try:
                self._workers.append(_Process(self._context, self._work, self._method, self._workers))
            except OSError:  # no more processes, no more memory
                self._size = len(self._workers)
        return any(worker.is_starting or worker.batch for worker in self._workers)

    def _collect(self, queue: _Queue) -> Iterator[tuple[Task, bytes | Died]]:
        """Wait for workers and take what they have to say."""
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.is_starting or worker.batch}
        for connection in wait(list(busy)):
            worker = busy[cast("Connection", connection)]
            try:
                answer = worker.connection.recv_bytes()
            except (EOFError, OSError):
                self._workers.remove(worker)
                why = worker.bury()
                if worker.is_starting:
                    self._size = len(self._workers)
                else:
                    yield worker.batch.popleft(), Died(why)
                    queue.put_back(worker.batch)
                continue
            if worker.is_starting:
                worker.is_starting = False
            else:
                yield worker.batch.popleft(), answer


class _Queue:
    """Articles waiting for a worker; taken from their source no sooner than needed."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = iter(tasks)
        self._next: deque[Task] = deque()

    def __bool__(self) -> bool:
        if not self._next:
            self._next.extend(islice(self._tasks, 1))
        return bool(self._next)

    def batch(self) -> deque[Task]:
        """The next articles, none where there are none."""
        batch: deque[Task] = deque()
        size = 0
        while (
            len(batch) < _BATCH[0] and self and (not batch or size + len(self._next[0].content) <= _BATCH[1])
        ):
            batch.append(self._next.popleft())
            size += len(batch[-1].content)
        return batch

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Articles that a worker has left undone."""
        self._next.extendleft(reversed(list(tasks)))

    def rest(self) -> Iterator[Task]:
        """All that wait."""
        waiting, self._next = self._next, deque()
        return chain(waiting, self._tasks)


class _Process:
    """A process and the way to it."""

    def __init__(self, context: BaseContext, work: Worker, method: str, others: list[_Process]) -> None:
        """Start a process. Raises OSError where that is not possible."""
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        # A process that is forked has all connections that are open here; as long as one end is open, the
        # other does not learn that its partner is gone.
        inherited = [self.connection, *(one.connection for one in others)] if method == "fork" else []
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, work, inherited), daemon=True
        )
        try:
            with _uninterrupted():
                self._process.start()
        except OSError:
            self.connection.close()
            raise
        finally:
            theirs.close()
        self.is_starting = True
        #: What it has not answered yet.
        self.batch: deque[Task] = deque()

    @property
    def is_idle(self) -> bool:
        return not (self.is_starting or self.batch)

    def give(self, batch: deque[Task]) -> None:
        self.batch = batch
        with suppress(OSError):  # it is gone, which shows when its answer is waited for
            self.connection.send(list(batch))

    def dismiss(self, farewells: list[Any]) -> None:
        with suppress(OSError, EOFError):
            self.connection.send(None)
            farewells.append(self.connection.recv())
        self._process.join(_GRACE)

    def bury(self) -> str:
        """Wait for a process that has closed its connection; what ended it."""
        self._process.join(_GRACE)
        self.end()
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"exit code {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"{name}, as when memory runs out" if name == "SIGKILL" else name

    def end(self) -> None:
        self.connection.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()


def _serve(connection: Connection, work: Worker, inherited: list[Connection]) -> None:
    """What a worker does until it is told to stop, or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends the workers
    for other in inherited:
        other.close()
    work.begin()
    with suppress(EOFError, OSError):
        connection.send_bytes(b"ready")
        while (batch := connection.recv()) is not None:
            for task in batch:
                connection.send_bytes(work(task))
        connection.send(work.end())


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back an interrupt from the keyboard; a process that is started in here never gets one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
